/* SPDX-License-Identifier: MIT */
#include "convert/gap.h"

#include "base/arena.h"
#include "storage/parse.h"

/* Only blanks, comments and instructions. */
static bool is_filler(const struct xml_node *root)
{
    for (const struct xml_node *node = root->first_child; node; node = node->next) {
        if (node->kind == XML_ELEMENT) {
            return false;
        }
    }
    return true;
}

bool gap_is_fixed(struct slice gap, bool is_in_table)
{
    if (slice_find_char(gap, 0, '<') == SLICE_NOT_FOUND) {
        return false;
    }
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_node *root = NULL;
    struct xml_fault fault;
    return !storage_parse(arena, gap, &root, &fault) || (is_in_table && !is_filler(root));
}

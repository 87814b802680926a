/* SPDX-License-Identifier: MIT */
#include "convert/check_raw.h"

#include "storage/parse.h"

/* `line` is where the text begins. */
static bool check(struct slice raw, size_t line, struct error *error)
{
    struct xml_fault fault;

    if (storage_is_well_formed(raw, &fault)) {
        return true;
    }
    return error_set(error, ERROR_INPUT, 0, "line %zu: storage that is not well-formed: %s",
                     line + fault.line - 1, fault.message);
}

static bool check_inlines(const struct inline_node *first, size_t line, struct error *error)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_RAW && !check(node->text, line, error)) {
            return false;
        }
        if (!check_inlines(node->first_child, line, error)) {
            return false;
        }
    }
    return true;
}

bool check_raw(const struct block *block, struct error *error)
{
    /* The first line of a raw block is its fence. */
    if (block->kind == BLOCK_RAW && !check(block->text, block->lines.first + 1, error)) {
        return false;
    }
    return check_inlines(block->content, block->lines.first, error);
}

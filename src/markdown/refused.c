/* SPDX-License-Identifier: MIT */
#include "markdown/read.h"

#include "base/limit.h"
#include "markdown/guard_internal.h"

/* No shorter text has enough of anything for the guard. */
#define GUARDED_LEAST ((size_t)8 * 1024)

/* A level of the tree is less than eight for the reader. */
#define LEVELS_LEAST ((size_t)LIMIT_DEPTH / 8)

static bool is_line_deeper(const struct inline_node *first, size_t most)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (most == 0 || is_line_deeper(node->first_child, most - 1)) {
            return true;
        }
    }
    return false;
}

static bool is_deeper(const struct block *block, size_t most)
{
    if (most == 0 || is_line_deeper(block->content, most - 1)) {
        return true;
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        if (is_deeper(child, most - 1)) {
            return true;
        }
    }
    return false;
}

size_t markdown_refused_line(struct slice markdown, const struct block *page,
                             const struct markdown_options *options)
{
    struct error error;
    const char *why = NULL;

    if (markdown.length >= GUARDED_LEAST && !guard_check(markdown, &error)) {
        return error_split_line(error.message, &why);
    }
    if (!is_deeper(page, LEVELS_LEAST)) {
        return 0;
    }
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *read = NULL;
    bool is_read = markdown_read(arena, markdown, options, NULL, &read, &error);
    return is_read ? 0 : error_split_line(error.message, &why);
}

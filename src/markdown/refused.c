/* SPDX-License-Identifier: MIT */
#include "markdown/read.h"

#include "base/limit.h"
#include "markdown/footnotes_internal.h"
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

static size_t refused_line(struct slice markdown, const struct markdown_options *options)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *read = NULL;
    struct error error;
    const char *why = NULL;
    bool is_read = markdown_read(arena, markdown, options, NULL, &read, &error);

    return is_read ? 0 : error_split_line(error.message, &why);
}

/* Where a line begins, found from that of a line before it. */
struct line_start {
    size_t line;
    size_t position;
};

static void go_to_line(struct line_start *start, struct slice markdown, size_t line)
{
    while (start->line < line) {
        size_t end = slice_find_char(markdown, start->position, '\n');
        start->position = end == SLICE_NOT_FOUND ? markdown.length : end + 1;
        start->line++;
    }
}

/* Block by block: a tree of all that is nested would be many times the text. */
static size_t refused_line_of_nested(struct slice markdown, const struct block *page,
                                     const struct markdown_options *options)
{
    struct line_start start = {1, 0};

    for (const struct block *block = page->first_child; block; block = block->next) {
        if (block->lines.first == 0 || !is_deeper(block, LEVELS_LEAST - 1)) {
            continue;
        }
        go_to_line(&start, markdown, block->lines.first);
        struct line_start end = start;
        go_to_line(&end, markdown, block->lines.last + 1);
        size_t line = refused_line(slice_part(markdown, start.position, end.position), options);
        if (line > 0) {
            return line + start.line - 1;
        }
    }
    return 0;
}

size_t markdown_refused_line(struct slice markdown, const struct block *page,
                             const struct markdown_options *options)
{
    struct error error;
    const char *why = NULL;

    if (markdown.length >= GUARDED_LEAST && !guard_check(markdown, &error)) {
        return error_split_line(error.message, &why);
    }
    /* What is a footnote depends on other blocks. */
    return footnotes_are_in(markdown) && is_deeper(page, LEVELS_LEAST)
               ? refused_line(markdown, options)
               : refused_line_of_nested(markdown, page, options);
}

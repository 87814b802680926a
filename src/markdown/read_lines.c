/* SPDX-License-Identifier: MIT */
/*
 * Corrects where cmark-gfm 0.29.0.gfm.6 says that blocks stand
 * (github/cmark-gfm#222 and its neighbours, open since 2021):
 *
 * 1. A setext heading ends with its underline, not one line later.
 * 2. The end of an HTML block of kinds 1 to 5 is one line early, or 0: its text says how long it is.
 * 3. Lists, items, indented code and HTML include the blank lines behind them.
 * 4. A fence that nobody closed includes the line behind it.
 * 5. A table under lines of a paragraph says it begins with the paragraph, which then has no lines.
 */
#include <string.h>

#include "markdown/read_internal.h"

bool markdown_is_type(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

static size_t start_of(cmark_node *node)
{
    return (size_t)cmark_node_get_start_line(node);
}

static size_t end_of(cmark_node *node)
{
    return (size_t)cmark_node_get_end_line(node);
}

static size_t count_lines(const char *literal)
{
    size_t count = 0;
    for (const char *end = literal; (end = strchr(end, '\n')); end++) {
        count++;
    }
    return count;
}

/* A line with nothing but a row of '=' or '-' in the quotes it may stand in. */
static bool is_underline(struct slice line)
{
    size_t start = 0;
    while (start < line.length && strchr(" \t>", line.start[start])) {
        start++;
    }
    struct slice row = slice_trim(slice_part(line, start, line.length));
    for (size_t i = 0; i < row.length; i++) {
        if (row.start[i] != row.start[0] || !strchr("=-", row.start[i])) {
            return false;
        }
    }
    return row.length > 0;
}

static bool is_atx_heading(struct slice line, size_t column)
{
    size_t end = column - 1;
    while (end < line.length && line.start[end] == '#') {
        end++;
    }
    bool is_marker = end > column - 1 && end - (column - 1) <= 6;
    return is_marker && (end == line.length || strchr(" \t", line.start[end]));
}

static size_t heading_end(const struct reader *reader, cmark_node *node)
{
    size_t first = start_of(node);
    size_t last = end_of(node) < reader->line_count ? end_of(node) : reader->line_count;
    if (is_atx_heading(reader->lines[first - 1], (size_t)cmark_node_get_start_column(node))) {
        return first;
    }
    size_t underline = first + 1;
    while (underline < last && !is_underline(reader->lines[underline - 1])) {
        underline++;
    }
    return underline;
}

static bool is_table(cmark_node *node)
{
    return node && markdown_is_type(node, "table");
}

static bool follows_lost_paragraph(cmark_node *table)
{
    cmark_node *before = cmark_node_previous(table);
    return before && cmark_node_get_type(before) == CMARK_NODE_PARAGRAPH && start_of(before) == 0;
}

static size_t table_start(cmark_node *table)
{
    cmark_node *row = cmark_node_next(cmark_node_first_child(table));
    if (!follows_lost_paragraph(table)) {
        return start_of(table);
    }
    return row ? start_of(row) - 2 : end_of(table) - 1;
}

static size_t table_end(cmark_node *table)
{
    cmark_node *last = cmark_node_last_child(table);
    return last == cmark_node_first_child(table) ? table_start(table) + 1 : start_of(last);
}

static size_t first_line(cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    if (start_of(node) == 0 && is_table(next)) {
        return start_of(next);
    }
    return is_table(node) ? table_start(node) : start_of(node);
}

static size_t html_end(const struct reader *reader, cmark_node *node)
{
    size_t first = start_of(node);
    size_t last = first + count_lines(cmark_node_get_literal(node)) - 1;

    last = last < reader->line_count ? last : reader->line_count;
    while (last > first && slice_is_blank(reader->lines[last - 1])) {
        last--;
    }
    return last;
}

/* The first line of the next block, wherever that stands; or one that does not exist. */
static size_t next_start(const struct reader *reader, cmark_node *node)
{
    while (node && !cmark_node_next(node)) {
        node = cmark_node_parent(node);
    }
    return node ? first_line(cmark_node_next(node)) : reader->line_count + 1;
}

/* A line with nothing but this character, in the quotes it may stand in. */
static bool is_closing_fence(struct slice line, char fence)
{
    size_t start = 0;
    while (start < line.length && strchr(" \t>", line.start[start])) {
        start++;
    }
    struct slice run = slice_trim(slice_part(line, start, line.length));
    for (size_t i = 0; i < run.length; i++) {
        if (run.start[i] != fence) {
            return false;
        }
    }
    return run.length > 0;
}

bool markdown_is_closed_fence(const struct reader *reader, cmark_node *node)
{
    int length = 0;
    int offset = 0;
    char fence = '\0';
    cmark_node_get_fenced(node, &length, &offset, &fence);
    size_t closing = start_of(node) + count_lines(cmark_node_get_literal(node)) + 1;

    return closing <= end_of(node) && closing <= reader->line_count &&
           closing < next_start(reader, node) &&
           is_closing_fence(reader->lines[closing - 1], fence);
}

static size_t code_end(const struct reader *reader, cmark_node *node)
{
    int length = 0;
    int offset = 0;
    char fence = '\0';
    size_t last = start_of(node) + count_lines(cmark_node_get_literal(node));
    if (cmark_node_get_fenced(node, &length, &offset, &fence) == 0) {
        return last - 1;
    }
    return markdown_is_closed_fence(reader, node) ? last + 1 : last;
}

static size_t last_line(const struct reader *reader, cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    cmark_node *last = cmark_node_last_child(node);

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_THEMATIC_BREAK:
        return start_of(node);
    case CMARK_NODE_HTML_BLOCK:
        return html_end(reader, node);
    case CMARK_NODE_HEADING:
        return heading_end(reader, node);
    case CMARK_NODE_CODE_BLOCK:
        return code_end(reader, node);
    case CMARK_NODE_PARAGRAPH:
        return start_of(node) == 0 && is_table(next) ? table_start(next) - 1 : end_of(node);
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
        return last ? last_line(reader, last) : start_of(node);
    default:
        return is_table(node) ? table_end(node) : start_of(node);
    }
}

struct line_range markdown_read_lines(const struct reader *reader, cmark_node *node)
{
    struct line_range lines = {first_line(node), last_line(reader, node)};

    lines.last = lines.last > reader->line_count ? reader->line_count : lines.last;
    lines.last = lines.last < lines.first ? lines.first : lines.last;
    return lines;
}

/* SPDX-License-Identifier: MIT */
/*
 * Further blocks of a footnote are indented by four columns. cmark-gfm, which knows no
 * footnotes here, takes them for code: without that indent, they are what they mean.
 */
#include "base/strbuf.h"
#include "markdown/footnotes_internal.h"
#include "markdown/read_internal.h"

enum { INDENT = 4 };

static bool has_definition(cmark_node *paragraph)
{
    struct footnote footnote;
    cmark_node *node = cmark_node_first_child(paragraph);

    while (node && !footnote_begins(node, &footnote)) {
        node = cmark_node_next(node);
    }
    return node;
}

static bool is_indented_code(cmark_node *node)
{
    int length = 0;
    int offset = 0;
    char fence = '\0';

    return node && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK &&
           cmark_node_get_fenced(node, &length, &offset, &fence) == 0;
}

static size_t quotes_around(cmark_node *node)
{
    size_t count = 0;

    for (node = cmark_node_parent(node); node; node = cmark_node_parent(node)) {
        count += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    }
    return count;
}

/* Where the line goes on behind the marks of so many quotes. */
static size_t skip_quotes(struct slice line, size_t quotes)
{
    size_t at = 0;

    for (size_t i = 0; i < line.length && quotes > 0; i++) {
        if (line.start[i] == '>') {
            at = i + 1;
            quotes--;
        }
    }
    return at > 0 && at < line.length && line.start[at] == ' ' ? at + 1 : at;
}

static struct slice without_indent(struct arena *arena, struct slice line, size_t quotes)
{
    CLEANUP_STRBUF struct strbuf rest = STRBUF(line.length);
    size_t start = skip_quotes(line, quotes);
    size_t end = start;

    while (end < line.length && end < start + INDENT && line.start[end] == ' ') {
        end++;
    }
    if (end < line.length && end < start + INDENT && line.start[end] == '\t') {
        end++;
    }
    strbuf_append_slice(&rest, slice_part(line, 0, start));
    strbuf_append_slice(&rest, slice_part(line, end, line.length));
    return strbuf_copy(&rest, arena);
}

static void move_left(struct reader *reader, cmark_node *code)
{
    struct line_range lines = markdown_read_lines(reader, code);
    size_t quotes = quotes_around(code);

    for (size_t i = lines.first; i <= lines.last; i++) {
        reader->lines[i - 1] = without_indent(reader->arena, reader->lines[i - 1], quotes);
    }
}

bool markdown_join_footnotes(struct reader *reader, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    bool has_moved = false;

    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iter)) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
            is_indented_code(cmark_node_next(node)) && has_definition(node)) {
            move_left(reader, cmark_node_next(node));
            has_moved = true;
        }
    }
    cmark_iter_free(iter);
    return has_moved;
}

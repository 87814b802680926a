/* SPDX-License-Identifier: MIT */
#include "markdown/toc_internal.h"

#include <string.h>

#include "base/strbuf.h"

enum { LONGEST_TEXT = 64 };

/* The line, and the text of the paragraph that it gives. */
static const struct {
    const char *line;
    const char *text;
} marks[] = {
    {"[TOC]", "[TOC]"},
    {"[toc]", "[toc]"},
    {"[[_TOC_]]", "[[TOC]]"},
};
#define MARK_TOTAL (sizeof marks / sizeof marks[0])

bool toc_is_mark(struct slice line)
{
    for (size_t i = 0; i < MARK_TOTAL; i++) {
        bool has_emphasis = strcmp(marks[i].line, marks[i].text) != 0;
        if (!has_emphasis && slice_equals(line, marks[i].line)) {
            return true;
        }
    }
    return false;
}

/* False: there is something else than text and emphasis, or too much of it. */
static bool append_text(struct strbuf *out, cmark_node *first)
{
    for (cmark_node *node = first; node; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT) {
            strbuf_append(out, cmark_node_get_literal(node));
        } else if (type != CMARK_NODE_EMPH || !append_text(out, cmark_node_first_child(node))) {
            return false;
        }
        if (out->is_full) {
            return false;
        }
    }
    return true;
}

bool toc_is_paragraph(const struct reader *reader, cmark_node *paragraph, struct line_range lines)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LONGEST_TEXT);

    if (lines.first == 0 || lines.first != lines.last ||
        !append_text(&text, cmark_node_first_child(paragraph))) {
        return false;
    }
    struct slice line = slice_trim(reader->lines[lines.first - 1]);
    for (size_t i = 0; i < MARK_TOTAL; i++) {
        size_t length = strlen(marks[i].line);
        bool is_escaped = line.length > length && line.start[line.length - length - 1] == '\\';
        if (slice_ends_with(line, marks[i].line) && !is_escaped &&
            slice_equals(slice_trim(strbuf_slice(&text)), marks[i].text)) {
            return true;
        }
    }
    return false;
}

void toc_add(const struct reader *reader, struct block *parent, struct line_range lines)
{
    struct macro *macro = ARENA_NEW(reader->arena, struct macro);

    macro->name = SLICE_LITERAL("toc");
    macro->body = MACRO_BODY_NONE;
    markdown_add_block(reader, parent, BLOCK_MACRO, lines)->macro = macro;
}

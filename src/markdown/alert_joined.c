/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/strbuf.h"
#include "markdown/alerts_internal.h"

#define JOINT "] > "

/* "\[!NOTE] > a" gives the same text: only the source tells them apart. */
static bool stands_in_source(const struct reader *reader, cmark_node *paragraph,
                             struct slice marker)
{
    size_t number = (size_t)cmark_node_get_start_line(paragraph);
    if (number == 0) {
        return false;
    }
    struct slice line = reader->lines[number - 1];
    size_t at = slice_find(line, 0, marker);
    return at != SLICE_NOT_FOUND && (at == 0 || line.start[at - 1] != '\\');
}

static void set_text(cmark_node *text, struct slice literal)
{
    CLEANUP_STRBUF struct strbuf terminated = STRBUF(SIZE_MAX);

    strbuf_append_slice(&terminated, literal);
    cmark_node_set_literal(text, strbuf_text(&terminated));
}

void alert_part(const struct reader *reader, cmark_node *paragraph)
{
    cmark_node *text = cmark_node_first_child(paragraph);
    bool is_text = text && cmark_node_get_type(text) == CMARK_NODE_TEXT;
    struct slice line = markdown_copy_text(reader, is_text ? cmark_node_get_literal(text) : "");
    size_t joint = slice_find(line, 0, SLICE_LITERAL(JOINT));
    size_t behind = joint == SLICE_NOT_FOUND ? 0 : joint + strlen(JOINT);
    if (!slice_starts_with(line, "[!") || behind == 0 || slice_find_char(line, 0, ' ') < joint ||
        !stands_in_source(reader, paragraph, slice_part(line, 0, behind))) {
        return;
    }
    cmark_node *line_break = cmark_node_new(CMARK_NODE_SOFTBREAK);
    cmark_node_insert_after(text, line_break);
    set_text(text, slice_part(line, 0, joint + 1));
    if (behind < line.length) {
        cmark_node *rest = cmark_node_new(CMARK_NODE_TEXT);
        set_text(rest, slice_part(line, behind, line.length));
        cmark_node_insert_after(line_break, rest);
    }
}

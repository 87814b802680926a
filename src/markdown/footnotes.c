/* SPDX-License-Identifier: MIT */
#include "markdown/footnotes_internal.h"

#include <ctype.h>
#include <string.h>

#include "markdown/autolink_internal.h"

#define OPENING "[^"

enum { FIRST_NOT_ASCII = 0x80 };

/* The position behind "[^label]" at `start`, or SLICE_NOT_FOUND. */
static size_t label_end(struct slice text, size_t start)
{
    size_t end = start + strlen(OPENING);

    while (end < text.length && !strchr("[]\\\n", text.start[end])) {
        end++;
    }
    bool is_label = end < text.length && text.start[end] == ']' && end > start + strlen(OPENING);
    return is_label ? end + 1 : SLICE_NOT_FOUND;
}

static bool is_escaped(struct slice text, size_t position)
{
    size_t backslashes = 0;
    while (backslashes < position && text.start[position - backslashes - 1] == '\\') {
        backslashes++;
    }
    return backslashes % 2 == 1;
}

/* Whether there is nothing before the position in its line but markers of quotes and lists. */
static bool begins_line(struct slice text, size_t position)
{
    while (position > 0 && strchr(" \t>-+*.)0123456789", text.start[position - 1])) {
        position--;
    }
    return position == 0 || text.start[position - 1] == '\n';
}

static bool is_definition_at(struct slice text, size_t start, size_t end)
{
    return end < text.length && text.start[end] == ':' && begins_line(text, start);
}

bool footnotes_are_in(struct slice markdown)
{
    size_t start = 0;
    while ((start = slice_find(markdown, start, SLICE_LITERAL(OPENING))) != SLICE_NOT_FOUND) {
        size_t end = label_end(markdown, start);
        if (end != SLICE_NOT_FOUND && is_definition_at(markdown, start, end)) {
            return true;
        }
        start += strlen(OPENING);
    }
    return false;
}

/* Whether the brackets are no part of a link. */
static bool is_reference_at(struct slice text, size_t end)
{
    struct slice behind = slice_part(text, end, text.length);

    return behind.length == 0 || (behind.start[0] != '(' &&
                                  (behind.start[0] != '[' || slice_starts_with(behind, OPENING)));
}

/* Appends what stands from `opening` to `end`, with the break that says what it is. */
static void append_marked(struct strbuf *marked, struct slice markdown, size_t opening, size_t end)
{
    size_t label = opening + strlen(OPENING);
    bool is_definition = is_definition_at(markdown, opening, end);

    if (is_escaped(markdown, opening) || (!is_definition && !is_reference_at(markdown, end))) {
        strbuf_append_slice(marked, slice_part(markdown, opening, end));
        return;
    }
    strbuf_append(marked, OPENING);
    strbuf_append(marked, is_definition ? "" : AUTOLINK_BREAK);
    strbuf_append_slice(marked, slice_part(markdown, label, end));
    strbuf_append(marked, is_definition ? AUTOLINK_BREAK : "");
}

void footnotes_mark(struct strbuf *marked, struct slice markdown)
{
    for (size_t start = 0; start < markdown.length;) {
        size_t opening = slice_find(markdown, start, SLICE_LITERAL(OPENING));
        if (opening == SLICE_NOT_FOUND) {
            strbuf_append_slice(marked, slice_part(markdown, start, markdown.length));
            return;
        }
        size_t end = label_end(markdown, opening);
        strbuf_append_slice(marked, slice_part(markdown, start, opening));
        if (end == SLICE_NOT_FOUND) {
            strbuf_append(marked, OPENING);
            end = opening + strlen(OPENING);
        } else {
            append_marked(marked, markdown, opening, end);
        }
        start = end;
    }
}

static bool is_letter(struct slice text, size_t position)
{
    return position < text.length && (isalnum((unsigned char)text.start[position]) ||
                                      (unsigned char)text.start[position] >= FIRST_NOT_ASCII);
}

bool footnote_is_label(struct slice label)
{
    for (size_t i = 0; i < label.length; i++) {
        bool is_sign = strchr("-._", label.start[i]) && label.start[i] != '\0' && i > 0;
        bool is_between = is_sign && is_letter(label, i - 1) && is_letter(label, i + 1);
        if (!is_letter(label, i) && !is_between) {
            return false;
        }
    }
    return label.length > 0;
}

/* Reads the brackets at `start`. */
static bool read_brackets(struct slice text, size_t start, struct footnote *footnote)
{
    const struct slice mark = SLICE_LITERAL(AUTOLINK_BREAK);
    size_t label = start + strlen(OPENING);
    size_t end = label_end(text, start);

    if (end == SLICE_NOT_FOUND) {
        return false;
    }
    size_t close = end - 1;
    struct slice behind = slice_part(text, close + 1, text.length);
    bool is_reference = slice_starts_with(slice_part(text, label, close), mark.start);
    footnote->is_definition = slice_starts_with(behind, AUTOLINK_BREAK ":");
    footnote->start = start;
    footnote->end = close + 1 + (footnote->is_definition ? mark.length + 1 : 0);
    footnote->label = slice_part(text, label + (is_reference ? mark.length : 0), close);
    return (is_reference || footnote->is_definition) && footnote_is_label(footnote->label);
}

bool footnote_find(struct slice text, size_t from, struct footnote *footnote)
{
    while ((from = slice_find(text, from, SLICE_LITERAL(OPENING))) != SLICE_NOT_FOUND) {
        if (read_brackets(text, from, footnote)) {
            return true;
        }
        from += strlen(OPENING);
    }
    return false;
}

static bool is_line_start(cmark_node *node)
{
    cmark_node *before = cmark_node_previous(node);

    return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_PARAGRAPH &&
           (!before || cmark_node_get_type(before) == CMARK_NODE_SOFTBREAK);
}

bool footnote_begins(cmark_node *node, struct footnote *footnote)
{
    return cmark_node_get_type(node) == CMARK_NODE_TEXT && is_line_start(node) &&
           footnote_find(slice_from(cmark_node_get_literal(node)), 0, footnote) &&
           footnote->is_definition && footnote->start == 0;
}

void footnotes_collect(struct strmap *labels, struct arena *arena, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    struct footnote footnote;

    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (cmark_node_parent(node) && footnote_begins(node, &footnote)) {
            char *label = arena_copy(arena, footnote.label);
            (void)strmap_put(labels, slice_from(label), label);
        }
    }
    cmark_iter_free(iter);
}

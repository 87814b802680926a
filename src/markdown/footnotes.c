/* SPDX-License-Identifier: MIT */
#include "markdown/footnotes_internal.h"

#include <string.h>

#include "markdown/autolink_internal.h"

#define OPENING "[^"

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

bool footnotes_are_in(struct slice markdown)
{
    size_t start = 0;
    while ((start = slice_find(markdown, start, SLICE_LITERAL(OPENING))) != SLICE_NOT_FOUND) {
        size_t end = label_end(markdown, start);
        if (end < markdown.length && markdown.start[end] == ':' && begins_line(markdown, start)) {
            return true;
        }
        start += strlen(OPENING);
    }
    return false;
}

/* Whether a break can stand there: it is no part of a link, and no mark looks at what is before it. */
static bool takes_break(struct slice text, size_t end)
{
    return end == text.length || !strchr("([*_~", text.start[end]);
}

void footnotes_mark(struct strbuf *marked, struct slice markdown)
{
    for (size_t start = 0; start < markdown.length;) {
        size_t opening = slice_find(markdown, start, SLICE_LITERAL(OPENING));
        size_t end = opening == SLICE_NOT_FOUND ? markdown.length : label_end(markdown, opening);
        bool is_footnote = opening != SLICE_NOT_FOUND && end != SLICE_NOT_FOUND;
        end = end == SLICE_NOT_FOUND ? opening + strlen(OPENING) : end;
        strbuf_append_slice(marked, slice_part(markdown, start, end));
        if (is_footnote && !is_escaped(markdown, opening) && takes_break(markdown, end)) {
            strbuf_append(marked, AUTOLINK_BREAK);
        }
        start = end;
    }
}

bool footnotes_next(struct slice text, size_t *position, struct slice *footnote)
{
    size_t end = slice_find(text, *position, SLICE_LITERAL("]" AUTOLINK_BREAK));
    size_t start = end;

    if (end == SLICE_NOT_FOUND) {
        return false;
    }
    while (start > *position && !slice_starts_with(slice_part(text, start, end), OPENING)) {
        start--;
    }
    *footnote = slice_part(text, start, end + 1);
    *position = end + 1;
    return true;
}

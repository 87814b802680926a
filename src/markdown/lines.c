/* SPDX-License-Identifier: MIT */
#include "markdown/lines_internal.h"

void lines_begin(struct lines *lines)
{
    if (!lines->is_open) {
        strbuf_append_slice(lines->text, strbuf_slice(&lines->prefix));
        lines->is_open = true;
    }
}

void lines_end(struct lines *lines)
{
    strbuf_append_char(lines->text, '\n');
    lines->number++;
    lines->is_open = false;
}

/* The prefix of a line with nothing else on it has no blanks at its end. */
static void begin_empty(struct lines *lines)
{
    struct slice prefix = strbuf_slice(&lines->prefix);

    while (!lines->is_open && slice_ends_with(prefix, " ")) {
        prefix.length--;
    }
    if (!lines->is_open) {
        strbuf_append_slice(lines->text, prefix);
    }
}

void lines_add(struct lines *lines, struct slice line)
{
    if (line.length == 0) {
        begin_empty(lines);
    } else {
        lines_begin(lines);
        strbuf_append_slice(lines->text, line);
    }
    lines_end(lines);
}

static size_t line_end(struct slice text, size_t start)
{
    while (start < text.length && text.start[start] != '\n' && text.start[start] != '\r') {
        start++;
    }
    return start;
}

void lines_add_all(struct lines *lines, struct slice text)
{
    for (size_t start = 0; start <= text.length;) {
        size_t end = line_end(text, start);
        lines_add(lines, slice_part(text, start, end));
        bool is_crlf =
            end + 1 < text.length && text.start[end] == '\r' && text.start[end + 1] == '\n';
        start = end + (is_crlf ? 2 : 1);
    }
}

size_t lines_push(struct lines *lines, const char *prefix)
{
    size_t length = lines->prefix.length;

    strbuf_append(&lines->prefix, prefix);
    return length;
}

size_t lines_push_blanks(struct lines *lines, size_t count)
{
    size_t length = lines->prefix.length;

    strbuf_append_repeated(&lines->prefix, ' ', count);
    return length;
}

void lines_pop(struct lines *lines, size_t length)
{
    strbuf_truncate(&lines->prefix, length);
}

struct lines_mark lines_mark(const struct lines *lines)
{
    return (struct lines_mark){lines->text->length, lines->number, lines->is_open};
}

void lines_return(struct lines *lines, struct lines_mark mark)
{
    strbuf_truncate(lines->text, mark.length);
    lines->number = mark.number;
    lines->is_open = mark.is_open;
}

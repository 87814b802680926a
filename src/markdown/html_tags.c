/* SPDX-License-Identifier: MIT */
#include "markdown/html_tags_internal.h"

#include <ctype.h>
#include <string.h>

/* Bytes: without a limit, quotes that nobody closes cost their square. */
#define TAG_MOST ((size_t)4096)

struct slice html_comment_inside(struct slice comment)
{
    bool has_end = slice_ends_with(comment, HTML_COMMENT_STOP);
    size_t end = has_end ? comment.length - strlen(HTML_COMMENT_STOP) : comment.length;

    return slice_trim(slice_part(comment, strlen(HTML_COMMENT_START), end));
}

static size_t skip_name(struct slice text, size_t position)
{
    while (position < text.length &&
           (isalnum((unsigned char)text.start[position]) || text.start[position] == '-' ||
            text.start[position] == ':' || text.start[position] == '_')) {
        position++;
    }
    return position;
}

/* The position of the '>' that ends a tag, outside of quotes; far away there is none. */
static size_t find_end(struct slice html, size_t position)
{
    size_t last = html.length - position > TAG_MOST ? position + TAG_MOST : html.length;
    char quote = '\0';

    for (; position < last; position++) {
        char byte = html.start[position];
        if (quote != '\0') {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '>') {
            return position;
        }
    }
    return SLICE_NOT_FOUND;
}

size_t html_element_read(struct slice html, size_t start, struct html_element *element)
{
    if (start + 1 >= html.length || html.start[start] != '<') {
        return SLICE_NOT_FOUND;
    }
    element->is_end = html.start[start + 1] == '/';
    size_t name = start + (element->is_end ? 2 : 1);
    size_t behind = skip_name(html, name);
    size_t end = find_end(html, behind);
    bool is_name = behind > name && isalpha((unsigned char)html.start[name]);
    if (!is_name || end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    bool is_ended = html.start[behind] == '>' || html.start[behind] == '/' ||
                    isspace((unsigned char)html.start[behind]);
    element->name = slice_part(html, name, behind);
    element->attributes = slice_part(html, behind, end);
    return is_ended ? end + 1 : SLICE_NOT_FOUND;
}

/* The value behind '=' at `position`; the position behind it. */
static size_t read_value(struct slice text, size_t position, struct slice *value)
{
    char quote = position < text.length ? text.start[position] : '\0';
    if (quote == '"' || quote == '\'') {
        size_t end = slice_find_char(text, position + 1, quote);
        end = end == SLICE_NOT_FOUND ? text.length : end;
        *value = slice_part(text, position + 1, end);
        return end + 1;
    }
    size_t end = position;
    while (end < text.length && !isspace((unsigned char)text.start[end])) {
        end++;
    }
    *value = slice_part(text, position, end);
    return end;
}

bool html_attribute_find(const struct html_element *element, const char *name, struct slice *value)
{
    struct slice text = element->attributes;

    for (size_t position = slice_skip_blanks(text, 0); position < text.length;
         position = slice_skip_blanks(text, position)) {
        size_t end = skip_name(text, position);
        bool is_wanted = slice_equals_any_case(slice_part(text, position, end), name);
        size_t sign = slice_skip_blanks(text, end);
        *value = slice_part(text, end, end);
        if (sign < text.length && text.start[sign] == '=') {
            position = read_value(text, slice_skip_blanks(text, sign + 1), value);
        } else {
            position = end > position ? end : position + 1;
        }
        if (is_wanted) {
            return true;
        }
    }
    return false;
}

/* SPDX-License-Identifier: MIT */
#include "markdown/line_start_internal.h"

#include <ctype.h>
#include <string.h>

#include "markdown/toc_internal.h"

/* A blank, or the end of the line, where a marker would end. */
static bool ends_marker(struct slice text, size_t position, bool is_whole_line)
{
    if (position >= text.length) {
        return is_whole_line;
    }
    return text.start[position] == ' ' || text.start[position] == '\t';
}

static size_t count_leading(struct slice text, char byte)
{
    size_t count = 0;
    while (count < text.length && text.start[count] == byte) {
        count++;
    }
    return count;
}

/* Whether the text has no other bytes than these, at least one of them being the first of them. */
static bool consists_of(struct slice text, const char *bytes)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!text.start[i] || !strchr(bytes, text.start[i])) {
            return false;
        }
    }
    return slice_find_char(text, 0, bytes[0]) != SLICE_NOT_FOUND;
}

/* "12." or "12)": the position of the sign behind the digits. */
static size_t find_number(struct slice text, bool is_whole_line)
{
    size_t digits = 0;
    while (digits < text.length && isdigit((unsigned char)text.start[digits])) {
        digits++;
    }
    bool is_sign = digits < text.length && (text.start[digits] == '.' || text.start[digits] == ')');
    bool is_marker = digits > 0 && digits <= 9 && is_sign;
    return is_marker && ends_marker(text, digits + 1, is_whole_line) ? digits : SLICE_NOT_FOUND;
}

/*
 * Whether "[…]:" may come of the text, a definition, which would vanish. "](" gets
 * a backslash anyway, and no other bracket can stand in a definition's name.
 */
static bool may_be_definition(struct slice text, bool is_whole_line)
{
    for (size_t i = 1; i < text.length; i++) {
        char next = i + 1 < text.length ? text.start[i + 1] : '\0';
        if (text.start[i] == '[') {
            return false;
        }
        if (text.start[i] == ']' && next != '(') {
            return next == ':' || (next == '\0' && !is_whole_line);
        }
    }
    return !is_whole_line;
}

/* A definition, a check box, an alert's first line or the mark of a table of contents. */
static bool is_bracket_block(struct slice text, bool is_whole_line)
{
    return slice_starts_with(text, "[ ]") || slice_starts_with(text, "[x]") ||
           slice_starts_with(text, "[X]") || slice_starts_with(text, "[!") || toc_is_mark(text) ||
           may_be_definition(text, is_whole_line);
}

/* "<<<<<<<" and a blank: no block, but what version control leaves where changes clash. */
static bool is_conflict_marker(struct slice text, bool is_whole_line)
{
    return count_leading(text, '<') == 7 && ends_marker(text, 7, is_whole_line);
}

static bool starts_block(struct slice text, bool is_first_line, bool is_whole_line)
{
    size_t hashes = count_leading(text, '#');

    switch (text.start[0]) {
    case '#':
        return hashes <= 6 && ends_marker(text, hashes, is_whole_line);
    case '-':
        return ends_marker(text, 1, is_whole_line) ||
               (is_whole_line && consists_of(text, "-|: \t"));
    case '+':
    case '*':
        return ends_marker(text, 1, is_whole_line);
    case '|':
    case ':':
        return is_whole_line && consists_of(text, "-|: \t");
    case '=':
        return is_whole_line && consists_of(text, "= \t");
    case '_':
        return is_whole_line && consists_of(text, "_ \t");
    case '>':
        return true;
    case '<':
        return is_conflict_marker(text, is_whole_line) ||
               (text.length > 1 &&
                (isalpha((unsigned char)text.start[1]) || strchr("/!?", text.start[1])));
    case '[':
        return is_first_line && is_bracket_block(text, is_whole_line);
    default:
        return false;
    }
}

size_t line_start_find(struct slice text, bool is_first_line, bool is_whole_line)
{
    if (text.length == 0) {
        return SLICE_NOT_FOUND;
    }
    if (starts_block(text, is_first_line, is_whole_line)) {
        return 0;
    }
    return find_number(text, is_whole_line);
}

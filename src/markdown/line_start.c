/* SPDX-License-Identifier: MIT */
#include "markdown/line_start_internal.h"

#include <ctype.h>
#include <string.h>

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

/* A definition, a check box or an alert's first line. */
static bool is_bracket_block(struct slice text)
{
    size_t close = slice_find_char(text, 0, ']');
    bool is_definition =
        close != SLICE_NOT_FOUND && close + 1 < text.length && text.start[close + 1] == ':';
    bool is_box = slice_starts_with(text, "[ ]") || slice_starts_with(text, "[x]") ||
                  slice_starts_with(text, "[X]");
    return is_definition || is_box || slice_starts_with(text, "[!") ||
           slice_find(text, 0, SLICE_LITERAL("]:")) != SLICE_NOT_FOUND;
}

static bool starts_block(struct slice text, bool is_whole_line)
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
        return text.length > 1 &&
               (isalpha((unsigned char)text.start[1]) || strchr("/!?", text.start[1]));
    case '[':
        return is_bracket_block(text);
    default:
        return false;
    }
}

size_t line_start_find(struct slice text, bool is_whole_line)
{
    if (text.length == 0) {
        return SLICE_NOT_FOUND;
    }
    if (starts_block(text, is_whole_line)) {
        return 0;
    }
    return find_number(text, is_whole_line);
}

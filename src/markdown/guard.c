/* SPDX-License-Identifier: MIT */
#include "markdown/guard_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"

/* Cells cmark-gfm adds to rows that are too short: a line of two bytes can cost 256 of them. */
#define ADDED_CELLS_MOST ((size_t)1000 * 1000)

struct table_guard {
    size_t columns; /* of the table we may be in; 0: in none */
    size_t added;
};

static size_t line_of(struct slice text, size_t position)
{
    size_t line = 1;
    for (size_t i = 0; i < position; i++) {
        line += text.start[i] == '\n';
    }
    return line;
}

static bool check_text(struct slice text, struct error *error)
{
    if (text.length > LIMIT_PAGE) {
        return error_set(error, ERROR_INPUT, 0, "the text is larger than %zu bytes", LIMIT_PAGE);
    }
    const char *nul = memchr(text.start, '\0', text.length);
    if (nul) {
        return error_set(error, ERROR_INPUT, 0, "line %zu: a NUL byte",
                         line_of(text, (size_t)(nul - text.start)));
    }
    size_t valid = utf8_valid_length(text);
    if (valid < text.length) {
        return error_set(error, ERROR_INPUT, 0, "line %zu: not UTF-8", line_of(text, valid));
    }
    return true;
}

/* Markers of quotes and lists at the start of the line: each is one level. */
static size_t count_markers(struct slice line)
{
    size_t markers = 0;
    for (size_t i = 0; i < line.length; i++) {
        char byte = line.start[i];
        char next = i + 1 < line.length ? line.start[i + 1] : ' ';
        if (byte == '>' ||
            (byte != '\0' && strchr("-+*.)", byte) && isblank((unsigned char)next))) {
            markers++;
        } else if (!isblank((unsigned char)byte) && !isdigit((unsigned char)byte)) {
            return markers;
        }
    }
    /* Only markers: a rule, or empty items, of which only quotes are kept. */
    return slice_find_char(line, 0, '>') == SLICE_NOT_FOUND ? 0 : markers;
}

static size_t count_pipes(struct slice line)
{
    size_t pipes = 0;
    for (size_t i = 0; i < line.length; i++) {
        pipes += line.start[i] == '|' && (i == 0 || line.start[i - 1] != '\\');
    }
    return pipes;
}

/* Whether the line can be the one below a table's header: its end has only "|-: ". */
static bool is_delimiter_row(struct slice line)
{
    size_t start = line.length;
    bool has_dash = false;

    while (start > 0 && strchr("|-: \t\r", line.start[start - 1]) && line.start[start - 1]) {
        start--;
        has_dash = has_dash || line.start[start] == '-';
    }
    struct slice row = slice_part(line, start, line.length);
    return has_dash && slice_find_char(row, 0, '|') != SLICE_NOT_FOUND;
}

static bool check_table(struct table_guard *guard, struct slice line, size_t number,
                        struct error *error)
{
    size_t pipes = count_pipes(line);

    if (is_delimiter_row(line)) {
        if (pipes > LIMIT_TABLE_COLUMNS + 1) {
            return error_set(error, ERROR_INPUT, 0, "line %zu: a table of more than %d columns",
                             number, LIMIT_TABLE_COLUMNS);
        }
        guard->columns = pipes;
        return true;
    }
    guard->columns = slice_is_blank(line) ? 0 : guard->columns;
    guard->added += pipes < guard->columns ? guard->columns - pipes : 0;
    if (guard->added > ADDED_CELLS_MOST) {
        return error_set(error, ERROR_INPUT, 0, "line %zu: too many rows that are too short",
                         number);
    }
    return true;
}

bool guard_check(struct slice text, struct error *error)
{
    struct table_guard guard = {0, 0};
    size_t number = 1;

    if (!check_text(text, error)) {
        return false;
    }
    for (size_t start = 0; start < text.length; number++) {
        size_t end = slice_find_char(text, start, '\n');
        end = end == SLICE_NOT_FOUND ? text.length : end;
        struct slice line = slice_part(text, start, end);
        if (count_markers(line) > LIMIT_DEPTH) {
            return error_set(error, ERROR_INPUT, 0, "line %zu: nested deeper than %d levels",
                             number, LIMIT_DEPTH);
        }
        if (!check_table(&guard, line, number, error)) {
            return false;
        }
        start = end + 1;
    }
    return true;
}

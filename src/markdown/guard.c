/* SPDX-License-Identifier: MIT */
#include "markdown/guard_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"

/* Cells cmark-gfm adds to rows that are too short: a line of two bytes can cost 256 of them. */
#define ADDED_CELLS_MOST ((size_t)1000 * 1000)

/* Bytes it looks through for the ends of declarations that have none, again for each of them. */
#define SEARCHED_MOST ((size_t)300 * 1000 * 1000)

/* Bytes that all links by definition may take: each gets a copy of its URL. */
#define DEFINED_MOST ((size_t)512 * 1024 * 1024)

/* Signs of emphasis it goes back over for the links behind them, again for each of those. */
#define EMPHASES_MOST ((size_t)100 * 1000 * 1000)

struct table_guard {
    size_t columns; /* of the table we may be in; 0: in none */
    size_t added;
};

/* Lines without a blank one among them: what can be a paragraph. */
struct paragraph_guard {
    size_t length;
    size_t open_instructions; /* "<?" without "?>" so far */
    size_t open_declarations; /* "<!" without ">" so far */
    size_t open_sections;     /* "<![CDATA[" without "]]>" so far */
};

/* What can be one line of text: lines without a blank one, an item or a row among them. */
struct emphasis_guard {
    size_t signs;
    size_t links;
};

struct definition_guard {
    size_t brackets;     /* each may be a link */
    size_t longest_line; /* of those that may be a definition */
};

/* In a fence nothing has a shape: what is in it is code, whatever it looks like. */
struct fence_guard {
    struct slice prefix; /* what the line of the opening fence has before it */
    char byte;           /* of the fence; NUL: none is open */
    size_t length;
    bool is_after_blank;
};

struct guard {
    struct fence_guard fence;
    struct table_guard table;
    struct paragraph_guard paragraph;
    struct emphasis_guard emphasis;
    struct definition_guard definition;
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
        return error_set(error, ERROR_INPUT, 0, "line %zu: the text is larger than %zu bytes here",
                         line_of(text, LIMIT_PAGE), LIMIT_PAGE);
    }
    size_t nul = slice_find_char(text, 0, '\0');
    if (nul != SLICE_NOT_FOUND) {
        return error_set(error, ERROR_INPUT, 0, "line %zu: a NUL byte", line_of(text, nul));
    }
    size_t valid = utf8_valid_length(text);
    if (valid < text.length) {
        return error_set(error, ERROR_INPUT, 0, "line %zu: not UTF-8", line_of(text, valid));
    }
    return true;
}

static bool refuse(struct error *error, size_t line, const char *why)
{
    return error_set(error, ERROR_INPUT, 0, "line %zu: %s", line, why);
}

static bool is_marker(char byte, char next)
{
    bool is_item = byte == '-' || byte == '+' || byte == '*' || byte == '.' || byte == ')';
    return byte == '>' || (is_item && isblank((unsigned char)next));
}

/* Markers of quotes and lists at the start of the line: each is one level. */
static size_t count_markers(struct slice line)
{
    size_t markers = 0;
    for (size_t i = 0; i < line.length; i++) {
        char byte = line.start[i];
        if (is_marker(byte, i + 1 < line.length ? line.start[i + 1] : ' ')) {
            markers++;
        } else if (!isblank((unsigned char)byte) && !isdigit((unsigned char)byte)) {
            return markers;
        }
    }
    /* Nothing but markers is a rule, and no level, unless there are quotes in it. */
    return slice_find_char(line, 0, '>') == SLICE_NOT_FOUND ? 0 : markers;
}

static size_t run_length(struct slice line, size_t start)
{
    size_t end = start;
    while (end < line.length && line.start[end] == line.start[start]) {
        end++;
    }
    return end - start;
}

/* Where quotes, items and blanks at the start of the line end. */
static size_t prefix_length(struct slice line, bool *has_marker)
{
    size_t end = 0;
    *has_marker = false;
    for (; end < line.length; end++) {
        char byte = line.start[end];
        bool is_mark = is_marker(byte, end + 1 < line.length ? line.start[end + 1] : ' ');
        if (!is_mark && !isblank((unsigned char)byte) && !isdigit((unsigned char)byte)) {
            break;
        }
        *has_marker = *has_marker || is_mark;
    }
    return end;
}

/* With four blanks before it, and text above, a fence is text as well. */
static void open_fence(struct fence_guard *fence, struct slice line)
{
    bool has_marker = false;
    size_t start = prefix_length(line, &has_marker);
    char byte = start < line.length ? line.start[start] : '\0';
    size_t length = byte == '`' || byte == '~' ? run_length(line, start) : 0;
    bool is_code = byte == '`' && slice_find_char(line, start + length, '`') != SLICE_NOT_FOUND;

    if (length >= 3 && !is_code && (has_marker || start < 4 || fence->is_after_blank)) {
        fence->prefix = slice_part(line, 0, start);
        fence->byte = byte;
        fence->length = length;
    }
}

/* A line of the fence repeats its quotes, and has blanks where its item begins. */
static bool continues(const struct fence_guard *fence, struct slice line)
{
    for (size_t i = 0; i < fence->prefix.length; i++) {
        char expected = fence->prefix.start[i] == '>' ? '>' : ' ';
        if (i >= line.length) {
            return expected == ' ';
        }
        bool is_same =
            expected == '>' ? line.start[i] == '>' : isblank((unsigned char)line.start[i]);
        if (!is_same) {
            return false;
        }
    }
    return true;
}

static bool closes(const struct fence_guard *fence, struct slice line)
{
    struct slice rest = slice_trim(slice_part(line, fence->prefix.length, line.length));

    return rest.length >= fence->length && rest.start[0] == fence->byte &&
           run_length(rest, 0) == rest.length;
}

/* Whether the line is in a fence, or is its end. */
static bool is_in_fence(struct fence_guard *fence, struct slice line)
{
    bool was_open = fence->byte != '\0' && continues(fence, line);

    if (!was_open) {
        fence->byte = '\0';
        open_fence(fence, line);
    } else if (line.length > fence->prefix.length && closes(fence, line)) {
        fence->byte = '\0';
    }
    fence->is_after_blank = slice_is_blank(line);
    return was_open;
}

static size_t count_pipes(struct slice line)
{
    size_t pipes = 0;
    for (size_t at = 0; (at = slice_find_char(line, at, '|')) != SLICE_NOT_FOUND; at++) {
        pipes += at == 0 || line.start[at - 1] != '\\';
    }
    return pipes;
}

/* Whether the line can be the one below a table's header: its end has only "|-: ". */
static bool is_delimiter_row(struct slice line)
{
    size_t start = line.length;
    bool has_dash = false;
    bool has_pipe = false;

    for (; start > 0; start--) {
        char byte = line.start[start - 1];
        if (byte != '|' && byte != '-' && byte != ':' && !isspace((unsigned char)byte)) {
            break;
        }
        has_dash = has_dash || byte == '-';
        has_pipe = has_pipe || byte == '|';
    }
    return has_dash && has_pipe;
}

static bool check_table(struct table_guard *guard, struct slice line, size_t number,
                        struct error *error)
{
    size_t pipes = count_pipes(line);

    if (is_delimiter_row(line)) {
        guard->columns = pipes;
        return pipes <= LIMIT_TABLE_COLUMNS + 1 ||
               refuse(error, number, "a table of too many columns");
    }
    guard->columns = slice_is_blank(line) ? 0 : guard->columns;
    guard->added += pipes < guard->columns ? guard->columns - pipes : 0;
    return guard->added <= ADDED_CELLS_MOST ||
           refuse(error, number, "too many rows that are too short");
}

static void count_opening(struct paragraph_guard *guard, struct slice rest)
{
    if (slice_starts_with(rest, "<?")) {
        guard->open_instructions++;
    } else if (slice_starts_with(rest, "<![")) {
        guard->open_sections++;
    } else if (slice_starts_with(rest, "<!") && !slice_starts_with(rest, "<!-")) {
        guard->open_declarations++;
    }
}

static void count_closing(struct paragraph_guard *guard, struct slice line, size_t position)
{
    char before = position > 0 ? line.start[position - 1] : '\0';

    guard->open_declarations = 0;
    guard->open_instructions = before == '?' ? 0 : guard->open_instructions;
    guard->open_sections = before == ']' ? 0 : guard->open_sections;
}

static void count_tags(struct paragraph_guard *guard, struct slice line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.start[i] == '<') {
            count_opening(guard, slice_part(line, i, line.length));
        } else if (line.start[i] == '>') {
            count_closing(guard, line, i);
        }
    }
}

static size_t count_open(const struct paragraph_guard *guard)
{
    return guard->open_instructions + guard->open_declarations + guard->open_sections;
}

static bool check_declarations(struct paragraph_guard *guard, struct slice line, size_t number,
                               struct error *error)
{
    if (slice_is_blank(line)) {
        *guard = (struct paragraph_guard){0};
        return true;
    }
    if (count_open(guard) > 0 || slice_find_char(line, 0, '<') != SLICE_NOT_FOUND) {
        count_tags(guard, line);
    }
    guard->length += line.length;
    size_t open = count_open(guard);
    return open == 0 || guard->length <= SEARCHED_MOST / open ||
           refuse(error, number, "too many <? and <! without an end");
}

static bool begins_text(struct slice line)
{
    bool has_marker = false;
    size_t start = prefix_length(line, &has_marker);

    return has_marker || start == line.length || line.start[start] == '|';
}

static size_t count_byte(struct slice line, char byte)
{
    size_t count = 0;
    for (size_t at = 0; (at = slice_find_char(line, at, byte)) != SLICE_NOT_FOUND; at++) {
        count++;
    }
    return count;
}

static bool check_emphasis(struct emphasis_guard *guard, struct slice line, size_t number,
                           struct error *error)
{
    if (begins_text(line)) {
        *guard = (struct emphasis_guard){0};
    }
    guard->signs += count_byte(line, '*') + count_byte(line, '_') + count_byte(line, '~');
    for (size_t at = 0; (at = slice_find_char(line, at, ']')) != SLICE_NOT_FOUND; at++) {
        guard->links += at + 1 < line.length && line.start[at + 1] == '(';
    }
    return guard->links == 0 || guard->signs <= EMPHASES_MOST / guard->links ||
           refuse(error, number, "too many links and emphases in one paragraph: divide it");
}

static bool check_definitions(struct definition_guard *guard, struct slice line, size_t number,
                              struct error *error)
{
    for (size_t at = 0; (at = slice_find_char(line, at, ']')) != SLICE_NOT_FOUND; at++) {
        bool may_define = at + 1 < line.length && line.start[at + 1] == ':';
        bool is_longest = may_define && line.length > guard->longest_line;
        guard->longest_line = is_longest ? line.length : guard->longest_line;
        guard->brackets++;
    }
    return guard->brackets == 0 || guard->longest_line <= DEFINED_MOST / guard->brackets ||
           refuse(error, number, "too many links for definitions as long as this");
}

static bool check_line(struct guard *guard, struct slice line, size_t number, struct error *error)
{
    if (is_in_fence(&guard->fence, line)) {
        return true;
    }
    if (count_markers(line) > LIMIT_DEPTH) {
        return error_set(error, ERROR_INPUT, 0, "line %zu: nested deeper than %d levels", number,
                         LIMIT_DEPTH);
    }
    return check_table(&guard->table, line, number, error) &&
           check_declarations(&guard->paragraph, line, number, error) &&
           check_emphasis(&guard->emphasis, line, number, error) &&
           check_definitions(&guard->definition, line, number, error);
}

bool guard_check(struct slice text, struct error *error)
{
    struct guard guard = {0};
    size_t number = 1;

    if (!check_text(text, error)) {
        return false;
    }
    for (size_t start = 0; start < text.length; number++) {
        size_t end = slice_find_char(text, start, '\n');
        end = end == SLICE_NOT_FOUND ? text.length : end;
        if (!check_line(&guard, slice_part(text, start, end), number, error)) {
            return false;
        }
        start = end + 1;
    }
    return true;
}

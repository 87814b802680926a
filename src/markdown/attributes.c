/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "markdown/attributes_internal.h"
#include "markdown/escape_internal.h"

#define VALUE_START "=\"" /* behind a key */

#define REFERENCE_MOST 10 /* bytes of the longest reference: &#1114111; */

static bool is_key_character(char byte)
{
    return isalnum((unsigned char)byte) || strchr("_.:-", byte);
}

bool attribute_is_key(struct slice key)
{
    if (key.length == 0 || slice_starts_with(key, "-") || slice_ends_with(key, "-")) {
        return false;
    }
    for (size_t i = 0; i < key.length; i++) {
        if (!key.start[i] || !is_key_character(key.start[i])) {
            return false;
        }
    }
    return slice_find(key, 0, SLICE_LITERAL("--")) == SLICE_NOT_FOUND;
}

bool container_is_name(struct slice name)
{
    return attribute_is_key(name) && !slice_equals(name, "layout") &&
           !slice_starts_with(name, "adf:");
}

static void write_value_character(struct strbuf *out, struct slice value, size_t position)
{
    char byte = value.start[position];
    bool is_after_dash = position > 0 && value.start[position - 1] == '-';

    if (byte == '"') {
        strbuf_append(out, "&quot;");
    } else if (byte == '&') {
        strbuf_append(out, "&amp;");
    } else if ((unsigned char)byte < ' ' || (byte == '-' && is_after_dash)) {
        strbuf_append_format(out, "&#%d;", byte);
    } else {
        strbuf_append_char(out, byte);
    }
}

void attribute_write(struct strbuf *out, struct slice key, struct slice value)
{
    strbuf_append_char(out, ' ');
    strbuf_append_slice(out, key);
    strbuf_append(out, "=\"");
    for (size_t i = 0; i < value.length; i++) {
        write_value_character(out, value, i);
    }
    strbuf_append_char(out, '"');
}

static void write_info_character(struct strbuf *out, struct slice value, size_t position)
{
    char byte = value.start[position];

    if ((unsigned char)byte < ' ') {
        strbuf_append_format(out, "&#%d;", byte);
    } else if (byte == '&' && escape_is_reference(value, position)) {
        strbuf_append(out, "&amp;");
    } else {
        strbuf_append_char(out, byte);
    }
}

/* Whether the next key seems to stand in the value, behind a blank or a quote. */
static bool holds_key(struct slice value)
{
    for (size_t at = 0; (at = slice_find(value, at, SLICE_LITERAL(VALUE_START))) != SLICE_NOT_FOUND;
         at++) {
        size_t key = at;
        while (key > 0 && value.start[key - 1] && is_key_character(value.start[key - 1])) {
            key--;
        }
        if (key > 0 && strchr(" \t\"", value.start[key - 1])) {
            return true;
        }
    }
    return false;
}

/* The same, with the quote that ends the value. */
static bool would_hold_key(struct slice value)
{
    CLEANUP_STRBUF struct strbuf quoted = STRBUF(value.length + 1);

    strbuf_append_slice(&quoted, value);
    strbuf_append_char(&quoted, '"');
    return holds_key(strbuf_slice(&quoted));
}

void attribute_write_info(struct strbuf *out, struct slice key, struct slice value)
{
    if (would_hold_key(value)) {
        attribute_write(out, key, value);
        return;
    }
    strbuf_append_char(out, ' ');
    strbuf_append_slice(out, key);
    strbuf_append(out, VALUE_START);
    for (size_t i = 0; i < value.length; i++) {
        write_info_character(out, value, i);
    }
    strbuf_append_char(out, '"');
}

bool attribute_is_name(struct slice name)
{
    return name.length == 0 || attribute_is_key(name);
}

struct slice attribute_next_word(struct slice text, size_t *position)
{
    size_t start = slice_skip_blanks(text, *position);
    size_t end = start;

    while (end < text.length && !isspace((unsigned char)text.start[end])) {
        end++;
    }
    *position = slice_skip_blanks(text, end);
    return slice_part(text, start, end);
}

/* Where a value ends that begins at the position, or SLICE_NOT_FOUND. */
typedef size_t find_value_end(struct slice text, size_t start);

static size_t find_quote(struct slice text, size_t start)
{
    return slice_find_char(text, start, '"');
}

/* Whether nothing comes at the position, or blanks and the next key. */
static bool is_between_keys(struct slice text, size_t position)
{
    size_t key = slice_skip_blanks(text, position);
    size_t equals = key;

    while (equals < text.length && text.start[equals] && is_key_character(text.start[equals])) {
        equals++;
    }
    return key == text.length ||
           (key > position &&
            slice_starts_with(slice_part(text, equals, text.length), VALUE_START));
}

static size_t find_last_quote(struct slice text, size_t start)
{
    size_t end = find_quote(text, start);

    while (end != SLICE_NOT_FOUND && !is_between_keys(text, end + 1)) {
        end = find_quote(text, end + 1);
    }
    bool is_clear = end != SLICE_NOT_FOUND && !holds_key(slice_part(text, start, end));
    return is_clear ? end : SLICE_NOT_FOUND;
}

/* Reads one key="value" at *position; false when there is none. */
static bool read_attribute(struct arena *arena, struct slice text, find_value_end *find_end,
                           size_t *position, struct macro_parameter *parameter)
{
    size_t equals = slice_find_char(text, *position, '=');
    if (equals == SLICE_NOT_FOUND || equals + 1 >= text.length || text.start[equals + 1] != '"') {
        return false;
    }
    size_t end = find_end(text, equals + 2);
    struct slice key = slice_part(text, *position, equals);
    if (end == SLICE_NOT_FOUND || !attribute_is_name(key)) {
        return false;
    }
    size_t behind = slice_skip_blanks(text, end + 1);
    if (behind == end + 1 && behind < text.length) {
        return false;
    }
    parameter->name = key;
    parameter->value = reference_decode(arena, slice_part(text, equals + 2, end));
    *position = behind;
    return true;
}

static bool read_list(struct arena *arena, struct slice text, find_value_end *find_end,
                      struct macro *macro)
{
    struct macro_parameter *parameters = macro->parameters;
    size_t count = macro->parameter_count;

    for (size_t position = slice_skip_blanks(text, 0); position < text.length;) {
        struct macro_parameter parameter = {.target_count = 0};
        if (!read_attribute(arena, text, find_end, &position, &parameter)) {
            return false;
        }
        parameters = VEC_GROW(arena, parameters, count);
        parameters[count++] = parameter;
    }
    macro->parameters = parameters;
    macro->parameter_count = count;
    return true;
}

bool attribute_list_read(struct arena *arena, struct slice text, struct macro *macro)
{
    return read_list(arena, text, find_quote, macro);
}

bool attribute_info_read(struct arena *arena, struct slice text, struct macro *macro)
{
    return read_list(arena, text, find_last_quote, macro);
}

/* The code point that a reference stands for, given what is between & and ;. 0: none. */
static uint32_t code_point_of(struct slice name)
{
    static const struct {
        const char *name;
        uint32_t code_point;
    } named[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0},
    };
    uint32_t code_point = 0;

    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        if (slice_equals(name, named[i].name)) {
            return named[i].code_point;
        }
    }
    bool is_hexadecimal = slice_starts_with(name, "#x") || slice_starts_with(name, "#X");
    size_t start = is_hexadecimal ? 2 : 1;
    if (!slice_starts_with(name, "#") || name.length == start || name.length > start + 7) {
        return 0;
    }
    for (size_t i = start; i < name.length; i++) {
        char byte = name.start[i];
        if (is_hexadecimal ? !isxdigit((unsigned char)byte) : !isdigit((unsigned char)byte)) {
            return 0;
        }
        uint32_t digit = isdigit((unsigned char)byte) ? (uint32_t)(byte - '0')
                                                      : (uint32_t)((byte | ' ') - 'a' + 10);
        code_point = code_point * (is_hexadecimal ? 16 : 10) + digit;
    }
    bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point > 0x10FFFF || is_surrogate ? 0 : code_point;
}

struct slice reference_decode(struct arena *arena, struct slice text)
{
    if (slice_find_char(text, 0, '&') == SLICE_NOT_FOUND) {
        return text;
    }
    CLEANUP_STRBUF struct strbuf decoded = STRBUF(text.length);
    for (size_t i = 0; i < text.length; i++) {
        struct slice near = slice_part(text, 0, i + REFERENCE_MOST);
        size_t end = text.start[i] == '&' ? slice_find_char(near, i, ';') : SLICE_NOT_FOUND;
        uint32_t code_point =
            end != SLICE_NOT_FOUND ? code_point_of(slice_part(text, i + 1, end)) : 0;
        if (code_point == 0) {
            strbuf_append_char(&decoded, text.start[i]);
            continue;
        }
        utf8_append(&decoded, code_point);
        i = end;
    }
    return strbuf_copy(&decoded, arena);
}

void reference_encode(struct strbuf *out, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        switch (text.start[i]) {
        case '&':
            strbuf_append(out, "&amp;");
            break;
        case '<':
            strbuf_append(out, "&lt;");
            break;
        case '>':
            strbuf_append(out, "&gt;");
            break;
        case '"':
            strbuf_append(out, "&quot;");
            break;
        case ']': /* "]:" could end a definition's name */
        case '\n':
        case '\r':
            strbuf_append_format(out, "&#%d;", text.start[i]);
            break;
        default:
            strbuf_append_char(out, text.start[i]);
        }
    }
}

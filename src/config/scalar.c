/* SPDX-License-Identifier: MIT */
#include "config/scalar_internal.h"

#include <string.h>

#include "base/utf8.h"

/* What YAML 1.1 or 1.2 reads as something other than text (yaml.org/type, YAML 1.2.2 chapter 10). */
static const char *const words_with_meaning[] = {
    "null", "true", "false", "yes", "no",   "on",   "off",   "y",
    "n",    "~",    "=",     "<<",  ".inf", ".nan", "+.inf", "-.inf",
};

static bool is_in(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool has_meaning(struct slice text)
{
    for (size_t i = 0; i < sizeof words_with_meaning / sizeof words_with_meaning[0]; i++) {
        if (slice_equals_any_case(text, words_with_meaning[i])) {
            return true;
        }
    }
    return false;
}

/* Numbers of every base, times and dates; a few harmless texts too ("3D"), which quotes do not hurt. */
static bool looks_like_number(struct slice text)
{
    bool has_digit = false;

    if (!is_in(text.start[0], "0123456789.+-")) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (!is_in(text.start[i], "0123456789abcdefABCDEFxXoO_.,:+-tTzZ ")) {
            return false;
        }
        has_digit = has_digit || is_in(text.start[i], "0123456789");
    }
    return has_digit;
}

/* Code points that must be written as an escape, or that a parser would fold or drop. */
static bool needs_escape(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0xFEFF || (code_point & 0xFFFEU) == 0xFFFE;
}

static bool has_escapes(struct slice text)
{
    for (size_t position = 0; position < text.length;) {
        if (needs_escape(utf8_next(text, &position))) {
            return true;
        }
    }
    return false;
}

static bool can_be_plain(struct slice text, bool is_flow)
{
    if (text.length == 0 || text.start[0] == ' ' || text.start[text.length - 1] == ' ' ||
        is_in(text.start[0], "-?:,[]{}#&*!|>'\"%@`") || text.start[text.length - 1] == ':' ||
        has_meaning(text) || looks_like_number(text)) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (is_flow && is_in(text.start[i], ",[]{}?:")) {
            return false;
        }
    }
    return slice_find(text, 0, SLICE_LITERAL(": ")) == SLICE_NOT_FOUND &&
           slice_find(text, 0, SLICE_LITERAL(" #")) == SLICE_NOT_FOUND;
}

static void append_single_quoted(struct strbuf *out, struct slice text)
{
    strbuf_append_char(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        strbuf_append_char(out, text.start[i]);
        if (text.start[i] == '\'') {
            strbuf_append_char(out, '\'');
        }
    }
    strbuf_append_char(out, '\'');
}

static void append_escaped(struct strbuf *out, uint32_t code_point)
{
    if (code_point == '"' || code_point == '\\') {
        strbuf_append_char(out, '\\');
        utf8_append(out, code_point);
    } else if (code_point == '\n') {
        strbuf_append(out, "\\n");
    } else if (code_point == '\t') {
        strbuf_append(out, "\\t");
    } else if (!needs_escape(code_point)) {
        utf8_append(out, code_point);
    } else if (code_point > 0xFFFF) {
        strbuf_append_format(out, "\\U%08X", code_point);
    } else {
        strbuf_append_format(out, "\\u%04X", code_point);
    }
}

static void append_double_quoted(struct strbuf *out, struct slice text)
{
    strbuf_append_char(out, '"');
    for (size_t position = 0; position < text.length;) {
        append_escaped(out, utf8_next(text, &position));
    }
    strbuf_append_char(out, '"');
}

/* The style to use: the wanted one where it can hold the text. */
static enum node_style choose_style(struct slice text, enum node_style wanted, bool is_flow)
{
    bool has_quotes = slice_find_char(text, 0, '"') != SLICE_NOT_FOUND ||
                      slice_find_char(text, 0, '\\') != SLICE_NOT_FOUND;

    if (has_escapes(text)) {
        return NODE_DOUBLE_QUOTED;
    }
    if (wanted == NODE_SINGLE_QUOTED || wanted == NODE_DOUBLE_QUOTED) {
        return wanted;
    }
    if (can_be_plain(text, is_flow)) {
        return NODE_PLAIN;
    }
    return has_quotes ? NODE_SINGLE_QUOTED : NODE_DOUBLE_QUOTED;
}

void scalar_append(struct strbuf *out, struct slice text, enum node_style wanted, bool is_flow)
{
    switch (choose_style(text, wanted, is_flow)) {
    case NODE_DOUBLE_QUOTED:
        append_double_quoted(out, text);
        break;
    case NODE_SINGLE_QUOTED:
        append_single_quoted(out, text);
        break;
    case NODE_PLAIN:
    case NODE_BLOCK:
        strbuf_append_slice(out, text);
        break;
    }
}

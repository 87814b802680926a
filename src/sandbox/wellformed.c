/* SPDX-License-Identifier: MIT */
#include "sandbox/wellformed.h"

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"

/* The name of what Confluence wraps around a body before parsing it. */
#define WRAPPER "xml"

/* The longest name that is quoted. */
enum { NAME_SHOWN = 100 };

#define AS_TEXT(slice)                                                                             \
    (int)((slice).length < NAME_SHOWN ? (slice).length : NAME_SHOWN), (slice).start

/* The byte that the parser's line and column mean. */
static size_t position_of(struct slice text, const struct xml_fault *fault)
{
    size_t position = 0;

    for (size_t line = 1; line < fault->line; line++) {
        position = slice_find_char(text, position, '\n') + 1;
    }
    for (size_t column = 1; column < fault->column && position < text.length; column++) {
        do {
            position++;
        } while (position < text.length && ((unsigned char)text.start[position] & 0xC0) == 0x80);
    }
    return position;
}

struct place {
    size_t row;
    size_t column;
};

/* As Woodstox counts: columns in characters, both from 1. */
static struct place place_of(struct slice text, size_t position)
{
    struct place place = {1, 1};

    for (size_t i = 0; i < position; i++) {
        if (text.start[i] == '\n') {
            place = (struct place){place.row + 1, 1};
        } else if (((unsigned char)text.start[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

/* The name that starts at the position. */
static struct slice name_at(struct slice text, size_t position)
{
    size_t end = position;

    while (end < text.length && !strchr(" \t\r\n/>", text.start[end])) {
        end++;
    }
    return slice_part(text, position, end);
}

/* Where a comment, section or instruction that starts at the position ends; 0: none starts. */
static size_t skip_marked(struct slice text, size_t position)
{
    static const char *const marks[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    struct slice rest = slice_part(text, position, text.length);

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (slice_starts_with(rest, marks[i][0])) {
            size_t end = slice_find(text, position, slice_from(marks[i][1]));
            return end == SLICE_NOT_FOUND ? text.length : end + strlen(marks[i][1]);
        }
    }
    return 0;
}

/* The position of the ">" that ends the tag; one in an attribute's value does not. */
static size_t tag_end(struct slice text, size_t position)
{
    char quote = '\0';

    for (; position < text.length; position++) {
        char byte = text.start[position];
        if (quote != '\0') {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '>') {
            return position;
        }
    }
    return text.length;
}

/* The name of the innermost element that is open at `end`. What is before is well-formed. */
static struct slice open_element(struct slice text, size_t end)
{
    struct slice names[LIMIT_DEPTH] = {SLICE_LITERAL(WRAPPER)};
    size_t depth = 0;

    for (size_t at = slice_find_char(text, 0, '<'); at < end; at = slice_find_char(text, at, '<')) {
        size_t behind = skip_marked(text, at);
        if (behind > 0) {
            at = behind;
            continue;
        }
        size_t close = tag_end(text, at);
        if (at + 1 < text.length && text.start[at + 1] == '/') {
            depth -= depth > 0 ? 1 : 0;
        } else if (text.start[close - 1] != '/' && depth + 1 < LIMIT_DEPTH) {
            names[++depth] = name_at(text, at + 1);
        }
        at = close;
    }
    return names[depth];
}

static void describe_character(struct slice text, size_t position, char *words, size_t size)
{
    uint32_t code_point = utf8_next(text, &position);
    CLEANUP_STRBUF struct strbuf shown = STRBUF(8);

    utf8_append(&shown, code_point);
    (void)snprintf(words, size, "Unexpected character '%s' (code %u)", strbuf_text(&shown),
                   (unsigned)code_point);
}

static void describe(struct slice text, size_t position, char *words, size_t size)
{
    struct slice rest = slice_part(text, position, text.length);

    if (rest.length == 0) {
        struct slice open = open_element(text, text.length);
        (void)snprintf(words, size, "Unexpected EOF; was expecting a close tag for element <%.*s>",
                       AS_TEXT(open));
    } else if (slice_starts_with(rest, "</")) {
        struct slice found = name_at(text, position + 2);
        struct slice open = open_element(text, position);
        (void)snprintf(words, size, "Unexpected close tag </%.*s>; expected </%.*s>.",
                       AS_TEXT(found), AS_TEXT(open));
    } else if (slice_starts_with(rest, "&") && slice_find_char(rest, 0, ';') != SLICE_NOT_FOUND) {
        struct slice name = slice_part(rest, 1, slice_find_char(rest, 0, ';'));
        (void)snprintf(words, size, "Undeclared general entity \"%.*s\"", AS_TEXT(name));
    } else {
        describe_character(text, position, words, size);
    }
}

/* Whether the parser points at an element that is well-formed by itself but never closed. */
static bool is_never_closed(struct slice text, size_t position)
{
    struct slice rest = slice_part(text, position, text.length);

    return rest.length > 1 && rest.start[0] == '<' && !strchr("/!?", rest.start[1]) &&
           tag_end(text, position) < text.length;
}

bool wellformed_parse(struct arena *arena, struct slice storage, struct xml_node **root,
                      struct problem *problem)
{
    struct xml_fault fault;
    char words[512];

    if (storage_parse(arena, storage, root, &fault)) {
        return true;
    }
    if (!utf8_is_valid(storage)) {
        return problem_set(problem, 400, "BAD_REQUEST", "Error parsing xhtml: Invalid UTF-8");
    }
    size_t position = position_of(storage, &fault);
    if (is_never_closed(storage, position)) {
        position = storage.length;
    }
    describe(storage, position, words, sizeof words);
    struct place place = place_of(storage, position);
    return problem_set(problem, 400, "BAD_REQUEST",
                       "Error parsing xhtml: %s\n at [row,col {unknown-source}]: [%zu,%zu]", words,
                       place.row, place.column);
}

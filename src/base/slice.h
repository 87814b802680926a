/* SPDX-License-Identifier: MIT */
/*
 * A stretch of text that somebody else owns. Not NUL-terminated. Passed by value.
 * Lengths and positions are bytes. Functions here never read past the slice.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *start; /* may be NULL when length is 0 */
    size_t length;
};

/* Bytes [start, end) of some text that the context names. */
struct span {
    size_t start;
    size_t end;
};

#define SLICE_LITERAL(text) ((struct slice){(text), sizeof(text) - 1})

/* What slice_find returns when there is nothing to find. */
#define SLICE_NOT_FOUND ((size_t)-1)

/*
 * Inline, as nearly everything is made of these: with a literal, its length is known
 * where it is compiled.
 */

/* The whole NUL-terminated text; NULL gives an empty slice. */
static inline struct slice slice_from(const char *text)
{
    return (struct slice){text, text ? strlen(text) : 0};
}

/* The bytes [start, end); both are cut to the slice, and start to end. */
static inline struct slice slice_part(struct slice text, size_t start, size_t end)
{
    if (end > text.length) {
        end = text.length;
    }
    if (start >= end) {
        return (struct slice){text.start ? text.start + end : NULL, 0};
    }
    return (struct slice){text.start + start, end - start};
}

static inline struct slice slice_of_span(struct slice text, struct span span)
{
    return slice_part(text, span.start, span.end);
}

static inline bool slice_equal(struct slice left, struct slice right)
{
    return left.length == right.length &&
           (left.length == 0 || memcmp(left.start, right.start, left.length) == 0);
}

static inline bool slice_equals(struct slice left, const char *right)
{
    return slice_equal(left, slice_from(right));
}

static inline bool slice_starts_with(struct slice text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && (length == 0 || memcmp(text.start, prefix, length) == 0);
}

static inline bool slice_ends_with(struct slice text, const char *suffix)
{
    size_t length = strlen(suffix);
    return text.length >= length &&
           (length == 0 || memcmp(text.start + text.length - length, suffix, length) == 0);
}

/* The same where ASCII letters count alike, small or large. */
bool slice_equals_any_case(struct slice left, const char *right);
bool slice_starts_with_any_case(struct slice text, const char *prefix);

/* Byte order, shorter first where one is the start of the other; <0, 0 or >0. */
int slice_compare(struct slice left, struct slice right);

/* How many bytes both begin with, and how many both end with. */
size_t slice_shared_start(struct slice left, struct slice right);
size_t slice_shared_end(struct slice left, struct slice right);

/* Position of the first `wanted` at or after `from`, or SLICE_NOT_FOUND. */
size_t slice_find(struct slice text, size_t from, struct slice wanted);
size_t slice_find_char(struct slice text, size_t from, char wanted);

/* Without the spaces, tabs, line feeds and carriage returns at both ends. */
struct slice slice_trim(struct slice text);

/*
 * The first position at or after `from` that holds no white space of isspace(), which
 * has the vertical tab and the form feed too; the text's length when there is none.
 */
size_t slice_skip_blanks(struct slice text, size_t from);

/* Only blanks as slice_trim removes them, or nothing. */
bool slice_is_blank(struct slice text);

/*
 * A decimal number without sign that fills the whole slice. False, and *number
 * untouched, for anything else, including a number that does not fit.
 */
bool slice_parse_number(struct slice text, unsigned long long *number);

#endif

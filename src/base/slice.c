/* SPDX-License-Identifier: MIT */
#include "base/slice.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

enum { SHORT = 4 }; /* bytes wanted that are compared wherever the first of them is */

bool slice_equals_any_case(struct slice left, const char *right)
{
    return left.length == strlen(right) && slice_starts_with_any_case(left, right);
}

bool slice_starts_with_any_case(struct slice text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && (length == 0 || strncasecmp(text.start, prefix, length) == 0);
}

int slice_compare(struct slice left, struct slice right)
{
    size_t shared = left.length < right.length ? left.length : right.length;
    int order = shared > 0 ? memcmp(left.start, right.start, shared) : 0;
    return order != 0 ? order : (left.length > right.length) - (left.length < right.length);
}

/* memmem looks at each byte when little is wanted; memchr at many at once. */
static const char *find_short(const char *from, const char *end, struct slice wanted)
{
    while ((size_t)(end - from) >= wanted.length) {
        size_t starts = (size_t)(end - from) - wanted.length + 1;
        const char *found = memchr(from, wanted.start[0], starts);
        if (!found || memcmp(found, wanted.start, wanted.length) == 0) {
            return found;
        }
        from = found + 1;
    }
    return NULL;
}

size_t slice_find(struct slice text, size_t from, struct slice wanted)
{
    if (from > text.length || wanted.length > text.length - from) {
        return SLICE_NOT_FOUND;
    }
    if (wanted.length == 0) {
        return from;
    }
    const char *start = text.start + from;
    const char *end = text.start + text.length;
    const char *found = wanted.length <= SHORT
                            ? find_short(start, end, wanted)
                            : memmem(start, (size_t)(end - start), wanted.start, wanted.length);
    return found ? (size_t)(found - text.start) : SLICE_NOT_FOUND;
}

size_t slice_find_char(struct slice text, size_t from, char wanted)
{
    if (from >= text.length) {
        return SLICE_NOT_FOUND;
    }
    const char *found = memchr(text.start + from, wanted, text.length - from);
    return found ? (size_t)(found - text.start) : SLICE_NOT_FOUND;
}

static bool is_blank_char(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct slice slice_trim(struct slice text)
{
    while (text.length > 0 && is_blank_char(text.start[text.length - 1])) {
        text.length--;
    }
    while (text.length > 0 && is_blank_char(text.start[0])) {
        text.start++;
        text.length--;
    }
    return text;
}

/* Bytes compared at once, as long as they are the same. */
#define STRIDE ((size_t)64)

size_t slice_shared_start(struct slice left, struct slice right)
{
    size_t shorter = left.length < right.length ? left.length : right.length;
    size_t count = 0;

    while (shorter - count >= STRIDE &&
           memcmp(left.start + count, right.start + count, STRIDE) == 0) {
        count += STRIDE;
    }
    while (count < shorter && left.start[count] == right.start[count]) {
        count++;
    }
    return count;
}

size_t slice_shared_end(struct slice left, struct slice right)
{
    size_t shorter = left.length < right.length ? left.length : right.length;
    size_t count = 0;

    while (shorter - count >= STRIDE &&
           memcmp(left.start + left.length - count - STRIDE,
                  right.start + right.length - count - STRIDE, STRIDE) == 0) {
        count += STRIDE;
    }
    while (count < shorter &&
           left.start[left.length - count - 1] == right.start[right.length - count - 1]) {
        count++;
    }
    return count;
}

size_t slice_skip_blanks(struct slice text, size_t from)
{
    while (from < text.length && isspace((unsigned char)text.start[from])) {
        from++;
    }
    return from;
}

bool slice_is_blank(struct slice text)
{
    return slice_trim(text).length == 0;
}

bool slice_parse_number(struct slice text, unsigned long long *number)
{
    unsigned long long value = 0;

    if (text.length == 0) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] < '0' || text.start[i] > '9') {
            return false;
        }
        unsigned digit = (unsigned)(text.start[i] - '0');
        if (value > (ULLONG_MAX - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

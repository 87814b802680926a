/* SPDX-License-Identifier: MIT */
#include "server/parameter.h"

#include <string.h>

#include "base/vec.h"

/* The value of a hexadecimal digit, or -1. */
static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    return -1;
}

/* The byte that is encoded at `position`, or -1 when none is. */
static int encoded_byte(struct slice text, size_t position)
{
    if (text.start[position] != '%' || text.length - position < 3) {
        return -1;
    }
    int high = digit_value(text.start[position + 1]);
    int low = digit_value(text.start[position + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static struct slice decode(struct arena *arena, struct slice encoded, bool plus_is_space)
{
    char *decoded = ARENA_NEW_ARRAY(arena, char, encoded.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < encoded.length; i++) {
        int byte = encoded_byte(encoded, i);
        if (byte >= 0) {
            decoded[length++] = (char)byte;
            i += 2;
        } else {
            bool is_space = plus_is_space && encoded.start[i] == '+';
            decoded[length++] = is_space ? ' ' : encoded.start[i];
        }
    }
    return (struct slice){decoded, length};
}

struct slice percent_decode(struct arena *arena, struct slice encoded)
{
    return decode(arena, encoded, false);
}

static bool is_unreserved(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("-._~", byte) != NULL);
}

void percent_encode(struct strbuf *encoded, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (is_unreserved(text.start[i])) {
            strbuf_append_char(encoded, text.start[i]);
        } else {
            strbuf_append_format(encoded, "%%%02X", (unsigned char)text.start[i]);
        }
    }
}

static struct parameter parse_one(struct arena *arena, struct slice part)
{
    size_t equals = slice_find_char(part, 0, '=');

    if (equals == SLICE_NOT_FOUND) {
        return (struct parameter){decode(arena, part, true), SLICE_LITERAL("")};
    }
    return (struct parameter){decode(arena, slice_part(part, 0, equals), true),
                              decode(arena, slice_part(part, equals + 1, part.length), true)};
}

struct parameters parameters_parse(struct arena *arena, struct slice encoded)
{
    struct parameter *items = NULL;
    size_t count = 0;

    for (size_t start = 0; start < encoded.length;) {
        size_t end = slice_find_char(encoded, start, '&');
        if (end == SLICE_NOT_FOUND) {
            end = encoded.length;
        }
        if (end > start) {
            items = VEC_GROW(arena, items, count);
            items[count++] = parse_one(arena, slice_part(encoded, start, end));
        }
        start = end + 1;
    }
    return (struct parameters){items, count};
}

const struct slice *parameters_find(const struct parameters *parameters, const char *name)
{
    for (size_t i = 0; i < parameters->count; i++) {
        if (slice_equals(parameters->items[i].name, name)) {
            return &parameters->items[i].value;
        }
    }
    return NULL;
}

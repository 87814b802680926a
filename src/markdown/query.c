/* SPDX-License-Identifier: MIT */
#include "markdown/query_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

#define SPECIAL "%&#+=?<>()[]\"\\`"

/* Everything readable stays readable; encoded is what ends a part or a Markdown destination. */
static void encode(struct strbuf *out, struct slice text, const char *special)
{
    for (size_t i = 0; i < text.length;) {
        size_t start = i;
        uint32_t code_point = utf8_next(text, &i);
        bool is_plain = code_point < 0x80
                            ? isgraph((int)code_point) && !strchr(special, (int)code_point)
                            : !utf8_is_space(code_point) && !utf8_is_invisible(code_point);
        for (size_t at = start; at < i; at++) {
            if (is_plain) {
                strbuf_append_char(out, text.start[at]);
            } else {
                strbuf_append_format(out, "%%%02X", (unsigned char)text.start[at]);
            }
        }
    }
}

void query_encode(struct strbuf *out, struct slice text)
{
    encode(out, text, SPECIAL "/");
}

static int hexadecimal_value(char byte)
{
    if (!isxdigit((unsigned char)byte)) {
        return -1;
    }
    return isdigit((unsigned char)byte) ? byte - '0' : (byte | ' ') - 'a' + 10;
}

struct slice query_decode(struct arena *arena, struct slice part)
{
    if (slice_find_char(part, 0, '%') == SLICE_NOT_FOUND) {
        return part;
    }
    char *decoded = ARENA_NEW_ARRAY(arena, char, part.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < part.length; i++) {
        bool has_two = part.start[i] == '%' && i + 2 < part.length;
        int high = has_two ? hexadecimal_value(part.start[i + 1]) : -1;
        int low = has_two ? hexadecimal_value(part.start[i + 2]) : -1;
        bool is_encoded = high >= 0 && low >= 0;
        decoded[length++] = is_encoded ? (char)(high * 16 + low) : part.start[i];
        i += is_encoded ? 2 : 0;
    }
    struct slice text = {decoded, length};
    return utf8_is_valid(text) && !memchr(decoded, '\0', length) ? text : part;
}

void query_write(struct strbuf *out, struct slice key, struct slice value)
{
    strbuf_append(out, slice_ends_with(strbuf_slice(out), "?") ? "" : "&");
    encode(out, key, SPECIAL);
    strbuf_append_char(out, '=');
    encode(out, value, SPECIAL);
}

void query_write_known(struct strbuf *out, const char *key, struct slice value)
{
    if (value.length > 0) {
        query_write(out, slice_from(key), value);
    }
}

bool query_next(struct arena *arena, struct slice query, size_t *position, struct query_part *part)
{
    if (*position >= query.length) {
        return false;
    }
    size_t end = slice_find_char(query, *position, '&');
    end = end == SLICE_NOT_FOUND ? query.length : end;
    struct slice both = slice_part(query, *position, end);
    size_t equals = slice_find_char(both, 0, '=');
    size_t key_end = equals == SLICE_NOT_FOUND ? both.length : equals;
    part->key = query_decode(arena, slice_part(both, 0, key_end));
    part->value = query_decode(arena, slice_part(both, key_end + 1, both.length));
    *position = end + 1;
    return true;
}

struct slice query_find(struct arena *arena, struct slice query, const char *key)
{
    struct query_part part;

    for (size_t position = 0; query_next(arena, query, &position, &part);) {
        if (slice_equals(part.key, key)) {
            return part.value;
        }
    }
    return slice_from("");
}

bool address_read(struct slice destination, struct address *address)
{
    if (!slice_starts_with(destination, CONFLUENCE_SCHEME)) {
        return false;
    }
    size_t hash = slice_find_char(destination, 0, '#');
    size_t end = hash == SLICE_NOT_FOUND ? destination.length : hash;
    size_t mark = slice_find_char(slice_part(destination, 0, end), 0, '?');
    size_t kind_end = mark == SLICE_NOT_FOUND ? end : mark;
    address->kind = slice_part(destination, strlen(CONFLUENCE_SCHEME), kind_end);
    address->query = slice_part(destination, kind_end + 1, end);
    address->fragment = slice_part(destination, end + 1, destination.length);
    return true;
}

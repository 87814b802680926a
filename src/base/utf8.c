/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"

/* utf8proc works on signed lengths; nothing here comes near the largest. */
static utf8proc_ssize_t decode(struct slice text, size_t position, utf8proc_int32_t *code_point)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.start;
    return utf8proc_iterate(bytes + position, (utf8proc_ssize_t)(text.length - position),
                            code_point);
}

/* The end of the ASCII characters from `position` on; most text is nothing else. */
static size_t ascii_end(struct slice text, size_t position)
{
    uint64_t bytes;

    while (text.length - position >= sizeof bytes) {
        memcpy(&bytes, text.start + position, sizeof bytes);
        if (bytes & 0x8080808080808080) {
            break;
        }
        position += sizeof bytes;
    }
    while (position < text.length && !((unsigned char)text.start[position] & 0x80)) {
        position++;
    }
    return position;
}

size_t utf8_valid_length(struct slice text)
{
    size_t position = 0;
    utf8proc_int32_t code_point = 0;

    for (;;) {
        position = ascii_end(text, position);
        if (position == text.length) {
            break;
        }
        utf8proc_ssize_t length = decode(text, position, &code_point);
        if (length <= 0) {
            break;
        }
        position += (size_t)length;
    }
    return position;
}

bool utf8_is_valid(struct slice text)
{
    return utf8_valid_length(text) == text.length;
}

uint32_t utf8_next(struct slice text, size_t *position)
{
    utf8proc_int32_t code_point = 0;

    assert(*position < text.length);
    utf8proc_ssize_t length = decode(text, *position, &code_point);
    assert(length > 0);
    *position += (size_t)length;
    return (uint32_t)code_point;
}

void utf8_append(struct strbuf *text, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
    strbuf_append_slice(text, (struct slice){(const char *)bytes, (size_t)length});
}

static utf8proc_category_t category_of(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

bool utf8_is_letter(uint32_t code_point)
{
    utf8proc_category_t category = category_of(code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_mark(uint32_t code_point)
{
    utf8proc_category_t category = category_of(code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

bool utf8_is_digit(uint32_t code_point)
{
    utf8proc_category_t category = category_of(code_point);
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool utf8_is_space(uint32_t code_point)
{
    utf8proc_category_t category = category_of(code_point);
    return (code_point >= '\t' && code_point <= '\r') || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

bool utf8_is_punctuation(uint32_t code_point)
{
    utf8proc_category_t category = category_of(code_point);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

bool utf8_is_invisible(uint32_t code_point)
{
    switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
        return true;
    default:
        return false;
    }
}

unsigned utf8_columns(uint32_t code_point)
{
    return (unsigned)utf8proc_charwidth((utf8proc_int32_t)code_point);
}

uint32_t utf8_lower(uint32_t code_point)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

static struct slice map_text(struct arena *arena, struct slice text, int options)
{
    utf8proc_uint8_t *mapped = NULL;

    if (text.length == 0) {
        return (struct slice){"", 0};
    }
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text.start, (utf8proc_ssize_t)text.length, &mapped,
                     (utf8proc_option_t)options);
    if (length == UTF8PROC_ERROR_NOMEM) {
        mem_fail();
    }
    assert(length >= 0);
    struct slice result = {(const char *)mapped, (size_t)length};
    result.start = arena_copy(arena, result);
    free(mapped);
    return result;
}

size_t utf8_utf16_length(struct slice text)
{
    enum { BEYOND_ONE_UNIT = 0x10000 };
    size_t units = 0;

    for (size_t position = 0; position < text.length;) {
        units += utf8_next(text, &position) < BEYOND_ONE_UNIT ? 1 : 2;
    }
    return units;
}

struct slice utf8_compose(struct arena *arena, struct slice text)
{
    return map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

struct slice utf8_compose_visible(struct arena *arena, struct slice text)
{
    return map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE);
}

struct slice utf8_fold(struct arena *arena, struct slice text)
{
    return map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

struct slice utf8_cut(struct slice text, size_t most)
{
    utf8proc_int32_t state = 0;
    size_t position = 0;
    size_t boundary = 0;

    if (text.length <= most) {
        return text;
    }
    uint32_t previous = utf8_next(text, &position);
    while (position <= most) {
        size_t start = position;
        uint32_t current = utf8_next(text, &position);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)previous, (utf8proc_int32_t)current,
                                             &state)) {
            boundary = start;
        }
        previous = current;
    }
    return slice_part(text, 0, boundary);
}

/* SPDX-License-Identifier: MIT */
#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { SMALLEST_CAPACITY = 64 };

/* How many of `wanted` more bytes fit under the limit. */
static size_t room_for(struct strbuf *text, size_t wanted)
{
    size_t left = text->limit - text->length;
    if (wanted > left) {
        text->is_full = true;
        return left;
    }
    return wanted;
}

static void grow(struct strbuf *text, size_t more)
{
    size_t needed = text->length + more;
    if (text->bytes && needed <= text->capacity) {
        return;
    }
    size_t capacity = text->capacity * 2;
    if (capacity < needed) {
        capacity = needed;
    }
    if (capacity < SMALLEST_CAPACITY) {
        capacity = SMALLEST_CAPACITY;
    }
    text->bytes = mem_resize(text->bytes, capacity + 1, 1);
    text->capacity = capacity;
}

void strbuf_append_slice(struct strbuf *text, struct slice more)
{
    size_t length = room_for(text, more.length);

    grow(text, length);
    if (length > 0) {
        memcpy(text->bytes + text->length, more.start, length);
    }
    text->length += length;
    text->bytes[text->length] = '\0';
}

void strbuf_append(struct strbuf *text, const char *more)
{
    strbuf_append_slice(text, slice_from(more));
}

void strbuf_append_char(struct strbuf *text, char more)
{
    strbuf_append_slice(text, (struct slice){&more, 1});
}

void strbuf_append_repeated(struct strbuf *text, char more, size_t count)
{
    size_t length = room_for(text, count);

    grow(text, length);
    memset(text->bytes + text->length, more, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void strbuf_append_format(struct strbuf *text, const char *format, ...)
{
    char *formatted = NULL;
    va_list arguments;

    va_start(arguments, format);
    int length = vasprintf(&formatted, format, arguments);
    va_end(arguments);
    if (length < 0) {
        mem_fail();
    }
    strbuf_append_slice(text, (struct slice){formatted, (size_t)length});
    free(formatted);
}

void strbuf_truncate(struct strbuf *text, size_t length)
{
    if (length < text->length) {
        text->length = length;
        text->bytes[length] = '\0';
    }
}

void strbuf_clear(struct strbuf *text)
{
    strbuf_truncate(text, 0);
    text->is_full = false;
}

void strbuf_release(struct strbuf *text)
{
    free(text->bytes);
    *text = STRBUF(text->limit);
}

struct slice strbuf_slice(const struct strbuf *text)
{
    return (struct slice){strbuf_text(text), text->length};
}

const char *strbuf_text(const struct strbuf *text)
{
    return text->bytes ? text->bytes : "";
}

struct slice strbuf_copy(const struct strbuf *text, struct arena *arena)
{
    return (struct slice){arena_copy(arena, strbuf_slice(text)), text->length};
}

char *strbuf_take(struct strbuf *text)
{
    grow(text, 0);
    text->bytes[text->length] = '\0';
    char *bytes = text->bytes;
    *text = STRBUF(text->limit);
    return bytes;
}

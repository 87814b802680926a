/* SPDX-License-Identifier: MIT */
/*
 * Text that grows while it is built.
 *
 *     CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
 *     strbuf_append(&text, "page ");
 *     strbuf_append_slice(&text, title);
 *     if (text.is_full) { ... }     // once, at the end: more was appended than fits
 *
 * Every buffer states the most it may hold, so that no input can make it grow
 * without bound. What does not fit is left out and is_full stays set; nothing is
 * written past the limit. The bytes are always followed by a NUL.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

struct strbuf {
    char *bytes; /* NULL while nothing was appended */
    size_t length;
    size_t capacity; /* without the final NUL */
    size_t limit;
    bool is_full;
};

/* An empty buffer that holds at most `most` bytes. */
#define STRBUF(most) ((struct strbuf){.limit = (most)})

void strbuf_append(struct strbuf *text, const char *more);
void strbuf_append_slice(struct strbuf *text, struct slice more);
void strbuf_append_char(struct strbuf *text, char more);
void strbuf_append_repeated(struct strbuf *text, char more, size_t count);
void strbuf_append_format(struct strbuf *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Cuts the text to its first `length` bytes; no effect when it is shorter. */
void strbuf_truncate(struct strbuf *text, size_t length);

/* Forgets the text and that it was full, and keeps the memory for more. */
void strbuf_clear(struct strbuf *text);

/* Frees the memory; the buffer is empty and can be used again. */
void strbuf_release(struct strbuf *text);

/* What was built so far, valid until the next change; never NULL bytes. */
struct slice strbuf_slice(const struct strbuf *text);
const char *strbuf_text(const struct strbuf *text);

/* A copy of the text in the arena. */
struct slice strbuf_copy(const struct strbuf *text, struct arena *arena);

/* Hands the text on as a string to be freed with free(); the buffer is empty. */
char *strbuf_take(struct strbuf *text) __attribute__((returns_nonnull));

#define CLEANUP_STRBUF __attribute__((cleanup(strbuf_release)))

#endif

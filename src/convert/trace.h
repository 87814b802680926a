/* SPDX-License-Identifier: MIT */
/* Which tokens of an edited line are which tokens of the line that it was. */
#ifndef CONVERT_TRACE_H
#define CONVERT_TRACE_H

#include <stdbool.h>

#include "convert/tokens.h"

#define TRACE_NEW ((size_t)-1)

struct trace {
    size_t origin;        /* the token of the storage, or TRACE_NEW */
    size_t before;        /* the token of the base's Markdown, or TRACE_NEW */
    bool has_same_marks;  /* as before */
    bool has_same_inside; /* the text of a link or of code, a macro's parameters may be others; a
                             word may be written a little differently;
                             the bytes of a blank may be gone with the link they were in */
    size_t previous; /* the origin of the nearest token that has one, on either side; TRACE_NEW: */
    size_t next;     /* there is none */
};

/*
 * One trace for each token of `after`. `original` and `before` are the same line,
 * in storage and in Markdown. Origins come in order.
 */
struct trace *trace_tokens(struct arena *arena, const struct tokens *original,
                           const struct tokens *before, const struct tokens *after);

#endif

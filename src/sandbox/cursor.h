/* SPDX-License-Identifier: MIT */
/*
 * Where a listing goes on. A cursor holds the sort value and the id of the last row
 * that was given out, so that rows added or removed meanwhile neither double nor hide
 * others. To clients it is opaque: Base64 of JSON, as Confluence's are.
 */
#ifndef SANDBOX_CURSOR_H
#define SANDBOX_CURSOR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/problem.h"

struct cursor {
    long long id;
    struct slice order; /* the sort parameter that it belongs to */
    struct slice text;  /* the sort value of the row, where that is text */
    long long number;   /* and where it is a number */
    long long piece;    /* how many pieces were given out so far */
};

struct slice cursor_write(struct arena *arena, const struct cursor *cursor);

/* Refused when the text is no cursor, or one of a listing in another order. */
bool cursor_read(struct arena *arena, struct slice text, struct slice order, struct cursor *cursor,
                 struct problem *problem) __attribute__((warn_unused_result));

#endif

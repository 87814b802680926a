/* SPDX-License-Identifier: MIT */
/* What a page may be called, and when two titles are the same. */
#ifndef SANDBOX_TITLE_H
#define SANDBOX_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/problem.h"

/* In UTF-16 code units, as Java counts. */
#define TITLE_LENGTH_MOST 255

size_t title_length(struct slice title);

/*
 * Takes the blanks off both ends. Refused when nothing is left, or too much is. The
 * title must be UTF-8.
 */
bool title_check(struct slice given, struct slice *title, struct problem *problem)
    __attribute__((warn_unused_result));

/* The same for titles that Confluence takes for the same: those that differ in case only. */
struct slice title_fold(struct arena *arena, struct slice title);

#endif

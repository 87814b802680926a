/* SPDX-License-Identifier: MIT */
/* What a page may be called, and when two titles are the same. */
#ifndef SANDBOX_TITLE_H
#define SANDBOX_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/problem.h"

/*
 * Takes the blanks off both ends. Refused when nothing is left, or more than LIMIT_TITLE_UTF16. The
 * title must be UTF-8.
 */
bool title_check(struct slice given, struct slice *title, struct problem *problem)
    __attribute__((warn_unused_result));

/* The same for titles that Confluence takes for the same: those that differ in case only. */
struct slice title_fold(struct arena *arena, struct slice title);

#endif

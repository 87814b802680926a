/* SPDX-License-Identifier: MIT */
/* Guessing what a mistyped word was meant to be. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

/*
 * How many letters must be added, dropped, replaced or swapped with their neighbour to
 * make one word of the other. Words beyond 64 bytes are compared by their first 64.
 */
size_t suggest_distance(const char *typed, const char *word);

/*
 * The best guess so far: start with NULL, and offer every word there is.
 * Returns `word` when it is close enough to `typed` and closer than `best`, else `best`.
 */
const char *suggest_better(const char *typed, const char *best, const char *word);

#endif

/* SPDX-License-Identifier: MIT */
/* Counts things by name, and remembers the first of each: for reports of what went wrong how often. */
#ifndef TESTS_PROPERTY_TALLY_H
#define TESTS_PROPERTY_TALLY_H

#include "base/cleanup.h"
#include "base/slice.h"

enum { TALLY_EXAMPLES = 5 };

struct tally;

struct tally *tally_new(void) __attribute__((returns_nonnull));
void tally_free(struct tally *tally);
DEFINE_CLEANUP(tally)

/* One more of that name. True: this is one of the first, and tally_example is welcome. */
bool tally_add(struct tally *tally, struct slice name);

/* Keeps a copy of the text with the name that was added last. */
void tally_example(struct tally *tally, struct slice text);

/* The most frequent first, at most `most` names (0: all), with their examples if wanted. */
void tally_print(const struct tally *tally, size_t most, bool has_examples);

#endif

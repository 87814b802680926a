/* SPDX-License-Identifier: MIT */
/*
 * Which of two short lists of blocks are most alike.
 *
 * Likeness is the share of words that two blocks have in common, whatever their
 * order: 0 to 1.
 */
#ifndef CONVERT_SIMILARITY_H
#define CONVERT_SIMILARITY_H

#include "base/arena.h"
#include "document/document.h"

#define SIMILARITY_NONE ((size_t)-1)

/* Whether two blocks may be paired at all. */
typedef bool (*similarity_allowed)(const void *context, size_t left, size_t right);

struct similarity_lists {
    const struct block *const *left;
    size_t left_count;
    const struct block *const *right;
    size_t right_count;
    similarity_allowed is_allowed;
    const void *context;
    bool only_alike; /* pairs have most words in common, and what is left is not paired */
};

/*
 * Sets partner[i] to the position in `right` of the block that left[i] most likely
 * became, or to SIMILARITY_NONE. Pairs are in order and allowed. Where as many are
 * left on one side as on the other, they are paired one by one however unlike.
 */
void similarity_pair(const struct similarity_lists *lists, size_t *partner);

/* How alike two blocks are. */
double similarity_of(const struct block *left, const struct block *right);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The longest common part of two sequences (Myers' O(ND) algorithm in linear
 * space: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
 *
 * Items are numbers that the caller gave to the things it compares: equal number,
 * equal thing. Two long sequences that differ almost everywhere would cost the
 * square of their length; beyond a bound the search settles for a good common
 * part instead of the longest, and still never pairs unequal items.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include <stddef.h>

#define DIFF_NONE ((size_t)-1)

/*
 * Sets partner[i] to the position in `right` that left[i] is paired with, or to
 * DIFF_NONE. Pairs are in order: if i < j and both have partners, the partner of i
 * comes first. `partner` has room for left_count items.
 */
void diff_align(const size_t *left, size_t left_count, const size_t *right, size_t right_count,
                size_t *partner);

#endif

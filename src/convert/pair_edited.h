/* SPDX-License-Identifier: MIT */
/* Things in a line that were edited: which is which. */
#ifndef CONVERT_PAIR_EDITED_H
#define CONVERT_PAIR_EDITED_H

#include "convert/tokens.h"

/*
 * `became` says of each token of `before` which one of `after` it is, or DIFF_NONE; they
 * come in order. Between two that are known, as many things of the kind before as after
 * are the same things, one by one.
 */
void pair_edited(const struct tokens *before, const struct tokens *after, size_t *became,
                 bool (*is_kind)(const struct inline_node *));

/* The same for words, where the one is the other in large or small letters, or mistyped. */
void pair_edited_words(struct arena *arena, const struct tokens *before, const struct tokens *after,
                       size_t *became);

#endif

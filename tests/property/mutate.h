/* SPDX-License-Identifier: MIT */
/*
 * Pages as nobody wrote them, made of real ones at random: by whole nodes, so that they
 * stay well-formed unless an attribute is spoilt, and by single tags and bytes, so that
 * they rarely do.
 */
#ifndef TESTS_PROPERTY_MUTATE_H
#define TESTS_PROPERTY_MUTATE_H

#include "base/arena.h"
#include "base/random.h"
#include "base/slice.h"

/* Deletes, repeats, moves, unwraps, wraps or replaces a node, or adds a text. */
struct slice mutate_node(struct arena *arena, struct slice storage, struct random_source random);

/* Drops, repeats or swaps tags; spoils an attribute; cuts the text off. */
struct slice mutate_bytes(struct arena *arena, struct slice storage, struct random_source random);

/*
 * The smallest page that `still_fails`, found by leaving out nodes of a well-formed one.
 * A malformed page is given back as it is.
 */
struct slice mutate_shrink(struct arena *arena, struct slice storage,
                           bool (*still_fails)(struct slice storage, void *data), void *data);

#endif

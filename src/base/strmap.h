/* SPDX-License-Identifier: MIT */
/*
 * A map from text to a pointer. Keys are compared by bytes and borrowed: they
 * must stay where they are as long as the map. Values belong to the caller.
 * Finding and putting take constant time; items come back in the order in which
 * their keys were first put.
 */
#ifndef BASE_STRMAP_H
#define BASE_STRMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/cleanup.h"
#include "base/slice.h"

struct strmap;

struct strmap_item {
    struct slice key;
    void *value;
};

struct strmap *strmap_new(void) __attribute__((returns_nonnull));

/* Frees the map, not the values. NULL is allowed. */
void strmap_free(struct strmap *map);
DEFINE_CLEANUP(strmap)

/* Sets the value of the key; returns the value it had before, or NULL. `value` must not be NULL. */
void *strmap_put(struct strmap *map, struct slice key, void *value);

/* The value of the key, or NULL. */
void *strmap_find(const struct strmap *map, struct slice key);

size_t strmap_count(const struct strmap *map);

/* The item at a position below strmap_count, in the order of first putting. */
struct strmap_item strmap_item_at(const struct strmap *map, size_t position);

#endif

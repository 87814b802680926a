/* SPDX-License-Identifier: MIT */
/*
 * Arrays that grow, in an arena. The array stays a plain pointer with a count
 * beside it; vec_grow makes room for one more item when the count has reached a
 * power of two (or nothing), so no capacity has to be kept. The new item is zeroed:
 *
 *     struct step *steps = NULL;
 *     size_t count = 0;
 *     steps = VEC_GROW(arena, steps, count);
 *     steps[count++] = step;
 *
 * The items may move: keep no pointers to them while the array still grows.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

/* `items` holds `count` items of `size` bytes, made by vec_grow or NULL. Returns the array to use. */
void *vec_grow(struct arena *arena, void *items, size_t count, size_t size)
    __attribute__((returns_nonnull));

/* The size is that of a type: clang-tidy takes that of a pointer for a slip. */
#define VEC_GROW(arena, items, count)                                                              \
    ((__typeof__(items))vec_grow((arena), (items), (count), sizeof(__typeof__(*(items)))))

#endif

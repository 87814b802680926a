/* SPDX-License-Identifier: MIT */
#include "base/vec.h"

#include <stdbool.h>
#include <string.h>

enum { FIRST_CAPACITY = 4 };

void *vec_grow(struct arena *arena, void *items, size_t count, size_t size)
{
    if (count == 0) {
        return arena_alloc(arena, FIRST_CAPACITY, size);
    }
    bool is_power_of_two = (count & (count - 1)) == 0;
    if (count >= FIRST_CAPACITY && is_power_of_two) {
        items = arena_resize(arena, items, count, count * 2, size);
    }
    /* Not all of them at once: what is not used yet need not be there. */
    memset((char *)items + count * size, 0, size);
    return items;
}

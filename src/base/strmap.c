/* SPDX-License-Identifier: MIT */
#include "base/strmap.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

enum { FIRST_SLOTS = 16 };

struct strmap {
    struct strmap_item *items; /* in the order of first putting */
    size_t count;
    size_t *slots;     /* position in items plus one; 0: empty */
    size_t slot_count; /* a power of two, at least twice `count` */
};

struct strmap *strmap_new(void)
{
    struct strmap *map = MEM_NEW(struct strmap);

    map->slot_count = FIRST_SLOTS;
    map->slots = MEM_NEW_ARRAY(size_t, map->slot_count);
    map->items = MEM_NEW_ARRAY(struct strmap_item, map->slot_count / 2);
    return map;
}

void strmap_free(struct strmap *map)
{
    if (!map) {
        return;
    }
    free(map->items);
    free(map->slots);
    free(map);
}

/* The slot that holds the key, or the empty one where it belongs. */
static size_t *slot_of(const struct strmap *map, struct slice key)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)hash_bytes(key) & mask;

    while (map->slots[at] != 0 && !slice_equal(map->items[map->slots[at] - 1].key, key)) {
        at = (at + 1) & mask;
    }
    return &map->slots[at];
}

static void grow(struct strmap *map)
{
    map->slot_count *= 2;
    free(map->slots);
    map->slots = MEM_NEW_ARRAY(size_t, map->slot_count);
    map->items = mem_resize(map->items, map->slot_count / 2, sizeof map->items[0]);
    for (size_t i = 0; i < map->count; i++) {
        *slot_of(map, map->items[i].key) = i + 1;
    }
}

void *strmap_put(struct strmap *map, struct slice key, void *value)
{
    assert(value);
    size_t *slot = slot_of(map, key);
    if (*slot != 0) {
        void *before = map->items[*slot - 1].value;
        map->items[*slot - 1].value = value;
        return before;
    }
    if (map->count == map->slot_count / 2) {
        grow(map);
        slot = slot_of(map, key);
    }
    map->items[map->count++] = (struct strmap_item){key, value};
    *slot = map->count;
    return NULL;
}

void *strmap_find(const struct strmap *map, struct slice key)
{
    size_t slot = *slot_of(map, key);
    return slot != 0 ? map->items[slot - 1].value : NULL;
}

size_t strmap_count(const struct strmap *map)
{
    return map->count;
}

struct strmap_item strmap_item_at(const struct strmap *map, size_t position)
{
    assert(position < map->count);
    return map->items[position];
}

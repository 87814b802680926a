/* SPDX-License-Identifier: MIT */
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/strmap.h"

struct entry {
    struct slice name;
    size_t count;
    struct slice examples[TALLY_EXAMPLES];
    size_t example_count;
};

struct tally {
    struct arena *arena;
    struct strmap *entries;
    struct entry *last;
};

struct tally *tally_new(void)
{
    struct tally *tally = MEM_NEW(struct tally);

    tally->arena = arena_new();
    tally->entries = strmap_new();
    return tally;
}

void tally_free(struct tally *tally)
{
    if (tally) {
        strmap_free(tally->entries);
        arena_free(tally->arena);
        free(tally);
    }
}

bool tally_add(struct tally *tally, struct slice name)
{
    struct entry *entry = strmap_find(tally->entries, name);

    if (!entry) {
        entry = ARENA_NEW(tally->arena, struct entry);
        entry->name = (struct slice){arena_copy(tally->arena, name), name.length};
        strmap_put(tally->entries, entry->name, entry);
    }
    entry->count++;
    tally->last = entry;
    return entry->example_count < TALLY_EXAMPLES;
}

void tally_example(struct tally *tally, struct slice text)
{
    struct entry *entry = tally->last;

    if (entry->example_count < TALLY_EXAMPLES) {
        entry->examples[entry->example_count++] =
            (struct slice){arena_copy(tally->arena, text), text.length};
    }
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *one = *(const struct entry *const *)left;
    const struct entry *other = *(const struct entry *const *)right;

    if (one->count != other->count) {
        return one->count < other->count ? 1 : -1;
    }
    return slice_compare(one->name, other->name);
}

void tally_print(const struct tally *tally, size_t most, bool has_examples)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    size_t count = strmap_count(tally->entries);
    struct entry **sorted = ARENA_NEW_ARRAY(arena, struct entry *, count + 1);

    for (size_t i = 0; i < count; i++) {
        sorted[i] = strmap_item_at(tally->entries, i).value;
    }
    qsort(sorted, count, sizeof(struct entry *), compare_entries);
    for (size_t i = 0; i < count && (most == 0 || i < most); i++) {
        printf("%8zu  %.*s\n", sorted[i]->count, (int)sorted[i]->name.length,
               sorted[i]->name.start);
        for (size_t j = 0; has_examples && j < sorted[i]->example_count; j++) {
            printf("%s\n", sorted[i]->examples[j].start);
        }
    }
    if (most != 0 && count > most) {
        printf("          … and %zu other names\n", count - most);
    }
}

/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#ifdef ARENA_DEBUG
#define FIRST_BLOCK   ((size_t)0) /* every piece is large, and gets its own block */
#define LARGEST_BLOCK ((size_t)0)
#else
#define FIRST_BLOCK   ((size_t)4 * 1024) /* most pages are small, and all blocks must be zeroed */
#define LARGEST_BLOCK ((size_t)64 * 1024)
#endif

struct block {
    struct block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *blocks; /* the newest first; only it has room */
    size_t next_size;     /* of the next block */
};

struct arena *arena_new(void)
{
    struct arena *arena = MEM_NEW(struct arena);

    arena->next_size = FIRST_BLOCK;
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena) {
        return;
    }
    for (struct block *block = arena->blocks; block;) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

static struct block *block_new(size_t size)
{
    struct block *block = mem_new(1, sizeof *block + size);

    block->size = size;
    return block;
}

/* A large piece gets a block of its own behind the newest, whose room stays in use. */
static void *add_large_piece(struct arena *arena, size_t size)
{
    struct block *block = block_new(size);

    block->used = size;
    if (arena->blocks) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block;
    }
    return block->bytes;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    const size_t unit = alignof(max_align_t);

    if (size != 0 && count > PTRDIFF_MAX / 2 / size) {
        return mem_new(count, size); /* cannot succeed, and says so */
    }
    size_t rounded = (count * size + unit - 1) / unit * unit;
    if (rounded >= arena->next_size / 4) {
        return add_large_piece(arena, rounded);
    }
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < rounded) {
        block = block_new(arena->next_size);
        block->next = arena->blocks;
        arena->blocks = block;
        arena->next_size = block->size < LARGEST_BLOCK ? 2 * block->size : LARGEST_BLOCK;
    }
    void *piece = block->bytes + block->used;
    block->used += rounded;
    return piece;
}

char *arena_copy(struct arena *arena, struct slice text)
{
    char *copy = ARENA_NEW_ARRAY(arena, char, text.length + 1);

    if (text.length > 0) {
        memcpy(copy, text.start, text.length);
    }
    return copy;
}

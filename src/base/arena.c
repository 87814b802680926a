/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#ifdef ARENA_DEBUG
#define FIRST_BLOCK   ((size_t)0) /* every piece is large, and gets its own block */
#define LARGEST_BLOCK ((size_t)0)
#else
#define FIRST_BLOCK   ((size_t)4 * 1024) /* most pages are small */
#define LARGEST_BLOCK ((size_t)64 * 1024)
#endif

struct block {
    struct block *next;
    struct block *previous;
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

/* A large piece gets a block of its own behind the newest, whose room stays in use. */
static void *add_large_piece(struct arena *arena, size_t size)
{
    struct block *block = mem_new(1, sizeof *block + size);

    block->size = size;
    block->used = size;
    if (arena->blocks) {
        block->previous = arena->blocks;
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block;
    }
    if (block->next) {
        block->next->previous = block;
    }
    return block->bytes;
}

static void add_block(struct arena *arena)
{
    struct block *block = mem_resize(NULL, sizeof *block + arena->next_size, 1);

    block->next = arena->blocks;
    block->previous = NULL;
    if (block->next) {
        block->next->previous = block;
    }
    block->used = 0;
    block->size = arena->next_size;
    arena->blocks = block;
    arena->next_size = block->size < LARGEST_BLOCK ? 2 * block->size : LARGEST_BLOCK;
}

static bool is_large(const struct arena *arena, size_t size)
{
    return size >= arena->next_size / 4;
}

/* A small piece that is not zeroed: what of a block stays unused is never written to. */
static void *take(struct arena *arena, size_t size)
{
    if (!arena->blocks || arena->blocks->size - arena->blocks->used < size) {
        add_block(arena);
    }
    void *piece = arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += size;
    return piece;
}

static size_t round_up(size_t size)
{
    const size_t unit = alignof(max_align_t);

    return (size + unit - 1) / unit * unit;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > PTRDIFF_MAX / 2 / size) {
        return mem_new(count, size); /* cannot succeed, and says so */
    }
    size_t rounded = round_up(count * size);
    if (is_large(arena, rounded)) {
        return add_large_piece(arena, rounded);
    }
    return memset(take(arena, rounded), 0, rounded);
}

/* The large piece may move; its block takes the place it had among the others. */
static void *resize_large_piece(struct arena *arena, char *piece, size_t size)
{
    struct block *block =
        mem_resize(piece - offsetof(struct block, bytes), sizeof *block + size, 1);

    block->size = size;
    block->used = size;
    if (block->previous) {
        block->previous->next = block;
    } else {
        arena->blocks = block;
    }
    if (block->next) {
        block->next->previous = block;
    }
    return block->bytes;
}

void *arena_resize(struct arena *arena, void *piece, size_t count, size_t more, size_t size)
{
    if (more > PTRDIFF_MAX / 2 / size) {
        return mem_new(more, size); /* cannot succeed, and says so */
    }
    if (round_up(count * size) >= LARGEST_BLOCK) { /* that was large, whatever came before it */
        return resize_large_piece(arena, piece, round_up(more * size));
    }
    void *larger = arena_alloc(arena, more, size);
    memcpy(larger, piece, count * size);
    return larger;
}

char *arena_copy(struct arena *arena, struct slice text)
{
    size_t rounded = round_up(text.length + 1);
    char *copy = is_large(arena, rounded) ? add_large_piece(arena, rounded) : take(arena, rounded);

    if (text.length > 0) {
        memcpy(copy, text.start, text.length);
    }
    copy[text.length] = '\0';
    return copy;
}

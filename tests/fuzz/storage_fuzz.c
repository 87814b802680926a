/* SPDX-License-Identifier: MIT */
/*
 * storage_read: any bytes give a page or a fault. The blocks of a page lie inside
 * their parents' inner bytes, one behind the other, each behind its gap.
 */
#include "base/arena.h"
#include "fuzz.h"
#include "storage/read.h"

static void check_block(const struct block *block, size_t length)
{
    const struct block_source *source = block->source;
    size_t position = source->inner.start;

    PROMISE(source->outer.start <= source->inner.start);
    PROMISE(source->inner.start <= source->inner.end);
    PROMISE(source->inner.end <= source->outer.end && source->outer.end <= length);
    for (const struct block *child = block->first_child; child != NULL; child = child->next) {
        PROMISE(child->source->gap >= position);
        PROMISE(child->source->gap <= child->source->outer.start);
        position = child->source->outer.end;
        PROMISE(position <= source->inner.end);
        check_block(child, length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice storage = {(const char *)data, size};
    struct block *page = NULL;
    struct xml_fault fault;

    if (storage_read(arena, storage, &page, &fault)) {
        check_block(page, size);
    }
    return 0;
}

/* SPDX-License-Identifier: MIT */
#include "convert/pair.h"

#include <stdint.h>

/* Where the comparison of the two lists of children stands. */
struct cursor {
    struct block *storage;
    struct block *markdown;
};

/* Blocks without lines show nothing: their bytes are part of the next gap. */
static struct block *skip_unseen(struct block *block)
{
    while (block && block->lines.first == 0) {
        block = block->next;
    }
    return block;
}

static struct block *next_seen(const struct block *block)
{
    return block ? skip_unseen(block->next) : NULL;
}

/* What has no form in Markdown is one block there, too: its storage. */
static bool is_same_block(const struct block *storage, const struct block *markdown)
{
    return storage->kind == markdown->kind || markdown->kind == BLOCK_RAW;
}

/* Whether the lists can be paired one by one. Cells of a row have the same lines. */
static bool is_one_to_one(struct cursor cursor)
{
    while (cursor.storage && cursor.markdown) {
        if (!is_same_block(cursor.storage, cursor.markdown) ||
            cursor.storage->lines.first != cursor.markdown->lines.first) {
            return false;
        }
        cursor.storage = next_seen(cursor.storage);
        cursor.markdown = cursor.markdown->next;
    }
    return !cursor.storage && !cursor.markdown;
}

static void take_storage(struct unit *unit, struct cursor *cursor)
{
    unit->first_storage = unit->first_storage ? unit->first_storage : cursor->storage;
    unit->last_storage = cursor->storage;
    cursor->storage = next_seen(cursor->storage);
}

static void take_markdown(struct unit *unit, struct cursor *cursor)
{
    unit->first_markdown = unit->first_markdown ? unit->first_markdown : cursor->markdown;
    unit->markdown_count++;
    cursor->markdown = cursor->markdown->next;
}

static size_t larger(size_t left, size_t right)
{
    return left > right ? left : right;
}

/* The first line that is still to be taken. */
static size_t first_line_of(const struct cursor *cursor)
{
    size_t storage = cursor->storage ? cursor->storage->lines.first : SIZE_MAX;
    size_t markdown = cursor->markdown ? cursor->markdown->lines.first : SIZE_MAX;

    return storage < markdown ? storage : markdown;
}

/* Takes the smallest stretch whose lines do not overlap with those of what comes after it. */
static void take_stretch(struct unit *unit, struct cursor *cursor)
{
    size_t last = first_line_of(cursor);
    bool has_more = true;

    while (has_more) {
        has_more = false;
        if (cursor->storage && cursor->storage->lines.first <= last) {
            last = larger(last, cursor->storage->lines.last);
            take_storage(unit, cursor);
            has_more = true;
        }
        if (cursor->markdown && cursor->markdown->lines.first <= last) {
            last = larger(last, cursor->markdown->lines.last);
            take_markdown(unit, cursor);
            has_more = true;
        }
    }
    unit->is_pair = unit->first_storage && unit->first_storage == unit->last_storage &&
                    unit->first_markdown && unit->markdown_count == 1 &&
                    is_same_block(unit->first_storage, unit->first_markdown);
}

static size_t count_children(struct cursor cursor)
{
    size_t count = 0;
    for (; cursor.storage; cursor.storage = next_seen(cursor.storage)) {
        count++;
    }
    for (; cursor.markdown; cursor.markdown = cursor.markdown->next) {
        count++;
    }
    return count;
}

struct unit_list pair_children(struct arena *arena, const struct block *storage_parent,
                               const struct block *markdown_parent, struct unit *above)
{
    struct cursor cursor = {skip_unseen(storage_parent->first_child), markdown_parent->first_child};
    struct unit_list list = {.units = ARENA_NEW_ARRAY(arena, struct unit, count_children(cursor))};
    bool is_simple = is_one_to_one(cursor);
    size_t done = storage_parent->source->inner.start;

    while (cursor.storage || cursor.markdown) {
        struct unit *unit = &list.units[list.count++];
        unit->above = above;
        if (is_simple && cursor.storage && cursor.markdown) {
            take_storage(unit, &cursor);
            take_markdown(unit, &cursor);
            unit->is_pair = true;
        } else {
            take_stretch(unit, &cursor);
        }
        unit->gap = (struct span){done, done};
        if (unit->first_storage) {
            unit->gap.end = unit->first_storage->source->outer.start;
            done = unit->last_storage->source->outer.end;
        }
    }
    list.tail = (struct span){done, storage_parent->source->inner.end};
    return list;
}

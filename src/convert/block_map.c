/* SPDX-License-Identifier: MIT */
/*
 * As text, a block map is one line a block, in the order of the map:
 *
 *     START END FIRST LAST
 *
 * bytes of the storage (struct span) and lines of the Markdown (both inside), as
 * decimal numbers with one space between. An empty map is an empty text.
 */
#include "convert/block_map.h"

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"

static void add_blocks(struct arena *arena, const struct block *parent, struct block_map *map)
{
    for (const struct block *block = parent->first_child; block; block = block->next) {
        if (block->lines.first == 0) {
            continue;
        }
        map->entries = VEC_GROW(arena, map->entries, map->count);
        map->entries[map->count++] =
            (struct block_map_entry){block->source->outer, block->lines.first, block->lines.last};
        add_blocks(arena, block, map);
    }
}

struct block_map block_map_of(struct arena *arena, const struct block *page)
{
    struct block_map map = {NULL, 0};

    add_blocks(arena, page, &map);
    return map;
}

/* Both are in the order of the text: the map's next entry is the next block that has one. */
static void apply_below(const struct block_map *map, size_t *next, struct block *parent)
{
    for (struct block *block = parent->first_child; block; block = block->next) {
        const struct block_map_entry *entry = *next < map->count ? &map->entries[*next] : NULL;
        bool is_next = entry && entry->storage.start == block->source->outer.start &&
                       entry->storage.end == block->source->outer.end;
        block->lines = (struct line_range){0, 0};
        if (is_next) {
            block->lines = (struct line_range){entry->first_line, entry->last_line};
            ++*next;
            apply_below(map, next, block);
        }
    }
}

bool block_map_apply(const struct block_map *map, struct block *page)
{
    size_t next = 0;

    apply_below(map, &next, page);
    return next == map->count;
}

static void clear_lines(struct block *parent)
{
    for (struct block *block = parent->first_child; block; block = block->next) {
        block->lines = (struct line_range){0, 0};
        clear_lines(block);
    }
}

static bool holds(struct span outer, struct span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

/* Entries of containers that are none any more, and of bytes before the block. */
static void skip_entries(const struct block_map *map, size_t *next, struct span block)
{
    while (*next < map->count) {
        struct span entry = map->entries[*next].storage;
        bool has_inner = *next + 1 < map->count && holds(map->entries[*next + 1].storage, block);
        bool is_before = entry.end <= block.start;
        if (!is_before && !(holds(entry, block) && has_inner)) {
            return;
        }
        ++*next;
    }
}

/* The block was several: it takes the lines of all of them. */
static void take_inner_entries(const struct block_map *map, size_t *next, struct block *block)
{
    struct span outer = block->source->outer;

    while (*next < map->count && holds(outer, map->entries[*next].storage)) {
        const struct block_map_entry *entry = &map->entries[(*next)++];
        bool is_first = block->lines.first == 0;
        block->lines.first = is_first ? entry->first_line : block->lines.first;
        block->lines.last =
            entry->last_line > block->lines.last ? entry->last_line : block->lines.last;
    }
}

static void apply_roughly_below(const struct block_map *map, size_t *next, struct block *parent)
{
    for (struct block *block = parent->first_child; block; block = block->next) {
        struct span outer = block->source->outer;
        skip_entries(map, next, outer);
        const struct block_map_entry *entry = *next < map->count ? &map->entries[*next] : NULL;
        if (entry && entry->storage.start == outer.start && entry->storage.end == outer.end) {
            block->lines = (struct line_range){entry->first_line, entry->last_line};
            ++*next;
            apply_roughly_below(map, next, block);
        } else if (entry && holds(entry->storage, outer)) {
            block->lines = (struct line_range){entry->first_line, entry->last_line};
        } else {
            take_inner_entries(map, next, block);
        }
    }
}

void block_map_apply_roughly(const struct block_map *map, struct block *page)
{
    size_t next = 0;

    clear_lines(page);
    apply_roughly_below(map, &next, page);
}

struct slice block_map_write(struct arena *arena, const struct block_map *map)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);

    for (size_t i = 0; i < map->count; i++) {
        const struct block_map_entry *entry = &map->entries[i];
        strbuf_append_format(&text, "%zu %zu %zu %zu\n", entry->storage.start, entry->storage.end,
                             entry->first_line, entry->last_line);
    }
    return strbuf_copy(&text, arena);
}

/* The number at *position, which moves behind the `end` that must follow it. */
static bool parse_number(struct slice line, size_t *position, char end, size_t *number)
{
    size_t stop = slice_find_char(line, *position, end);
    unsigned long long value = 0;
    if (stop == SLICE_NOT_FOUND || !slice_parse_number(slice_part(line, *position, stop), &value)) {
        return false;
    }
    *number = (size_t)value;
    *position = stop + 1;
    return true;
}

static bool parse_entry(struct slice text, size_t *position, struct block_map_entry *entry)
{
    return parse_number(text, position, ' ', &entry->storage.start) &&
           parse_number(text, position, ' ', &entry->storage.end) &&
           parse_number(text, position, ' ', &entry->first_line) &&
           parse_number(text, position, '\n', &entry->last_line) &&
           entry->storage.start <= entry->storage.end && entry->first_line <= entry->last_line;
}

bool block_map_parse(struct arena *arena, struct slice text, struct block_map *map,
                     struct error *error)
{
    struct block_map parsed = {NULL, 0};

    for (size_t position = 0; position < text.length;) {
        struct block_map_entry entry;
        if (!parse_entry(text, &position, &entry)) {
            return error_set(error, ERROR_INPUT, 0, "block map: line %zu is damaged",
                             parsed.count + 1);
        }
        parsed.entries = VEC_GROW(arena, parsed.entries, parsed.count);
        parsed.entries[parsed.count++] = entry;
    }
    *map = parsed;
    return true;
}

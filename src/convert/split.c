/* SPDX-License-Identifier: MIT */
#include "base/vec.h"
#include "convert/convert.h"
#include "document/document.h"
#include "markdown/read.h"

/* A text as lines, counted from 1. */
struct splitter {
    struct arena *arena;
    struct slice text;
    size_t position; /* of the next line */
    size_t line;     /* its number */
    struct block_map map;
};

static void add_range(struct splitter *splitter, size_t first, size_t last)
{
    struct block_map *map = &splitter->map;

    map->entries = VEC_GROW(splitter->arena, map->entries, map->count);
    map->entries[map->count++] = (struct block_map_entry){{0, 0}, first, last};
}

/* The next line, without its end. False behind the last one. */
static bool next_line(struct splitter *splitter, struct slice *line)
{
    if (splitter->position >= splitter->text.length) {
        return false;
    }
    size_t end = slice_find_char(splitter->text, splitter->position, '\n');
    end = end == SLICE_NOT_FOUND ? splitter->text.length : end;
    *line = slice_part(splitter->text, splitter->position, end);
    splitter->position = end + 1;
    splitter->line++;
    return true;
}

/* Lines that are no block's, before the line `until`: link definitions. Blank lines part them. */
static void add_between(struct splitter *splitter, size_t until)
{
    size_t first = 0;
    struct slice line;

    while (splitter->line < until && next_line(splitter, &line)) {
        size_t number = splitter->line - 1;
        if (!slice_is_blank(line)) {
            first = first == 0 ? number : first;
        } else if (first > 0) {
            add_range(splitter, first, number - 1);
            first = 0;
        }
    }
    if (first > 0) {
        add_range(splitter, first, splitter->line - 1);
    }
}

static void skip_lines(struct splitter *splitter, size_t last)
{
    struct slice line;
    while (splitter->line <= last && next_line(splitter, &line)) {
    }
}

bool convert_split(struct arena *arena, struct slice markdown,
                   const struct markdown_options *options, struct block_map *blocks,
                   struct error *error)
{
    CLEANUP(arena) struct arena *scratch = arena_new();
    struct splitter splitter = {.arena = arena, .text = markdown, .line = 1};
    struct block *page = NULL;
    if (!markdown_read(scratch, markdown, options, NULL, &page, error)) {
        return false;
    }
    for (const struct block *block = page->first_child; block; block = block->next) {
        if (block->lines.first < splitter.line) {
            continue;
        }
        add_between(&splitter, block->lines.first);
        add_range(&splitter, block->lines.first, block->lines.last);
        skip_lines(&splitter, block->lines.last);
    }
    add_between(&splitter, (size_t)-1);
    *blocks = splitter.map;
    return true;
}

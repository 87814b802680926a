/* SPDX-License-Identifier: MIT */
/*
 * What must hold for every well-formed page, tried on all .xml files below the
 * folder given as argument. With --shared DIR before it, the folder is looked for in
 * the directory that CONFSYNC_SHARED names, or else in DIR.
 *
 * 1. Markdown that says what the base says gives the base's storage, byte for byte.
 * 2. The Markdown splits into the top-level blocks that the block map has.
 * 3. A word appended to one block of text changes no byte outside that block, and
 *    the page made of it shows that word and nothing else that is new.
 *
 * Prints counts. At most MOST_EDITS blocks a page are edited, evenly spread. Exits
 * with 77 (skipped) when the folder holds no page.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "convert/block_map.h"
#include "convert/convert.h"
#include "convert/pair.h"
#include "document/equal.h"
#include "markdown/read.h"
#include "page_folder.h"
#include "storage/read.h"

enum { MOST_EDITS = 40, MOST_FAILURES_SHOWN = 40, EXIT_SKIPPED = 77 };

#define WORD "Quokka"

static const struct markdown_options options = {.attachments = "_attachments/"};

struct counts {
    size_t pages;
    size_t malformed;
    size_t bytes;
    size_t blocks;
    size_t unpaired; /* blocks that can only be reused with their neighbours */
    size_t edits;
    size_t failures;
};

struct page {
    const char *path;
    struct arena *arena;
    struct conversion_base base;
    struct counts *counts;
};

/* A place in the base's Markdown where a word can be appended to a block of storage. */
struct place {
    size_t position;
    struct span may_change; /* of the storage */
    bool is_heading;        /* links to it may read differently then */
};

struct places {
    const struct page *page;
    struct place *items;
    size_t count;
};

static void fail(const struct page *page, const char *what, struct slice detail)
{
    if (page->counts->failures++ < MOST_FAILURES_SHOWN) {
        printf("FAILED %s: %s%s%.*s\n", page->path, what, detail.length > 0 ? ": " : "",
               (int)(detail.length < 400 ? detail.length : 400), detail.start);
    }
}

static bool make_storage(const struct page *page, struct arena *arena, struct slice markdown,
                         struct slice *storage)
{
    struct conversion_report report;
    struct error error;

    if (!convert_to_storage(arena, markdown, &page->base, &options, storage, &report, &error)) {
        fail(page, "not converted", slice_from(error.message));
        return false;
    }
    return true;
}

/* A blank line at the end means nothing, but is an edit. */
static void check_round_trip(const struct page *page)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
    struct slice storage;

    strbuf_append_slice(&markdown, page->base.markdown);
    strbuf_append(&markdown, "\n");
    if (make_storage(page, arena, strbuf_slice(&markdown), &storage) &&
        !slice_equal(storage, page->base.storage)) {
        fail(page, "the round trip changed it", slice_from(""));
    }
}

static bool is_top(const struct block_map *map, size_t entry, size_t end)
{
    return map->entries[entry].storage.start >= end;
}

static void check_split(const struct page *page)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct block_map *map = &page->base.map;
    struct block_map split;
    struct error error;
    size_t found = 0;
    size_t end = 0;

    if (!convert_split(arena, page->base.markdown, &options, &split, &error)) {
        fail(page, "not split", slice_from(error.message));
        return;
    }
    for (size_t i = 0; i < map->count; i++) {
        if (!is_top(map, i, end)) {
            continue;
        }
        end = map->entries[i].storage.end;
        bool is_same = found < split.count &&
                       split.entries[found].first_line == map->entries[i].first_line &&
                       split.entries[found].last_line == map->entries[i].last_line;
        if (!is_same) {
            fail(page, "splits otherwise at",
                 slice_of_span(page->base.storage, map->entries[i].storage));
            return;
        }
        found++;
    }
    if (found != split.count) {
        fail(page, "has more blocks than the map", slice_from(""));
    }
}

/* Behind the text of the line, the first being 1. */
static size_t line_end(struct slice text, size_t line)
{
    size_t at = 0;
    for (size_t i = 1; i < line; i++) {
        at = slice_find_char(text, at, '\n') + 1;
    }
    size_t end = slice_find_char(text, at, '\n');
    return end == SLICE_NOT_FOUND ? text.length : end;
}

static void add_place(struct places *places, size_t position, const struct block *block)
{
    struct span span = {block->source.gap, block->source.outer.end};

    places->items = VEC_GROW(places->page->arena, places->items, places->count);
    places->items[places->count++] = (struct place){position, span, block->kind == BLOCK_HEADING};
}

/* Several cells on one line: a row with pipes, whose cells are not told apart here. */
static bool is_in_pipe_row(const struct block *block)
{
    for (; block; block = block->parent) {
        const struct block *row = block->parent;
        if (block->kind == BLOCK_CELL && row->lines.first == row->lines.last) {
            return true;
        }
    }
    return false;
}

static void find_places(struct places *places, struct block *storage, struct block *markdown)
{
    const struct page *page = places->page;
    struct unit_list list = pair_children(page->arena, storage, markdown, NULL);

    for (size_t i = 0; i < list.count; i++) {
        struct block *block = list.units[i].first_storage;
        page->counts->blocks++;
        if (!list.units[i].is_pair) {
            page->counts->unpaired++;
            if (getenv("SHOW_UNPAIRED")) {
                printf("unpaired %s %s\n", page->path, block ? block_kind_name(block->kind) : "-");
            }
            continue;
        }
        bool is_text = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING;
        if (is_text && !is_in_pipe_row(list.units[i].first_markdown)) {
            add_place(places, line_end(page->base.markdown, block->lines.last), block);
        }
        find_places(places, block, list.units[i].first_markdown);
    }
}

/* Whether the Markdown of the storage says the same as the Markdown it was made of. */
static bool reads_the_same(const struct page *page, struct arena *arena, struct slice storage,
                           struct slice edited)
{
    struct conversion_base again;
    struct block *wanted = NULL;
    struct block *found = NULL;
    struct error error;

    if (!convert_to_markdown(arena, storage, &options, &again, &error) || again.is_opaque ||
        !markdown_read(arena, edited, &options, NULL, &wanted, &error) ||
        !markdown_read(arena, again.markdown, &options, NULL, &found, &error)) {
        fail(page, "an edit is not read again", slice_from(""));
        return true;
    }
    return block_equal(wanted, found);
}

static void check_edit(const struct page *page, struct place place)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_CONVERTED);
    struct slice base = page->base.storage;
    struct slice before = slice_part(page->base.markdown, 0, place.position);
    struct slice line =
        slice_part(before, before.length > 200 ? before.length - 200 : 0, before.length);
    struct slice storage;

    strbuf_append_slice(&edited, before);
    strbuf_append(&edited, " " WORD);
    strbuf_append_slice(
        &edited, slice_part(page->base.markdown, place.position, page->base.markdown.length));
    page->counts->edits++;
    if (!make_storage(page, arena, strbuf_slice(&edited), &storage)) {
        return;
    }
    struct slice head = slice_part(base, 0, place.may_change.start);
    struct slice tail = slice_part(base, place.may_change.end, base.length);
    bool stays =
        storage.length >= head.length + tail.length &&
        slice_equal(slice_part(storage, 0, head.length), head) &&
        slice_equal(slice_part(storage, storage.length - tail.length, storage.length), tail);
    if (!stays) {
        fail(page, "an edit changed other blocks, behind", line);
    } else if (!reads_the_same(page, arena, storage, strbuf_slice(&edited)) && !place.is_heading) {
        fail(page, "an edit reads differently when it comes back, behind", line);
    }
}

static void check_edits(const struct page *page)
{
    struct block *storage = NULL;
    struct block *markdown = NULL;
    struct xml_fault fault;
    struct error error;
    struct places places = {.page = page};

    if (!storage_read(page->arena, page->base.storage, &storage, &fault) ||
        !block_map_apply(&page->base.map, storage) ||
        !markdown_read(page->arena, page->base.markdown, &options, NULL, &markdown, &error)) {
        fail(page, "not read again", slice_from(""));
        return;
    }
    find_places(&places, storage, markdown);
    size_t step = places.count / MOST_EDITS + 1;
    for (size_t i = 0; i < places.count; i += step) {
        check_edit(page, places.items[i]);
    }
}

static void check_page(void *data, const char *path)
{
    struct counts *counts = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct page page = {.path = path, .arena = arena, .counts = counts};
    struct slice storage;
    struct error error;

    if (!file_read(arena, path, LIMIT_PAGE, &storage, &error) ||
        !convert_to_markdown(arena, storage, &options, &page.base, &error)) {
        fail(&page, "not read", slice_from(error.message));
        return;
    }
    if (page.base.is_opaque) {
        counts->malformed++;
        return;
    }
    counts->pages++;
    counts->bytes += storage.length;
    check_round_trip(&page);
    check_split(&page);
    check_edits(&page);
}

int main(int count, char **arguments)
{
    struct counts counts = {0};
    CLEANUP_STRBUF struct strbuf folder = STRBUF(LIMIT_PATH);

    if (!page_folder_find(&folder, count, arguments)) {
        printf("usage: property_corpus [--shared DIR] FOLDER\n");
        return EXIT_FAILURE;
    }
    page_folder_visit(folder.bytes, check_page, &counts);
    if (counts.pages == 0) {
        printf("skipped: no pages in %s\n", strbuf_text(&folder));
        return EXIT_SKIPPED;
    }
    printf("%zu pages (%zu bytes, %zu blocks, %zu of them unpaired), %zu malformed; "
           "%zu edits; %zu failures\n",
           counts.pages, counts.bytes, counts.blocks, counts.unpaired, counts.malformed,
           counts.edits, counts.failures);
    return counts.failures > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* SPDX-License-Identifier: MIT */
/*
 * What must hold for every well-formed page:
 *
 * 1. Markdown that says what the base says gives the base's storage, byte for byte.
 * 2. The Markdown splits into the top-level blocks that the block map has.
 * 3. A word appended to one block of text changes no byte outside that block, and
 *    the page made of it shows that word and nothing else that is new.
 * 4. Nothing that is written in the Markdown is said to be dropped: it is our own.
 *
 * At most MOST_EDITS blocks a page are edited, evenly spread. See pages.h for the
 * arguments.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "change_end.h"
#include "convert/block_map.h"
#include "convert/pair.h"
#include "markdown/read.h"
#include "pages.h"
#include "storage/read.h"

enum { MOST_EDITS = 40 };

#define WORD "Quokka"

struct counts {
    size_t blocks;
    size_t unpaired; /* blocks that can only be reused as they are */
    size_t edits;
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

static struct counts *counts_of(const struct page *page)
{
    return page->pages->data;
}

static bool make_storage(const struct page *page, struct arena *arena, struct slice markdown,
                         struct slice *storage)
{
    struct conversion_report report;
    struct error error;

    if (!convert_to_storage(arena, markdown, &page->base, &page_options, storage, &report,
                            &error)) {
        page_fail(page, "not converted", slice_from(error.message));
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
        page_fail(page, "the round trip changed it", slice_from(""));
    }
}

/* As `confsync check` reads it: without the base. */
static void check_notes(const struct page *page)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report;
    struct slice storage;
    struct error error;

    if (!convert_to_storage(arena, page->base.markdown, NULL, &page_options, &storage, &report,
                            &error)) {
        page_fail(page, "not converted without its base", slice_from(error.message));
        return;
    }
    for (size_t i = 0; i < report.notes.count; i++) {
        if (report.notes.items[i].kind != NOTE_DEAD) {
            page_fail(page, "our own Markdown drops", report.notes.items[i].text);
            return;
        }
    }
}

static bool is_same_range(const struct block_map *split, size_t at,
                          const struct block_map_entry *entry)
{
    return at < split->count && split->entries[at].first_line == entry->first_line &&
           split->entries[at].last_line == entry->last_line;
}

static void check_split(const struct page *page)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct block_map *map = &page->base.map;
    struct block_map split;
    struct error error;
    size_t found = 0;
    size_t end = 0;

    if (!convert_split(arena, page->base.markdown, &page_options, &split, &error)) {
        page_fail(page, "not split", slice_from(error.message));
        return;
    }
    for (size_t i = 0; i < map->count; i++) {
        bool is_top = map->entries[i].storage.start >= end;
        if (!is_top) {
            continue;
        }
        end = map->entries[i].storage.end;
        if (!is_same_range(&split, found++, &map->entries[i])) {
            page_fail(page, "splits otherwise at",
                      slice_of_span(page->base.storage, map->entries[i].storage));
            return;
        }
    }
    if (found != split.count) {
        page_fail(page, "has more blocks than the map", slice_from(""));
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

static void add_place(struct places *places, const struct block *block)
{
    const struct page *page = places->page;

    places->items = VEC_GROW(page->arena, places->items, places->count);
    places->items[places->count++] =
        (struct place){.position = line_end(page->base.markdown, block->lines.last),
                       .may_change = {block->source->gap, change_end(block)},
                       .is_heading = block->kind == BLOCK_HEADING};
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
    struct counts *counts = counts_of(places->page);
    struct unit_list list = pair_children(places->page->arena, storage, markdown, NULL);

    for (size_t i = 0; i < list.count; i++) {
        struct block *block = list.units[i].first_storage;
        counts->blocks++;
        if (!list.units[i].is_pair) {
            counts->unpaired++;
            continue;
        }
        enum block_kind kind = list.units[i].first_markdown->kind;
        bool is_text = kind == BLOCK_PARAGRAPH || kind == BLOCK_HEADING;
        if (is_text && !is_in_pipe_row(list.units[i].first_markdown)) {
            add_place(places, block);
        }
        find_places(places, block, list.units[i].first_markdown);
    }
}

static bool starts_and_ends_as(struct slice storage, struct slice head, struct slice tail)
{
    return storage.length >= head.length + tail.length &&
           slice_equal(slice_part(storage, 0, head.length), head) &&
           slice_equal(slice_part(storage, storage.length - tail.length, storage.length), tail);
}

static void check_edit(const struct page *page, struct place place)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_CONVERTED);
    struct slice base = page->base.storage;
    struct slice markdown = page->base.markdown;
    struct slice before = slice_part(markdown, 0, place.position);
    struct slice line =
        slice_part(before, before.length > 200 ? before.length - 200 : 0, before.length);
    struct conversion_base again;
    struct slice storage;
    struct error error;

    strbuf_append_slice(&edited, before);
    strbuf_append(&edited, " " WORD);
    strbuf_append_slice(&edited, slice_part(markdown, place.position, markdown.length));
    counts_of(page)->edits++;
    if (!make_storage(page, arena, strbuf_slice(&edited), &storage)) {
        return;
    }
    if (!starts_and_ends_as(storage, slice_part(base, 0, place.may_change.start),
                            slice_part(base, place.may_change.end, base.length))) {
        page_fail(page, "an edit changed other blocks, behind", line);
    } else if (!convert_to_markdown(arena, storage, &page_options, &again, &error) ||
               again.is_opaque) {
        page_fail(page, "an edit cannot be read, behind", line);
    } else if (!place.is_heading &&
               !page_says_same(page, arena, again.markdown, strbuf_slice(&edited))) {
        page_fail(page, "an edit reads differently when it comes back, behind", line);
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
        !markdown_read(page->arena, page->base.markdown, &page_options, NULL, &markdown, &error)) {
        page_fail(page, "not read again", slice_from(""));
        return;
    }
    find_places(&places, storage, markdown);
    size_t step = places.count / MOST_EDITS + 1;
    for (size_t i = 0; i < places.count; i += step) {
        check_edit(page, places.items[i]);
    }
}

static void check_page(const struct page *page)
{
    check_round_trip(page);
    check_split(page);
    check_notes(page);
    check_edits(page);
}

int main(int count, char **arguments)
{
    struct counts counts = {0};
    struct pages pages = {.data = &counts};
    int status = pages_check(&pages, count, arguments, check_page);

    if (status == EXIT_SUCCESS) {
        printf("%zu blocks, %zu of them kept whole; %zu edits\n", counts.blocks, counts.unpaired,
               counts.edits);
    }
    return pages.failures > 0 ? EXIT_FAILURE : status;
}

/* SPDX-License-Identifier: MIT */
/*
 * What must hold however somebody rearranges a page: the storage made of it is
 * well-formed, and says what the edited Markdown says (but for links to headings:
 * they read differently where the heading is gone); doing it the other way round
 * gives a page that says what the first one said.
 *
 * Top-level blocks are dropped, repeated, moved, and put between others, at random
 * (the same on every run). See pages.h for the arguments.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "pages.h"

enum { ROUNDS = 6, MOST_BLOCKS = 400 };

struct counts {
    size_t edits;
    size_t not_compared; /* for the links in them */
};

struct random {
    unsigned long long state;
};

/* xorshift64: any numbers will do, as long as they are the same everywhere. */
static size_t random_below(struct random *random, size_t limit)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (size_t)(random->state % limit);
}

struct blocks {
    struct slice items[MOST_BLOCKS];
    size_t count;
};

static struct slice lines_of(struct slice text, size_t first, size_t last)
{
    size_t start = 0;
    for (size_t i = 1; i < first; i++) {
        start = slice_find_char(text, start, '\n') + 1;
    }
    size_t end = start;
    for (size_t i = first; i <= last && end < text.length; i++) {
        size_t line_end = slice_find_char(text, end, '\n');
        end = line_end == SLICE_NOT_FOUND ? text.length : line_end + 1;
    }
    return slice_part(text, start, end);
}

static bool split(const struct page *page, struct blocks *blocks)
{
    struct block_map map;
    struct error error;

    if (!convert_split(page->arena, page->base.markdown, &page_options, &map, &error)) {
        page_fail(page, "not split", slice_from(error.message));
        return false;
    }
    blocks->count = map.count < MOST_BLOCKS ? map.count : MOST_BLOCKS;
    for (size_t i = 0; i < blocks->count; i++) {
        blocks->items[i] =
            lines_of(page->base.markdown, map.entries[i].first_line, map.entries[i].last_line);
    }
    return blocks->count > 0;
}

static void write_blocks(struct strbuf *markdown, const struct blocks *blocks,
                         struct random *random)
{
    for (size_t i = 0; i < blocks->count; i++) {
        size_t other = random_below(random, blocks->count);
        switch (random_below(random, 8)) {
        case 0:
            continue;
        case 1:
            strbuf_append_slice(markdown, blocks->items[other]);
            strbuf_append(markdown, "\n\n");
            break;
        case 2:
            strbuf_append(markdown, "Something new.\n\n");
            break;
        case 3:
            strbuf_append_slice(markdown, blocks->items[other]);
            strbuf_append(markdown, "\n\n");
            continue;
        default:
            break;
        }
        strbuf_append_slice(markdown, blocks->items[i]);
        strbuf_append(markdown, "\n\n");
    }
}

static bool edit(const struct page *page, struct arena *arena, const struct conversion_base *base,
                 struct slice markdown, struct conversion_base *edited)
{
    struct conversion_report report;
    struct slice storage;
    struct error error;

    if (!convert_to_storage(arena, markdown, base, &page_options, &storage, &report, &error) ||
        !convert_to_markdown(arena, storage, &page_options, edited, &error)) {
        page_fail(page, "not converted", slice_from(error.message));
        return false;
    }
    if (edited->is_opaque) {
        page_fail(page, "became malformed", markdown);
        return false;
    }
    struct counts *counts = page->pages->data;
    bool has_heading_links = slice_find(markdown, 0, slice_from("](#")) != SLICE_NOT_FOUND;
    counts->edits++;
    counts->not_compared += has_heading_links;
    if (!has_heading_links && !page_says_same(page, arena, markdown, edited->markdown)) {
        page_fail(page, "reads differently when it comes back", slice_from(""));
    }
    return true;
}

static void check_page(const struct page *page)
{
    struct random random = {page->base.storage.length * 2654435761U + 88172645463325252ULL};
    struct blocks blocks = {.count = 0};
    if (!split(page, &blocks)) {
        return;
    }
    for (int round = 0; round < ROUNDS; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
        struct conversion_base edited;
        struct conversion_base back;
        write_blocks(&markdown, &blocks, &random);
        if (edit(page, arena, &page->base, strbuf_slice(&markdown), &edited)) {
            (void)edit(page, arena, &edited, page->base.markdown, &back);
        }
    }
}

int main(int count, char **arguments)
{
    struct counts counts = {0};
    struct pages pages = {.data = &counts};
    int status = pages_check(&pages, count, arguments, check_page);

    if (status == EXIT_SUCCESS) {
        printf("%zu edits, %zu of them not compared\n", counts.edits, counts.not_compared);
    }
    return pages.failures > 0 ? EXIT_FAILURE : status;
}

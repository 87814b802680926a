/* SPDX-License-Identifier: MIT */
/*
 * How fast pages are converted: all .xml files below a folder, in one process, some
 * rounds over. Prints MB/s of storage for each direction; the time of reading the
 * files is not counted. See bench/convert.sh.
 */
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "convert/convert.h"

enum { ROUNDS = 10 };

static const struct markdown_options options = {.attachments = "_attachments/"};

struct page {
    struct slice storage;
    struct conversion_base base;
    struct slice edited; /* one word more in the middle of the Markdown */
};

struct pages {
    struct arena *arena;
    struct page *items;
    size_t count;
    size_t bytes;
    size_t markdown_bytes;
};

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* After the line in the middle that is most likely one of text. */
static struct slice edit(struct arena *arena, struct slice markdown)
{
    CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_CONVERTED);
    size_t middle = slice_find(markdown, markdown.length / 2, SLICE_LITERAL("\n\n"));
    middle = middle == SLICE_NOT_FOUND ? markdown.length : middle;

    strbuf_append_slice(&edited, slice_part(markdown, 0, middle));
    strbuf_append(&edited, "\n\nQuokka\n\n");
    strbuf_append_slice(&edited, slice_part(markdown, middle, markdown.length));
    return strbuf_copy(&edited, arena);
}

static void add_page(struct pages *pages, const char *path)
{
    struct page page;
    struct error error;

    if (!file_read(pages->arena, path, LIMIT_PAGE, &page.storage, &error) ||
        !convert_to_markdown(pages->arena, page.storage, &options, &page.base, &error) ||
        page.base.is_opaque) {
        return;
    }
    page.edited = edit(pages->arena, page.base.markdown);
    pages->items = VEC_GROW(pages->arena, pages->items, pages->count);
    pages->items[pages->count++] = page;
    pages->bytes += page.storage.length;
    pages->markdown_bytes += page.base.markdown.length;
}

static void find_pages(struct pages *pages, char *folder)
{
    char *folders[] = {folder, NULL};
    FTS *walk = fts_open(folders, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    if (!walk) {
        return;
    }
    for (FTSENT *entry = fts_read(walk); entry; entry = fts_read(walk)) {
        if (entry->fts_info == FTS_F && slice_ends_with(slice_from(entry->fts_path), ".xml")) {
            add_page(pages, entry->fts_path);
        }
    }
    (void)fts_close(walk);
}

static bool to_markdown(const struct page *page)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_base base;
    struct error error;

    return convert_to_markdown(arena, page->storage, &options, &base, &error);
}

static bool to_storage(const struct page *page, const struct conversion_base *base)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report;
    struct slice storage;
    struct error error;

    return convert_to_storage(arena, page->edited, base, &options, &storage, &report, &error);
}

static bool to_new_storage(const struct page *page)
{
    return to_storage(page, NULL);
}

static bool to_edited_storage(const struct page *page)
{
    return to_storage(page, &page->base);
}

static void measure(const struct pages *pages, const char *name,
                    bool (*convert)(const struct page *page))
{
    double best = 0;
    size_t failures = 0;

    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (size_t i = 0; i < pages->count; i++) {
            failures += !convert(&pages->items[i]);
        }
        double speed = (double)pages->bytes / 1e6 / (now() - start);
        best = speed > best ? speed : best;
    }
    printf("%-34s %7.1f MB/s%s\n", name, best, failures > 0 ? " (some pages failed)" : "");
}

int main(int count, char **arguments)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct pages pages = {.arena = arena};

    if (count != 2) {
        printf("usage: bench_convert FOLDER\n");
        return EXIT_FAILURE;
    }
    find_pages(&pages, arguments[1]);
    printf("%zu pages, %.2f MB of storage, %.2f MB of Markdown; best of %d rounds, one core\n",
           pages.count, (double)pages.bytes / 1e6, (double)pages.markdown_bytes / 1e6, ROUNDS);
    measure(&pages, "storage to Markdown", to_markdown);
    measure(&pages, "Markdown to storage, no base", to_new_storage);
    measure(&pages, "Markdown to storage, with base", to_edited_storage);
    return EXIT_SUCCESS;
}

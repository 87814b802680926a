/* SPDX-License-Identifier: MIT */
/*
 * What docs/markdown.md shows is tried in both directions: each code span in the Markdown
 * column of its first table, and each block of Markdown, stands in a page of the golden
 * cases, which are converted both ways. "…" in it is any text of a line.
 *
 *     document_examples FILE GOLDEN-FOLDER
 */
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/vec.h"

#define TABLE    "| Confluence | Markdown |\n"
#define ELLIPSIS "…"

struct golden_page {
    struct slice text;
};

struct golden_pages {
    struct arena *arena;
    struct golden_page *items;
    size_t count;
    size_t tried;
    size_t failures;
};

static bool read_pages(struct golden_pages *pages, char *folder)
{
    char *folders[] = {folder, NULL};
    FTS *walk = fts_open(folders, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    struct slice text;
    struct error error;

    for (FTSENT *entry = walk ? fts_read(walk) : NULL; entry; entry = fts_read(walk)) {
        bool is_page =
            strcmp(entry->fts_name, "page.md") == 0 || strcmp(entry->fts_name, "edited.md") == 0;
        if (is_page && file_read(pages->arena, entry->fts_path, LIMIT_CONVERTED, &text, &error)) {
            pages->items = VEC_GROW(pages->arena, pages->items, pages->count);
            pages->items[pages->count++].text = text;
        }
    }
    if (walk) {
        (void)fts_close(walk);
    }
    return pages->count > 0;
}

/* Whether the example begins at a place of the text. */
static bool matches_at(struct slice text, size_t at, struct slice example)
{
    size_t gap = slice_find(example, 0, slice_from(ELLIPSIS));
    struct slice head = slice_part(example, 0, gap == SLICE_NOT_FOUND ? example.length : gap);

    if (!slice_equal(slice_part(text, at, at + head.length), head)) {
        return false;
    }
    if (gap == SLICE_NOT_FOUND) {
        return true;
    }
    struct slice rest = slice_part(example, gap + strlen(ELLIPSIS), example.length);
    for (size_t next = at + head.length; next < text.length && text.start[next] != '\n'; next++) {
        if (matches_at(text, next, rest)) {
            return true;
        }
    }
    return false;
}

static bool is_shown(const struct golden_pages *pages, struct slice example)
{
    for (size_t i = 0; i < pages->count; i++) {
        for (size_t at = 0; at < pages->items[i].text.length; at++) {
            if (matches_at(pages->items[i].text, at, example)) {
                return true;
            }
        }
    }
    return false;
}

static void check(struct golden_pages *pages, struct slice example)
{
    pages->tried++;
    if (!is_shown(pages, example)) {
        pages->failures++;
        printf("no golden case has this example of docs/markdown.md; add it to one of "
               "tests/golden/document-examples:\n%.*s\n",
               (int)example.length, example.start);
    }
}

static size_t backticks_at(struct slice text, size_t at)
{
    size_t count = 0;

    while (at + count < text.length && text.start[at + count] == '`') {
        count++;
    }
    return count;
}

/* All code spans of a line from a place on. */
static void check_spans(struct golden_pages *pages, struct slice line, size_t at)
{
    while (at < line.length) {
        size_t ticks = backticks_at(line, at);
        size_t start = at + ticks;
        size_t end = start;
        while (ticks > 0 && end < line.length && backticks_at(line, end) != ticks) {
            end += backticks_at(line, end) + (backticks_at(line, end) == 0);
        }
        if (ticks > 0) {
            struct slice span = slice_part(line, start, end);
            check(pages, ticks > 1 ? slice_trim(span) : span);
        }
        at = ticks > 0 ? end + ticks : at + 1;
    }
}

static void check_table(struct golden_pages *pages, struct slice document)
{
    size_t at = slice_find(document, 0, slice_from(TABLE));

    while (at < document.length && document.start[at] == '|') {
        size_t end = slice_find_char(document, at, '\n');
        struct slice line = slice_part(document, at, end);
        size_t column = slice_find(line, 0, slice_from(" | "));
        check_spans(pages, line, column == SLICE_NOT_FOUND ? line.length : column);
        at = end == SLICE_NOT_FOUND ? document.length : end + 1;
    }
}

/* The blocks whose fence is that line. */
static void check_blocks(struct golden_pages *pages, struct slice document, const char *fence,
                         const char *end_fence)
{
    size_t at = slice_find(document, 0, slice_from(fence));

    while (at != SLICE_NOT_FOUND) {
        size_t start = at + strlen(fence);
        size_t end = slice_find(document, start, slice_from(end_fence));
        check(pages, slice_part(document, start, end == SLICE_NOT_FOUND ? start : end + 1));
        at = slice_find(document, start, slice_from(fence));
    }
}

int main(int count, char **arguments)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct golden_pages pages = {.arena = arena};
    struct slice document;
    struct error error;

    if (count != 3 || !read_pages(&pages, arguments[2]) ||
        !file_read(arena, arguments[1], LIMIT_PAGE, &document, &error)) {
        printf("usage: document_examples FILE GOLDEN-FOLDER\n");
        return EXIT_FAILURE;
    }
    check_table(&pages, document);
    check_blocks(&pages, document, "\n```markdown\n", "\n```\n");
    check_blocks(&pages, document, "\n````markdown\n", "\n````\n");
    printf("%zu examples, %zu without a golden case\n", pages.tried, pages.failures);
    return pages.tried == 0 || pages.failures > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* SPDX-License-Identifier: MIT */
/*
 * Every well-formed page below a folder: what is read back of its Markdown is the
 * same tree, and every block stands in the lines the writer said. Prints counts;
 * exits with 77 (skipped) when there is no page.
 */
#include <stdio.h>

#include "base/file.h"
#include "compare.h"
#include "markdown/read.h"
#include "markdown/write.h"
#include "page_folder.h"
#include "storage/read.h"

enum { EXIT_SKIPPED = 77 };

struct counts {
    size_t pages;
    size_t malformed;
    size_t failures;
};

static bool reads_back(struct arena *arena, struct block *page, struct comparison *comparison)
{
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *read = NULL;
    struct error error;

    *comparison = (struct comparison){.arena = arena, .options = &options};
    markdown_write(&markdown, page, &options);
    if (!markdown_read(arena, strbuf_slice(&markdown), &options, NULL, &read, &error)) {
        snprintf(comparison->difference, sizeof comparison->difference, "%s", error.message);
        return false;
    }
    CLEANUP(anchors) struct anchors *anchors = anchors_new(arena, page);
    comparison->anchors = anchors;
    return comparison_blocks(comparison, page, read);
}

static void check_page(void *data, const char *path)
{
    struct counts *counts = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct comparison comparison;
    struct slice storage;
    struct block *page = NULL;
    struct xml_fault fault;
    struct error error;

    if (!file_read(arena, path, LIMIT_PAGE, &storage, &error)) {
        printf("%s\n", error.message);
        counts->failures++;
    } else if (!storage_read(arena, storage, &page, &fault)) {
        counts->malformed++;
    } else {
        counts->pages++;
        if (!reads_back(arena, page, &comparison)) {
            printf("%s: %s\n", path, comparison.difference);
            counts->failures++;
        }
    }
}

int main(int count, char **arguments)
{
    CLEANUP_STRBUF struct strbuf folder = STRBUF(LIMIT_PATH);
    struct counts counts = {0};

    if (!page_folder_find(&folder, count, arguments)) {
        printf("usage: markdown_round_trip [--shared DIR] FOLDER\n");
        return EXIT_FAILURE;
    }
    page_folder_visit(folder.bytes, check_page, &counts);
    if (counts.pages == 0) {
        printf("skipped: no pages in %s\n", strbuf_text(&folder));
        return EXIT_SKIPPED;
    }
    printf("%zu pages, %zu malformed; %zu failures\n", counts.pages, counts.malformed,
           counts.failures);
    return counts.failures > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

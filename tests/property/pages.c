/* SPDX-License-Identifier: MIT */
#include "pages.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "document/equal.h"
#include "markdown/read.h"
#include "page_folder.h"

enum { MOST_FAILURES_SHOWN = 40, MOST_SHOWN = 400 };

const struct markdown_options page_options = {.attachments = "_attachments/"};

void page_fail(const struct page *page, const char *what, struct slice detail)
{
    if (page->pages->failures++ < MOST_FAILURES_SHOWN) {
        printf("FAILED %s: %s%s%.*s\n", page->path, what, detail.length > 0 ? ": " : "",
               (int)(detail.length < MOST_SHOWN ? detail.length : MOST_SHOWN), detail.start);
    }
}

bool page_says_same(const struct page *page, struct arena *arena, struct slice left,
                    struct slice right)
{
    struct block *left_page = NULL;
    struct block *right_page = NULL;
    struct error error;

    if (!markdown_read(arena, left, &page_options, NULL, &left_page, &error) ||
        !markdown_read(arena, right, &page_options, NULL, &right_page, &error)) {
        page_fail(page, "not read again", slice_from(error.message));
        return true;
    }
    return block_equal(left_page, right_page);
}

/* The check, and the pages that it is for. */
struct visit {
    struct pages *pages;
    void (*check)(const struct page *page);
};

static void visit_page(void *data, const char *path)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct visit *visit = data;
    struct page page = {.path = path, .arena = arena, .pages = visit->pages};
    struct slice storage;
    struct error error;

    if (!file_read(arena, path, LIMIT_PAGE, &storage, &error) ||
        !convert_to_markdown(arena, storage, &page_options, &page.base, &error)) {
        page_fail(&page, "not read", slice_from(error.message));
        return;
    }
    if (page.base.is_opaque) {
        visit->pages->malformed++;
        return;
    }
    visit->pages->pages++;
    visit->pages->bytes += storage.length;
    visit->check(&page);
}

int pages_check(struct pages *pages, int count, char **arguments,
                void (*check)(const struct page *page))
{
    CLEANUP_STRBUF struct strbuf folder = STRBUF(LIMIT_PATH);
    struct visit visit = {pages, check};

    if (!page_folder_find(&folder, count, arguments)) {
        printf("usage: %s [--shared DIR] FOLDER\n", arguments[0]);
        return EXIT_FAILURE;
    }
    page_folder_visit(folder.bytes, visit_page, &visit);
    if (pages->pages == 0) {
        printf("skipped: no pages in %s\n", strbuf_text(&folder));
        return PAGES_SKIPPED;
    }
    printf("%zu pages of %zu bytes, %zu malformed ones left out; %zu failures\n", pages->pages,
           pages->bytes, pages->malformed, pages->failures);
    return EXIT_SUCCESS;
}

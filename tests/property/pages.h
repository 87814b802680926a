/* SPDX-License-Identifier: MIT */
/* All pages below a folder, one after the other, as the property programs try them. */
#ifndef TESTS_PROPERTY_PAGES_H
#define TESTS_PROPERTY_PAGES_H

#include <stdbool.h>

#include "convert/convert.h"

enum { PAGES_SKIPPED = 77 }; /* exit status: there are no pages */

extern const struct markdown_options page_options;

struct pages {
    size_t pages; /* well-formed ones */
    size_t malformed;
    size_t bytes;
    size_t failures;
    void *data; /* of the check */
};

struct page {
    const char *path;
    struct arena *arena;
    struct conversion_base base;
    struct pages *pages;
};

/*
 * Calls `check` for every well-formed .xml file below a folder and prints the counts.
 * Arguments: FOLDER, or --shared DIR FOLDER: below the directory that CONFSYNC_SHARED
 * names, or else below DIR. Returns the exit status, but for failures.
 */
int pages_check(struct pages *pages, int count, char **arguments,
                void (*check)(const struct page *page));

/* Prints and counts a failure; the first ones only. */
void page_fail(const struct page *page, const char *what, struct slice detail);

/* Whether two Markdown texts say the same. */
bool page_says_same(const struct page *page, struct arena *arena, struct slice left,
                    struct slice right);

#endif

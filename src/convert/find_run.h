/* SPDX-License-Identifier: MIT */
/*
 * Where a run of words of the base stands in the new page.
 *
 * Linear: for each run only so many steps are made, which grow with its length, from
 * the place that is nearest to where it was to those farther away.
 */
#ifndef CONVERT_FIND_RUN_H
#define CONVERT_FIND_RUN_H

#include "convert/page_words.h"

/* Words [first, end) of one page or the other. */
struct run {
    size_t first;
    size_t end;
};

struct run_search {
    const struct page_words *base;
    const struct page_words *page;
    struct word_index base_index;
    struct word_index page_index;
    /* Where in `page` something at these bytes of the base would be if nothing had moved. */
    size_t (*expect)(const void *context, size_t base_position);
    /* Whether the words of the page may be those of the base: they are written anew, or the
     * base has those words nowhere else. */
    bool (*is_free)(const void *context, struct run found, bool is_unique);
    const void *context;
};

/*
 * The words of the base in one line of the page. Of several places that one counts whose
 * neighbours are the same, then the nearest. False: nowhere, or only in places that have
 * nothing else in common with where they were.
 */
bool find_run(const struct run_search *search, struct run base, struct run *found);

/*
 * The longest part of the run that find_run would find, of words that the base has
 * nowhere else: at least half of the run, or three words.
 */
bool find_run_part(const struct run_search *search, struct run base, struct run *found);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What `diff` compares: a page as the last sync left it, and as it is now on one side,
 * as Markdown or in storage format.
 */
#ifndef CLI_DIFF_TEXTS_H
#define CLI_DIFF_TEXTS_H

#include "base/arena.h"
#include "sync/sync.h"

enum diff_side_choice { DIFF_LOCAL, DIFF_REMOTE };

struct diff_source {
    const struct sync *sync;
    const struct sync_scan *scan;
    enum diff_side_choice side;
    bool is_storage; /* else Markdown */
};

/* Start NULL: the page is not there. */
struct diff_texts {
    struct slice before;
    struct slice after;
};

/* The side that is compared with the base. */
const struct page_side *diff_texts_side(const struct diff_source *source,
                                        const struct page_facts *page);

/* Whether the page's text differs: also where it is new, or has been deleted for certain. */
bool diff_texts_differ(const struct diff_source *source, const struct page_facts *page);

/*
 * Reads both texts of the page of that number; they live in the arena. Storage format is
 * divided into lines between its tags, for readers.
 */
bool diff_texts_read(const struct diff_source *source, struct arena *arena, size_t number,
                     struct diff_texts *texts, struct error *error)
    __attribute__((warn_unused_result));

#endif

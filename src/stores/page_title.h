/* SPDX-License-Identifier: MIT */
/*
 * The title of a page whose front matter names none. A heading 1 that the text begins
 * with is the title: it stays in the file, and the page's body is what comes behind it.
 * Other headings are of the body, and the first of them only gives a new page a title.
 */
#ifndef STORES_PAGE_TITLE_H
#define STORES_PAGE_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "markdown/options.h"

struct page_title {
    const char *text;     /* never NULL */
    bool is_heading;      /* the text begins with it */
    struct slice heading; /* is_heading: its lines, and blank ones before them */
    struct slice body;    /* behind the heading and one blank line; else the whole text */
    size_t line_count;    /* how many lines of the text are before the body */
};

/*
 * Reads a text without front matter, whose line ends are LF. `name` is the title of a text
 * without any heading. The slices are parts of the text; the title is in the arena. `options` are the workspace's; their heading_shift is
 * for the headings of the body, and does not count.
 */
void page_title_read(struct arena *arena, struct slice text, const char *name,
                     const struct markdown_options *options, struct page_title *title);

/*
 * Makes the text with this title as its heading and this body; in the arena. `old` is what
 * the heading said before, and stays as it is where it says this title; NULL: there is none.
 * False: no heading can say it.
 */
bool page_title_write(struct arena *arena, const char *title, struct slice body,
                      const struct page_title *old, const struct markdown_options *options,
                      struct slice *text) __attribute__((warn_unused_result));

#endif

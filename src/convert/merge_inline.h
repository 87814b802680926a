/* SPDX-License-Identifier: MIT */
/*
 * A line of text that was edited, written so that nothing is lost which Markdown
 * does not show: words that are still there keep their bytes and the hidden
 * wrappers (colours, comment markers) around them; things that are still there
 * keep their bytes; what was added comes in between, in the marks it has.
 *
 * A new word between two that share a hidden wrapper is put into it. A wrapper
 * whose words are all gone is gone.
 */
#ifndef CONVERT_MERGE_INLINE_H
#define CONVERT_MERGE_INLINE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "convert/trail.h"
#include "document/document.h"

struct merge_lines {
    struct slice storage;               /* the whole of the base */
    struct span inner;                  /* the bytes of the line in it … */
    const struct inline_node *original; /* … as they were read */
    const struct inline_node *before;   /* the same in the base's Markdown */
    const struct inline_node *after;    /* and in the edited Markdown */
    size_t line;                        /* where that is */
};

/* Appends the line. The trail gets the hidden wrappers that are gone because all their words are. */
void merge_inline(struct arena *arena, const struct merge_lines *lines, struct strbuf *written,
                  struct trail *trail);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Document tree → Markdown.
 *
 * Every block is written so that it means the same alone as it does in place:
 * no reference definitions, no lazy continuation, one line a paragraph. Blocks
 * without a Markdown form are written as ```confluence fences, inline nodes
 * without one as `…`{=confluence}; both hold the node's storage: `raw`, or `text`
 * of BLOCK_RAW and INLINE_RAW. A tree without `raw` must not need it.
 */
#ifndef MARKDOWN_WRITE_H
#define MARKDOWN_WRITE_H

#include "base/strbuf.h"
#include "document/document.h"
#include "markdown/options.h"

/*
 * Appends the page to an empty `markdown` and sets `lines` of every block of the
 * tree to where it now stands (0-0: nothing to see, or inside a block that is kept
 * verbatim). Ends in a line end unless nothing was written.
 */
void markdown_write(struct strbuf *markdown, struct block *page,
                    const struct markdown_options *options);

#endif

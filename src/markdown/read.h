/* SPDX-License-Identifier: MIT */
/*
 * Markdown → document tree. CommonMark and GFM as cmark-gfm reads them, with the
 * dialect of docs/markdown.md on top (alerts, <details>, cf: comments, raw fences).
 */
#ifndef MARKDOWN_READ_H
#define MARKDOWN_READ_H

#include "base/error.h"
#include "document/document.h"
#include "document/notes.h"
#include "markdown/options.h"

/*
 * Reads a text without front matter. Every block gets its `lines`. What has no form
 * in the tree is noted (NOTE_DROPPED, NOTE_DEAD); `notes` may be NULL. Text that
 * markdown_write made gives a page, and so does any other text but these, for which it
 * is false (ERROR_INPUT, "line N: " and what to do):
 *
 * - beyond a limit (LIMIT_PAGE, LIMIT_DEPTH, LIMIT_TABLE_COLUMNS), a NUL, not UTF-8;
 * - a marker of the dialect (<!-- cf:… -->) outside code that has no partner, an unknown
 *   name or arguments, or does not stand on a line of its own;
 * - a fence of storage format that nobody closed.
 */
bool markdown_read(struct arena *arena, struct slice markdown,
                   const struct markdown_options *options, struct notes *notes, struct block **page,
                   struct error *error) __attribute__((warn_unused_result));

/*
 * The line for which markdown_read refuses what markdown_write has made of the page, or 0.
 * Quick, unless the page is deeply nested.
 */
size_t markdown_refused_line(struct slice markdown, const struct block *page,
                             const struct markdown_options *options);

/*
 * Makes anchors what Confluence wants them to be. markdown_read leaves the
 * fragment of [text](#some-heading) as it stands, so that the link says the same
 * whatever happens to the heading. Call this before the tree is written as
 * storage, and after it was compared with other trees: where the fragment is the
 * slug of a heading of the page, the anchor becomes that heading's text.
 */
void markdown_resolve_anchors(struct arena *arena, struct block *page);

#endif

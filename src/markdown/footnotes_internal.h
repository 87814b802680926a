/* SPDX-License-Identifier: MIT */
/*
 * Footnotes, [^1] and [^1]: text. Confluence has none, so they stay text, and the
 * user is told. cmark-gfm's own support drops definitions nobody refers to, and
 * without it takes "[^1]: word" for the definition of a link; so the reader puts a
 * break (autolink_internal.h) behind the brackets, which keeps them text and tells
 * them from escaped ones.
 */
#ifndef MARKDOWN_FOOTNOTES_INTERNAL_H
#define MARKDOWN_FOOTNOTES_INTERNAL_H

#include <stdbool.h>

#include "base/strbuf.h"

/* Whether a line begins with the definition of a footnote, be it in code. */
bool footnotes_are_in(struct slice markdown);

/* Appends Markdown with breaks behind footnotes and references to them. */
void footnotes_mark(struct strbuf *marked, struct slice markdown);

/* The first marked footnote at or after *position, which moves behind it; its brackets. */
bool footnotes_next(struct slice text, size_t *position, struct slice *footnote);

#endif

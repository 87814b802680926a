/* SPDX-License-Identifier: MIT */
/*
 * Inline content in the one shape that Markdown can say it in, so that what is
 * written reads back as the same tree:
 *
 * 1. Hidden wrappers, and marks in the same mark, are gone; their children stay.
 * 2. A mark, or a link to a URL, around nothing but blanks is gone; the blanks stay.
 * 3. Neighbours with the same mark are one; so are neighbouring texts.
 * 4. A run of blanks is one space, but in code; line ends are blanks.
 * 5. Strong and emphasis do not begin or end with blanks or line breaks: those stand outside.
 * 6. No blanks and line breaks at both ends, no blanks beside a line break.
 * 7. A link in a link is its text. A link whose text is the name of what it leads
 *    to has no text of its own, and a person's never has; a link to an anchor always has one.
 */
#ifndef MARKDOWN_INLINE_NORMAL_INTERNAL_H
#define MARKDOWN_INLINE_NORMAL_INTERNAL_H

#include "base/arena.h"
#include "document/document.h"

/* A new list; NULL when nothing can be seen. The old one is not changed. */
struct inline_node *inline_normal(struct arena *arena, const struct inline_node *first);

/* Whether inline_normal would give NULL. */
bool inline_is_blank(const struct inline_node *first);

/* The name Confluence shows for the link's target; empty when it shows none. */
struct slice link_own_name(const struct target *target);

/* Takes the link's text away when it is that name, or a person's. */
void link_drop_own_name(struct inline_node *link);

#endif

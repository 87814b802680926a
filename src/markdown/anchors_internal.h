/* SPDX-License-Identifier: MIT */
/*
 * Headings as the places links of the same page lead to. Confluence names a place
 * by the heading's text, GitHub by its slug: small letters, blanks as '-', no
 * punctuation, and -1, -2 … where the slug was there before.
 */
#ifndef MARKDOWN_ANCHORS_INTERNAL_H
#define MARKDOWN_ANCHORS_INTERNAL_H

#include "base/arena.h"
#include "document/document.h"

struct anchors;

/* The headings of the page that are headings in its Markdown, too. Lives in the arena. */
struct anchors *anchors_new(struct arena *arena, const struct block *page);

/* Frees what the arena does not. NULL is allowed. */
void anchors_free(struct anchors *anchors);
DEFINE_CLEANUP(anchors)

/* The slug of the first heading with the text, or empty. */
struct slice anchors_slug_find(const struct anchors *anchors, struct slice text);

/* The text of the heading with the slug, or empty. */
struct slice anchors_text_find(const struct anchors *anchors, struct slice slug);

#endif

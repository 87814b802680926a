/* SPDX-License-Identifier: MIT */
/*
 * INLINE_ELEMENT in Markdown:
 *
 *     date           <time datetime="2026-10-01">2026-10-01</time>
 *     emoticon       [:name:](confluence:emoji?name=…)       all attributes, without "ac:"
 *     placeholder    <!-- cf:placeholder type="mention" text="…" -->
 *
 * Emoticons that Unicode has are text.
 */
#ifndef MARKDOWN_ELEMENTS_INTERNAL_H
#define MARKDOWN_ELEMENTS_INTERNAL_H

#include <cmark-gfm.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "document/document.h"

/* Appends the element. False, and nothing appended, when it would not be read back. */
bool element_write(struct strbuf *out, const struct inline_node *node, struct arena *arena);

/* The element of a link's address, or NULL. */
struct macro *element_read_address(struct arena *arena, struct slice address);

/* The element that begins with this inline HTML, and *last, the node it ends with; or NULL. */
struct macro *element_read_html(struct arena *arena, cmark_node *node, cmark_node **last);

/* Whether the HTML begins with a comment that is an element. */
bool element_starts(struct slice html);

#endif

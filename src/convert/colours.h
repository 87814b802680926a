/* SPDX-License-Identifier: MIT */
/*
 * Coloured text: hidden in the Markdown, or shown. A tree of storage has colours as
 * INLINE_HIDDEN wrappers; here they become marks, which Markdown has a form for.
 */
#ifndef CONVERT_COLOURS_H
#define CONVERT_COLOURS_H

#include "document/document.h"

/* All colours, but that of plain text where nothing else is around it. */
void colours_show(struct block *page);

/*
 * Those that the Markdown of the same page has, whatever the options were when it was
 * made: there, a colour that is gone was taken away. The others stay with their words.
 */
void colours_show_as(struct block *storage_page, const struct block *markdown_page);

#endif

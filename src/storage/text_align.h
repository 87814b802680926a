/* SPDX-License-Identifier: MIT */
/*
 * The alignment of text, which Confluence keeps in the style of a paragraph, or of a cell
 * (reference of the storage format, 2): <p style="text-align: right;">.
 */
#ifndef STORAGE_TEXT_ALIGN_H
#define STORAGE_TEXT_ALIGN_H

#include "base/strbuf.h"
#include "document/document.h"

/* What the value of a style attribute says; TEXT_ALIGN_UNSAID also where it is something else. */
enum text_align text_align_of_style(struct slice style);

/* The same of the style of a start tag. */
enum text_align text_align_of_tag(struct slice tag);

/* Appends a blank and the attribute; nothing where no alignment is to be said. */
void text_align_write(struct strbuf *storage, enum text_align align);

/* Appends the start tag with that alignment; what else its style says stays. */
void text_align_append_tag(struct strbuf *storage, struct slice tag, enum text_align align);

/* Whether the value of a style attribute says an alignment, and nothing else. */
bool text_align_is_all(struct slice style);

#endif

/* SPDX-License-Identifier: MIT */
/* The alignment of a table's columns, which Confluence has in every paragraph of them. */
#ifndef MARKDOWN_COLUMN_ALIGN_H
#define MARKDOWN_COLUMN_ALIGN_H

#include "base/arena.h"
#include "document/document.h"

/*
 * Gives every cell of a table from storage the alignment of its column: what all cells of the
 * column that show anything say of themselves. All rows have as many cells as the first;
 * returned are the alignments of those.
 */
const enum text_align *markdown_column_aligns(struct arena *arena, struct block *table);

#endif

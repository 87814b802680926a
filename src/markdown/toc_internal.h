/* SPDX-License-Identifier: MIT */
/* Lines with which other programs mark the place of a table of contents. */
#ifndef MARKDOWN_TOC_INTERNAL_H
#define MARKDOWN_TOC_INTERNAL_H

#include "markdown/read_internal.h"

/* Whether text is such a line unless its first byte gets a backslash; '_' has one anyway. */
bool toc_is_mark(struct slice line);

/*
 * Whether the paragraph, which stands in these lines, is such a line alone: [TOC] of
 * Python-Markdown, [[_TOC_]] of GitLab and Azure DevOps.
 */
bool toc_is_paragraph(const struct reader *reader, cmark_node *paragraph, struct line_range lines);

/* Adds the macro that it stands for. */
void toc_add(const struct reader *reader, struct block *parent, struct line_range lines);

#endif

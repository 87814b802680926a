/* SPDX-License-Identifier: MIT */
/* What the user is told about Markdown that has no form on Confluence; `line` is where it stands. */
#ifndef MARKDOWN_READ_NOTES_INTERNAL_H
#define MARKDOWN_READ_NOTES_INTERNAL_H

#include "markdown/read_internal.h"

/* A phrase behind "drops ": "a comment". */
void markdown_note_dropped(const struct reader *reader, size_t line, const char *what);

/* A comment, from `<!--` on; an empty one, which keeps apart what is beside it, says nothing. */
void markdown_note_comment(const struct reader *reader, size_t line, struct slice comment);

/* HTML that nobody here understands. */
void markdown_note_html(const struct reader *reader, size_t line, struct slice html);

/* What stands behind the first word of a fence and is no key="value". */
void markdown_note_info(const struct reader *reader, size_t line, struct slice rest);

/* A fence of code in this line that has no closing line. */
void markdown_note_open(const struct reader *reader, size_t line);

/* The first line of a quote, if it is almost an alert's. */
void markdown_note_alert(const struct reader *reader, cmark_node *quote);

/* The first line of a paragraph, which may be an item's, if it is almost a task's. */
void markdown_note_task(const struct reader *reader, cmark_node *paragraph);

/* A row of a table that has more cells than the table has columns. */
void markdown_note_cells(const struct reader *reader, size_t line, size_t columns);

/* A link or an image, if it leads to a file of this machine. */
void markdown_note_address(const struct reader *reader, size_t line, const struct target *target,
                           bool is_image);

/* Whether following the link would run a program: such links are text, and noted. */
bool markdown_is_script(const struct inline_node *link);

/* Notes such a link, whose text only arrives. */
void markdown_note_script(const struct reader *reader, size_t line, const struct inline_node *link);

/* Control characters and noncharacters, once for each line; storage format cannot hold them. */
void markdown_note_characters(struct notes *notes, struct slice markdown);

#endif

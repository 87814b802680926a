/* SPDX-License-Identifier: MIT */
/* What the files read*.c share. Each reads one kind of thing; read.c begins. */
#ifndef MARKDOWN_READ_INTERNAL_H
#define MARKDOWN_READ_INTERNAL_H

#include <cmark-gfm.h>

#include "base/error.h"
#include "base/strmap.h"
#include "document/document.h"
#include "document/notes.h"
#include "markdown/macro_rules.h"
#include "markdown/options.h"

struct reader {
    struct arena *arena;
    const struct markdown_options *options;
    struct slice *lines; /* of the text, without line ends */
    size_t line_count;
    struct strmap *footnotes; /* labels that are defined; NULL: none are */
    struct notes *notes;      /* may be NULL */
    size_t depth;             /* of the blocks that are being read */
    struct error refusal;     /* why the text cannot be read */
    size_t refused_line;      /* 0: it can */
};

/*
 * The text cannot be read because of this line: "line N: " and the reason. Reading
 * goes on, so that of several refusals the one of the first line is reported.
 */
void markdown_refuse(struct reader *reader, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for blocks and inline nodes inside each other. */
void markdown_refuse_depth(struct reader *reader, size_t line);

/* A text from cmark-gfm in the arena, without the bytes that break addresses. */
struct slice markdown_copy_text(const struct reader *reader, const char *text);

/* Whether the node is of an extension's type of this name: "table", "strikethrough" … */
bool markdown_is_type(cmark_node *node, const char *name);

/* Where a block stands. Of cmark-gfm's own numbers only the first lines can be trusted, mostly. */
struct line_range markdown_read_lines(const struct reader *reader, cmark_node *node);

/* Whether a fence has its closing line; else it goes on to the end of the block around it. */
bool markdown_is_closed_fence(const struct reader *reader, cmark_node *node);

/* Adds the blocks from `first` to the end of its level to `parent`. */
void markdown_read_blocks(struct reader *reader, cmark_node *first, struct block *parent);

/*
 * The same where HTML blocks are among them: `first` to the end. Comments and
 * <details> become the containers and macros they stand for, other HTML text.
 */
void markdown_read_blocks_with_html(struct reader *reader, cmark_node *first, struct block *parent);

/*
 * cmark's tree is larger than ours, and need not be there as a whole while ours grows: whoever
 * has read a node frees what is below it, and the node itself when its next one is read, which
 * may ask what it stands behind.
 */
void markdown_forget(cmark_node *node);
void markdown_forget_before(cmark_node *node);

/* Adds one block that is no HTML block, and forgets what is below the node. */
void markdown_read_block(struct reader *reader, cmark_node *node, struct block *parent);

/* Adds an item for each node of a list. */
void markdown_read_list(struct reader *reader, cmark_node *node, struct block *parent);

/* The same as a list of decisions; its comment is in the line `first_line`. */
void markdown_read_decisions(struct reader *reader, cmark_node *node, struct block *parent,
                             size_t first_line);

void markdown_read_table(struct reader *reader, cmark_node *node, struct block *parent);

/* Adds a paragraph in which definitions of footnotes begin; false: none do. */
bool markdown_read_footnotes(struct reader *reader, cmark_node *paragraph, struct block *parent,
                             struct line_range lines);

/*
 * Takes the indent from the lines of the reader that are further blocks of footnotes; false:
 * there are none. Then the lines have to be parsed again.
 */
bool markdown_join_footnotes(struct reader *reader, cmark_node *document);

/* Adds the quote; an alert becomes its macro. */
void markdown_read_quote(struct reader *reader, cmark_node *quote, struct block *parent);

/* A new block at the end of the parent's. */
struct block *markdown_add_block(const struct reader *reader, struct block *parent,
                                 enum block_kind kind, struct line_range lines);

/* Adds a paragraph of text that is HTML nobody here understands. */
void markdown_add_html_text(const struct reader *reader, struct block *parent, struct slice html,
                            struct line_range lines);

/* Adds the blocks of HTML whose tags all have a form on Confluence; false: other HTML. */
bool markdown_read_html_flow(struct reader *reader, struct block *parent, struct slice html,
                             struct line_range lines);

/* Text with inline HTML, as one paragraph: Markdown means nothing in it. */
void markdown_read_html_line(struct reader *reader, struct block *parent, struct slice html,
                             struct line_range lines);

/* A line of Markdown that cmark-gfm took for HTML because it begins with a comment. */
void markdown_read_marked_line(struct reader *reader, struct block *parent, struct slice html,
                               struct line_range lines);

/* A tree of cmark-gfm, with the extensions of the dialect; the caller frees it. */
cmark_node *markdown_parse(struct slice text);

/*
 * Reads inline nodes from `first` to before `stop` (NULL: to the end) as the block's
 * content, but for the first `skipped` bytes of the first, which then is a text. The
 * block has its lines.
 */
void markdown_read_content(struct reader *reader, struct block *block, cmark_node *first,
                           cmark_node *stop, size_t skipped);

#endif

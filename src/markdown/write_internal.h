/* SPDX-License-Identifier: MIT */
/* What the files write*.c share. Each writes one kind of thing; write.c begins. */
#ifndef MARKDOWN_WRITE_INTERNAL_H
#define MARKDOWN_WRITE_INTERNAL_H

#include "base/strmap.h"
#include "document/document.h"
#include "markdown/anchors_internal.h"
#include "markdown/lines_internal.h"
#include "markdown/options.h"

struct writer {
    struct arena *arena; /* dies when the page is written */
    const struct markdown_options *options;
    const struct block *page;
    struct anchors *anchors;  /* NULL until a link needs them */
    struct strmap *footnotes; /* labels of those that are defined in the page */
    size_t box_end;           /* length of the text behind the last task's box */
    struct lines lines;
};

/* Where inline content stands. */
enum line_kind {
    LINE_PARAGRAPH, /* line breaks are possible: \ and a line end */
    LINE_HEADING,   /* one line: breaks are <br> */
    LINE_CELL,      /* one line, and '|' ends it */
};

/*
 * Writes content in its normal form (inline_normal_internal.h) to the open line
 * and those that follow. False when it holds what has no form in such a line:
 * then the lines must be taken back, if the block's storage is known.
 */
bool markdown_write_inlines(struct writer *writer, const struct inline_node *content,
                            enum line_kind kind);

/* Appends "(destination "title")" of a link or an image; false: it has no such form. */
bool markdown_write_target(struct writer *writer, struct strbuf *out,
                           const struct inline_node *node);

/* Appends <url> when the link shows nothing but its URL, and true. */
bool markdown_write_bare_address(struct strbuf *out, const struct inline_node *link);

/* Appends an image; false: it has no such form. */
bool markdown_write_image(struct writer *writer, struct strbuf *out,
                          const struct inline_node *image);

/* A code span around text without line ends. */
void markdown_write_code_span(struct strbuf *out, struct slice code);

/* The blocks in a container, blank lines between them; true when there was any. */
bool markdown_write_children(struct writer *writer, struct block *parent);

/* Blocks that are written one after the other. */
struct siblings {
    bool has_any;
    const struct block *before; /* written last; at first, in an item: the list it is in */
    bool is_alternate; /* `before` is a list with the other marker: lists of a kind would be one */
    bool is_tight;     /* no blank lines between them */
};

/* Writes the next of them, unless there is nothing to see. */
void markdown_write_sibling(struct writer *writer, struct block *block, struct siblings *siblings);

void markdown_write_list(struct writer *writer, struct block *list, bool is_alternate);
void markdown_write_table(struct writer *writer, struct block *table);
void markdown_write_html_table(struct writer *writer, struct block *table);
void markdown_write_macro(struct writer *writer, struct block *block);
void markdown_write_layout(struct writer *writer, struct block *layout);

/* The block's storage in a ```confluence fence; what is below it gets no lines. */
void markdown_write_verbatim(struct writer *writer, struct block *block);

/* A fence around text, long enough for it. `info` goes behind the opening fence. */
void markdown_write_fence(struct writer *writer, struct slice info, struct slice text);

/*
 * Ends the line when it has nothing but a task's box so far: only text can stand
 * behind one. Most blocks need a blank line then.
 */
void markdown_leave_box(struct writer *writer, bool needs_blank_line);

/* Begins a quote, on the open line or the next; returns what to give to lines_pop. */
size_t markdown_begin_quote(struct writer *writer);

/* Sets the lines of a block from `first` to the last line that has ended. */
void markdown_end_block(const struct writer *writer, struct block *block, size_t first);

/* Whether the block will have lines. */
bool markdown_is_visible(const struct block *block);

/* The next block on the level that will have lines, or NULL. */
const struct block *markdown_next_visible(const struct block *block);

#endif

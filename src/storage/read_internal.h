/* SPDX-License-Identifier: MIT */
/* The parts of storage/read.h, which call one another. */
#ifndef STORAGE_READ_INTERNAL_H
#define STORAGE_READ_INTERNAL_H

#include "document/document.h"
#include "storage/parse.h"

struct reader {
    struct arena *arena;
    struct slice storage;
};

/* A block of that kind with these bytes. */
struct block *reader_block(const struct reader *reader, enum block_kind kind, struct span outer,
                           struct span inner);

/* The whole element as storage format. */
struct block *reader_raw_block(const struct reader *reader, const struct xml_node *element);

/*
 * Reads the nodes from `first` on, which fill the bytes of `inner`, into blocks
 * below `parent`. `after` is where the gap of the first one begins.
 */
void reader_children(const struct reader *reader, struct block *parent, size_t after,
                     const struct xml_node *first, const struct xml_node *stop);

/* Adds a child whose gap begins where the last child ended, or at `after` for the first. */
void reader_append(struct block *parent, size_t after, struct block *child);

/* Reads the nodes from `first` to before `stop` into the block's content, as far as they are in its
   inner bytes. */
void reader_content(const struct reader *reader, struct block *block, const struct xml_node *first,
                    const struct xml_node *stop);

/*
 * Elements with a rule of their own. NULL: the element holds something that has no
 * place in the document, and must be kept whole.
 */
struct block *reader_list(const struct reader *reader, const struct xml_node *element);
struct block *reader_task_list(const struct reader *reader, const struct xml_node *element);
struct block *reader_table(const struct reader *reader, const struct xml_node *element);
struct block *reader_layout(const struct reader *reader, const struct xml_node *element);
struct block *reader_preformatted(const struct reader *reader, const struct xml_node *element);
struct block *reader_macro_block(const struct reader *reader, const struct xml_node *element);

/* What the element's style says of the alignment of its text. */
enum text_align reader_align(const struct xml_node *element);

/* The macro without its children; *body: its rich body's or plain body's element, or NULL. */
struct macro *reader_macro(const struct reader *reader, const struct xml_node *element,
                           const struct xml_node **body);

/* Whether a macro belongs to a line of text even where it is all that the line shows. */
bool reader_macro_is_always_inline(const struct xml_node *element);

/* Whether a macro among blocks belongs to the line of text around it. */
bool reader_macro_is_inline(const struct xml_node *element);

/*
 * Where ac:link leads; *body is the element that holds its text, or NULL. False:
 * the link holds something that has no place in the document.
 */
bool reader_link(const struct reader *reader, const struct xml_node *element, struct target *target,
                 const struct xml_node **body);

/* ac:image or img, as INLINE_IMAGE; NULL: it holds something that has no place in the document. */
struct inline_node *reader_image(const struct reader *reader, const struct xml_node *element);
struct inline_node *reader_html_image(const struct reader *reader, const struct xml_node *element);

/* ac:emoticon, time or ac:placeholder, as text or INLINE_ELEMENT; NULL: it has no form. */
struct inline_node *reader_element(const struct reader *reader, const struct xml_node *element);

/* A node with these bytes. */
struct inline_node *reader_inline(const struct reader *reader, enum inline_kind kind,
                                  struct span source);

/* The decoded text of an element that holds nothing but text. False when it holds more. */
bool reader_plain_text(const struct reader *reader, const struct xml_node *element,
                       struct slice *text);

/* The text with runs of blanks as one space, and none at its start. */
struct slice reader_collapse(const struct reader *reader, struct slice text);

/* Character data, CDATA or a reference. */
bool reader_is_text(const struct xml_node *node);

/* Blanks, comments and instructions: nothing that a block could be made of. */
bool reader_is_filler(const struct xml_node *node);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The words of a block that stand exactly once in its Markdown and once in its storage:
 * where an edit can be made on both sides without asking the converter.
 */
#ifndef TESTS_PROPERTY_WORDS_H
#define TESTS_PROPERTY_WORDS_H

#include "document/document.h"
#include "storage/parse.h"

struct word {
    struct slice text;
    struct span markdown;        /* of the page's Markdown */
    struct span storage;         /* of the page's storage */
    const struct xml_node *node; /* the text it is in */
};

struct words {
    struct word *items; /* in the order of the storage */
    size_t count;
};

/* `lines` are the bytes of the block's lines in the Markdown. */
struct words words_of(struct arena *arena, const struct xml_node *root, struct slice storage,
                      const struct block *block, struct slice markdown, struct span lines);

/* Behind the word that starts at the position: letters and digits of any script. */
size_t word_end(struct slice text, size_t position);

/* The last character of the text before the position is a letter or a digit. */
bool word_is_before(struct slice text, size_t position);

/* The elements around the node up to the block, outermost first: "a strong", or "-". */
struct slice word_elements(struct arena *arena, const struct xml_node *node,
                           const struct block *block);

/* An element around the node, inside the block, has this kind of mark. */
bool word_is_marked(const struct xml_node *node, const struct block *block, enum mark mark);

#endif

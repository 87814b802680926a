/* SPDX-License-Identifier: MIT */
/*
 * What storage format says that Markdown does not show, as a flat list: attributes
 * (colours, alignment, widths, card forms), parameters that a macro's Markdown leaves
 * out, marks in captions, comments, and the ids of tasks and macros.
 *
 * Not in it: what stands in the Markdown; ids that Confluence gives out anew, and
 * class names that its editors leave behind; comment markers, for which rewrap.h answers.
 */
#ifndef CONVERT_HIDDEN_FACTS_H
#define CONVERT_HIDDEN_FACTS_H

#include "base/arena.h"
#include "document/document.h"

struct hidden_fact {
    struct slice bytes; /* two facts with the same bytes are the same */
    struct slice tag;   /* the start tag that the bytes are an attribute of; else empty */
    struct slice owner; /* of an id: the kind of thing that has it; else empty */
};

/* In the order of the storage; all slices are of it. */
struct hidden_facts {
    struct arena *arena;
    struct hidden_fact *items;
    size_t count;
};

/*
 * Adds those of the tags that touch `part` of well-formed storage, apart from those in
 * the raw blocks and pieces of `page`, which Markdown shows as they are; NULL: there are none.
 * An owner without an id is a fact with no bytes.
 */
void hidden_facts_find(struct hidden_facts *facts, struct slice storage, struct span part,
                       const struct block *page);

/* Adds those of one start tag. */
void hidden_facts_add_tag(struct hidden_facts *facts, struct slice tag);

#endif

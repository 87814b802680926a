/* SPDX-License-Identifier: MIT */
/*
 * Which blocks of the base's storage are which blocks of the base's Markdown.
 *
 * Both trees know the lines of the Markdown: the storage's tree by the block map,
 * the Markdown's own tree because it was read from them. On one level, blocks that
 * cover the same lines belong together: as a rule one and one, of one kind, and
 * then the pair can be looked into. Where they do not match like that, the
 * smallest stretch that does is a unit that is reused as a whole or not at all.
 */
#ifndef CONVERT_PAIR_H
#define CONVERT_PAIR_H

#include "document/document.h"

struct unit {
    struct block *first_storage; /* NULL: nothing in the storage has these lines */
    struct block *last_storage;
    struct block *first_markdown; /* NULL: nothing in the Markdown has these lines */
    size_t markdown_count;
    bool is_pair;       /* one block each, of one kind, or raw in the Markdown */
    struct span gap;    /* of the storage: what goes where the unit goes */
    struct unit *above; /* the unit of the parents */
    bool is_taken;      /* it has a place in the new page already … */
    bool is_moved;      /* … and as a whole, elsewhere */
    bool is_broken;     /* something in it was taken without the rest */
};

struct unit_list {
    struct unit *units;
    size_t count;
    struct span tail; /* of the storage: behind the last unit */
};

/* The units below two blocks that belong together; `above` is their unit, or NULL for the pages. */
struct unit_list pair_children(struct arena *arena, const struct block *storage_parent,
                               const struct block *markdown_parent, struct unit *above);

#endif

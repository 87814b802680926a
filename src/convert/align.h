/* SPDX-License-Identifier: MIT */
/*
 * What becomes of the base: every block of the edited page gets the unit of the
 * base that it was made of, if there is one.
 *
 * Level by level, from the page down: blocks that say the same as in the base, in
 * order, stay (base/diff.h); blocks that say the same and were moved come next;
 * then, between two that stay, those that are most alike are taken for edited, and
 * looked into. At last, blocks that are still new are sought in everything of the
 * base that has no place yet: in what was taken apart, or moved from level to level.
 */
#ifndef CONVERT_ALIGN_H
#define CONVERT_ALIGN_H

#include "convert/pair.h"
#include "document/document.h"

enum fate {
    FATE_NEW,   /* nothing of the base is like it */
    FATE_KEPT,  /* says the same as its unit */
    FATE_MOVED, /* says the same as its unit, which was elsewhere; with `inside`: almost the same */
    FATE_PART,  /* the kept unit of a block before it holds this one too */
    FATE_EDITED, /* its unit, a pair, said something else */
};

struct step {
    struct block *block; /* of the edited page */
    enum fate fate;
    struct unit *unit;    /* NULL: FATE_NEW, FATE_PART */
    struct level *inside; /* its children: FATE_NEW and FATE_EDITED blocks that have some, and
                             items and rows that were moved and edited */
};

/* The children of one block of the edited page. */
struct level {
    struct unit_list base; /* the children of the block's unit; none when it is new */
    struct step *steps;
    size_t step_count;
};

/*
 * Aligns three pages: the base's storage and Markdown, with lines, and the edited
 * Markdown. Numbers the blocks of the last two (document/equal.h).
 */
struct level *align_pages(struct arena *arena, const struct block *storage, struct block *markdown,
                          struct block *edited);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What a reader of a page sees, as a text: two pages that look the same have the same.
 *
 * Coarser than canonical.h: styles, classes, ids, widths, spacers, comment markers and
 * wrappers without meaning are gone, runs of blanks are one blank, a cell or item with
 * one paragraph is one with bare text. Text, marks, links, images, macros with their
 * parameters, and the shape of lists and tables stay.
 */
#ifndef TESTS_SUPPORT_VISIBLE_TEXT_H
#define TESTS_SUPPORT_VISIBLE_TEXT_H

#include "base/arena.h"
#include "base/slice.h"

/* False when the storage is not well-formed. One line for each block of text. */
bool visible_text(struct arena *arena, struct slice storage, struct slice *text)
    __attribute__((warn_unused_result));

#endif

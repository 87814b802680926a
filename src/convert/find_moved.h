/* SPDX-License-Identifier: MIT */
/* Blocks that left their level: taken out of a panel, put into a list, under another heading. */
#ifndef CONVERT_FIND_MOVED_H
#define CONVERT_FIND_MOVED_H

#include "convert/align.h"

/* Whether the unit holds enough of its own to be known again elsewhere. */
bool find_moved_is_worth_it(const struct unit *unit);

/*
 * Gives FATE_MOVED to new blocks that say the same as a unit without a place, on
 * whatever level. All numbers are below `number_count`.
 */
void find_moved_anywhere(struct arena *arena, struct level *page, size_t number_count);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Nothing is dropped silently: once all is written, what the base said and Markdown does
 * not show is counted in both, and what is missing is noted by name.
 */
#ifndef CONVERT_LOSSES_H
#define CONVERT_LOSSES_H

#include "base/arena.h"
#include "convert/rewrap.h"

/* Adds NOTE_LOST for what no note in `notes` names yet. Both are well-formed. */
void losses_note(struct arena *arena, const struct rewrap_base *base, struct slice written,
                 struct notes *notes);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Columns of a table that are aligned otherwise now: only the tags of their cells and of the
 * paragraphs in them change.
 */
#ifndef CONVERT_REALIGN_H
#define CONVERT_REALIGN_H

#include "base/strbuf.h"
#include "convert/align.h"

/* Whether the step's unit is of a column that was aligned otherwise. */
bool realign_is_needed(const struct step *step);

/* Changes the start tag of the step's unit, which stands in `written` from `start` on. */
void realign_tag(struct strbuf *written, size_t start, const struct step *step);

/* Gives the cells of the base's storage, which knows its lines, what its Markdown says of their
   columns. */
void realign_learn(struct arena *arena, struct block *page);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Random edits of a page's Markdown, as an author who reworks it would make them: blocks
 * come, go, move, are repeated, split and joined; lines and words in them change.
 */
#ifndef TESTS_PROPERTY_PAGE_EDITS_H
#define TESTS_PROPERTY_PAGE_EDITS_H

#include "base/random.h"
#include "convert/convert.h"

/* Makes `count` edits, one after the other. `blocks` is convert_split of the Markdown. */
struct slice page_edits_make(struct arena *arena, struct slice markdown,
                             const struct block_map *blocks, struct random_source random,
                             size_t count);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Facts from a few lines of text, for tests of the planner. One line a page, in the
 * order of the page numbers that parents refer to:
 *
 *     7 A@0 B@0 A@- R merges
 *
 * is page 7 with base "A" below page number 0, local "B" below it, remote "A" at the
 * top ("-": no such side), whose remote body changed. The words after the sides:
 * L, R (local, remote body changed), equal, merges, overlaps (how, when both did),
 * trashed, archived, elsewhere (proof of deletion), root, unmarked, temporary, kept,
 * faulty, refused, stranded. The id 0 is a new local page. Versions: 1, and 2 remotely after a change.
 */
#ifndef TESTS_SUPPORT_FACTS_TEXT_H
#define TESTS_SUPPORT_FACTS_TEXT_H

#include "base/arena.h"
#include "sync/facts.h"

struct facts *facts_from_text(struct arena *arena, const char *text);

#endif

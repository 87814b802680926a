/* SPDX-License-Identifier: MIT */
/*
 * What the passes of a run over one mount come to together. A run can need more than one
 * pass: a page has to be restored before it can be written, or was changed meanwhile. People
 * read of one run: each page once in the plan, and one sum at the end.
 *
 *     CLEANUP(tally) struct tally *tally = tally_new();
 *     for each pass:
 *         … show tally_news(tally, arena, &changes) …     // before it is carried out
 *         tally_add(tally, &done, &report);               // and after
 *     … show tally_done(tally) and tally_report(tally) …
 */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include "base/cleanup.h"
#include "cli/changes.h"

struct tally;

struct tally *tally_new(void) __attribute__((returns_nonnull));

/* NULL is allowed. */
void tally_free(struct tally *tally);
DEFINE_CLEANUP(tally)

/*
 * What of a pass's plan no earlier pass showed: pages, and of a page what it was not shown
 * for yet (to push, to pull, to merge, held, noted). The items live in the arena; there are
 * no counts.
 */
struct changes tally_news(struct tally *tally, struct arena *arena, const struct changes *planned);

/* Adds what a pass did; `done` is its changes_make_done. Nothing is borrowed. */
void tally_add(struct tally *tally, const struct changes *done, const struct sync_report *report);

/*
 * The counts, without items: of pages that changed in any pass, each counted once, and of
 * the files and of what is left in conflict or held, as the last pass saw it.
 */
const struct changes *tally_done(const struct tally *tally);

/* Steps done in all passes, and what the last one left; there are no single steps in it. */
const struct sync_report *tally_report(const struct tally *tally);

#endif

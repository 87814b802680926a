/* SPDX-License-Identifier: MIT */
/* What people read after a run: what was done, what was not, and what to do about it. */
#ifndef CLI_OUTCOME_H
#define CLI_OUTCOME_H

#include "base/strbuf.h"
#include "cli/changes.h"
#include "cli/exit.h"

/* One run over one mount. */
struct outcome_summary {
    enum sync_direction direction;
    const char *cloned_into;          /* the directory of a new clone; NULL: it was no clone */
    const struct changes *done;       /* counts of changes_make_done, or of tally_done; */
    const struct sync_report *report; /* counts likewise */
    long long elapsed_ms;
    bool is_cut_short; /* an error, which is told elsewhere, ended the run */
};

/* "Pushed 3 pages, merged 1 page (412 ms)." and, on further lines, what is left to do. */
void outcome_append(struct strbuf *text, const struct outcome_summary *summary);

/*
 * What a run ends with, by its plan, by what is held of it and, unless NULL, by what came of
 * it; `status` and --dry-run end with what a run would end with, as far as can be seen.
 * STATUS_STOPPED by a brake; STATUS_PARTLY where pages failed, were put off, or are held for
 * a reason that `resolve` does not settle; STATUS_CONFLICTS; or STATUS_DONE.
 */
enum exit_status outcome_status(const struct plan *plan, const struct changes *changes,
                                const struct sync_report *report);

#endif

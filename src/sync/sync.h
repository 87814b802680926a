/* SPDX-License-Identifier: MIT */
/*
 * Two-way sync of one mount: what the commands call. The life of a sync is in
 * docs/sync.md.
 *
 *     struct sync sync = {.state = …, .mount = …, .remote = …, .local = …, …};
 *     struct sync_options options = {.direction = SYNC_BOTH};
 *     CLEANUP(arena) struct arena *arena = arena_new();
 *     struct sync_scan *scan = NULL;
 *     if (!sync_scan(&sync, arena, &options, &scan, error)) { … }
 *     … show scan->plan; stop here for status, diff and --dry-run …
 *     struct sync_report report;
 *     if (!sync_execute(&sync, arena, scan, &report, error)) { … }
 *     … show report …
 *
 * A run may be killed anywhere: the next one finishes the work. Run again means
 * recover; there is nothing else to do after a failure of any kind.
 *
 * False from sync_scan or sync_execute means that the run as a whole ended early:
 * ERROR_STOPPED (a brake), ERROR_ACCESS, ERROR_NETWORK, ERROR_INTERRUPTED, … What
 * was done until then is in the report and is not undone. What went wrong with
 * single pages is in the report only and never keeps other pages from going on.
 *
 * The caller holds the workspace's lock during all of this, and owns everything in
 * struct sync.
 */
#ifndef SYNC_SYNC_H
#define SYNC_SYNC_H

#include "base/clock.h"
#include "base/progress.h"
#include "base/random.h"
#include "convert/convert.h"
#include "state/state.h"
#include "sync/plan.h"
#include "sync/store.h"

/* What a run works with. */
struct sync {
    struct state *state;
    long long mount; /* state_mount_open */
    const struct remote_store *remote;
    const struct local_store *local;
    struct clock clock;
    struct random_source random;
    const struct progress *progress;         /* NULL: nobody watches */
    const struct markdown_options *markdown; /* of the mount's files; NULL: the default */
};

struct sync_options {
    enum sync_direction direction;
    const struct page_selection *selection; /* NULL: all pages */
    bool is_strict; /* pages of which something would be lost (notes_lose) are not sent, but held */
    bool is_dry_run; /* nothing at all is written: an interrupted run is not tidied up either */
};

/* Both sides as they were seen, and what to do about them. In the arena of sync_scan. */
struct sync_scan {
    struct facts facts;
    struct plan *plan;
    struct sync_options options;
    struct remote_identity identity;
    struct scan_page *pages; /* beside facts.pages: what only the engine needs */
};

/*
 * Settles what an interrupted run left open, reads both sides, and plans. Reads
 * bodies only of pages whose version, or file, changed. A plan with `stopped_by` set
 * is a success here and refused by sync_execute.
 */
bool sync_scan(const struct sync *sync, struct arena *arena, const struct sync_options *options,
               struct sync_scan **scan, struct error *error) __attribute__((warn_unused_result));

enum step_result {
    STEP_NOT_TRIED, /* the run ended before, or a step it depends on was not done */
    STEP_DONE,
    STEP_OUTDATED, /* somebody changed the page in the meantime; the next run sees to it */
    STEP_FAILED,
    STEP_HELD, /* the merge that looked possible was not when it came to it: a conflict now */
};

struct step_report {
    enum step_result result;
    struct error error; /* FAILED: why */
};

struct sync_report {
    struct step_report *steps; /* one per step of the plan, same order; in the arena */
    size_t done_count;         /* of the steps that change a side (step_is_write) */
    size_t failed_count;       /* FAILED */
    size_t outdated_count;     /* OUTDATED */
    size_t conflict_count;     /* holds of the plan, and HELD */
    bool should_run_again;     /* something was left that another run can do */
};

/*
 * Carries the plan out. Fills in the report in every case; `report` is in the arena's
 * keeping. ERROR_STOPPED, and nothing done, when the plan is stopped by a brake.
 */
bool sync_execute(const struct sync *sync, struct arena *arena, const struct sync_scan *scan,
                  struct sync_report *report, struct error *error)
    __attribute__((warn_unused_result));

/* The three texts of a page, as Markdown; start is NULL where a side has none. For `diff`. */
struct page_texts {
    struct slice base;
    struct slice local;
    struct slice remote;
};
bool sync_read_texts(const struct sync *sync, struct arena *arena, const struct sync_scan *scan,
                     size_t page, struct page_texts *texts, struct error *error)
    __attribute__((warn_unused_result));

/* How the user settles a conflict. */
enum resolution {
    RESOLVE_LOCAL,  /* the file stays as it is; the next push makes Confluence follow */
    RESOLVE_REMOTE, /* the file becomes what Confluence had when the conflict was found */
    RESOLVE_MERGED, /* the file gets the text that is handed in; conflict markers are refused */
};

/*
 * Settles the open conflicts of one page (state_list_conflicts lists them) against
 * the remote version they were found with: a later remote change is found as such by
 * the next run. Writes files and state, never Confluence. `merged` (a body, without
 * front matter) counts for RESOLVE_MERGED only. Fails with ERROR_USAGE when the page
 * has no conflict, or one that this resolution does not fit.
 */
bool sync_resolve(const struct sync *sync, long long page, enum resolution resolution,
                  struct slice merged, struct error *error) __attribute__((warn_unused_result));

#endif

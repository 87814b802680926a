/* SPDX-License-Identifier: MIT */
/*
 * What push, pull, sync and clone have in common: scan, show the plan, carry it out, say
 * what came of it, as text or as one JSON document.
 */
#ifndef CLI_SYNC_RUN_H
#define CLI_SYNC_RUN_H

#include "cli/json_report.h"
#include "cli/selection.h"
#include "cli/session.h"

/* Options of push, pull and sync. */
struct sync_values {
    bool is_dry_run;
    bool wants_json;
    bool is_strict;
};

/* A pull sends nothing: of the rules it has the first ones. */
#define SYNC_RULE_COUNT 3
#define PULL_RULE_COUNT 2
extern const struct option_rule sync_rules[SYNC_RULE_COUNT];

/* Runs push, pull or sync; call->values is a struct sync_values. */
bool sync_run_values(struct call *call, const char *name, enum sync_direction direction,
                     struct error *error) __attribute__((warn_unused_result));

enum sync_purpose {
    SYNC_EXECUTES, /* shows the plan and carries it out */
    SYNC_PLANS,    /* shows the plan: --dry-run */
    SYNC_TELLS,    /* shows how things stand: status */
    SYNC_CLONES,   /* carries the plan out without showing it */
};

struct sync_run {
    const char *command; /* its name */
    enum sync_direction direction;
    enum sync_purpose purpose;
    enum session_reach reach;
    bool wants_json;
    bool is_strict;             /* what would lose something is held */
    const char *directory;      /* SYNC_CLONES: for the message */
    struct session *session;    /* open */
    struct selection selection; /* all zero: all pages */
    struct json_report *json;   /* collects the results; NULL: they are printed as text */
    enum exit_status status;    /* so far */
};

/*
 * Opens the workspace we are in, does what is wanted for each mount that the call's
 * arguments mean, and reports. Of `run` the members up to `directory` are read. Pages
 * that failed are named on standard error; false when the run as a whole ended early.
 */
bool sync_run_here(struct sync_run *run, struct call *call, struct error *error)
    __attribute__((warn_unused_result));

/*
 * The parts of sync_run_here, for who opens the session otherwise: begin, then the mounts,
 * then in any case the end, which prints the JSON document and sets call->status.
 */
void sync_run_begin(struct sync_run *run);
bool sync_run_mounts(struct sync_run *run, struct error *error) __attribute__((warn_unused_result));
void sync_run_end(struct sync_run *run, bool is_done, const struct error *error);

#endif

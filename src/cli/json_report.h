/* SPDX-License-Identifier: MIT */
/*
 * What --json prints: one JSON document for the whole run. Its grammar and the meaning
 * of every field are in docs/json-output.md, with the promise what may change.
 *
 *     CLEANUP(json_report) struct json_report *report = json_report_new("push", is_dry_run);
 *     json_report_add_mount(report, &mount);           // for each mount that was reached
 *     json_report_finish(report, &end);
 *     json_report_append(report, &text);
 */
#ifndef CLI_JSON_REPORT_H
#define CLI_JSON_REPORT_H

#include "base/cleanup.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "cli/changes.h"
#include "cli/exit.h"
#include "cli/findings.h"

struct json_report;

struct json_report *json_report_new(const char *command, bool is_dry_run)
    __attribute__((returns_nonnull));
void json_report_free(struct json_report *report);
DEFINE_CLEANUP(json_report)

/* One mount, borrowed for the call. */
struct json_mount {
    const char *path;
    const char *site;
    const char *space;
    const struct sync_scan *scan;
    const struct changes *changes;    /* of the plan */
    const struct sync_report *report; /* what came of it; NULL: it was not carried out */
};

void json_report_add_mount(struct json_report *report, const struct json_mount *mount);

struct json_end {
    enum exit_status status;
    const struct error *error; /* what ended the run early; NULL: nothing did */
    long long elapsed_ms;
    size_t requests; /* sent to the server */
};

void json_report_finish(struct json_report *report, const struct json_end *end);

/* The document with a line end. */
void json_report_append(const struct json_report *report, struct strbuf *text);

/* The open conflicts, for `confsync resolve --json`: an empty array first, then each of them. */
void json_report_begin_conflicts(struct json_report *report);
void json_report_add_conflict(struct json_report *report, const struct state_conflict *conflict,
                              const char *mount);

/* Turns it into that of `confsync check --json`: how many files were looked at, and what was found. */
void json_report_set_findings(struct json_report *report, const struct findings *findings,
                              size_t file_count);

#endif

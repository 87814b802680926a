/* SPDX-License-Identifier: MIT */
#include "cli/outcome.h"

#include "cli/report.h"

static const char *const nothing_to[] = {
    [SYNC_BOTH] = "Nothing to sync",
    [SYNC_PUSH] = "Nothing to push",
    [SYNC_PULL] = "Nothing to pull",
};

static const char *const command_names[] = {
    [SYNC_BOTH] = "sync",
    [SYNC_PUSH] = "push",
    [SYNC_PULL] = "pull",
};

/* "Pushed 3 pages", and then ", pulled 1 page". */
static void append_part(struct strbuf *text, size_t count, const char *first, const char *further,
                        bool *is_begun)
{
    if (count == 0) {
        return;
    }
    strbuf_append(text, *is_begun ? further : first);
    report_append_count(text, count, "page", "pages");
    *is_begun = true;
}

static void append_marked(struct strbuf *text, size_t count, bool *is_begun)
{
    append_part(text, count, "Marked ", ", marked ", is_begun);
    if (count > 0) {
        strbuf_append(text, count == 1 ? " with its id" : " with their ids");
    }
}

static bool is_in_step(const struct outcome_summary *summary)
{
    const struct sync_report *report = summary->report;
    return report->failed_count == 0 && report->outdated_count == 0 &&
           summary->done->conflict_count == 0 && summary->done->held_count == 0;
}

static void append_cloned(struct strbuf *text, const struct outcome_summary *summary)
{
    strbuf_append(text, "Cloned ");
    report_append_count(text, summary->done->local_count, "page", "pages");
    strbuf_append(text, " into ");
    terminal_append_visible(text, slice_from(summary->cloned_into), false);
}

static void append_nothing(struct strbuf *text, const struct outcome_summary *summary)
{
    bool is_tried = summary->report->failed_count + summary->report->outdated_count > 0;

    strbuf_append(text, is_tried ? "Nothing was done" : nothing_to[summary->direction]);
    if (summary->direction == SYNC_BOTH && is_in_step(summary)) {
        strbuf_append(text, ": ");
        report_append_count(text, summary->done->page_count, "page is", "pages are");
        strbuf_append(text, " in step");
    }
}

static void append_done(struct strbuf *text, const struct outcome_summary *summary)
{
    const struct changes *done = summary->done;
    bool is_begun = summary->cloned_into != NULL;

    if (is_begun) {
        append_cloned(text, summary);
    } else {
        append_part(text, done->remote_count, "Pushed ", ", pushed ", &is_begun);
        append_part(text, done->local_count, "Pulled ", ", pulled ", &is_begun);
        append_part(text, done->merge_count, "Merged ", ", merged ", &is_begun);
        append_marked(text, done->mark_count, &is_begun);
    }
    if (!is_begun) {
        append_nothing(text, summary);
    }
    strbuf_append(text, " (");
    report_append_duration(text, summary->elapsed_ms);
    strbuf_append(text, ").\n");
}

static void append_left(struct strbuf *text, const struct outcome_summary *summary)
{
    const struct sync_report *report = summary->report;
    const char *command = command_names[summary->direction];
    const struct changes *done = summary->done;

    if (report->failed_count > 0) {
        report_append_count(text, report->failed_count, "change", "changes");
        strbuf_append_format(text, " failed; the next confsync %s tries again.\n", command);
    }
    if (report->outdated_count > 0) {
        report_append_count(text, report->outdated_count, "change was", "changes were");
        strbuf_append_format(
            text, " put off: the pages were changed meanwhile; run confsync %s again.\n", command);
    }
    if (summary->is_cut_short) {
        strbuf_append_format(text, "The run ended early; confsync %s finishes the work.\n",
                             command);
    }
    if (done->held_count > 0) {
        report_append_count(text, done->held_count, "page is", "pages are");
        strbuf_append(text, " held back; confsync status says why.\n");
    }
    if (done->conflict_count > 0) {
        report_append_count(text, done->conflict_count, "page is", "pages are");
        strbuf_append(text,
                      " in conflict; confsync status shows it, confsync resolve settles it.\n");
    }
}

void outcome_append(struct strbuf *text, const struct outcome_summary *summary)
{
    append_done(text, summary);
    append_left(text, summary);
}

enum exit_status outcome_status(const struct plan *plan, const struct changes *changes,
                                const struct sync_report *report)
{
    enum exit_status status = changes->conflict_count > 0 ? STATUS_CONFLICTS : STATUS_DONE;
    bool is_partly = changes->held_count > 0 ||
                     (report != NULL && report->failed_count + report->outdated_count > 0);

    status = exit_worse(status, is_partly ? STATUS_PARTLY : STATUS_DONE);
    return exit_worse(status, plan->stopped_by != NULL ? STATUS_STOPPED : STATUS_DONE);
}

/* SPDX-License-Identifier: MIT */
#include "cli/sync_run.h"

#include "base/limit.h"
#include "cli/body_line.h"
#include "cli/changes.h"
#include "cli/outcome.h"
#include "cli/tally.h"

const struct option_rule sync_rules[SYNC_RULE_COUNT] = {
    {
        .name = "dry-run",
        .letter = 'n',
        .offset = offsetof(struct sync_values, is_dry_run),
        .help = "print the plan, and write nothing anywhere",
    },
    {
        .name = "json",
        .offset = offsetof(struct sync_values, wants_json),
        .help = "print plan and results as JSON (docs/json-output.md)",
    },
    {
        .name = "strict",
        .offset = offsetof(struct sync_values, is_strict),
        .help = "hold back pages of which something would be lost",
    },
};

enum { MOST_PASSES = 3 };

/* Whether people are to read something on standard output. */
static bool is_talking(const struct sync_run *run)
{
    return run->json == NULL && run->session->call->console->verbosity != VERBOSITY_QUIET;
}

static bool is_executing(const struct sync_run *run)
{
    return run->purpose == SYNC_EXECUTES || run->purpose == SYNC_CLONES;
}

static void add_status(struct sync_run *run, enum exit_status status)
{
    run->status = exit_worse(run->status, status);
}

/*
 * One scan of a mount with all that follows. A run can need more than one: what somebody
 * changed meanwhile is put off, and some work can only begin when other work is done.
 */
struct pass {
    struct sync_run *run;
    struct arena *arena;
    struct session_mount *mount;
    struct sync_scan *scan;
    struct tally *tally; /* of all passes over the mount */
    size_t number;       /* from 0 */
    bool is_followed;    /* by another one */
};

/* What no earlier pass showed of the plan. */
static void append_news(const struct pass *pass, const struct changes *changes, struct strbuf *text)
{
    const struct report_style *style = &pass->mount->style;
    struct changes news = tally_news(pass->tally, pass->arena, changes);

    if (pass->number > 0) {
        report_append_further_plan(text, style, pass->scan, &news);
    } else {
        report_append_plan(text, style, pass->scan, &news);
    }
}

static void show_plan(const struct pass *pass, const struct changes *changes)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    struct sync_run *run = pass->run;

    if (run->purpose == SYNC_TELLS) {
        report_append_status(&text, &pass->mount->style, pass->scan, changes);
    } else if (run->purpose != SYNC_CLONES) {
        append_news(pass, changes, &text);
    }
    if (pass->scan->plan->stopped_by != NULL && !is_executing(run)) {
        strbuf_append_format(&text, "A sync would stop: %s.\n", pass->scan->plan->stopped_by);
    }
    if (run->purpose == SYNC_PLANS) {
        strbuf_append(&text, changes->count == 0 ? "Nothing would be done.\n"
                                                 : "This was a dry run: nothing was done.\n");
    }
    if (is_talking(run)) {
        console_write(run->session->call->console, strbuf_slice(&text));
    }
}

/* Faults in a body count its lines; people look for the line in the file. */
static void place_failures(const struct pass *pass, struct sync_report *report)
{
    const struct plan *plan = pass->scan->plan;
    const struct path_view *view = &pass->mount->style.view;

    for (size_t i = 0; i < plan->count; i++) {
        const char *path = pass->scan->facts.pages[plan->steps[i].page].path;
        if (report->steps[i].result == STEP_FAILED && path != NULL) {
            body_line_shift(&report->steps[i].error, pass->arena,
                            path_view_absolute(pass->arena, view, path), &pass->mount->markdown);
        }
    }
}

/* Names the pages that failed, each with its error. */
static void show_failures(const struct pass *pass, const struct sync_report *report)
{
    const struct plan *plan = pass->scan->plan;

    for (size_t i = 0; i < plan->count; i++) {
        if (report->steps[i].result == STEP_FAILED) {
            CLEANUP_STRBUF struct strbuf page = STRBUF(LIMIT_PATH);
            struct error failure = report->steps[i].error;
            report_append_page(&page, &pass->mount->style,
                               &pass->scan->facts.pages[plan->steps[i].page]);
            error_prefix(&failure, "%s", strbuf_text(&page));
            console_error(pass->run->session->call->console, &failure);
        }
    }
}

/* What all passes came to. */
static void show_outcome(const struct pass *pass, bool is_cut_short)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    const struct sync_run *run = pass->run;
    struct outcome_summary summary = {
        .direction = run->direction,
        .cloned_into = run->directory,
        .done = tally_done(pass->tally),
        .report = tally_report(pass->tally),
        .elapsed_ms = session_elapsed_ms(run->session),
        .is_cut_short = is_cut_short,
    };

    if (is_talking(run)) {
        outcome_append(&text, &summary);
        console_write(run->session->call->console, strbuf_slice(&text));
    }
}

/* `report` NULL: the plan was not carried out. */
static void add_to_json(const struct pass *pass, const struct changes *changes,
                        const struct sync_report *report)
{
    const struct config_mount *config = pass->mount->config;
    struct json_mount json = {
        .path = config->path,
        .site = config->site->url,
        .space = config->space,
        .scan = pass->scan,
        .changes = changes,
        .report = report,
    };

    if (pass->run->json != NULL) {
        json_report_add_mount(pass->run->json, &json);
    }
}

static bool execute(struct pass *pass, const struct changes *changes, struct error *error)
{
    struct sync_report report = {0};
    bool is_done = sync_execute(&pass->mount->sync, pass->arena, pass->scan, &report, error);
    struct changes done = changes_make_done(pass->arena, pass->scan, &report);

    place_failures(pass, &report);
    show_failures(pass, &report);
    tally_add(pass->tally, &done, &report);
    pass->is_followed = is_done && report.should_run_again && pass->number + 1 < MOST_PASSES;
    if (!pass->is_followed) {
        add_status(pass->run, outcome_status(pass->scan->plan, &done, &report));
    }
    add_to_json(pass, changes, &report);
    return is_done;
}

static bool run_pass(struct pass *pass, struct error *error)
{
    struct sync_run *run = pass->run;
    struct page_selection selection = {selection_holds, &run->selection};
    struct sync_options options = {
        .direction = run->direction,
        .selection = run->selection.count == 0 ? NULL : &selection,
        .is_strict = run->is_strict,
        .is_dry_run = !is_executing(run),
    };

    if (!sync_scan(&pass->mount->sync, pass->arena, &options, &pass->scan, error) ||
        !selection_check(&run->selection, error)) {
        return false;
    }
    struct changes changes = changes_make(pass->arena, pass->scan);
    show_plan(pass, &changes);
    if (is_executing(run)) {
        return execute(pass, &changes, error);
    }
    add_status(run, outcome_status(pass->scan->plan, &changes, NULL));
    add_to_json(pass, &changes, NULL);
    return true;
}

static bool open_and_run(struct pass *pass, const struct config_mount *config, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(session_mount) struct session_mount *mount = NULL;

    pass->is_followed = false;
    if (!session_open_mount(pass->run->session, config, pass->run->reach, &mount, error)) {
        return false;
    }
    pass->arena = arena;
    pass->mount = mount;
    return run_pass(pass, error);
}

static bool run_mount(struct sync_run *run, const struct config_mount *config, struct error *error)
{
    CLEANUP(tally) struct tally *tally = tally_new();
    struct pass pass = {.run = run, .tally = tally, .is_followed = true};
    bool is_done = true;

    for (pass.number = 0; is_done && pass.is_followed; pass.number++) {
        is_done = open_and_run(&pass, config, error);
    }
    const struct sync_report *report = tally_report(tally);
    if (is_executing(run) && (is_done || report->done_count + report->failed_count > 0)) {
        show_outcome(&pass, !is_done);
    }
    return is_done;
}

bool sync_run_mounts(struct sync_run *run, struct error *error)
{
    struct session *session = run->session;
    const struct config *config = session->workspace->config;

    for (size_t i = 0; i < config->mount_count; i++) {
        if (selection_enter(&run->selection, i) && !run_mount(run, &config->mounts[i], error)) {
            return false;
        }
    }
    return true;
}

static void print_json(const struct sync_run *run, const struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    struct json_end end = {
        .status =
            error == NULL ? run->status : exit_worse(run->status, exit_status_of(error->kind)),
        .error = error,
        .elapsed_ms = session_elapsed_ms(run->session),
        .requests = session_requests(run->session),
    };

    json_report_finish(run->json, &end);
    json_report_append(run->json, &text);
    console_write(run->session->call->console, strbuf_slice(&text));
}

void sync_run_begin(struct sync_run *run)
{
    if (run->wants_json) {
        run->json = json_report_new(run->command, run->purpose == SYNC_PLANS);
    }
}

void sync_run_end(struct sync_run *run, bool is_done, const struct error *error)
{
    if (run->json != NULL) {
        print_json(run, is_done ? NULL : error);
        json_report_free(run->json);
        run->json = NULL;
    }
    run->session->call->status = run->status;
}

bool sync_run_here(struct sync_run *run, struct call *call, struct error *error)
{
    struct session session;
    enum session_intent intent = run->purpose == SYNC_EXECUTES ? SESSION_WRITES : SESSION_READS;

    session_begin(&session, call, intent);
    run->session = &session;
    sync_run_begin(run);
    bool is_done = session_open(&session, ".", error) &&
                   session_select(&session, &run->selection, error) && sync_run_mounts(run, error);
    sync_run_end(run, is_done, error);
    session_close(&session);
    run->session = NULL;
    return is_done;
}

bool sync_run_values(struct call *call, const char *name, enum sync_direction direction,
                     struct error *error)
{
    const struct sync_values *values = call->values;
    struct sync_run run = {
        .command = name,
        .direction = direction,
        .purpose = values->is_dry_run ? SYNC_PLANS : SYNC_EXECUTES,
        .reach = SESSION_ONLINE,
        .wants_json = values->wants_json,
        .is_strict = values->is_strict,
    };
    return sync_run_here(&run, call, error);
}

/* SPDX-License-Identifier: MIT */
#include "base/limit.h"
#include "cli/check_mount.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/json_report.h"
#include "cli/report.h"
#include "cli/selection.h"

struct check_values {
    bool wants_json;
};

static const struct option_rule check_options[] = {
    {
        .name = "json",
        .offset = offsetof(struct check_values, wants_json),
        .help = "print the findings as JSON (docs/json-output.md)",
    },
};

/* A file that is in no workspace. */
static bool check_file(struct check *check, const char *path, struct error *error)
{
    struct arena *arena = check->session->call->arena;
    struct input input = {0};
    struct error fault;

    if (!input_read(arena, path, &input, error)) {
        return false;
    }
    check->file_count++;
    if (!input_cut_front_matter(arena, &input, &fault)) {
        findings_add_message(&check->findings, input.name, input.name, fault.message);
        return true;
    }
    struct checked_body body = {input.text, 1};
    findings_check_body(&check->findings, input.name, &body, &MARKDOWN_OPTIONS_DEFAULT);
    return true;
}

static bool check_files(struct check *check, struct error *error)
{
    const struct call *call = check->session->call;

    for (size_t i = 0; i < call->argument_count; i++) {
        if (!check_file(check, call->arguments[i], error)) {
            return false;
        }
    }
    return true;
}

static bool check_workspace(struct check *check, struct error *error)
{
    const struct config *config = check->session->workspace->config;

    if (!session_select(check->session, &check->selection, error)) {
        return false;
    }
    for (size_t i = 0; i < config->mount_count; i++) {
        if (selection_enter(&check->selection, i) &&
            !check_mount(check, &config->mounts[i], error)) {
            return false;
        }
    }
    return true;
}

/* Where there is no workspace, files can be checked all the same. */
static bool check_all(struct check *check, struct session *session, struct error *error)
{
    const char *root = NULL;
    bool is_workspace = workspace_find(session->call->arena, ".", &root, error);

    if (!is_workspace && error->kind == ERROR_USAGE && session->call->argument_count > 0) {
        return check_files(check, error);
    }
    return is_workspace && session_open_files(session, ".", error) && check_workspace(check, error);
}

static void print_text(const struct check *check)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    CLEANUP_STRBUF struct strbuf sum = STRBUF(ERROR_MESSAGE_SIZE);
    const struct console *console = check->session->call->console;

    findings_append(&text, &check->findings);
    report_append_count(&sum, check->findings.count, "finding", "findings");
    strbuf_append(&sum, " in ");
    report_append_count(&sum, check->file_count, "file", "files");
    if (console->verbosity != VERBOSITY_QUIET) {
        console_write(console, strbuf_slice(&text));
        console_note(console, "%s", strbuf_text(&sum));
    }
}

static void print_json(const struct check *check, const struct error *error)
{
    CLEANUP(json_report) struct json_report *json = json_report_new("check", false);
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    const struct session *session = check->session;
    struct json_end end = {
        .status = error == NULL ? session->call->status : exit_status_of(error->kind),
        .error = error,
        .elapsed_ms = session_elapsed_ms(session),
    };

    json_report_set_findings(json, &check->findings, check->file_count);
    json_report_finish(json, &end);
    json_report_append(json, &text);
    console_write(session->call->console, strbuf_slice(&text));
}

static bool run_check(struct call *call, struct error *error)
{
    const struct check_values *values = call->values;
    struct session session;
    struct check check = {.session = &session, .findings = {.arena = call->arena}};

    session_begin(&session, call, SESSION_READS);
    bool is_done = check_all(&check, &session, error);
    call->status = check.findings.count > 0 ? STATUS_FAILED : STATUS_DONE;
    if (values->wants_json) {
        print_json(&check, is_done ? NULL : error);
    } else if (is_done) {
        print_text(&check);
    }
    session_close(&session);
    return is_done;
}

const struct command command_check = {
    .name = "check",
    .summary = "find what Confluence would refuse or would not show",
    .usage = "[PATH...]",
    .description =
        "Looks at the files of pages and prints, with file and line, what keeps a page from being "
        "sent (faults in the front matter or in the dialect, conflict markers, titles and ids "
        "that two files have) and what would not arrive: Markdown and HTML that Confluence has no "
        "form for, and addresses that lead nowhere there. Needs no server, reads no state, and "
        "changes nothing: made for editors, hooks and CI.\n\n"
        "With PATH, only these pages are looked at: " SELECTION_PATHS
        " Outside of a workspace, PATH is any file of Markdown.\n\n"
        "The exit status is 0 when nothing was found, and 1 when something was.",
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = check_options,
    .option_count = sizeof check_options / sizeof check_options[0],
    .values_size = sizeof(struct check_values),
    .run = run_check,
};

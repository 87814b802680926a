/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/json_report.h"
#include "cli/session.h"

struct resolve_values {
    bool takes_local;
    bool takes_remote;
    const char *merged;
    bool wants_json;
};

static const struct option_rule resolve_options[] = {
    {
        .name = "local",
        .offset = offsetof(struct resolve_values, takes_local),
        .help = "the file is right",
    },
    {
        .name = "remote",
        .offset = offsetof(struct resolve_values, takes_remote),
        .help = "Confluence is right: the file becomes what the page had when the conflict was "
                "found",
    },
    {
        .name = "merged",
        .kind = OPTION_TEXT,
        .argument = "FILE",
        .offset = offsetof(struct resolve_values, merged),
        .help = "the text of FILE is right",
    },
    {
        .name = "json",
        .offset = offsetof(struct resolve_values, wants_json),
        .help = "print the open conflicts as JSON (docs/json-output.md)",
    },
};

/* Listing or settling, over all mounts. */
struct resolving {
    struct session *session;
    const struct resolve_values *values;
    struct selection selection;
    struct json_report *json; /* NULL: text */
    struct slice merged;
    size_t count; /* of open conflicts listed, or of pages settled */
};

/* Where the texts of both sides are, from where the user is. */
static void append_folder(struct strbuf *text, const struct report_style *style, long long page)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct path_view view = {style->view.root, style->view.current, "."};

    strbuf_append_format(&path, "%s/%lld", WORKSPACE_CONFLICTS, page);
    strbuf_append_format(text, "  the texts of both sides: %s/\n",
                         path_view_show(style->arena, &view, strbuf_text(&path)));
}

static void append_conflict(struct strbuf *text, const struct report_style *style,
                            const struct state_conflict *conflict)
{
    if (conflict->path != NULL) {
        const char *path = path_view_show(style->arena, &style->view, conflict->path);
        terminal_append_visible(text, slice_from(path), false);
        strbuf_append(text, "  ");
    }
    strbuf_append_char(text, '"');
    terminal_append_visible(text, slice_from(conflict->title), false);
    strbuf_append(text, "\": ");
    terminal_append_visible(text, slice_from(conflict->reason), false);
    strbuf_append_char(text, '\n');
    if (strcmp(conflict->attribute, page_attribute_name(ATTRIBUTE_BODY)) == 0) {
        append_folder(text, style, conflict->page);
    }
}

static bool list_mount(struct resolving *resolving, const struct session_mount *mount,
                       const struct state_conflicts *conflicts, struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    (void)error;

    for (size_t i = 0; i < conflicts->count; i++) {
        const struct state_conflict *conflict = &conflicts->items[i];
        if (conflict->resolution != NULL) {
            continue;
        }
        resolving->count++;
        if (resolving->json != NULL) {
            json_report_add_conflict(resolving->json, conflict, mount->config->path);
        } else {
            append_conflict(&text, &mount->style, conflict);
        }
    }
    console_write(resolving->session->call->console, strbuf_slice(&text));
    return true;
}

static enum resolution chosen(const struct resolve_values *values)
{
    if (values->merged != NULL) {
        return RESOLVE_MERGED;
    }
    return values->takes_local ? RESOLVE_LOCAL : RESOLVE_REMOTE;
}

static bool settle_page(const struct resolving *resolving, const struct session_mount *mount,
                        const struct state_conflict *conflict, struct error *error)
{
    if (!sync_resolve(&mount->sync, conflict->page, chosen(resolving->values), resolving->merged,
                      error)) {
        return error_prefix(error, "page \"%s\" (%s)", conflict->title,
                            path_view_show(mount->style.arena, &mount->style.view, conflict->path));
    }
    return true;
}

/* A page can have several conflicts, one after the other in the list; one choice settles all. */
static bool settle_mount(struct resolving *resolving, const struct session_mount *mount,
                         const struct state_conflicts *conflicts, struct error *error)
{
    long long settled = 0;

    for (size_t i = 0; i < conflicts->count; i++) {
        const struct state_conflict *conflict = &conflicts->items[i];
        if (conflict->path == NULL || conflict->page == settled ||
            !selection_holds_path(&resolving->selection, conflict->path)) {
            continue;
        }
        if (!settle_page(resolving, mount, conflict, error)) {
            return false;
        }
        settled = conflict->page;
        resolving->count++;
    }
    const char *unused = selection_unused(&resolving->selection);
    return unused == NULL || error_set(error, ERROR_USAGE, 0, "no conflict at %s", unused);
}

static bool visit_mounts(struct resolving *resolving, struct error *error)
{
    struct session *session = resolving->session;
    const struct config *config = session->workspace->config;
    bool is_listing = session->call->argument_count == 0;

    for (size_t i = 0; i < config->mount_count; i++) {
        CLEANUP(session_mount) struct session_mount *mount = NULL;
        struct state_conflicts conflicts = {0};
        if (!selection_enter(&resolving->selection, i)) {
            continue;
        }
        if (!session_open_mount(session, &config->mounts[i], SESSION_OFFLINE, &mount, error) ||
            !state_list_conflicts(session->state, session->call->arena, mount->sync.mount,
                                  &conflicts, error)) {
            return false;
        }
        bool is_done = is_listing ? list_mount(resolving, mount, &conflicts, error)
                                  : settle_mount(resolving, mount, &conflicts, error);
        if (!is_done) {
            return false;
        }
    }
    return true;
}

static bool check_options(const struct call *call, struct error *error)
{
    const struct resolve_values *values = call->values;
    int count = (values->takes_local ? 1 : 0) + (values->takes_remote ? 1 : 0) +
                (values->merged != NULL ? 1 : 0);

    if (call->argument_count == 0 && count > 0) {
        return error_set(error, ERROR_USAGE, 0,
                         "which page? confsync resolve without options lists the conflicts");
    }
    if (call->argument_count > 0 && count != 1) {
        return error_set(error, ERROR_USAGE, 0,
                         "resolve needs one of --local, --remote and --merged FILE");
    }
    if (values->merged != NULL && call->argument_count > 1) {
        return error_set(error, ERROR_USAGE, 0, "--merged settles one page at a time");
    }
    return true;
}

static bool read_merged(struct resolving *resolving, struct error *error)
{
    struct arena *arena = resolving->session->call->arena;
    struct input input = {0};

    if (resolving->values->merged == NULL) {
        return true;
    }
    if (!input_read(arena, resolving->values->merged, &input, error)) {
        return false;
    }
    if (!utf8_is_valid(input.text)) {
        return error_set(error, ERROR_INPUT, 0, "%s is not UTF-8 text", input.name);
    }
    if (!input_cut_front_matter(arena, &input, error)) {
        return false;
    }
    resolving->merged = input.text;
    return true;
}

/* What is said at the end; the list itself has been printed. */
static void finish(struct resolving *resolving)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH);
    struct call *call = resolving->session->call;

    if (call->argument_count > 0) {
        report_append_count(&text, resolving->count, "page is", "pages are");
        console_note(call->console, "%s settled; confsync sync goes on", strbuf_text(&text));
        return;
    }
    call->status = resolving->count > 0 ? STATUS_CONFLICTS : STATUS_DONE;
    if (resolving->count == 0 && resolving->json == NULL) {
        console_note(call->console, "there are no conflicts");
    }
}

static void print_json(struct resolving *resolving, const struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    const struct call *call = resolving->session->call;
    struct json_end end = {
        .status =
            error == NULL ? call->status : exit_worse(call->status, exit_status_of(error->kind)),
        .error = error,
        .elapsed_ms = session_elapsed_ms(resolving->session),
    };

    json_report_finish(resolving->json, &end);
    json_report_append(resolving->json, &text);
    console_write(call->console, strbuf_slice(&text));
}

static bool resolve(struct resolving *resolving, struct error *error)
{
    struct session *session = resolving->session;

    if (!session_open(session, ".", error) ||
        !session_select(session, &resolving->selection, error) || !read_merged(resolving, error) ||
        !visit_mounts(resolving, error)) {
        return false;
    }
    finish(resolving);
    return true;
}

static bool run_resolve(struct call *call, struct error *error)
{
    const struct resolve_values *values = call->values;
    CLEANUP(json_report)
    struct json_report *json = values->wants_json ? json_report_new("resolve", false) : NULL;
    struct session session;
    struct resolving resolving = {.session = &session, .values = values, .json = json};

    if (!check_options(call, error)) {
        return false;
    }
    if (json != NULL) {
        json_report_begin_conflicts(json);
    }
    session_begin(&session, call, call->argument_count == 0 ? SESSION_READS : SESSION_WRITES);
    bool is_done = resolve(&resolving, error);
    if (json != NULL) {
        print_json(&resolving, is_done ? NULL : error);
    }
    session_close(&session);
    return is_done;
}

const struct command command_resolve = {
    .name = "resolve",
    .summary = "list the conflicts, or settle one",
    .usage = "[PATH...]",
    .description =
        "Without PATH, lists the open conflicts; the exit status is 3 when there are any.\n\n"
        "With PATH, settles the conflict of that page: whether the file, Confluence, or a text of "
        "yours is right. Nothing is sent to Confluence: the next push or sync does that.\n\n"
        "Until then the page's file stays as it is, and so does the page in Confluence. What both "
        "sides had is in .confsync/conflicts/ID/; merged.md there holds both versions of what "
        "conflicts between markers. Edit that, remove the markers, and hand it in:\n\n"
        "    confsync resolve --merged .confsync/conflicts/98305/merged.md notes.md",
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = resolve_options,
    .option_count = sizeof resolve_options / sizeof resolve_options[0],
    .values_size = sizeof(struct resolve_values),
    .run = run_resolve,
};

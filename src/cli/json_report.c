/* SPDX-License-Identifier: MIT */
#include "cli/json_report.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/report.h"

/* The grammar's number; docs/json-output.md says when it changes. */
enum { GRAMMAR_VERSION = 1, ID_SIZE = 24, MS_PER_SECOND = 1000, SECONDS_PRECISION = 6 };

struct json_report {
    json_t *root;
    json_t *mounts;
};

static const char *const action_names[STEP_KIND_COUNT] = {
    [STEP_MOVE_REMOTE] = "move_remote",
    [STEP_TRASH_REMOTE] = "trash_remote",
    [STEP_RESTORE_REMOTE] = "restore_remote",
    [STEP_RETITLE_REMOTE] = "retitle_remote",
    [STEP_UPDATE_REMOTE] = "update_remote",
    [STEP_CREATE_REMOTE] = "create_remote",
    [STEP_CREATE_LOCAL] = "create_local",
    [STEP_MOVE_LOCAL] = "move_local",
    [STEP_WRITE_LOCAL] = "write_local",
    [STEP_TRASH_LOCAL] = "trash_local",
    [STEP_RECORD] = "record",
    [STEP_FORGET] = "forget",
    [STEP_HOLD] = "hold",
    [STEP_NOTE] = "note",
};

static const char *const reason_names[PLAN_REASON_COUNT] = {
    [REASON_NONE] = NULL,
    [REASON_BODY_OVERLAPS] = "body_overlaps",
    [REASON_BOTH_RENAMED] = "both_renamed",
    [REASON_EDITED_AND_DELETED] = "edited_and_deleted",
    [REASON_NO_BASE] = "no_base",
    [REASON_TITLE_TAKEN] = "title_taken",
    [REASON_PARENT_GONE] = "parent_gone",
    [REASON_PARENT_HELD] = "parent_held",
    [REASON_VANISHED] = "vanished",
    [REASON_STRAY] = "stray",
    [REASON_FAULT] = "fault",
    [REASON_LOSES] = "loses",
    [REASON_MOVE_DROPPED] = "move_dropped",
    [REASON_HAS_CHILDREN] = "has_children",
    [REASON_CHANGED_REMOTELY] = "changed_remotely",
    [REASON_IS_ROOT] = "is_root",
    [REASON_TRASHED] = "trashed",
    [REASON_ARCHIVED] = "archived",
    [REASON_ELSEWHERE] = "elsewhere",
    [REASON_KEPT] = "kept",
};

static const char *const result_names[] = {
    [STEP_NOT_TRIED] = "not_tried", [STEP_DONE] = "done", [STEP_OUTDATED] = "outdated",
    [STEP_FAILED] = "failed",       [STEP_HELD] = "held",
};

static const char *const kind_names[] = {
    [ERROR_USAGE] = "usage",
    [ERROR_INPUT] = "input",
    [ERROR_IO] = "io",
    [ERROR_NETWORK] = "network",
    [ERROR_ACCESS] = "access",
    [ERROR_NOT_FOUND] = "not_found",
    [ERROR_HTTP] = "http",
    [ERROR_DATABASE] = "database",
    [ERROR_CONFLICT] = "conflict",
    [ERROR_STOPPED] = "stopped",
    [ERROR_INTERRUPTED] = "interrupted",
};

/* jansson gives NULL for no memory only, for the values that are made here. */
static json_t *checked(json_t *value)
{
    if (value == NULL) {
        mem_fail();
    }
    return value;
}

static void set(json_t *object, const char *key, json_t *member)
{
    if (json_object_set_new(object, key, checked(member)) != 0) {
        mem_fail();
    }
}

static void add(json_t *array, json_t *item)
{
    if (json_array_append_new(array, checked(item)) != 0) {
        mem_fail();
    }
}

/* The text or null. What is not UTF-8 can come from the command line only, and is cut off. */
static json_t *text_value(const char *text)
{
    if (text == NULL) {
        return json_null();
    }
    struct slice whole = slice_from(text);
    return json_stringn(whole.start, utf8_valid_length(whole));
}

/* Ids are texts: JavaScript would round them. */
static json_t *id_value(long long id)
{
    char text[ID_SIZE];
    if (id == 0) {
        return json_null();
    }
    snprintf(text, sizeof text, "%lld", id);
    return json_string(text);
}

static json_t *number_value(size_t number)
{
    return number == 0 ? json_null() : json_integer((json_int_t)number);
}

static json_t *error_value(const struct error *error)
{
    if (error == NULL) {
        return json_null();
    }
    json_t *value = checked(json_object());
    set(value, "kind", json_string(kind_names[error->kind]));
    set(value, "message", text_value(error->message));
    return value;
}

static json_t *change_words(unsigned change)
{
    static const struct {
        enum change change;
        const char *word;
    } words[] = {
        {CHANGE_NEW, "new"},      {CHANGE_DELETED, "deleted"}, {CHANGE_RESTORED, "restored"},
        {CHANGE_BODY, "changed"}, {CHANGE_TITLE, "renamed"},   {CHANGE_PLACE, "moved"},
    };
    json_t *array = checked(json_array());
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((change & words[i].change) != 0) {
            add(array, json_string(words[i].word));
        }
    }
    return array;
}

/* What is held or noted of a page, and why. */
static json_t *reason_value(const struct step *step, const struct page_facts *page)
{
    if (step == NULL) {
        return json_null();
    }
    /* A merge that was tried, and turned out to be a conflict, has no reason of its own. */
    bool is_planned = step->reason != REASON_NONE;
    enum page_attribute attribute = is_planned ? step->attribute : ATTRIBUTE_BODY;
    json_t *value = checked(json_object());
    set(value, "attribute",
        text_value(attribute == ATTRIBUTE_NONE ? NULL : page_attribute_name(attribute)));
    set(value, "reason",
        text_value(reason_names[is_planned ? step->reason : REASON_BODY_OVERLAPS]));
    set(value, "text", text_value(report_reason_text(step, page)));
    return value;
}

static json_t *step_value(const struct step *step, const struct step_report *report)
{
    json_t *value = checked(json_object());
    set(value, "action", json_string(action_names[step->kind]));
    set(value, "reason", text_value(reason_names[step->reason]));
    set(value, "result", json_string(report == NULL ? "planned" : result_names[report->result]));
    bool is_failed = report != NULL && report->result == STEP_FAILED;
    set(value, "error", error_value(is_failed ? &report->error : NULL));
    return value;
}

/* For each page of the facts its steps, in the order of the plan; NULL: it has none. */
static json_t **make_steps(struct arena *arena, const struct json_mount *mount)
{
    const struct plan *plan = mount->scan->plan;
    json_t **steps = ARENA_NEW_ARRAY(arena, json_t *, mount->scan->facts.count + 1);

    for (size_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        if (steps[step->page] == NULL) {
            steps[step->page] = checked(json_array());
        }
        const struct step_report *report = mount->report == NULL ? NULL : &mount->report->steps[i];
        add(steps[step->page], step_value(step, report));
    }
    return steps;
}

static json_t *notes_value(const struct notes *notes)
{
    json_t *array = checked(json_array());

    for (size_t i = 0; notes != NULL && i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        json_t *value = checked(json_object());
        set(value, "kind", json_string(note_kind_name(note->kind)));
        set(value, "line", number_value(note->line));
        set(value, "text", json_stringn(note->text.start, utf8_valid_length(note->text)));
        add(array, value);
    }
    return array;
}

static json_t *page_value(const struct page_change *change, json_t *steps)
{
    const struct page_facts *page = change->page;
    json_t *value = checked(json_object());

    set(value, "id", id_value(page->id));
    set(value, "path", text_value(page->path));
    set(value, "title", text_value(page_facts_title(page)));
    set(value, "new_title", text_value(change->title));
    set(value, "remote", change_words(change->remote));
    set(value, "local", change_words(change->local));
    set(value, "merged", json_boolean(change->is_merge));
    set(value, "marked", json_boolean(change->is_marked));
    set(value, "held", reason_value(change->hold, page));
    set(value, "note", reason_value(change->note, page));
    set(value, "notes", notes_value(change->notes));
    set(value, "steps", steps == NULL ? json_array() : json_incref(steps));
    return value;
}

static json_t *counts_value(const struct json_mount *mount)
{
    const struct changes *changes = mount->changes;
    const struct sync_report *report = mount->report;
    json_t *value = checked(json_object());

    set(value, "pages", json_integer((json_int_t)changes->page_count));
    set(value, "push", json_integer((json_int_t)changes->remote_count));
    set(value, "pull", json_integer((json_int_t)changes->local_count));
    set(value, "merge", json_integer((json_int_t)changes->merge_count));
    set(value, "mark", json_integer((json_int_t)changes->mark_count));
    set(value, "conflicts", json_integer((json_int_t)changes->conflict_count));
    set(value, "held", json_integer((json_int_t)changes->held_count));
    if (report != NULL) {
        set(value, "done", json_integer((json_int_t)report->done_count));
        set(value, "failed", json_integer((json_int_t)report->failed_count));
        set(value, "outdated", json_integer((json_int_t)report->outdated_count));
    }
    return value;
}

struct json_report *json_report_new(const char *command, bool is_dry_run)
{
    struct json_report *report = MEM_NEW(struct json_report);

    report->root = checked(json_object());
    report->mounts = checked(json_array());
    set(report->root, "confsync", json_integer(GRAMMAR_VERSION));
    set(report->root, "command", text_value(command));
    set(report->root, "dry_run", json_boolean(is_dry_run));
    set(report->root, "mounts", report->mounts);
    return report;
}

void json_report_free(struct json_report *report)
{
    if (report != NULL) {
        json_decref(report->root);
        free(report);
    }
}

void json_report_add_mount(struct json_report *report, const struct json_mount *mount)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    json_t *value = checked(json_object());
    json_t *pages = checked(json_array());
    json_t **steps = make_steps(arena, mount);

    for (size_t i = 0; i < mount->changes->count; i++) {
        const struct page_change *change = &mount->changes->items[i];
        add(pages, page_value(change, steps[change->page - mount->scan->facts.pages]));
    }
    for (size_t i = 0; i < mount->scan->facts.count; i++) {
        json_decref(steps[i]);
    }
    set(value, "path", text_value(mount->path));
    set(value, "site", text_value(mount->site));
    set(value, "space", text_value(mount->space));
    set(value, "counts", counts_value(mount));
    set(value, "stopped_by", text_value(mount->scan->plan->stopped_by));
    set(value, "pages", pages);
    add(report->mounts, value);
}

void json_report_begin_conflicts(struct json_report *report)
{
    set(report->root, "conflicts", checked(json_array()));
}

void json_report_add_conflict(struct json_report *report, const struct state_conflict *conflict,
                              const char *mount)
{
    json_t *value = checked(json_object());

    set(value, "mount", text_value(mount));
    set(value, "id", id_value(conflict->page));
    set(value, "path", text_value(conflict->path));
    set(value, "title", text_value(conflict->title));
    set(value, "attribute", text_value(conflict->attribute));
    set(value, "text", text_value(conflict->reason));
    add(json_object_get(report->root, "conflicts"), value);
}

void json_report_set_findings(struct json_report *report, const struct findings *findings,
                              size_t file_count)
{
    json_t *array = checked(json_array());

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        json_t *value = checked(json_object());
        set(value, "kind", json_string(finding->kind));
        set(value, "path", text_value(finding->path));
        set(value, "line", number_value(finding->line));
        set(value, "column", number_value(finding->column));
        set(value, "text", text_value(finding->text));
        add(array, value);
    }
    set(report->root, "files", json_integer((json_int_t)file_count));
    set(report->root, "findings", array);
}

void json_report_finish(struct json_report *report, const struct json_end *end)
{
    set(report->root, "status", json_integer(end->status));
    set(report->root, "error", error_value(end->error));
    set(report->root, "seconds", json_real((double)end->elapsed_ms / MS_PER_SECOND));
    set(report->root, "requests", json_integer((json_int_t)end->requests));
}

static int append_piece(const char *piece, size_t length, void *data)
{
    struct strbuf *text = data;
    strbuf_append_slice(text, (struct slice){piece, length});
    return 0;
}

void json_report_append(const struct json_report *report, struct strbuf *text)
{
    if (json_dump_callback(report->root, append_piece, text,
                           JSON_INDENT(2) | JSON_REAL_PRECISION(SECONDS_PRECISION)) != 0) {
        mem_fail();
    }
    strbuf_append_char(text, '\n');
}

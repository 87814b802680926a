/* SPDX-License-Identifier: MIT */
/*
 * Conflicts: noted in the state with both sides' texts, shown in files of their own,
 * and taken away when they are none any more.
 */
#include <string.h>

#include "sync/execute_internal.h"

/* The kinds of holds that the user can resolve; the others go away with their cause. */
static bool is_resolvable(enum plan_reason reason)
{
    return reason == REASON_BODY_OVERLAPS || reason == REASON_BOTH_RENAMED ||
           reason == REASON_EDITED_AND_DELETED || reason == REASON_NO_BASE;
}

/* Under which attribute a hold is noted. */
static const char *noted_attribute(const struct step *step)
{
    return step->reason == REASON_NO_BASE ? "body" : page_attribute_name(step->attribute);
}

static bool same_bytes(struct slice one, struct slice other)
{
    return (one.start == NULL) == (other.start == NULL) && slice_equal(one, other);
}

static bool same_text(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

/* The same conflict is noted already, with the same texts. */
static bool find_noted(struct executor *executor, struct arena *arena,
                       const struct state_conflict *conflict, bool *is_noted, struct error *error)
{
    const struct sync *sync = executor->sync;
    struct state_conflicts found = {0};

    *is_noted = false;
    if (!state_load_conflicts(sync->state, arena, sync->mount, conflict->page, &found, error)) {
        return false;
    }
    for (size_t i = 0; i < found.count; i++) {
        const struct state_conflict *noted = &found.items[i];
        *is_noted = *is_noted || (same_text(noted->attribute, conflict->attribute) &&
                                  noted->version == conflict->version &&
                                  same_text(noted->remote_title, conflict->remote_title) &&
                                  same_bytes(noted->local, conflict->local) &&
                                  same_bytes(noted->storage, conflict->storage));
    }
    return true;
}

static bool show_files(struct executor *executor, long long id, const struct conflict_texts *texts,
                       struct error *error)
{
    const struct local_store *store = executor->sync->local;
    struct local_operation operation = {
        .action = LOCAL_SAVE_CONFLICT, .id = id, .conflict = *texts};

    if (!store->perform(store->data, &operation, 1, error)) {
        return false;
    }
    if (operation.outcome != OUTCOME_DONE) {
        *error = operation.error;
        return error_prefix(error, "writing the texts of the conflict");
    }
    return true;
}

/* Notes the conflict unless it is noted; `texts` NULL: there are no files to show. */
static bool note(struct executor *executor, struct arena *arena,
                 const struct state_conflict *conflict, const struct conflict_texts *texts,
                 struct error *error)
{
    const struct sync *sync = executor->sync;
    bool is_noted = false;

    if (!find_noted(executor, arena, conflict, &is_noted, error)) {
        return false;
    }
    if (is_noted) {
        return true;
    }
    return (!texts || show_files(executor, conflict->page, texts, error)) &&
           state_save_conflict(sync->state, sync->mount, conflict, error);
}

static struct state_conflict conflict_of(const struct executor *executor, size_t step,
                                         const char *attribute, enum plan_reason reason)
{
    const struct page_facts *facts = executor_facts(executor, step);

    return (struct state_conflict){
        .page = facts->id,
        .attribute = attribute,
        .reason = plan_reason_text(reason),
        .path = facts->path,
        .title = page_facts_title(facts),
        .since_ms = clock_now_ms(executor->sync->clock),
        .version = facts->remote.exists ? facts->remote.version : 0,
        .remote_title = facts->remote.exists ? facts->remote.title : NULL,
    };
}

static bool note_body(struct executor *executor, struct arena *arena, size_t step,
                      enum plan_reason reason, const struct body_sides *sides, struct error *error)
{
    struct state_conflict conflict = conflict_of(executor, step, "body", reason);
    struct merge_result merged = {0};

    if (!body_merge(executor->sync, arena, sides, &merged, error)) {
        return false;
    }
    const struct conflict_texts texts = {.base = sides->base->own,
                                         .local = sides->local,
                                         .remote = sides->remote->markdown,
                                         .merged = merged.text};
    conflict.local = sides->local.start ? sides->local : SLICE_LITERAL("");
    conflict.storage = sides->remote->storage.start ? sides->remote->storage : SLICE_LITERAL("");
    return note(executor, arena, &conflict, &texts, error);
}

bool executor_hold_body(struct executor *executor, size_t step, const struct body_sides *sides,
                        struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();

    executor_finish(executor, step, STEP_HELD);
    return note_body(executor, arena, step, REASON_BODY_OVERLAPS, sides, error);
}

static bool hold_body(struct executor *executor, struct arena *arena, size_t step,
                      const struct fetched_page *fetched, struct error *error)
{
    const struct local_store *store = executor->sync->local;
    const struct page_facts *facts = executor_facts(executor, step);
    struct base_body base = {0};
    struct conversion_base remote = {0};
    struct local_page file = {0};

    if (!store->read(store->data, arena, facts->key, &file, error) ||
        !body_load(executor->sync, arena, facts->id, &base, error)) {
        return false;
    }
    if (file.fault) {
        return true;
    }
    const struct body_sides sides = {
        &base, file.body, &remote, {facts->base.version, fetched->version}};
    return body_convert(executor->sync, arena, fetched->storage,
                        store->attachments(store->data, facts->key), &remote, error) &&
           note_body(executor, arena, step, executor_step(executor, step)->reason, &sides, error);
}

static bool hold(struct executor *executor, size_t step, struct error *error)
{
    const struct step *what = executor_step(executor, step);
    CLEANUP(arena) struct arena *arena = arena_new();
    struct fetched_page fetched = {0};
    const struct window one = {&step, 1};

    executor_finish(executor, step, what->kind == STEP_NOTE ? STEP_DONE : STEP_HELD);
    if (what->kind == STEP_NOTE || !is_resolvable(what->reason) ||
        executor_facts(executor, step)->id == 0) {
        return true;
    }
    if (what->reason != REASON_BODY_OVERLAPS && what->reason != REASON_NO_BASE) {
        const struct state_conflict conflict =
            conflict_of(executor, step, noted_attribute(what), what->reason);
        return note(executor, arena, &conflict, NULL, error);
    }
    if (!executor_remote_bodies(executor, arena, &one, &fetched, error)) {
        return false;
    }
    if (!fetched.is_found || hold_body(executor, arena, step, &fetched, error)) {
        return true;
    }
    return error->kind == ERROR_INPUT;
}

bool execute_holds(struct executor *executor, const struct window *window, struct error *error)
{
    for (size_t i = 0; i < window->count; i++) {
        if (!hold(executor, window->steps[i], error)) {
            return false;
        }
    }
    return true;
}

/* Whether the plan, or what became of it, holds this attribute of this page. */
static bool is_held(const struct executor *executor, const struct state_conflict *conflict)
{
    const struct plan *plan = executor->scan->plan;

    for (size_t i = 0; i < plan->count; i++) {
        if (executor_facts(executor, i)->id != conflict->page) {
            continue;
        }
        bool is_hold = plan->steps[i].kind == STEP_HOLD &&
                       strcmp(noted_attribute(&plan->steps[i]), conflict->attribute) == 0;
        bool was_held = executor->report->steps[i].result == STEP_HELD &&
                        step_is_write(&plan->steps[i]) && strcmp(conflict->attribute, "body") == 0;
        /* A faulty file, or a refused one, says nothing about the conflicts of its page. */
        bool is_unclear =
            plan->steps[i].reason == REASON_FAULT || plan->steps[i].reason == REASON_LOSES;
        if (is_hold || was_held || is_unclear) {
            return true;
        }
    }
    return false;
}

static bool clear(struct executor *executor, const struct state_conflict *conflict,
                  struct error *error)
{
    const struct sync *sync = executor->sync;
    struct local_operation operation = {.action = LOCAL_CLEAR_CONFLICT, .id = conflict->page};

    if (strcmp(conflict->attribute, "body") == 0 &&
        !sync->local->perform(sync->local->data, &operation, 1, error)) {
        return false;
    }
    return state_drop_conflict(sync->state, sync->mount, conflict->page, conflict->attribute,
                               error);
}

static bool is_selected(const struct executor *executor, long long id)
{
    const struct facts *facts = &executor->scan->facts;
    const struct page_selection *selection = executor->scan->options.selection;
    size_t page = facts_find(facts, id);

    return !selection ||
           (page < facts->count && selection->is_selected(selection->context, facts, page));
}

bool executor_clear_conflicts(struct executor *executor, struct error *error)
{
    const struct sync *sync = executor->sync;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct state_conflicts conflicts = {0};

    if (!state_list_conflicts(sync->state, arena, sync->mount, &conflicts, error)) {
        return false;
    }
    for (size_t i = 0; i < conflicts.count; i++) {
        if (is_selected(executor, conflicts.items[i].page) &&
            !is_held(executor, &conflicts.items[i]) &&
            !clear(executor, &conflicts.items[i], error)) {
            return false;
        }
    }
    return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * Steps whose requests are unconditional: moves, deletions, restorations. The page is
 * looked at before and after; the look afterwards says what happened, whatever the
 * answer was.
 */
#include <string.h>

#include "sync/execute_internal.h"

/* What looks said about the pages of a window; same order. */
struct looks {
    const struct window *window;
    struct executor *executor;
    struct arena *arena;
    struct remote_page *pages;
    bool *is_seen;
};

static bool note_look(void *context, const struct remote_page *page, struct error *error)
{
    struct looks *looks = context;

    (void)error;
    for (size_t i = 0; i < looks->window->count; i++) {
        if (executor_work(looks->executor, looks->window->steps[i])->id == page->id) {
            looks->pages[i] = *page;
            looks->pages[i].title = arena_copy(looks->arena, slice_from(page->title));
            looks->is_seen[i] = true;
        }
    }
    return true;
}

static bool look(struct executor *executor, struct arena *arena, const struct window *window,
                 struct looks *looks, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    long long *ids = ARENA_NEW_ARRAY(arena, long long, window->count);

    *looks = (struct looks){
        .window = window,
        .executor = executor,
        .arena = arena,
        .pages = ARENA_NEW_ARRAY(arena, struct remote_page, window->count),
        .is_seen = ARENA_NEW_ARRAY(arena, bool, window->count),
    };
    const struct remote_visitor visitor = {note_look, looks};
    for (size_t i = 0; i < window->count; i++) {
        ids[i] = executor_work(executor, window->steps[i])->id;
    }
    return window->count == 0 || store->look(store->data, ids, window->count, &visitor, error);
}

/* Whether the page is what this run believes it to be. */
static bool is_as_expected(const struct executor *executor, const struct page_work *work,
                           const struct remote_page *seen)
{
    return seen->status == REMOTE_CURRENT && seen->version == work->version &&
           strcmp(seen->title, work->remote_title) == 0 &&
           executor_seen_parent(executor, seen) == work->remote_parent;
}

static void ignore(void *context, struct remote_operation *operation)
{
    (void)context;
    (void)operation;
}

static bool perform(const struct executor *executor, struct arena *arena,
                    struct remote_operation *operations, size_t count, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    const struct remote_observer observer = {ignore, NULL};

    return count == 0 || store->perform(store->data, arena, operations, count, &observer, error);
}

/* The page has moved; a version that only the move made belongs to the body that is known. */
static bool note_move(struct executor *executor, size_t step, const struct remote_page *seen,
                      struct error *error)
{
    struct page_work *work = executor_work(executor, step);
    const struct page_facts *facts = executor_facts(executor, step);
    const struct step *what = executor_step(executor, step);
    bool is_own_version =
        seen->version == work->version + 1 && work->has_row && work->row.version == work->version;
    struct base_change change = {.version = is_own_version ? seen->version : 0};

    work->version = seen->version;
    work->remote_parent = what->parent;
    if (what->parent == facts->local.parent) {
        change.has_parent = true;
        (void)executor_parent_id(executor, what->parent, &change.parent);
    }
    executor_finish(executor, step, STEP_DONE);
    return executor_save(executor, what->page, &change, error);
}

static bool move(struct executor *executor, struct arena *arena, size_t step,
                 const struct window *window, struct error *error)
{
    struct remote_operation operation = {.action = REMOTE_MOVE,
                                         .id = executor_work(executor, step)->id};
    struct looks after;

    if (!executor_parent_id(executor, executor_step(executor, step)->parent, &operation.parent)) {
        return true; /* not tried: the page above it was not created */
    }
    if (!perform(executor, arena, &operation, 1, error) ||
        !look(executor, arena, window, &after, error)) {
        return false;
    }
    bool has_moved =
        after.is_seen[0] && after.pages[0].status == REMOTE_CURRENT &&
        executor_seen_parent(executor, &after.pages[0]) == executor_step(executor, step)->parent;
    if (has_moved) {
        return note_move(executor, step, &after.pages[0], error);
    }
    executor_take_outcome(executor, step,
                          operation.outcome == OUTCOME_DONE ? OUTCOME_CHANGED : operation.outcome,
                          &operation.error);
    return true;
}

bool execute_moves(struct executor *executor, const struct window *window, struct error *error)
{
    for (size_t i = 0; i < window->count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const struct window one = {&window->steps[i], 1};
        struct looks before;
        if (!look(executor, arena, &one, &before, error)) {
            return false;
        }
        if (!before.is_seen[0] ||
            !is_as_expected(executor, executor_work(executor, window->steps[i]),
                            &before.pages[0])) {
            executor_finish(executor, window->steps[i], STEP_OUTDATED);
        } else if (!move(executor, arena, window->steps[i], &one, error)) {
            return false;
        }
    }
    return true;
}

/* Whether a page may be trashed now; sets the result where it may not. */
static bool may_trash(struct executor *executor, size_t step, const struct looks *looks, size_t i,
                      bool *is_allowed, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    bool has_children = false;

    *is_allowed = looks->is_seen[i] &&
                  is_as_expected(executor, executor_work(executor, step), &looks->pages[i]);
    if (*is_allowed && !store->has_children(store->data, executor_work(executor, step)->id,
                                            &has_children, error)) {
        return false;
    }
    *is_allowed = *is_allowed && !has_children;
    if (!*is_allowed) {
        executor_finish(executor, step, STEP_OUTDATED);
    }
    return true;
}

/* Somebody changed the page just before it went: it comes back at once. */
static bool take_back(struct executor *executor, struct arena *arena, size_t step,
                      const struct remote_page *seen, struct error *error)
{
    struct remote_operation operation = {
        .action = REMOTE_RESTORE, .id = seen->id, .version = seen->version + 1};

    if (!perform(executor, arena, &operation, 1, error)) {
        return false;
    }
    if (operation.outcome == OUTCOME_DONE || operation.outcome == OUTCOME_CHANGED) {
        executor_finish(executor, step, STEP_OUTDATED);
    } else {
        (void)error_prefix(&operation.error,
                           "changed while it was being deleted, and could not be restored");
        executor_fail(executor, step, &operation.error);
    }
    return true;
}

static bool conclude_trashing(struct executor *executor, struct arena *arena,
                              const struct remote_operation *operation, size_t step,
                              const struct remote_page *seen, struct error *error)
{
    if (!seen || seen->status != REMOTE_TRASHED) {
        executor_take_outcome(executor, step,
                              operation->outcome == OUTCOME_DONE ? OUTCOME_CHANGED
                                                                 : operation->outcome,
                              &operation->error);
        return true;
    }
    if (seen->version != executor_work(executor, step)->version) {
        return take_back(executor, arena, step, seen, error);
    }
    executor_finish(executor, step, STEP_DONE);
    return executor_forget(executor, executor_step(executor, step)->page, error);
}

static bool trash_window(struct executor *executor, struct arena *arena,
                         const struct window *window, struct error *error)
{
    struct remote_operation *operations =
        ARENA_NEW_ARRAY(arena, struct remote_operation, window->count);
    struct looks after;

    for (size_t i = 0; i < window->count; i++) {
        operations[i].action = REMOTE_TRASH;
        operations[i].id = executor_work(executor, window->steps[i])->id;
    }
    bool is_whole = perform(executor, arena, operations, window->count, error);
    if (!is_whole || !look(executor, arena, window, &after, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        if (!conclude_trashing(executor, arena, &operations[i], window->steps[i],
                               after.is_seen[i] ? &after.pages[i] : NULL, error)) {
            return false;
        }
    }
    return true;
}

bool execute_trashings(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct window allowed = {ARENA_NEW_ARRAY(arena, size_t, window->count), 0};
    struct looks before;

    if (!look(executor, arena, window, &before, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        bool is_allowed = false;
        if (!may_trash(executor, window->steps[i], &before, i, &is_allowed, error)) {
            return false;
        }
        if (is_allowed) {
            allowed.steps[allowed.count++] = window->steps[i];
        }
    }
    return trash_window(executor, arena, &allowed, error);
}

static bool restore(struct executor *executor, struct arena *arena, size_t step,
                    const struct remote_page *seen, struct error *error)
{
    const struct sync *sync = executor->sync;
    struct remote_operation operation = {
        .action = REMOTE_RESTORE, .id = seen->id, .version = seen->version + 1};

    if (seen->status == REMOTE_TRASHED && !perform(executor, arena, &operation, 1, error)) {
        return false;
    }
    bool is_back = seen->status == REMOTE_CURRENT || operation.outcome == OUTCOME_DONE;
    if (!is_back) {
        executor_take_outcome(executor, step, operation.outcome, &operation.error);
        return true;
    }
    executor_finish(executor, step, STEP_DONE);
    /* The next run finds a page that exists, with an edited file. */
    executor->report->should_run_again = true;
    return state_drop_conflict(sync->state, sync->mount, seen->id, "page", error);
}

bool execute_restorations(struct executor *executor, const struct window *window,
                          struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct looks before;

    if (!look(executor, arena, window, &before, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        size_t step = window->steps[i];
        bool is_possible = before.is_seen[i] && (before.pages[i].status == REMOTE_TRASHED ||
                                                 before.pages[i].status == REMOTE_CURRENT);
        if (!is_possible) {
            struct error refusal;
            (void)error_set(&refusal, ERROR_CONFLICT, 0,
                            "it is not in the trash, so it cannot be restored");
            executor_fail(executor, step, &refusal);
        } else if (!restore(executor, arena, step, &before.pages[i], error)) {
            return false;
        }
    }
    return true;
}

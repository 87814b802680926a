/* SPDX-License-Identifier: MIT */
/*
 * Pages that go to the trash, and come back. The requests are unconditional: a page is
 * looked at before and after, and the look afterwards says what happened, whatever the
 * answer was.
 */
#include "sync/look_internal.h"

/* Whether a page may be trashed now; sets the result where it may not. */
static bool may_trash(struct executor *executor, size_t step, const struct looks *looks, size_t i,
                      bool *is_allowed, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    bool has_children = false;

    *is_allowed = looks->is_seen[i] && look_is_as_planned(executor, step, &looks->pages[i]);
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

    if (!executor_perform(executor, arena, &operation, 1, error)) {
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
    bool is_whole = executor_perform(executor, arena, operations, window->count, error);
    if (!is_whole || !executor_look(executor, arena, window, &after, error)) {
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

    if (!executor_look(executor, arena, window, &before, error)) {
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

    if (seen->status == REMOTE_TRASHED &&
        !executor_perform(executor, arena, &operation, 1, error)) {
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

    if (!executor_look(executor, arena, window, &before, error)) {
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

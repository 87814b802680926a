/* SPDX-License-Identifier: MIT */
/*
 * Pages that move. A server may count a move as a new version, and a colleague may
 * make one at the same moment: which of the two it was, only the content tells. What
 * reads as it did before is agreed on at once, so that the next run has nothing to do;
 * any other version is left for the next run, and the base does not know of it.
 */
#include <string.h>

#include "sync/follow_internal.h"
#include "sync/look_internal.h"

/* The page has moved: its place is agreed on if the file is there already. */
static bool note_move(struct executor *executor, size_t step, struct error *error)
{
    const struct step *what = executor_step(executor, step);
    struct base_change change = {0};

    executor_work(executor, step)->remote_parent = what->parent;
    if (what->parent == executor_facts(executor, step)->local.parent) {
        change.has_parent = true;
        (void)executor_parent_id(executor, what->parent, &change.parent);
    }
    executor_finish(executor, step, STEP_DONE);
    return executor_save(executor, what->page, &change, error);
}

/* *has_new_version tells that the page moved, and that its version did too. */
static bool move(struct executor *executor, struct arena *arena, size_t step, bool *has_new_version,
                 struct error *error)
{
    const struct window one = {&step, 1};
    struct remote_operation operation = {.action = REMOTE_MOVE,
                                         .id = executor_work(executor, step)->id};
    struct looks after;

    if (!executor_parent_id(executor, executor_step(executor, step)->parent, &operation.parent)) {
        return true; /* not tried: the page above it was not created */
    }
    if (!executor_perform(executor, arena, &operation, 1, error) ||
        !executor_look(executor, arena, &one, &after, error)) {
        return false;
    }
    bool has_moved =
        after.is_seen[0] && after.pages[0].status == REMOTE_CURRENT &&
        executor_seen_parent(executor, &after.pages[0]) == executor_step(executor, step)->parent;
    if (has_moved) {
        *has_new_version = after.pages[0].version != executor_work(executor, step)->version;
        return note_move(executor, step, error);
    }
    executor_take_outcome(executor, step,
                          operation.outcome == OUTCOME_DONE ? OUTCOME_CHANGED : operation.outcome,
                          &operation.error);
    return true;
}

/* The body that the page had when the run moved it; start NULL: not known. */
static struct slice body_before(const struct executor *executor, size_t step,
                                const struct base_body *base)
{
    const struct page_work *work = executor_work(executor, step);
    const struct page_facts *facts = executor_facts(executor, step);
    const struct scan_page *details = &executor->scan->pages[executor_step(executor, step)->page];

    if (work->has_row && work->row.version == work->version) {
        return base->plain.storage;
    }
    return facts->remote.version == work->version ? details->storage : (struct slice){0};
}

static bool is_only_moved(const struct page_work *work, struct slice before,
                          const struct fetched_page *fetched)
{
    return fetched->is_found && fetched->version == work->version + 1 && before.start &&
           slice_equal(fetched->storage, before) && strcmp(fetched->title, work->remote_title) == 0;
}

/* The file is to name the new version, unless a step of its own writes it later. */
static bool may_label(const struct executor *executor, const struct follow *follow)
{
    const struct page_work *work = &executor->work[follow->page];

    return work->write_step == NO_STEP && !work->is_moved_later && work->file.is_marked &&
           executor_is_file_of(&follow->file, work->id, work->file.title) &&
           strcmp(follow->file.title, work->file.title) == 0;
}

/* Takes the new version over where only the move made it; follow->version: the base takes it too. */
static bool take_version(struct executor *executor, struct arena *arena, size_t step,
                         const struct fetched_page *fetched, struct follow *follow,
                         struct error *error)
{
    const struct local_store *store = executor->sync->local;
    struct page_work *work = executor_work(executor, step);
    bool is_base_current = work->has_row && work->row.version == work->version;

    *follow = (struct follow){.page = executor_step(executor, step)->page, .write_step = NO_STEP};
    if (!body_load(executor->sync, arena, work->id, &follow->base, error)) {
        return error->kind == ERROR_INPUT; /* the next run says what is wrong with it */
    }
    if (!is_only_moved(work, body_before(executor, step, &follow->base), fetched)) {
        executor->report->should_run_again = true;
        return true;
    }
    work->version = fetched->version;
    if (!is_base_current || work->key == LOCAL_NONE) {
        return true;
    }
    if (!store->read(store->data, arena, work->key, &follow->file, error)) {
        return false;
    }
    follow->version = work->version;
    follow->text = follow->file.body;
    follow->is_label = may_label(executor, follow);
    return true;
}

/* Settles the versions of pages that moved and have a new one. */
static bool settle_versions(struct executor *executor, struct arena *arena,
                            const struct window *raised, struct error *error)
{
    long long *ids = ARENA_NEW_ARRAY(arena, long long, raised->count);
    struct fetched_page *fetched = ARENA_NEW_ARRAY(arena, struct fetched_page, raised->count);
    struct follow *follows = ARENA_NEW_ARRAY(arena, struct follow, raised->count);
    size_t count = 0;

    for (size_t i = 0; i < raised->count; i++) {
        ids[i] = executor_work(executor, raised->steps[i])->id;
    }
    if (!executor_fetch(executor, arena, ids, raised->count, fetched, error)) {
        return false;
    }
    for (size_t i = 0; i < raised->count; i++) {
        if (!take_version(executor, arena, raised->steps[i], &fetched[i], &follows[count], error)) {
            return false;
        }
        count += follows[count].version != 0;
    }
    return count == 0 || follow_all(executor, arena, follows, count, error);
}

bool execute_moves(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct window raised = {ARENA_NEW_ARRAY(arena, size_t, window->count), 0};

    /* One after the other: their order is what keeps them possible. */
    for (size_t i = 0; i < window->count; i++) {
        const struct window one = {&window->steps[i], 1};
        struct looks before;
        bool has_new_version = false;
        if (!executor_continue(executor, window->steps[i], error) ||
            !executor_look(executor, arena, &one, &before, error)) {
            return false;
        }
        if (!before.is_seen[0] ||
            !look_is_as_planned(executor, window->steps[i], &before.pages[0])) {
            executor_finish(executor, window->steps[i], STEP_OUTDATED);
        } else if (!move(executor, arena, window->steps[i], &has_new_version, error)) {
            return false;
        }
        if (has_new_version) {
            raised.steps[raised.count++] = window->steps[i];
        }
    }
    return settle_versions(executor, arena, &raised, error);
}

/* SPDX-License-Identifier: MIT */
/* Steps that change only the base: what both sides have already. */
#include "sync/execute_internal.h"

/* The agreed body, if file and page still say the same. */
static bool record_body(struct executor *executor, struct arena *arena, size_t step,
                        const struct fetched_page *remote, struct base_change *change,
                        struct error *error)
{
    const struct local_store *store = executor->sync->local;
    const struct page_work *work = executor_work(executor, step);
    struct conversion_base *plain = ARENA_NEW(arena, struct conversion_base);
    struct local_page file = {0};
    bool is_same = false;
    bool is_usable = false;

    if (!executor_read_file(executor, arena, step, &file, &is_usable, error)) {
        return false;
    }
    if (!is_usable) {
        return true;
    }
    if (!body_convert(executor->sync, arena, remote->storage,
                      store->attachments(store->data, work->key), plain, error) ||
        !body_says_same(executor->sync, arena, file.body, plain, &is_same, error)) {
        return executor_survives(executor, step, error);
    }
    if (!is_same) {
        executor_finish(executor, step, STEP_OUTDATED);
        return true;
    }
    change->plain = plain;
    change->own = file.body;
    change->version = remote->version;
    return true;
}

static struct base_change record_of(const struct executor *executor, size_t step)
{
    const struct step *what = executor_step(executor, step);
    const struct page_facts *facts = executor_facts(executor, step);
    const struct page_work *work = executor_work(executor, step);
    bool is_pushed = work->version != facts->remote.version;
    struct base_change change = {
        .title = what->has_title ? facts->remote.title : NULL,
        .has_parent = what->has_parent,
        .version = what->has_version && !is_pushed ? work->version : 0,
    };

    if (what->has_parent) {
        (void)executor_parent_id(executor, facts->remote.parent, &change.parent);
    }
    return change;
}

static bool record(struct executor *executor, struct arena *arena, size_t step,
                   const struct fetched_page *remote, struct error *error)
{
    struct base_change change = record_of(executor, step);

    if (remote && !record_body(executor, arena, step, remote, &change, error)) {
        return false;
    }
    if (executor->report->steps[step].result != STEP_NOT_TRIED) {
        return true;
    }
    executor_finish(executor, step, STEP_DONE);
    return executor_save(executor, executor_step(executor, step)->page, &change, error);
}

bool execute_records(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct window bodies = {ARENA_NEW_ARRAY(arena, size_t, window->count), 0};
    struct fetched_page *remote = ARENA_NEW_ARRAY(arena, struct fetched_page, window->count);
    size_t next = 0;

    for (size_t i = 0; i < window->count; i++) {
        /* A push of this run has read the body afresh and saved it. */
        const struct page_work *work = executor_work(executor, window->steps[i]);
        bool is_pushed =
            work->version != executor_facts(executor, window->steps[i])->remote.version;
        if (executor_step(executor, window->steps[i])->has_body && !is_pushed) {
            bodies.steps[bodies.count++] = window->steps[i];
        }
    }
    if (!executor_remote_bodies(executor, arena, &bodies, remote, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        bool has_body = next < bodies.count && bodies.steps[next] == window->steps[i];
        const struct fetched_page *body = has_body ? &remote[next++] : NULL;
        if ((!body || body->is_found) && !record(executor, arena, window->steps[i], body, error)) {
            return false;
        }
    }
    return true;
}

bool execute_forgettings(struct executor *executor, const struct window *window,
                         struct error *error)
{
    for (size_t i = 0; i < window->count; i++) {
        executor_finish(executor, window->steps[i], STEP_DONE);
        if (!executor_forget(executor, executor_step(executor, window->steps[i])->page, error)) {
            return false;
        }
    }
    return true;
}

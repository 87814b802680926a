/* SPDX-License-Identifier: MIT */
#include "sync/push_internal.h"

#include <string.h>

#include "sync/follow_internal.h"

void push_give_up(struct executor *executor, struct push *push, enum step_result result)
{
    push->is_given_up = true;
    executor_finish(executor, push->step, result);
}

bool push_survives(struct executor *executor, struct push *push, const struct error *error)
{
    push->is_given_up = true;
    return executor_survives(executor, push->step, error);
}

static bool take_stored(struct executor *executor, struct arena *arena, struct push *push,
                        struct slice storage, struct error *error)
{
    const struct local_store *store = executor->sync->local;
    const struct page_work *work = executor_work(executor, push->step);

    if (!body_convert(executor->sync, arena, storage, store->attachments(store->data, work->key),
                      &push->stored, error)) {
        return push_survives(executor, push, error);
    }
    push->is_stored_known = true;
    return true;
}

/* An update without an answer: the version and its message tell whose work is there. */
static bool settle_lost(struct executor *executor, struct push *push,
                        const struct fetched_page *fetched)
{
    const struct remote_operation *sent = &push->operation;

    if (fetched->is_found && fetched->version == sent->version &&
        strcmp(fetched->message, sent->message) == 0) {
        return true;
    }
    push->is_given_up = true;
    if (fetched->is_found && fetched->version < sent->version) {
        executor_fail(executor, push->step, &sent->error);
    } else {
        executor_finish(executor, push->step, STEP_OUTDATED);
    }
    return false;
}

/*
 * Confluence answers an update of a page that went to the trash a moment ago by
 * restoring the page as it was: all looks well, but what was sent is not there.
 */
static bool check_taken(struct executor *executor, struct arena *arena, struct push *push,
                        const struct fetched_page *fetched, struct error *error)
{
    const struct remote_operation *sent = &push->operation;
    const char *title_before = executor_work(executor, push->step)->remote_title;
    bool is_creation = !push->before.start;

    if (is_creation || !slice_equal(fetched->storage, push->before) ||
        strcmp(fetched->title, title_before) != 0) {
        return true;
    }
    bool is_taken = strcmp(sent->title, title_before) == 0;
    if (!slice_equal(sent->storage, push->before) &&
        !body_says_same(executor->sync, arena, push->text, &push->stored, &is_taken, error)) {
        return false;
    }
    if (!is_taken) {
        push_give_up(executor, push, STEP_OUTDATED);
    }
    return true;
}

static bool note_fetched(struct executor *executor, struct arena *arena, struct push *push,
                         const struct fetched_page *fetched, struct error *error)
{
    long long version = push->operation.result.version;

    if (push->operation.outcome == OUTCOME_UNKNOWN) {
        if (!settle_lost(executor, push, fetched)) {
            return true;
        }
        version = push->operation.version;
        push->operation.result.version = version;
    }
    /* Another version is somebody else's: the next run compares with that one. */
    if (!fetched->is_found || fetched->version != version) {
        return true;
    }
    return take_stored(executor, arena, push, fetched->storage, error) &&
           (push->is_given_up || check_taken(executor, arena, push, fetched, error));
}

/* What is known without asking; *needs_fetch when it is not enough. */
static bool note_answer(struct executor *executor, struct arena *arena, struct push *push,
                        bool *needs_fetch, struct error *error)
{
    const struct remote_operation *operation = &push->operation;

    *needs_fetch = false;
    if (push->is_given_up) {
        return true;
    }
    if (!push->is_sent) {
        return take_stored(executor, arena, push, operation->storage, error);
    }
    if (operation->outcome != OUTCOME_DONE && operation->outcome != OUTCOME_UNKNOWN) {
        push->is_given_up = true;
        executor_take_outcome(executor, push->step, operation->outcome, &operation->error);
        return true;
    }
    if (operation->outcome == OUTCOME_DONE && operation->result.storage.start) {
        return take_stored(executor, arena, push, operation->result.storage, error);
    }
    *needs_fetch = true;
    return true;
}

void push_finish_accepted(struct executor *executor, const struct pushes *pushes)
{
    for (size_t i = 0; i < pushes->count; i++) {
        const struct push *push = &pushes->items[i];
        if (!push->is_given_up && push->is_sent && push->operation.outcome == OUTCOME_DONE) {
            executor_finish(executor, push->step, STEP_DONE);
        }
    }
}

bool push_read_back(struct executor *executor, struct arena *arena, struct pushes *pushes,
                    struct error *error)
{
    long long *ids = ARENA_NEW_ARRAY(arena, long long, pushes->count);
    struct push **waiting = ARENA_NEW_ARRAY(arena, struct push *, pushes->count);
    struct fetched_page *fetched = ARENA_NEW_ARRAY(arena, struct fetched_page, pushes->count);
    size_t count = 0;

    for (size_t i = 0; i < pushes->count; i++) {
        bool needs_fetch = false;
        if (!note_answer(executor, arena, &pushes->items[i], &needs_fetch, error)) {
            return false;
        }
        if (needs_fetch) {
            waiting[count] = &pushes->items[i];
            ids[count++] = executor_work(executor, pushes->items[i].step)->id;
        }
    }
    if (!executor_fetch(executor, arena, ids, count, fetched, error)) {
        push_finish_accepted(executor, pushes);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!note_fetched(executor, arena, waiting[i], &fetched[i], error)) {
            return false;
        }
    }
    return true;
}

/* The file goes to its new place first; what it is to follow is kept until then. */
static void keep_for_later(struct executor *executor, const struct push *push)
{
    struct page_work *work = executor_work(executor, push->step);
    struct conversion_base *stored = ARENA_NEW(executor->arena, struct conversion_base);

    stored->storage = (struct slice){arena_copy(executor->arena, push->stored.storage),
                                     push->stored.storage.length};
    work->stored = stored;
    work->pushed = (struct slice){arena_copy(executor->arena, push->text), push->text.length};
    work->pushed_from =
        (struct slice){arena_copy(executor->arena, push->file.body), push->file.body.length};
}

static bool is_temporary(const struct executor *executor, size_t step)
{
    return executor_step(executor, step)->kind == STEP_RETITLE_REMOTE;
}

static struct follow follow_of(struct executor *executor, struct push *push)
{
    const struct step *step = executor_step(executor, push->step);
    const struct page_work *work = executor_work(executor, push->step);
    bool is_created = step->kind == STEP_CREATE_REMOTE;
    bool is_followed = push->takes_body && push->is_stored_known;
    struct follow follow = {
        .page = step->page,
        .write_step = is_followed && !work->is_moved_later ? work->write_step : NO_STEP,
        .file = push->file,
        .base = push->base,
        .remote = &push->stored,
        .takes_body = is_followed,
        .version = is_followed ? work->version : 0,
        .text = push->text,
        .is_partial = push->is_partial,
        .base_title = step->has_title && !is_temporary(executor, push->step) ? step->title : NULL,
        .has_parent = is_created,
    };

    if (is_created) {
        (void)executor_parent_id(executor, step->parent, &follow.parent);
    }
    return follow;
}

/* The temporary title has been given back: nothing is left to be remembered. */
static bool drop_retitle(struct executor *executor, const struct push *push, struct error *error)
{
    const struct sync *sync = executor->sync;
    struct page_work *work = executor_work(executor, push->step);

    if (is_temporary(executor, push->step) || work->retitle_intent == 0 ||
        !executor_step(executor, push->step)->has_title) {
        return true;
    }
    long long intent = work->retitle_intent;
    work->retitle_intent = 0;
    return state_drop_intent(sync->state, sync->mount, intent, error);
}

bool push_conclude(struct executor *executor, struct arena *arena, struct pushes *pushes,
                   struct error *error)
{
    struct follow *follows = ARENA_NEW_ARRAY(arena, struct follow, pushes->count);
    size_t count = 0;

    for (size_t i = 0; i < pushes->count; i++) {
        struct push *push = &pushes->items[i];
        struct page_work *work = executor_work(executor, push->step);
        if (push->is_given_up) {
            continue;
        }
        work->version = push->operation.result.version;
        work->remote_title = arena_copy(executor->arena, slice_from(push->operation.title));
        executor_finish(executor, push->step, STEP_DONE);
        executor->report->should_run_again |= push->takes_body && !push->is_stored_known;
        if (work->is_moved_later && push->is_stored_known) {
            keep_for_later(executor, push);
        }
        if (!drop_retitle(executor, push, error)) {
            return false;
        }
        if (!is_temporary(executor, push->step)) {
            follows[count++] = follow_of(executor, push);
        }
    }
    return follow_all(executor, arena, follows, count, error);
}

const char *push_message(struct executor *executor, struct arena *arena)
{
    CLEANUP_STRBUF struct strbuf message = STRBUF(100);

    strbuf_append_format(&message, "Synced by confsync (%08x)",
                         (unsigned)(random_next(executor->sync->random) & 0xffffffffU));
    return strbuf_copy(&message, arena).start;
}

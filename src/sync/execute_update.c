/* SPDX-License-Identifier: MIT */
/* Updates of titles and bodies of existing pages. */
#include <string.h>

#include "sync/push_internal.h"

/* The page is what the plan was made for, and what this run made of it since. */
static bool is_as_planned(const struct page_work *work, const struct fetched_page *fresh)
{
    return fresh->is_found && fresh->version == work->version &&
           strcmp(fresh->title, work->remote_title) == 0;
}

/* What the page holds by now; where that is the base, the base itself. */
static bool convert_fresh(struct executor *executor, struct arena *arena, const struct push *push,
                          const struct fetched_page *fresh, struct conversion_base *remote,
                          struct error *error)
{
    const struct local_store *store = executor->sync->local;
    size_t key = executor_work(executor, push->step)->key;

    if (push->base.exists && slice_equal(fresh->storage, push->base.plain.storage)) {
        *remote = push->base.plain;
        return true;
    }
    return body_convert(executor->sync, arena, fresh->storage, store->attachments(store->data, key),
                        remote, error);
}

/* The body to be sent, merged with what the page holds by now, and the text of the file then. */
static bool prepare_body(struct executor *executor, struct arena *arena, struct push *push,
                         const struct fetched_page *fresh, struct error *error)
{
    const struct markdown_options options = body_options(executor->sync, NULL);
    struct conversion_report report;
    struct conversion_base remote = {0};
    struct merge_result merged = {0};
    const struct body_sides sides = {
        &push->base,
        push->file.body,
        &remote,
        {executor_work(executor, push->step)->row.version, fresh->version}};

    if (!convert_fresh(executor, arena, push, fresh, &remote, error) ||
        !body_merge(executor->sync, arena, &sides, &merged, error)) {
        return push_survives(executor, push, error);
    }
    bool has_body = executor_step(executor, push->step)->has_body;
    if (merged.has_conflict && has_body) {
        push->is_given_up = true;
        return executor_hold_body(executor, push->step, &sides, error);
    }
    push->text = merged.has_conflict ? push->file.body : merged.text;
    push->takes_body = push->takes_body && !merged.has_conflict;
    return !has_body ||
           convert_to_storage(arena, merged.text, &remote, &options, &push->operation.storage,
                              &report, error) ||
           push_survives(executor, push, error);
}

static bool prepare(struct executor *executor, struct arena *arena, struct push *push,
                    const struct fetched_page *fresh, struct error *error)
{
    const struct step *step = executor_step(executor, push->step);
    const struct page_work *work = executor_work(executor, push->step);
    bool is_usable = true;

    if (!is_as_planned(work, fresh)) {
        push_give_up(executor, push, STEP_OUTDATED);
        return true;
    }
    push->operation = (struct remote_operation){
        .action = REMOTE_UPDATE,
        .id = work->id,
        .version = fresh->version + 1,
        .title = step->has_title ? step->title : fresh->title,
        .message = push->message,
        .storage = fresh->storage,
        .owner = push,
    };
    push->takes_body = step->has_version && step->kind == STEP_UPDATE_REMOTE;
    if (!body_load(executor->sync, arena, work->id, &push->base, error) ||
        !executor_read_file(executor, arena, push->step, &push->file, &is_usable, error)) {
        return push_survives(executor, push, error);
    }
    if (!is_usable) {
        push->is_given_up = true;
        return true;
    }
    push->text = push->file.body;
    push->is_partial = !step->has_body;
    if ((step->has_body || push->takes_body) &&
        !prepare_body(executor, arena, push, fresh, error)) {
        return false;
    }
    push->is_sent = !slice_equal(push->operation.storage, fresh->storage) ||
                    strcmp(push->operation.title, fresh->title) != 0;
    push->operation.result.version = fresh->version;
    push->before = fresh->storage;
    return true;
}

/* Temporary titles, and texts, are remembered on disk before they are sent. */
static bool note_intents(struct executor *executor, struct arena *arena, struct pushes *pushes,
                         struct error *error)
{
    struct intention *intentions = ARENA_NEW_ARRAY(arena, struct intention, 2 * pushes->count);
    size_t count = 0;

    for (size_t i = 0; i < pushes->count; i++) {
        struct push *push = &pushes->items[i];
        struct page_work *work = executor_work(executor, push->step);
        const struct remote_operation *operation = &push->operation;
        if (push->is_given_up || !push->is_sent) {
            continue;
        }
        if (executor_step(executor, push->step)->kind == STEP_RETITLE_REMOTE) {
            intentions[count].intent = (struct state_intent){
                .kind = STATE_INTENT_RETITLE, .page = operation->id, .title = operation->title};
            intentions[count++].number = &work->retitle_intent;
        }
        if (executor_step(executor, push->step)->has_body) {
            intentions[count].intent = (struct state_intent){.kind = STATE_INTENT_PUSH,
                                                             .page = operation->id,
                                                             .version = operation->version,
                                                             .message = operation->message,
                                                             .markdown = push->file.body};
            intentions[count++].number = &work->merge_intent;
        }
    }
    return executor_intend(executor, arena, intentions, count, error);
}

static bool send(struct executor *executor, struct arena *arena, struct pushes *pushes,
                 struct error *error)
{
    struct remote_operation *operations =
        ARENA_NEW_ARRAY(arena, struct remote_operation, pushes->count);
    size_t count = 0;

    for (size_t i = 0; i < pushes->count; i++) {
        if (!pushes->items[i].is_given_up && pushes->items[i].is_sent) {
            operations[count++] = pushes->items[i].operation;
        }
    }
    bool is_whole = executor_perform(executor, arena, operations, count, error);
    for (size_t i = 0; i < count; i++) {
        struct push *push = operations[i].owner;
        push->operation = operations[i];
    }
    if (!is_whole) {
        push_finish_accepted(executor, pushes);
    }
    return is_whole;
}

bool execute_updates(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct fetched_page *fresh = ARENA_NEW_ARRAY(arena, struct fetched_page, window->count);
    long long *ids = ARENA_NEW_ARRAY(arena, long long, window->count);
    struct pushes pushes = {ARENA_NEW_ARRAY(arena, struct push, window->count), window->count};

    const char *message = push_message(executor, arena);
    for (size_t i = 0; i < window->count; i++) {
        pushes.items[i].step = window->steps[i];
        pushes.items[i].message = message;
        ids[i] = executor_work(executor, window->steps[i])->id;
    }
    if (!executor_fetch(executor, arena, ids, window->count, fresh, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        if (!prepare(executor, arena, &pushes.items[i], &fresh[i], error)) {
            return false;
        }
    }
    return note_intents(executor, arena, &pushes, error) && send(executor, arena, &pushes, error) &&
           push_read_back(executor, arena, &pushes, error) &&
           push_conclude(executor, arena, &pushes, error);
}

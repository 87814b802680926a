/* SPDX-License-Identifier: MIT */
/*
 * New pages. Creating cannot be repeated safely, so each has an intent on the disk
 * before it is sent; the answer binds page and file at once, in `done`; and where there
 * is no answer, or the title is taken all of a sudden, the title is looked up.
 */
#include <string.h>

#include "sync/push_internal.h"

/* A page that was created may take this long to be found. */
static const long long look_up_delays_ms[] = {0, 500, 1000, 2000};
#define LOOK_UP_COUNT (sizeof look_up_delays_ms / sizeof look_up_delays_ms[0])

static bool prepare(struct executor *executor, struct arena *arena, struct push *push,
                    struct error *error)
{
    const struct step *step = executor_step(executor, push->step);
    const struct markdown_options options = body_options(executor->sync, NULL);
    struct conversion_report report;
    bool is_usable = true;

    push->takes_body = true;
    push->operation =
        (struct remote_operation){.action = REMOTE_CREATE, .title = step->title, .owner = push};
    if (!executor_parent_id(executor, step->parent, &push->operation.parent)) {
        push_give_up(executor, push, STEP_NOT_TRIED); /* the page above it was not created */
        return true;
    }
    if (!executor_read_file(executor, arena, push->step, &push->file, &is_usable, error)) {
        return false;
    }
    if (!is_usable) {
        push->is_given_up = true;
        return true;
    }
    push->text = push->file.body;
    push->is_sent = true;
    return convert_to_storage(arena, push->text, NULL, &options, &push->operation.storage, &report,
                              error) ||
           push_survives(executor, push, error);
}

static bool note_intents(struct executor *executor, struct arena *arena, struct pushes *pushes,
                         struct error *error)
{
    struct intention *intentions = ARENA_NEW_ARRAY(arena, struct intention, pushes->count);
    size_t count = 0;

    for (size_t i = 0; i < pushes->count; i++) {
        struct push *push = &pushes->items[i];
        if (!push->is_given_up) {
            intentions[count].intent = (struct state_intent){.kind = STATE_INTENT_CREATE,
                                                             .parent = push->operation.parent,
                                                             .path = push->file.path,
                                                             .title = push->operation.title,
                                                             .storage = push->operation.storage};
            intentions[count++].number = &push->intent;
        }
    }
    return executor_intend(executor, arena, intentions, count, error);
}

static bool drop_intent(struct executor *executor, struct push *push, struct error *error)
{
    const struct sync *sync = executor->sync;
    long long intent = push->intent;

    push->intent = 0;
    return intent == 0 || state_drop_intent(sync->state, sync->mount, intent, error);
}

/* Page and file belong together from now on, and the intent has served. One transaction. */
static bool bind(struct executor *executor, struct push *push, struct slice storage,
                 struct error *error)
{
    const struct sync *sync = executor->sync;
    struct page_work *work = executor_work(executor, push->step);
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(state_change) struct state_change *change = NULL;
    struct conversion_base plain = {0};

    executor_note_created(executor, push->step, push->operation.result.id);
    work->version = push->operation.result.version;
    work->file.is_marked = false;
    if (!body_convert(executor->sync, arena, storage,
                      sync->local->attachments(sync->local->data, work->key), &plain, error)) {
        return push_survives(executor, push, error);
    }
    const struct base_change base = {
        .title = push->operation.title,
        .has_parent = true,
        .parent = push->operation.parent,
        .version = work->version,
        .plain = &plain,
        .own = push->text,
    };
    return state_change_begin(sync->state, &change, error) &&
           executor_save(executor, executor_step(executor, push->step)->page, &base, error) &&
           drop_intent(executor, push, error) && state_change_commit(change, error);
}

struct creation {
    struct executor *executor;
    struct error error;
    bool has_failed;
};

static void note_created(void *context, struct remote_operation *operation)
{
    struct creation *creation = context;
    struct push *push = operation->owner;

    push->operation = *operation;
    if (operation->outcome == OUTCOME_DONE && !creation->has_failed) {
        struct slice storage =
            operation->result.storage.start ? operation->result.storage : operation->storage;
        creation->has_failed = !bind(creation->executor, push, storage, &creation->error);
    }
}

static bool send(struct executor *executor, struct arena *arena, struct pushes *pushes,
                 struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    struct creation creation = {.executor = executor};
    const struct remote_observer observer = {note_created, &creation};
    struct remote_operation *operations =
        ARENA_NEW_ARRAY(arena, struct remote_operation, pushes->count);
    size_t count = 0;

    for (size_t i = 0; i < pushes->count; i++) {
        if (!pushes->items[i].is_given_up) {
            operations[count++] = pushes->items[i].operation;
        }
    }
    if (count > 0 && !store->perform(store->data, arena, operations, count, &observer, error)) {
        push_finish_accepted(executor, pushes);
        return false;
    }
    if (creation.has_failed) {
        *error = creation.error;
    }
    return !creation.has_failed;
}

struct look_up {
    struct executor *executor;
    struct arena *arena;
    struct push *push;
    bool is_found;
};

static bool take_if_ours(void *context, const struct remote_page *page, struct error *error)
{
    struct look_up *look_up = context;
    const struct facts *facts = &look_up->executor->scan->facts;
    struct push *push = look_up->push;
    bool is_ours = false;

    if (facts_find(facts, page->id) < facts->count) {
        return true; /* it was there before */
    }
    if (!creation_made(look_up->executor->sync, page, push->operation.storage, &is_ours, error)) {
        return false;
    }
    if (is_ours) {
        struct remote_page *result = &push->operation.result;
        *result = *page;
        result->title = push->operation.title;
        result->storage =
            (struct slice){arena_copy(look_up->arena, page->storage), page->storage.length};
        look_up->is_found = true;
    }
    return true;
}

/* Looks the title up: was the page created after all? */
static bool find_created(struct executor *executor, struct arena *arena, struct push *push,
                         bool *is_found, struct error *error)
{
    const struct sync *sync = executor->sync;
    struct look_up look_up = {executor, arena, push, false};
    const struct remote_visitor visitor = {take_if_ours, &look_up};

    for (size_t i = 0; i < LOOK_UP_COUNT && !look_up.is_found; i++) {
        if (look_up_delays_ms[i] > 0) {
            clock_sleep_ms(sync->clock, look_up_delays_ms[i]);
        }
        if (!sync->remote->find(sync->remote->data, push->operation.title, &visitor, error)) {
            return false;
        }
        if (push->operation.outcome == OUTCOME_REFUSED) {
            break; /* refused for its title: what is there is there already */
        }
    }
    *is_found = look_up.is_found;
    return true;
}

/* Lost answers and refusals: by looking, never by repeating. */
static bool settle(struct executor *executor, struct arena *arena, struct push *push,
                   struct error *error)
{
    bool is_found = false;

    if (push->is_given_up || push->operation.outcome == OUTCOME_DONE) {
        return true;
    }
    if (push->operation.outcome != OUTCOME_PENDING &&
        !find_created(executor, arena, push, &is_found, error)) {
        return false;
    }
    if (is_found) {
        push->operation.outcome = OUTCOME_DONE;
        return bind(executor, push, push->operation.result.storage, error);
    }
    /* The intent of a lost one stays: it may yet turn up, and the next run looks again. */
    return push->operation.outcome == OUTCOME_UNKNOWN || drop_intent(executor, push, error);
}

bool execute_creations(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct pushes pushes = {ARENA_NEW_ARRAY(arena, struct push, window->count), window->count};

    for (size_t i = 0; i < window->count; i++) {
        pushes.items[i].step = window->steps[i];
        if (!prepare(executor, arena, &pushes.items[i], error)) {
            return false;
        }
    }
    if (!note_intents(executor, arena, &pushes, error) || !send(executor, arena, &pushes, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        if (!settle(executor, arena, &pushes.items[i], error)) {
            return false;
        }
        if (pushes.items[i].operation.outcome == OUTCOME_UNKNOWN && !pushes.items[i].is_given_up) {
            pushes.items[i].is_given_up = true;
            executor_fail(executor, pushes.items[i].step, &pushes.items[i].operation.error);
        }
    }
    return push_read_back(executor, arena, &pushes, error) &&
           push_conclude(executor, arena, &pushes, error);
}

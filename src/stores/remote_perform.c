/* SPDX-License-Identifier: MIT */
/*
 * Operations become calls that are under way together. Three kinds need a look at the
 * page besides: a restoration must name the page's title, the answer to a move says
 * nothing about the page, and a page that is not found for the trash may be there
 * already.
 */
#include <string.h>

#include "stores/remote_site_internal.h"

/* One operation on its way. */
struct work {
    struct run *run;
    struct remote_operation *operation;
    bool is_waiting; /* its outcome will be told after a look */
    bool is_trashed; /* what the look said */
};

struct run {
    struct remote_site *site;
    struct arena *arena;
    const struct remote_observer *observer;
    struct work *works;
    size_t count;
    size_t retries_before; /* of the whole connection */
    bool has_failed;
    struct error failure; /* why no further operation can be expected to work */
};

static void tell(const struct work *work, enum outcome outcome)
{
    const struct remote_observer *observer = work->run->observer;

    work->operation->outcome = outcome;
    if (observer && observer->done) {
        observer->done(observer->context, work->operation);
    }
}

static const char *copy_text(struct arena *arena, const char *text)
{
    return arena_copy(arena, slice_from(text));
}

/* The page after the operation. What it says of the body may be an echo of ours: left out. */
static void take_page(const struct work *work, const struct confluence_page *page)
{
    struct remote_page *result = &work->operation->result;

    remote_note_page(work->run->site, page);
    *result = remote_page_of(work->run->site, page);
    result->title = copy_text(work->run->arena, result->title);
    result->message = copy_text(work->run->arena, result->message);
    result->storage = (struct slice){NULL, 0};
}

/* The version was not the expected one: perhaps because of a repetition of our own request. */
static enum outcome outcome_of_version(const struct run *run)
{
    bool was_repeated = confluence_counts(run->site->confluence).retries > run->retries_before;
    return was_repeated ? OUTCOME_UNKNOWN : OUTCOME_CHANGED;
}

/* A failure of the connection, before the operation was sent: it stays PENDING. */
static void note_failure(struct run *run, const struct error *why)
{
    if (!run->has_failed) {
        run->has_failed = true;
        run->failure = *why;
    }
}

static void take_error(struct work *work, const struct confluence_result *result)
{
    enum error_kind kind = result->error->kind;
    bool is_gone = kind == ERROR_NOT_FOUND && work->operation->action != REMOTE_CREATE;

    work->operation->error = *result->error;
    if (result->refusal == CONFLUENCE_VERSION_TAKEN) {
        tell(work, outcome_of_version(work->run));
    } else if (error_leaves_doubt(result->error)) {
        tell(work, OUTCOME_UNKNOWN);
    } else if (kind == ERROR_NETWORK || kind == ERROR_INTERRUPTED) {
        note_failure(work->run, result->error);
    } else if (is_gone && work->operation->action == REMOTE_TRASH) {
        work->is_waiting = true;
    } else {
        tell(work, is_gone ? OUTCOME_CHANGED : OUTCOME_REFUSED);
    }
}

static void on_result(void *data, const struct confluence_result *result)
{
    struct work *work = data;

    if (result->error) {
        take_error(work, result);
    } else if (work->operation->action == REMOTE_MOVE) {
        work->is_waiting = true;
    } else {
        if (work->operation->action != REMOTE_TRASH) {
            take_page(work, result->page);
        }
        tell(work, OUTCOME_DONE);
    }
}

static enum confluence_action call_action(enum remote_action action)
{
    switch (action) {
    case REMOTE_CREATE:
        return CONFLUENCE_CREATE;
    case REMOTE_UPDATE:
        return CONFLUENCE_UPDATE;
    case REMOTE_MOVE:
        return CONFLUENCE_MOVE;
    case REMOTE_TRASH:
        return CONFLUENCE_TRASH;
    case REMOTE_RESTORE:
        return CONFLUENCE_RESTORE;
    }
    return CONFLUENCE_FETCH;
}

static void queue(struct work *work)
{
    struct run *run = work->run;
    const struct remote_operation *operation = work->operation;
    const char *parent =
        operation->parent > 0 ? remote_id_text(run->arena, operation->parent) : NULL;
    const struct confluence_call call = {
        .action = call_action(operation->action),
        .version = (int)operation->version,
        .id = operation->id > 0 ? remote_id_text(run->arena, operation->id) : NULL,
        .space = &run->site->space,
        .title = operation->title,
        .body = operation->storage,
        .message = operation->message,
        .parent_id = operation->action == REMOTE_CREATE ? parent : NULL,
        .target_id = parent,
        .place = CONFLUENCE_LAST_CHILD,
        .is_top = parent == NULL,
    };

    confluence_queue(run->site->confluence, &call, on_result, work);
}

/* --- looking besides --- */

static bool needs_title(const struct work *work)
{
    return work->operation->action == REMOTE_RESTORE && !work->operation->title &&
           work->operation->outcome == OUTCOME_PENDING;
}

static bool needs_look(const struct work *work)
{
    return work->is_waiting || needs_title(work);
}

static void take_look(struct work *work, const struct confluence_page *page)
{
    if (needs_title(work)) {
        work->operation->title = copy_text(work->run->arena, page->title);
    } else if (work->operation->action == REMOTE_MOVE) {
        take_page(work, page);
    } else {
        work->is_trashed = page->status == CONFLUENCE_TRASHED;
    }
}

static bool on_page(void *data, const struct confluence_page *page, struct error *error)
{
    const struct run *run = data;
    const long long id = remote_page_of(run->site, page).id;

    (void)error;
    for (size_t i = 0; i < run->count; i++) {
        if (run->works[i].operation->id == id && needs_look(&run->works[i])) {
            take_look(&run->works[i], page);
        }
    }
    return true;
}

/* Reads the pages afresh that something is still to be known of. */
static bool look(struct run *run, struct error *error)
{
    const char **ids = ARENA_NEW_ARRAY(run->arena, const char *, run->count + 1);
    size_t count = 0;

    for (size_t i = 0; i < run->count; i++) {
        if (needs_look(&run->works[i])) {
            ids[count++] = remote_id_text(run->arena, run->works[i].operation->id);
        }
    }
    return count == 0 || confluence_look(run->site->confluence, ids, count, on_page, run, error);
}

/* Tells of the operations that waited. Without a look nobody knows what became of them. */
static void tell_waiting(struct run *run, bool was_looked)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct work *work = &run->works[i];
        enum outcome seen = work->operation->action == REMOTE_MOVE
                                ? (work->operation->result.id > 0 ? OUTCOME_DONE : OUTCOME_UNKNOWN)
                                : (work->is_trashed ? OUTCOME_DONE : OUTCOME_CHANGED);
        if (work->is_waiting) {
            tell(work, was_looked ? seen : OUTCOME_UNKNOWN);
        }
    }
}

/* --- all of them --- */

/* What cannot be asked of Confluence at all is told at once. */
static bool is_possible(const struct work *work)
{
    struct remote_operation *operation = work->operation;

    if (operation->action == REMOTE_MOVE && operation->parent == 0) {
        (void)error_set(&operation->error, ERROR_INPUT, 0,
                        "Confluence cannot move a page to the top of a space");
        tell(work, OUTCOME_REFUSED);
        return false;
    }
    if (needs_title(work)) {
        tell(work, OUTCOME_CHANGED); /* not even in the trash */
        return false;
    }
    return true;
}

/* A refusal for want of permission may mean that the credentials ended altogether. */
static bool check_refusals(const struct run *run, struct error *error)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct remote_operation *operation = run->works[i].operation;
        if (operation->outcome == OUTCOME_REFUSED && operation->error.kind == ERROR_ACCESS) {
            return confluence_check_access(run->site->confluence, error);
        }
    }
    return true;
}

static void begin(struct run *run, struct remote_operation *operations)
{
    run->works = ARENA_NEW_ARRAY(run->arena, struct work, run->count);
    run->retries_before = confluence_counts(run->site->confluence).retries;
    for (size_t i = 0; i < run->count; i++) {
        operations[i].outcome = OUTCOME_PENDING;
        operations[i].error = (struct error){0};
        operations[i].result = (struct remote_page){0};
        run->works[i] = (struct work){.run = run, .operation = &operations[i]};
    }
}

static bool send(struct run *run, struct error *error)
{
    for (size_t i = 0; i < run->count; i++) {
        if (is_possible(&run->works[i])) {
            queue(&run->works[i]);
        }
    }
    if (!confluence_run(run->site->confluence, error)) {
        return false;
    }
    if (run->has_failed) {
        *error = run->failure;
    }
    return !run->has_failed;
}

bool remote_perform(void *data, struct arena *arena, struct remote_operation *operations,
                    size_t count, const struct remote_observer *observer, struct error *error)
{
    struct run run = {.site = data, .arena = arena, .observer = observer, .count = count};

    begin(&run, operations);
    if (!look(&run, error)) { /* for titles */
        return false;
    }
    bool is_done = send(&run, error) && look(&run, error);
    tell_waiting(&run, is_done);
    return is_done && check_refusals(&run, error);
}

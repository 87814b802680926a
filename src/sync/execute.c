/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sync/execute_internal.h"

const struct step *executor_step(const struct executor *executor, size_t step)
{
    return &executor->scan->plan->steps[step];
}

const struct page_facts *executor_facts(const struct executor *executor, size_t step)
{
    return &executor->scan->facts.pages[executor_step(executor, step)->page];
}

struct page_work *executor_work(const struct executor *executor, size_t step)
{
    return &executor->work[executor_step(executor, step)->page];
}

void executor_finish(struct executor *executor, size_t step, enum step_result result)
{
    struct sync_report *report = executor->report;

    report->steps[step].result = result;
    switch (result) {
    case STEP_DONE:
        report->done_count += step_is_write(executor_step(executor, step));
        break;
    case STEP_FAILED:
        report->failed_count++;
        break;
    case STEP_OUTDATED:
        report->outdated_count++;
        report->should_run_again = true;
        break;
    case STEP_HELD:
        report->conflict_count++;
        break;
    case STEP_NOT_TRIED:
        break;
    }
    if (result != STEP_DONE && step_is_write(executor_step(executor, step))) {
        executor_work(executor, step)->is_broken = true;
    }
}

void executor_fail(struct executor *executor, size_t step, const struct error *error)
{
    executor->report->steps[step].error = *error;
    executor_finish(executor, step, STEP_FAILED);
}

bool executor_survives(struct executor *executor, size_t step, const struct error *error)
{
    if (error->kind != ERROR_INPUT) {
        return false;
    }
    executor_fail(executor, step, error);
    return true;
}

void executor_take_outcome(struct executor *executor, size_t step, enum outcome outcome,
                           const struct error *error)
{
    switch (outcome) {
    case OUTCOME_DONE:
        executor_finish(executor, step, STEP_DONE);
        break;
    case OUTCOME_CHANGED:
        executor_finish(executor, step, STEP_OUTDATED);
        break;
    case OUTCOME_REFUSED:
    case OUTCOME_UNKNOWN:
        executor_fail(executor, step, error);
        break;
    case OUTCOME_PENDING:
        break;
    }
}

bool executor_parent_id(const struct executor *executor, size_t parent, long long *id)
{
    *id = parent < executor->scan->facts.count ? executor->work[parent].id : 0;
    return parent >= executor->scan->facts.count || *id != 0;
}

bool executor_local_parent(const struct executor *executor, size_t parent, enum local_parent *kind,
                           size_t *key)
{
    bool is_page = parent < executor->scan->facts.count;

    *kind = is_page ? LOCAL_PARENT_PAGE : LOCAL_PARENT_TOP;
    *key = is_page ? executor->work[parent].key : LOCAL_NONE;
    return !is_page || *key != LOCAL_NONE;
}

static struct slice id_key(const long long *id)
{
    return (struct slice){(const char *)id, sizeof *id};
}

void executor_note_created(struct executor *executor, size_t step, long long id)
{
    struct page_work *work = executor_work(executor, step);

    work->id = id;
    (void)strmap_put(executor->created, id_key(&work->id), work);
}

size_t executor_seen_parent(const struct executor *executor, const struct remote_page *seen)
{
    const struct facts *facts = &executor->scan->facts;
    size_t page = facts_find(facts, seen->id);
    /* Pages that were created in this run have no place among the ids of the facts. */
    const struct page_work *created = strmap_find(executor->created, id_key(&seen->parent));
    size_t parent = created ? (size_t)(created - executor->work) : facts_find(facts, seen->parent);
    bool is_root = page < facts->count && facts->pages[page].is_root;

    return is_root || parent == facts->count ? FACTS_TOP : parent;
}

bool executor_is_file_of(const struct local_page *file, long long id, const char *title)
{
    return !file->fault && (file->id == 0 || file->id == id) &&
           (file->is_title_implied || strcmp(file->title, title) == 0);
}

bool executor_read_file(struct executor *executor, struct arena *arena, size_t step,
                        struct local_page *file, bool *is_usable, struct error *error)
{
    const struct local_store *store = executor->sync->local;
    const struct page_facts *facts = executor_facts(executor, step);

    if (!store->read(store->data, arena, executor_work(executor, step)->key, file, error)) {
        return false;
    }
    *is_usable = executor_is_file_of(file, executor_work(executor, step)->id, facts->local.title);
    if (!*is_usable) {
        executor_finish(executor, step, STEP_OUTDATED);
    }
    return true;
}

/* Carries out a window of steps of one kind. */
static bool execute_window(struct executor *executor, enum step_kind kind,
                           const struct window *window, struct error *error)
{
    switch (kind) {
    case STEP_MOVE_REMOTE:
        return execute_moves(executor, window, error);
    case STEP_TRASH_REMOTE:
        return execute_trashings(executor, window, error);
    case STEP_RESTORE_REMOTE:
        return execute_restorations(executor, window, error);
    case STEP_RETITLE_REMOTE:
    case STEP_UPDATE_REMOTE:
        return execute_updates(executor, window, error);
    case STEP_CREATE_REMOTE:
        return execute_creations(executor, window, error);
    case STEP_CREATE_LOCAL:
        return execute_new_files(executor, window, error);
    case STEP_MOVE_LOCAL:
        return execute_relocations(executor, window, error);
    case STEP_WRITE_LOCAL:
        return execute_writes(executor, window, error);
    case STEP_TRASH_LOCAL:
        return execute_removals(executor, window, error);
    case STEP_RECORD:
        return execute_records(executor, window, error);
    case STEP_FORGET:
        return execute_forgettings(executor, window, error);
    case STEP_HOLD:
    case STEP_NOTE:
        return execute_holds(executor, window, error);
    }
    return true;
}

static bool is_update(enum step_kind kind)
{
    return kind == STEP_UPDATE_REMOTE || kind == STEP_RETITLE_REMOTE;
}

static size_t most_in_window(enum step_kind kind)
{
    return kind <= STEP_CREATE_REMOTE ? PUSH_WINDOW : FILE_WINDOW;
}

/* Whether `later` must wait until `earlier` of the same window is done. */
static bool depends_on(const struct executor *executor, const struct step *later,
                       const struct step *earlier)
{
    const struct page_work *work = &executor->work[earlier->page];

    if (later->page == earlier->page) {
        return true;
    }
    switch (later->kind) {
    case STEP_TRASH_REMOTE:
        return work->remote_parent == later->page;
    case STEP_CREATE_REMOTE:
        return later->parent == earlier->page;
    case STEP_RETITLE_REMOTE:
    case STEP_UPDATE_REMOTE:
        /* Rarely does it want another's title; telling that exactly is the server's business. */
        return later->has_title && earlier->has_title;
    case STEP_MOVE_REMOTE:
    case STEP_RESTORE_REMOTE:
    case STEP_CREATE_LOCAL:
    case STEP_MOVE_LOCAL:
    case STEP_WRITE_LOCAL:
    case STEP_TRASH_LOCAL:
    case STEP_RECORD:
    case STEP_FORGET:
    case STEP_HOLD:
    case STEP_NOTE:
        return false;
    }
    return false;
}

static bool fits_window(const struct executor *executor, size_t first, size_t next)
{
    const struct step *steps = executor->scan->plan->steps;
    bool is_same_kind = steps[next].kind == steps[first].kind ||
                        (is_update(steps[next].kind) && is_update(steps[first].kind));

    if (!is_same_kind || next - first >= most_in_window(steps[first].kind)) {
        return false;
    }
    bool is_free = steps[first].kind > STEP_CREATE_REMOTE;
    for (size_t i = first; !is_free && i < next; i++) {
        if (depends_on(executor, &steps[next], &steps[i])) {
            return false;
        }
    }
    return true;
}

bool executor_continue(const struct executor *executor, size_t step, struct error *error)
{
    const struct progress *progress = executor->sync->progress;

    progress_report(progress,
                    &(struct progress_event){.activity = "syncing pages",
                                             .subject = executor_step(executor, step)->title,
                                             .done = step,
                                             .total = executor->scan->plan->count});
    return progress_continue(progress, error);
}

static bool execute_steps(struct executor *executor, struct error *error)
{
    const struct plan *plan = executor->scan->plan;
    size_t *steps = ARENA_NEW_ARRAY(executor->arena, size_t, FILE_WINDOW);
    size_t next = 0;

    for (size_t first = 0; first < plan->count; first = next) {
        struct window window = {.steps = steps};
        for (next = first; next < plan->count && fits_window(executor, first, next); next++) {
            bool is_open = executor->report->steps[next].result == STEP_NOT_TRIED &&
                           !executor_work(executor, next)->is_broken;
            if (is_open) {
                window.steps[window.count++] = next;
            }
        }
        if (!executor_continue(executor, first, error) ||
            (window.count > 0 &&
             !execute_window(executor, plan->steps[first].kind, &window, error))) {
            return false;
        }
    }
    return true;
}

static void start_work(struct executor *executor, size_t i)
{
    const struct page_facts *page = &executor->scan->facts.pages[i];
    const struct scan_page *details = &executor->scan->pages[i];
    struct page_work *work = &executor->work[i];

    *work = (struct page_work){
        .has_row = details->row != NULL,
        .id = page->id,
        .version = page->remote.version,
        .remote_title = details->remote_title,
        .remote_parent = page->remote.parent,
        .key = page->key,
        .retitle_intent = details->retitle_intent,
        .merge_intent = details->merge_intent,
        .write_step = NO_STEP,
    };
    if (details->row) {
        work->row = *details->row;
    }
    if (page->local.exists) {
        work->file = (struct file_now){
            .title = page->local.title,
            .version = page->local.version,
            .is_marked = !page->is_unmarked && !page->fault,
            .is_body_base = !page->is_local_body_changed && !page->fault && page->base.exists,
            .stamp = details->stamp,
        };
    }
}

static void start_executor(struct executor *executor)
{
    const struct plan *plan = executor->scan->plan;
    size_t count = executor->scan->facts.count;

    executor->work = ARENA_NEW_ARRAY(executor->arena, struct page_work, count);
    executor->report->steps = ARENA_NEW_ARRAY(executor->arena, struct step_report, plan->count);
    for (size_t i = 0; i < count; i++) {
        start_work(executor, i);
    }
    for (size_t i = 0; i < plan->count; i++) {
        struct page_work *work = &executor->work[plan->steps[i].page];
        work->is_moved_later |= plan->steps[i].kind == STEP_MOVE_LOCAL;
        if (plan->steps[i].kind == STEP_WRITE_LOCAL) {
            work->write_step = i;
        }
    }
}

static bool save_identity(const struct sync *sync, const struct remote_identity *found,
                          struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct state_identity known = {0};
    const struct state_identity identity = {.site = found->site,
                                            .space = found->space,
                                            .account = found->account,
                                            .space_id = found->space_id,
                                            .root = found->root};

    if (!state_load_identity(sync->state, arena, sync->mount, &known, error)) {
        return false;
    }
    bool is_known = known.site && strcmp(known.site, found->site) == 0 &&
                    strcmp(known.space, found->space) == 0 &&
                    strcmp(known.account, found->account) == 0;
    return is_known || state_save_identity(sync->state, sync->mount, &identity, error);
}

static const char *direction_name(enum sync_direction direction)
{
    switch (direction) {
    case SYNC_BOTH:
        return "sync";
    case SYNC_PUSH:
        return "push";
    case SYNC_PULL:
        return "pull";
    }
    return "";
}

/* All steps, and the end of the run also when they ended early: what was done is noted. */
static bool execute_all(struct executor *executor, struct error *error)
{
    struct error end_error;

    if (!execute_steps(executor, error)) {
        /* The first error is the one that counts. */
        bool is_saved = executor_save_files(executor, &end_error);
        (void)is_saved;
        return false;
    }
    return executor_clear_conflicts(executor, error) && executor_save_files(executor, error);
}

bool sync_execute(const struct sync *sync, struct arena *arena, const struct sync_scan *scan,
                  struct sync_report *report, struct error *error)
{
    CLEANUP(strmap) struct strmap *created = strmap_new();
    struct executor executor = {
        .sync = sync, .scan = scan, .arena = arena, .report = report, .created = created};
    long long run = 0;

    *report = (struct sync_report){0};
    start_executor(&executor);
    if (scan->plan->stopped_by) {
        return error_set(error, ERROR_STOPPED, 0, "%s", scan->plan->stopped_by);
    }
    if (!save_identity(sync, &scan->identity, error)) {
        return false;
    }
    bool is_noted = scan->plan->write_count > 0;
    if (is_noted &&
        !state_begin_run(sync->state, sync->mount, direction_name(scan->options.direction),
                         clock_now_ms(sync->clock), &run, error)) {
        return false;
    }
    if (!execute_all(&executor, error)) {
        return false;
    }
    const char *result = report->failed_count > 0 ? "failed" : "done";
    return !is_noted || state_end_run(sync->state, run, result, clock_now_ms(sync->clock), error);
}

/* SPDX-License-Identifier: MIT */
/* Saving the base: rows of pages, and what their files look like. */
#include <string.h>

#include "sync/execute_internal.h"

/* Whether the file holds what the row says, so that its stamp may stand for that. */
static bool is_file_as_row(const struct page_work *work)
{
    const struct file_now *file = &work->file;

    return file->title && file->is_marked && file->is_body_base &&
           file->version == work->row.version && strcmp(file->title, work->row.title) == 0;
}

static void apply(struct executor *executor, struct page_work *work,
                  const struct base_change *change)
{
    const struct local_store *store = executor->sync->local;

    work->row.id = work->id;
    if (change->title) {
        work->row.title = arena_copy(executor->arena, slice_from(change->title));
    }
    if (change->has_parent) {
        work->row.parent = change->parent;
    }
    if (change->version != 0) {
        work->row.version = change->version;
    }
    if (change->plain) {
        work->file.is_body_base = !change->is_own_partial;
    }
    work->row.is_unmarked = !work->file.is_marked;
    if (work->key != LOCAL_NONE) {
        const char *path = store->path(store->data, work->key);
        if (!work->row.path || strcmp(work->row.path, path) != 0) {
            work->row.path = arena_copy(executor->arena, slice_from(path));
        }
    }
    work->row.stamp = is_file_as_row(work) ? work->file.stamp : (struct file_stamp){0};
}

bool executor_save(struct executor *executor, size_t page, const struct base_change *change,
                   struct error *error)
{
    const struct sync *sync = executor->sync;
    struct page_work *work = &executor->work[page];
    CLEANUP(arena) struct arena *arena = arena_new();
    struct state_body body;

    if (!work->has_row && !change->plain) {
        return true; /* there is no base yet: the step that makes it comes later */
    }
    apply(executor, work, change);
    work->row.position = executor->scan->facts.pages[page].remote.position;
    if (change->plain) {
        body = body_to_state(arena, change->plain,
                             change->is_own_partial ? change->plain->markdown : change->own);
    }
    if (!state_save_page(sync->state, sync->mount, &work->row, change->plain ? &body : NULL,
                         error)) {
        return error_prefix(error, "saving the base of \"%s\"", work->row.title);
    }
    work->has_row = true;
    work->is_saved = work->is_saved || change->plain;
    long long merge = change->plain ? work->merge_intent : 0;
    work->merge_intent -= merge;
    return merge == 0 || state_drop_intent(sync->state, sync->mount, merge, error);
}

bool executor_change_files(struct executor *executor, const struct file_changes *changes,
                           struct error *error)
{
    const struct local_store *store = executor->sync->local;
    CLEANUP(state_change) struct state_change *change = NULL;
    struct error file_error;
    bool is_whole = changes->count == 0 ||
                    store->perform(store->data, changes->operations, changes->count, &file_error);

    if (!state_change_begin(executor->sync->state, &change, error) ||
        !changes->save(executor, changes, error) || !state_change_commit(change, error)) {
        return false;
    }
    if (!is_whole) {
        *error = file_error;
    }
    return is_whole;
}

bool executor_intend(struct executor *executor, struct arena *arena, struct intention *intentions,
                     size_t count, struct error *error)
{
    const struct sync *sync = executor->sync;
    struct state_intents intents = {ARENA_NEW_ARRAY(arena, struct state_intent, count), count};

    for (size_t i = 0; i < count; i++) {
        intents.items[i] = intentions[i].intent;
        intents.items[i].created_ms = clock_now_ms(sync->clock);
    }
    if (count > 0 && !state_add_intents(sync->state, sync->mount, &intents, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *intentions[i].number = intents.items[i].number;
    }
    return true;
}

bool executor_forget(struct executor *executor, size_t page, struct error *error)
{
    const struct sync *sync = executor->sync;

    executor->work[page].has_row = false;
    return state_forget_page(sync->state, sync->mount, executor->work[page].id, error);
}

static bool same_stamp(const struct file_stamp *one, const struct file_stamp *other)
{
    return one->size == other->size && one->inode == other->inode &&
           one->modified_ns == other->modified_ns && one->changed_ns == other->changed_ns &&
           one->taken_ns == other->taken_ns;
}

/* The file says what it said in other words: the state keeps these now. */
static bool save_words(struct executor *executor, size_t page, struct error *error)
{
    const struct local_store *store = executor->sync->local;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct base_body base = {0};
    struct local_page file = {0};
    bool is_same = false;

    if (!body_load(executor->sync, arena, executor->work[page].id, &base, error) ||
        !store->read(store->data, arena, executor->work[page].key, &file, error)) {
        return false;
    }
    if (!executor_is_file_of(&file, executor->work[page].id, executor->work[page].file.title)) {
        return true;
    }
    if (!body_says_same(executor->sync, arena, file.body, &base.plain, &is_same, error)) {
        return false;
    }
    if (!is_same) {
        return true; /* edited meanwhile */
    }
    executor->work[page].file.stamp = file.stamp;
    const struct base_change change = {.plain = &base.plain, .own = file.body};
    return executor_save(executor, page, &change, error);
}

/* Notes where the file is and its stamp, if the state has it otherwise. */
static bool save_file(struct executor *executor, size_t page, struct error *error)
{
    const struct sync *sync = executor->sync;
    struct page_work *work = &executor->work[page];
    const struct file_stamp before = work->row.stamp;
    const char *path_before = work->row.path;

    apply(executor, work, &(struct base_change){0});
    bool is_same_path = path_before == work->row.path ||
                        (path_before && work->row.path && strcmp(path_before, work->row.path) == 0);
    if (is_same_path && same_stamp(&before, &work->row.stamp)) {
        return true;
    }
    return state_save_file(sync->state, sync->mount, work->id, work->row.path, &work->row.stamp,
                           error);
}

static bool save_all(struct executor *executor, struct error *error)
{
    CLEANUP(state_change) struct state_change *change = NULL;

    if (!state_change_begin(executor->sync->state, &change, error)) {
        return false;
    }
    for (size_t i = 0; i < executor->scan->facts.count; i++) {
        if (executor->work[i].has_row && executor->work[i].key != LOCAL_NONE &&
            !executor->scan->facts.pages[i].fault && !save_file(executor, i, error)) {
            return false;
        }
    }
    return state_change_commit(change, error);
}

bool executor_save_files(struct executor *executor, struct error *error)
{
    const struct facts *facts = &executor->scan->facts;

    for (size_t i = 0; i < facts->count; i++) {
        bool is_reworded = executor->scan->pages[i].is_reworded && facts->pages[i].base.exists &&
                           !facts->pages[i].fault;
        if (is_reworded && executor->work[i].has_row && !executor->work[i].is_saved &&
            !save_words(executor, i, error)) {
            return false;
        }
    }
    return save_all(executor, error);
}

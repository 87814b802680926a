/* SPDX-License-Identifier: MIT */
/* Files: created, moved, written, put into the trash. */
#include <string.h>

#include "sync/follow_internal.h"

/* A page that gets a file. */
struct new_file {
    size_t step;
    const struct fetched_page *remote;
    struct conversion_base plain;
};

static bool place(struct executor *executor, struct new_file *file, bool *is_placed,
                  struct error *error)
{
    const struct local_store *store = executor->sync->local;
    struct page_work *work = executor_work(executor, file->step);
    struct local_place where = {
        .title = file->remote->title,
        .id = work->id,
        .last_path = executor_facts(executor, file->step)->path,
    };

    *is_placed = executor_local_parent(executor, executor_step(executor, file->step)->parent,
                                       &where.parent, &where.parent_key);
    return !*is_placed || store->place(store->data, &where, &work->key, error);
}

/* Chooses the place, converts, and adds the operation unless the file is given up. */
static bool prepare_file(struct executor *executor, struct arena *arena, struct new_file *file,
                         struct file_changes *changes, struct error *error)
{
    const struct local_store *store = executor->sync->local;
    const struct page_work *work = executor_work(executor, file->step);
    bool is_placed = false;

    if (!place(executor, file, &is_placed, error)) {
        return executor_survives(executor, file->step, error);
    }
    if (!is_placed) {
        return true; /* not tried: the page above it has no file */
    }
    if (!body_convert(executor->sync, arena, file->remote->storage,
                      store->attachments(store->data, work->key), &file->plain, error)) {
        return executor_survives(executor, file->step, error);
    }
    changes->operations[changes->count++] = (struct local_operation){
        .action = LOCAL_CREATE,
        .key = work->key,
        .id = work->id,
        .version = file->remote->version,
        .title = file->remote->title,
        .body = file->plain.markdown,
        .owner = file,
    };
    return true;
}

static bool save_new_file(struct executor *executor, const struct local_operation *operation,
                          struct error *error)
{
    const struct new_file *file = operation->owner;
    struct page_work *work = executor_work(executor, file->step);
    const struct step *step = executor_step(executor, file->step);
    struct base_change change = {
        .title = file->remote->title,
        .has_parent = true,
        .version = file->remote->version,
        .plain = &file->plain,
        .own = file->plain.markdown,
    };

    executor_take_outcome(executor, file->step, operation->outcome, &operation->error);
    if (operation->outcome != OUTCOME_DONE) {
        work->key = LOCAL_NONE;
        return true;
    }
    work->file = (struct file_now){
        .title = arena_copy(executor->arena, slice_from(file->remote->title)),
        .version = file->remote->version,
        .is_marked = true,
        .stamp = operation->stamp,
    };
    (void)executor_parent_id(executor, step->parent, &change.parent);
    return executor_save(executor, step->page, &change, error);
}

static bool save_new_files(struct executor *executor, const struct file_changes *changes,
                           struct error *error)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (!save_new_file(executor, &changes->operations[i], error)) {
            return false;
        }
    }
    return true;
}

/* Room for one change of a file for each step of the window. */
static struct file_changes changes_of(struct arena *arena, const struct window *window,
                                      bool (*save)(struct executor *executor,
                                                   const struct file_changes *changes,
                                                   struct error *error))
{
    return (struct file_changes){
        .operations = ARENA_NEW_ARRAY(arena, struct local_operation, window->count), .save = save};
}

bool execute_new_files(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct fetched_page *remote = ARENA_NEW_ARRAY(arena, struct fetched_page, window->count);
    struct new_file *files = ARENA_NEW_ARRAY(arena, struct new_file, window->count);
    struct file_changes changes = changes_of(arena, window, save_new_files);

    if (!executor_remote_bodies(executor, arena, window, remote, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        files[i].step = window->steps[i];
        files[i].remote = &remote[i];
        if (remote[i].is_found && !prepare_file(executor, arena, &files[i], &changes, error)) {
            return false;
        }
    }
    return executor_change_files(executor, &changes, error);
}

static bool save_place(struct executor *executor, size_t number, struct error *error)
{
    const struct step *step = executor_step(executor, number);
    struct page_work *work = executor_work(executor, number);
    struct base_change place = {.has_parent = step->has_parent};

    work->is_moved_later = false;
    /* Moving did not look at the content, so the stamp says nothing about it. */
    work->file.stamp = (struct file_stamp){0};
    (void)executor_parent_id(executor, step->parent, &place.parent);
    return executor_save(executor, step->page, &place, error);
}

static bool save_places(struct executor *executor, const struct file_changes *changes,
                        struct error *error)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct local_operation *operation = &changes->operations[i];
        size_t step = *(const size_t *)operation->owner;
        executor_take_outcome(executor, step, operation->outcome, &operation->error);
        if (operation->outcome == OUTCOME_DONE && !save_place(executor, step, error)) {
            return false;
        }
    }
    return true;
}

bool execute_relocations(struct executor *executor, const struct window *window,
                         struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct file_changes changes = changes_of(arena, window, save_places);

    for (size_t i = 0; i < window->count; i++) {
        const struct step *step = executor_step(executor, window->steps[i]);
        const struct page_facts *facts = executor_facts(executor, window->steps[i]);
        size_t parent = step->has_parent ? step->parent : facts->local.parent;
        struct local_operation *operation = &changes.operations[changes.count];
        *operation = (struct local_operation){
            .action = LOCAL_RELOCATE,
            .key = executor->work[step->page].key,
            .id = facts->id,
            .title = step->has_title ? step->title : NULL,
            .expected_title = facts->local.title,
            .owner = &window->steps[i],
        };
        changes.count +=
            executor_local_parent(executor, parent, &operation->parent, &operation->parent_key);
    }
    return executor_change_files(executor, &changes, error);
}

/* A write that belongs to a push whose file had to be moved first. */
static bool follow_push(struct executor *executor, struct arena *arena, struct follow *follow,
                        bool *is_ready, struct error *error)
{
    const struct local_store *store = executor->sync->local;
    const struct page_work *work = &executor->work[follow->page];
    struct conversion_base *stored = ARENA_NEW(arena, struct conversion_base);

    if (!slice_equal(follow->file.body, work->pushed_from)) {
        executor_finish(executor, follow->write_step, STEP_OUTDATED);
        *is_ready = false;
        return true;
    }
    follow->text = work->pushed;
    follow->takes_body = true;
    follow->version = work->version;
    follow->remote = stored;
    return body_convert(executor->sync, arena, work->stored->storage,
                        store->attachments(store->data, work->key), stored, error);
}

/* The interrupted run that pushed the merge left the file as it was: the page includes it. */
static bool is_merge_pushed(const struct executor *executor, const struct follow *follow)
{
    struct slice merged_from = executor->scan->pages[follow->page].merged_from;

    return merged_from.start && slice_equal(merged_from, follow->file.body);
}

/* Which version the file is to name, and whether the base moves to it. */
static void choose_version(const struct executor *executor, struct follow *follow)
{
    const struct step *step = executor_step(executor, follow->write_step);
    const struct page_facts *facts = executor_facts(executor, follow->write_step);
    const struct page_work *work = &executor->work[follow->page];
    bool is_body_open =
        facts->is_remote_body_changed && !step->has_body && work->row.version != work->version;
    bool is_recorded = facts->is_local_body_changed && facts->body == BODY_EQUAL;

    follow->keeps_version = is_body_open;
    if (step->has_version) {
        follow->version = is_body_open && !is_recorded ? work->row.version : work->version;
    }
}

/*
 * A write that takes over what the remote side has: `storage`, which is the base's
 * where no body is pulled. Held when that does not merge after all.
 */
static bool follow_pull(struct executor *executor, struct arena *arena, struct follow *follow,
                        struct slice storage, bool *is_held, struct error *error)
{
    const struct step *step = executor_step(executor, follow->write_step);
    const struct local_store *store = executor->sync->local;
    const struct page_work *work = &executor->work[follow->page];
    struct conversion_base *remote = ARENA_NEW(arena, struct conversion_base);
    struct merge_result merged = {0};

    choose_version(executor, follow);
    follow->remote = remote;
    follow->is_partial = !is_merge_pushed(executor, follow);
    follow->takes_body = step->has_body;
    if (!body_convert(executor->sync, arena, storage, store->attachments(store->data, work->key),
                      remote, error)) {
        return false;
    }
    if (!follow->is_partial) {
        return true;
    }
    const struct body_sides sides = {
        &follow->base, follow->file.body, remote, {work->row.version, work->version}};
    if (!body_merge(executor->sync, arena, &sides, &merged, error)) {
        return false;
    }
    *is_held = merged.has_conflict;
    if (merged.has_conflict) {
        return executor_hold_body(executor, follow->write_step, &sides, error);
    }
    follow->text = merged.text;
    /* Without a new body, the base changes only if its Markdown does: a path to attachments. */
    follow->takes_body =
        step->has_body || !slice_equal(remote->markdown, follow->base.plain.markdown);
    return true;
}

/* Fills in the follow of its step. *is_ready is false when the step has got its result. */
static bool prepare_write(struct executor *executor, struct arena *arena, struct follow *follow,
                          struct slice pulled, bool *is_ready, struct error *error)
{
    const struct step *step = executor_step(executor, follow->write_step);
    const struct page_work *work = &executor->work[follow->page];
    bool is_held = false;
    bool is_prepared = true;
    /* When the base could be saved with the push, only title and version are left. */
    bool is_push = work->stored && (step->has_body || work->row.version != work->version);

    follow->file_title = step->has_title ? step->title : NULL;
    if (!body_load(executor->sync, arena, work->id, &follow->base, error) ||
        !executor_read_file(executor, arena, follow->write_step, &follow->file, is_ready, error)) {
        *is_ready = false;
        return executor_survives(executor, follow->write_step, error);
    }
    if (!*is_ready) {
        return true;
    }
    if (is_push) {
        is_prepared = follow_push(executor, arena, follow, is_ready, error);
    } else if (follow->base.exists) {
        is_prepared =
            follow_pull(executor, arena, follow,
                        step->has_body ? pulled : follow->base.plain.storage, &is_held, error);
    } else {
        /* Being adopted: STEP_RECORD makes the base. */
        follow->version = step->has_version ? work->version : 0;
        follow->text = follow->file.body;
    }
    *is_ready = *is_ready && is_prepared && !is_held;
    return is_prepared || executor_survives(executor, follow->write_step, error);
}

/* The steps of the window whose bodies come from the remote side. */
static struct window find_pulls(const struct executor *executor, struct arena *arena,
                                const struct window *window)
{
    struct window pulls = {ARENA_NEW_ARRAY(arena, size_t, window->count), 0};

    for (size_t i = 0; i < window->count; i++) {
        if (executor_step(executor, window->steps[i])->has_body &&
            !executor_work(executor, window->steps[i])->stored) {
            pulls.steps[pulls.count++] = window->steps[i];
        }
    }
    return pulls;
}

/* The body is the one that the plan was made for. */
static bool is_as_planned(const struct executor *executor, size_t step,
                          const struct fetched_page *fetched)
{
    return fetched->version == executor_facts(executor, step)->remote.version;
}

bool execute_writes(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct window pulls = find_pulls(executor, arena, window);
    struct fetched_page *fetched = ARENA_NEW_ARRAY(arena, struct fetched_page, window->count);
    struct follow *follows = ARENA_NEW_ARRAY(arena, struct follow, window->count);
    size_t next_pull = 0;
    size_t count = 0;

    if (!executor_remote_bodies(executor, arena, &pulls, fetched, error)) {
        return false;
    }
    for (size_t i = 0; i < window->count; i++) {
        size_t step = window->steps[i];
        struct slice pulled = {0};
        bool is_ready = false;
        if (next_pull < pulls.count && pulls.steps[next_pull] == step) {
            const struct fetched_page *page = &fetched[next_pull++];
            if (!page->is_found) {
                continue;
            }
            if (!is_as_planned(executor, step, page)) {
                executor_finish(executor, step, STEP_OUTDATED);
                continue;
            }
            pulled = page->storage;
        }
        follows[count] =
            (struct follow){.page = executor_step(executor, step)->page, .write_step = step};
        if (!prepare_write(executor, arena, &follows[count], pulled, &is_ready, error)) {
            return false;
        }
        count += is_ready;
    }
    return follow_all(executor, arena, follows, count, error);
}

/* A file goes only if it says what the base says. */
static bool may_remove(struct executor *executor, struct arena *arena, size_t step,
                       struct local_page *file, bool *is_allowed, struct error *error)
{
    struct base_body base = {0};

    if (!body_load(executor->sync, arena, executor_work(executor, step)->id, &base, error) ||
        !executor_read_file(executor, arena, step, file, is_allowed, error)) {
        *is_allowed = false;
        return executor_survives(executor, step, error);
    }
    if (!*is_allowed) {
        return true;
    }
    if (!slice_equal(file->body, base.own) &&
        !body_says_same(executor->sync, arena, file->body, &base.plain, is_allowed, error)) {
        *is_allowed = false;
        return executor_survives(executor, step, error);
    }
    if (!*is_allowed) {
        executor_finish(executor, step, STEP_OUTDATED);
    }
    return true;
}

static bool save_removals(struct executor *executor, const struct file_changes *changes,
                          struct error *error)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct local_operation *operation = &changes->operations[i];
        size_t step = *(const size_t *)operation->owner;
        executor_take_outcome(executor, step, operation->outcome, &operation->error);
        if (operation->outcome == OUTCOME_DONE &&
            !executor_forget(executor, executor_step(executor, step)->page, error)) {
            return false;
        }
    }
    return true;
}

bool execute_removals(struct executor *executor, const struct window *window, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct file_changes changes = changes_of(arena, window, save_removals);

    for (size_t i = 0; i < window->count; i++) {
        struct local_page file = {0};
        bool is_allowed = false;
        if (!may_remove(executor, arena, window->steps[i], &file, &is_allowed, error)) {
            return false;
        }
        if (is_allowed) {
            changes.operations[changes.count++] = (struct local_operation){
                .action = LOCAL_TRASH,
                .key = executor_work(executor, window->steps[i])->key,
                .expected_body = file.body,
                .expected_title = file.title,
                .owner = &window->steps[i],
            };
        }
    }
    return executor_change_files(executor, &changes, error);
}

/* SPDX-License-Identifier: MIT */
#include "stores/change_internal.h"

#include <errno.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "stores/batch_internal.h"
#include "stores/trash_internal.h"
#include "stores/undo_internal.h"
#include "stores/workspace.h"

/* Up to this many changes are brought to the disk one by one, more by syncing all. */
enum { FEW_CHANGES = 8 };

#define NANOSECONDS_PER_MILLISECOND 1000000LL

void changer_init(struct changer *changer, struct folder *folder, struct clock clock)
{
    *changer = (struct changer){.folder = folder, .clock = clock};
    trash_name_run(clock, changer->run);
}

bool changer_recover(struct changer *changer, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct folder_entry *entries = NULL;
    size_t count = 0;

    if (!folder_make(changer->folder, WORKSPACE_TEMPORARY, error) ||
        !undo_run(changer->folder, batch_join(arena, WORKSPACE_TRASH, changer->run), error) ||
        !folder_list(changer->folder, arena, WORKSPACE_TEMPORARY, &entries, &count, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = batch_join(arena, WORKSPACE_TEMPORARY, entries[i].name);
        bool is_kept = slice_ends_with(slice_from(entries[i].name), CHANGE_KEPT_SUFFIX);
        if (!is_kept && entries[i].kind != FOLDER_DIRECTORY &&
            !folder_remove(changer->folder, path, error)) {
            return false;
        }
    }
    return trash_expire(changer->folder, changer->clock, error);
}

static bool needs_trash(const struct change *change)
{
    return change->kind == CHANGE_REMOVE || (change->kind == CHANGE_REPLACE && change->is_old_kept);
}

static bool write_temporary(struct batch *batch, struct change *change)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);

    strbuf_append_format(&path, WORKSPACE_TEMPORARY "/%u", batch->changer->temporary++);
    change->temporary = strbuf_copy(&path, batch->arena).start;
    return folder_create(batch->changer->folder, change->temporary, change->contents,
                         change->permissions, &change->written, batch->error);
}

/* Steps 1 and 2. */
static bool prepare(struct batch *batch)
{
    struct undo_note note = UNDO_NOTE;
    bool is_prepared = folder_make(batch->changer->folder, WORKSPACE_TEMPORARY, batch->error);

    for (size_t i = 0; is_prepared && i < batch->count; i++) {
        struct change *change = &batch->changes[i];
        is_prepared = !change_has_contents(change) || write_temporary(batch, change);
        if (needs_trash(change)) {
            change->trash = batch_choose_trash(batch, change->path);
        }
        if (change->kind == CHANGE_REPLACE && is_prepared) {
            undo_note_exchange(&note, change->temporary, change->path, &change->written.stamp);
        } else if (change->kind == CHANGE_REMOVE) {
            undo_note_move(&note, change->path, change->trash);
        } else if (change->kind == CHANGE_MOVE) {
            undo_note_move(&note, change->path, change->target);
        }
    }
    is_prepared = is_prepared && undo_save(batch->changer->folder, &note, batch->error);
    strbuf_release(&note.text);
    return is_prepared;
}

static bool sync_new_files(struct batch *batch)
{
    struct folder *folder = batch->changer->folder;
    struct error missing;

    if (batch->count > FEW_CHANGES) {
        return folder_sync_all(folder, batch->error);
    }
    for (size_t i = 0; i < batch->count; i++) {
        const struct change *change = &batch->changes[i];
        if (change_has_contents(change) && !folder_sync(folder, change->temporary, batch->error)) {
            return false;
        }
    }
    if (folder_look(folder, UNDO_PATH, NULL, &missing) &&
        !folder_sync(folder, UNDO_PATH, batch->error)) {
        return false;
    }
    return folder_sync(folder, WORKSPACE_TEMPORARY, batch->error);
}

/* Step 4. */
static bool apply(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        struct change *change = &batch->changes[i];
        if (!batch_apply(batch, change)) {
            return false;
        }
        if (change->kind == CHANGE_MOVE && !change->is_applied) {
            return true;
        }
    }
    return true;
}

static void remove_unused(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        const struct change *change = &batch->changes[i];
        struct error error;
        if (change->temporary && !change->is_applied) {
            (void)!folder_remove(batch->changer->folder, change->temporary, &error);
        }
    }
}

/* Brings the directory of the path to the disk, and all above it. */
static bool sync_parents(struct batch *batch, const char *path)
{
    char parent[LIMIT_PATH];
    size_t length = path ? strlen(path) : 0;

    if (length == 0 || length >= sizeof parent) {
        return true;
    }
    memcpy(parent, path, length + 1);
    for (char *slash = strrchr(parent, '/'); slash; slash = strrchr(parent, '/')) {
        struct error missing;
        *slash = '\0';
        if (!folder_sync(batch->changer->folder, parent, &missing) && missing.code != ENOENT) {
            *batch->error = missing;
            return false;
        }
    }
    return folder_sync(batch->changer->folder, "", batch->error);
}

static bool sync_places(struct batch *batch)
{
    if (batch->count > FEW_CHANGES) {
        return folder_sync_all(batch->changer->folder, batch->error);
    }
    for (size_t i = 0; i < batch->count; i++) {
        const struct change *change = &batch->changes[i];
        if (change->is_applied &&
            (!sync_parents(batch, change->path) || !sync_parents(batch, change->target) ||
             !sync_parents(batch, change->trash))) {
            return false;
        }
    }
    return true;
}

/*
 * In this order: a note that is gone before the places are on the disk cannot undo what
 * a power cut tears apart; one that a power cut brings back would undo what the base
 * knows as done.
 */
static bool make_durable(struct batch *batch)
{
    struct folder *folder = batch->changer->folder;

    return sync_places(batch) && undo_forget(folder, batch->error) &&
           folder_sync(folder, WORKSPACE_TEMPORARY, batch->error);
}

/*
 * A stamp is only worth something once the clock has moved on from the change it is
 * about; where that takes no longer than a tick, it is waited for.
 */
static void wait_for_clock(struct changer *changer)
{
    long long tick_ms = folder_granularity_ns(changer->folder) / NANOSECONDS_PER_MILLISECOND;
    if (tick_ms <= 10) {
        clock_sleep_ms(changer->clock, tick_ms + 2);
    }
}

static void take_stamps(struct batch *batch)
{
    wait_for_clock(batch->changer);
    long long now_ns = clock_now_ms(batch->changer->clock) * NANOSECONDS_PER_MILLISECOND;
    for (size_t i = 0; i < batch->count; i++) {
        struct change *change = &batch->changes[i];
        struct folder_entry entry;
        struct error error;
        if (!change->is_applied || !change_has_contents(change) ||
            !folder_look(batch->changer->folder, change->path, &entry, &error)) {
            continue;
        }
        bool is_ours = file_stamp_is_moved(&change->written.stamp, &entry.stamp);
        change->stamp = entry.stamp;
        change->stamp.taken_ns = is_ours ? now_ns : 0;
    }
}

static bool has_stamps(const struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->changes[i].is_applied && change_has_contents(&batch->changes[i])) {
            return true;
        }
    }
    return false;
}

/* Step 5, also after a failure in step 4: what was applied then is whole. */
static bool finish(struct batch *batch, struct error *error)
{
    batch->error = error;
    remove_unused(batch);
    if (!make_durable(batch)) {
        return false;
    }
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->changes[i].is_applied) {
            batch->changes[i].outcome = OUTCOME_DONE;
        }
    }
    if (has_stamps(batch)) {
        take_stamps(batch);
    }
    return true;
}

bool changes_apply(struct changer *changer, struct change *changes, size_t count,
                   struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct batch batch = {
        .changer = changer, .arena = arena, .changes = changes, .count = count, .error = error};
    struct error ignored;

    for (size_t i = 0; i < count; i++) {
        changes[i].outcome = OUTCOME_PENDING;
        changes[i].temporary = NULL;
        changes[i].trash = NULL;
        changes[i].is_applied = false;
    }
    if (!prepare(&batch)) {
        remove_unused(&batch);
        return false;
    }
    if (!sync_new_files(&batch)) {
        remove_unused(&batch);
        (void)!undo_forget(changer->folder, &ignored);
        return false;
    }
    if (!apply(&batch)) {
        (void)!(batch.is_stuck || finish(&batch, &ignored));
        return false;
    }
    return finish(&batch, error);
}

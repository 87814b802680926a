/* SPDX-License-Identifier: MIT */
#include "stores/batch_internal.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "stores/undo_internal.h"
#include "stores/workspace.h"

const char *batch_join(struct arena *arena, const char *first, const char *second)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    strbuf_append(&path, first);
    strbuf_append(&path, "/");
    strbuf_append(&path, second);
    return strbuf_copy(&path, arena).start;
}

const char *batch_choose_trash(struct batch *batch, const char *path)
{
    CLEANUP_STRBUF struct strbuf place = STRBUF(LIMIT_PATH);
    struct error error;

    strbuf_append_format(&place, WORKSPACE_TRASH "/%s/%s", batch->changer->run, path);
    size_t length = place.length;
    for (unsigned number = 2;
         folder_look(batch->changer->folder, strbuf_text(&place), NULL, &error); number++) {
        strbuf_truncate(&place, length);
        strbuf_append_format(&place, "~%u", number);
    }
    return strbuf_copy(&place, batch->arena).start;
}

bool change_has_contents(const struct change *change)
{
    return change->kind == CHANGE_CREATE || change->kind == CHANGE_REPLACE;
}

/* Failures after which no other change can be expected to work. */
static bool is_fatal(const struct error *error)
{
    switch (error->code) {
    case ENOSPC:
    case EDQUOT:
    case EROFS:
    case EIO:
    case ENOMEM:
    case EMFILE:
    case ENFILE:
        return true;
    default:
        return error->kind != ERROR_IO;
    }
}

/* Ends one change that could not be done. False when the whole batch must end. */
static bool settle(struct batch *batch, struct change *change, const struct error *why)
{
    if (is_fatal(why)) {
        *batch->error = *why;
        return false;
    }
    change->outcome = OUTCOME_REFUSED;
    change->error = *why;
    return true;
}

static bool make_parent(struct batch *batch, const char *path, struct error *error)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return true;
    }
    const struct slice parent = {path, (size_t)(slash - path)};
    return folder_make(batch->changer->folder, arena_copy(batch->arena, parent), error);
}

/* Whether the file at `path` is exactly what was expected; unreadable is not. */
static bool is_as_expected(struct batch *batch, const char *path, const struct change *change)
{
    struct folder_file file;
    struct error error;
    return folder_read(batch->changer->folder, batch->arena, path, CHANGE_FILE_LIMIT, &file,
                       &error) &&
           slice_equal(file.contents, change->expected);
}

static bool apply_create(struct batch *batch, struct change *change)
{
    struct error error;

    if (make_parent(batch, change->path, &error) &&
        folder_move(batch->changer->folder, change->temporary, change->path, &error)) {
        change->is_applied = true;
        return true;
    }
    if (error.code == EEXIST) {
        change->outcome = OUTCOME_CHANGED;
        return true;
    }
    return settle(batch, change, &error);
}

/*
 * Where nothing looks but the user: the trash, else a name that is not cleaned up
 * (changer_recover). Where nothing can be renamed, the next run's undoing brings it back.
 */
static bool keep_aside(struct batch *batch, struct change *change, const struct error *why)
{
    struct folder *folder = batch->changer->folder;
    const char *kept = batch_choose_trash(batch, change->path);
    struct error error;

    *batch->error = *why;
    if (!make_parent(batch, kept, &error) ||
        !folder_move(folder, change->temporary, kept, &error)) {
        CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
        strbuf_append_format(&path, "%s" CHANGE_KEPT_SUFFIX, change->temporary);
        kept = strbuf_copy(&path, batch->arena).start;
        batch->is_stuck = !folder_move(folder, change->temporary, kept, &error);
    }
    if (batch->is_stuck) {
        return error_prefix(batch->error, "the text of %s is now %s until the next run",
                            change->path, change->temporary);
    }
    change->temporary = NULL;
    change->trash = kept;
    return error_prefix(batch->error, "the text that %s had is now %s", change->path, kept);
}

/*
 * The new file was taken back out of `path`, unless somebody saved there meanwhile: what
 * was saved then goes to its place again, and what stood there before is kept aside.
 */
static bool check_taken_back(struct batch *batch, struct change *change)
{
    struct folder *folder = batch->changer->folder;
    struct folder_entry entry;
    struct error error;

    if (folder_look(folder, change->temporary, &entry, &error) &&
        file_stamp_is_moved(&change->written.stamp, &entry.stamp)) {
        return true;
    }
    (void)!folder_exchange(folder, change->temporary, change->path, &error);
    (void)error_set(&error, ERROR_IO, 0, "%s was saved while a new text was to be written there",
                    change->path);
    return keep_aside(batch, change, &error);
}

/* What was taken out of `path` is not what was expected: back with it. */
static bool put_back(struct batch *batch, struct change *change)
{
    struct folder *folder = batch->changer->folder;
    struct error error;

    change->outcome = OUTCOME_CHANGED;
    if (folder_exchange(folder, change->temporary, change->path, &error)) {
        return check_taken_back(batch, change);
    }
    if (error.code == ENOENT && folder_move(folder, change->temporary, change->path, &error)) {
        change->temporary = NULL;
        return true;
    }
    return keep_aside(batch, change, &error);
}

/* The old file is under the temporary name, and is the expected one. */
static bool put_away(struct batch *batch, struct change *change)
{
    struct folder *folder = batch->changer->folder;
    struct error error;
    struct error ignored;

    bool is_away = change->is_old_kept
                       ? make_parent(batch, change->trash, &error) &&
                             folder_move(folder, change->temporary, change->trash, &error)
                       : folder_remove(folder, change->temporary, &error);
    if (!is_away && folder_exchange(folder, change->temporary, change->path, &ignored)) {
        return check_taken_back(batch, change) && settle(batch, change, &error);
    }
    change->is_applied = true;
    /* Of what was to be removed, the new file has every word. */
    return is_away || !change->is_old_kept || keep_aside(batch, change, &error);
}

/*
 * Where files cannot be exchanged, the old one gets a second name in the trash first: what
 * is written into it between the comparison and the rename is not noticed, but is in the
 * trash while is_old_kept. A file that is put in its place at that moment is lost: no call
 * of such systems can tell.
 */
static bool replace_without_exchange(struct batch *batch, struct change *change)
{
    struct folder *folder = batch->changer->folder;
    const char *kept = change->trash ? change->trash : batch_choose_trash(batch, change->path);
    struct error error;

    if (!make_parent(batch, kept, &error) || !folder_link(folder, change->path, kept, &error)) {
        return settle(batch, change, &error);
    }
    if (!is_as_expected(batch, kept, change)) {
        change->outcome = OUTCOME_CHANGED;
        return folder_remove(folder, kept, &error) || settle(batch, change, &error);
    }
    if (!folder_replace(folder, change->temporary, change->path, &error)) {
        return settle(batch, change, &error);
    }
    change->is_applied = true;
    return change->is_old_kept || folder_remove(folder, kept, &error) ||
           settle(batch, change, &error);
}

static bool apply_replace(struct batch *batch, struct change *change)
{
    struct error error;

    if (folder_exchange(batch->changer->folder, change->temporary, change->path, &error)) {
        return is_as_expected(batch, change->temporary, change) ? put_away(batch, change)
                                                                : put_back(batch, change);
    }
    if (error.code == ENOENT) {
        change->outcome = OUTCOME_CHANGED;
        return true;
    }
    return error.code == ENOTSUP ? replace_without_exchange(batch, change)
                                 : settle(batch, change, &error);
}

static bool apply_remove(struct batch *batch, struct change *change)
{
    struct folder *folder = batch->changer->folder;
    struct error error;

    if (!make_parent(batch, change->trash, &error) ||
        !folder_move(folder, change->path, change->trash, &error)) {
        if (error.code == ENOENT) {
            change->outcome = OUTCOME_CHANGED;
            return true;
        }
        return settle(batch, change, &error);
    }
    if (is_as_expected(batch, change->trash, change)) {
        change->is_applied = true;
        return true;
    }
    change->outcome = OUTCOME_CHANGED;
    /* A file that came to that place meanwhile stays there, this one then in the trash. */
    return folder_move(folder, change->trash, change->path, &error) || error.code == EEXIST ||
           settle(batch, change, &error);
}

/* MOVEs are done together or not at all: all get the outcome of the one that failed. */
static bool undo_moves(struct batch *batch, const struct change *failed, struct error *error)
{
    const char *trash = batch_join(batch->arena, WORKSPACE_TRASH, batch->changer->run);

    for (size_t i = 0; i < batch->count; i++) {
        struct change *change = &batch->changes[i];
        assert(change->kind == CHANGE_MOVE); /* undo_run takes back the whole run */
        change->is_applied = false;
        change->outcome = failed->outcome;
        change->error = failed->error;
    }
    return undo_run(batch->changer->folder, trash, error);
}

static bool apply_move(struct batch *batch, struct change *change)
{
    struct error error;
    struct error second;

    if (make_parent(batch, change->target, &error) &&
        folder_move(batch->changer->folder, change->path, change->target, &error)) {
        change->is_applied = true;
        return true;
    }
    change->outcome = error.code == ENOENT ? OUTCOME_CHANGED : OUTCOME_PENDING;
    bool goes_on = change->outcome == OUTCOME_CHANGED || settle(batch, change, &error);
    if (!undo_moves(batch, change, &second) && goes_on) {
        *batch->error = second;
        return false;
    }
    return goes_on;
}

bool batch_apply(struct batch *batch, struct change *change)
{
    switch (change->kind) {
    case CHANGE_CREATE:
        return apply_create(batch, change);
    case CHANGE_REPLACE:
        return apply_replace(batch, change);
    case CHANGE_REMOVE:
        return apply_remove(batch, change);
    case CHANGE_MOVE:
        return apply_move(batch, change);
    }
    return true;
}

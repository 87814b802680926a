/* SPDX-License-Identifier: MIT */
/*
 * The texts of a held conflict, in .confsync/conflicts/<id>/. The files are ours and are
 * replaced as a whole; but users are told to edit merged.md, so what it held goes to the trash.
 */
#include <errno.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "stores/local_files_internal.h"

/* Columns: the file's name, which text of struct conflict_texts goes there. */
enum { CONFLICT_FILE_COUNT = 4, MERGED_FILE = CONFLICT_FILE_COUNT - 1 };

static const char *const file_names[CONFLICT_FILE_COUNT] = {"base.md", "local.md", "remote.md",
                                                            "merged.md"};

static struct slice text_of(const struct conflict_texts *texts, size_t file)
{
    const struct slice all[CONFLICT_FILE_COUNT] = {texts->base, texts->local, texts->remote,
                                                   texts->merged};
    return all[file];
}

static const char *directory_of(struct arena *arena, long long id)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    strbuf_append_format(&path, WORKSPACE_CONFLICTS "/%lld", id);
    return strbuf_copy(&path, arena).start;
}

static bool remove_if_there(struct folder *folder, const char *path, struct error *error)
{
    struct error why;
    if (folder_remove(folder, path, &why) || why.code == ENOENT) {
        return true;
    }
    *error = why;
    return false;
}

static bool write_text(struct folder *folder, struct arena *arena, const char *directory,
                       const char *name, struct slice text, struct error *error)
{
    const char *path = page_tree_join(arena, directory, name);
    const char *temporary = page_tree_join(arena, WORKSPACE_TEMPORARY, name);

    if (!text.start) {
        return remove_if_there(folder, path, error);
    }
    return remove_if_there(folder, temporary, error) &&
           folder_create(folder, temporary, text, 0, NULL, error) &&
           folder_sync(folder, temporary, error) && folder_replace(folder, temporary, path, error);
}

/*
 * Brings merged.md to the text; start NULL: removes it. Who saves it at this very moment keeps it: the
 * next run finds it again.
 */
static bool put_merged(struct local_files *files, struct arena *arena, const char *directory,
                       struct slice text, struct error *error)
{
    const char *path = page_tree_join(arena, directory, file_names[MERGED_FILE]);
    struct folder_file old = {0};
    struct error why;

    if (!folder_read(files->folder, arena, path, CHANGE_FILE_LIMIT, &old, &why)) {
        if (why.code != ENOENT) {
            *error = why;
            return false;
        }
        return write_text(files->folder, arena, directory, file_names[MERGED_FILE], text, error);
    }
    struct change change = {.kind = text.start ? CHANGE_REPLACE : CHANGE_REMOVE,
                            .path = path,
                            .contents = text,
                            .expected = old.contents,
                            .is_old_kept = true};
    if (text.start && slice_equal(text, old.contents)) {
        return true;
    }
    if (!changes_apply(&files->changer, &change, 1, error)) {
        return false;
    }
    if (change.outcome == OUTCOME_REFUSED) {
        *error = change.error;
        return false;
    }
    return true;
}

bool local_save_conflict(struct local_files *files, struct local_operation *operation,
                         struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *directory = directory_of(arena, operation->id);

    if (!folder_make(files->folder, WORKSPACE_TEMPORARY, error) ||
        !folder_make(files->folder, directory, error)) {
        return false;
    }
    for (size_t i = 0; i < MERGED_FILE; i++) {
        if (!write_text(files->folder, arena, directory, file_names[i],
                        text_of(&operation->conflict, i), error)) {
            return false;
        }
    }
    if (!put_merged(files, arena, directory, operation->conflict.merged, error) ||
        !folder_sync(files->folder, directory, error) ||
        !folder_sync(files->folder, WORKSPACE_CONFLICTS, error)) {
        return false;
    }
    operation->outcome = OUTCOME_DONE;
    return true;
}

bool local_clear_conflict(struct local_files *files, struct local_operation *operation,
                          struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *directory = directory_of(arena, operation->id);

    if (!put_merged(files, arena, directory, (struct slice){0}, error)) {
        return false;
    }
    for (size_t i = 0; i < MERGED_FILE; i++) {
        if (!remove_if_there(files->folder, page_tree_join(arena, directory, file_names[i]),
                             error)) {
            return false;
        }
    }
    /* Whatever the user put there stays, and its directory with it. */
    (void)folder_remove_empty(files->folder, directory);
    operation->outcome = OUTCOME_DONE;
    return true;
}

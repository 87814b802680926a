/* SPDX-License-Identifier: MIT */
#include "cli/clone_place.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "stores/workspace.h"

static bool has_workspace(const char *directory)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct stat status;

    strbuf_append_format(&path, "%s/%s", directory, WORKSPACE_CONFIG);
    return stat(strbuf_text(&path), &status) == 0;
}

/* What a crash in the first moments of a clone leaves behind counts as nothing. */
static bool is_ignored(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
           strcmp(name, WORKSPACE_PRIVATE) == 0;
}

/* What the directory is in: itself, if it is there, or the one that will hold it. */
static const char *nearest_directory(struct arena *arena, const char *directory)
{
    struct stat status;
    struct slice path = slice_from(directory);

    if (stat(directory, &status) == 0) {
        return directory;
    }
    while (path.length > 0 && path.start[path.length - 1] == '/') {
        path.length--;
    }
    while (path.length > 0 && path.start[path.length - 1] != '/') {
        path.length--;
    }
    return path.length == 0 ? "." : arena_copy(arena, path);
}

/* A workspace in a workspace would be pages of both. */
static bool check_outside(struct arena *arena, const char *directory, struct error *error)
{
    const char *root = NULL;
    struct error ignored;

    if (!workspace_find(arena, nearest_directory(arena, directory), &root, &ignored)) {
        return true;
    }
    return error_set(error, ERROR_USAGE, 0,
                     "%s is in the workspace %s; clone into a directory outside it", directory,
                     root);
}

static bool check_empty(const char *directory, struct error *error)
{
    DIR *entries = opendir(directory);
    bool is_empty = true;

    if (entries == NULL && errno == ENOTDIR) {
        return error_set(error, ERROR_USAGE, 0, "%s is a file; clone into another directory",
                         directory);
    }
    if (entries == NULL && errno != ENOENT) {
        return error_set(error, ERROR_IO, errno, "cannot open directory %s: %s", directory,
                         strerror(errno));
    }
    if (entries == NULL) {
        return true;
    }
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        is_empty = is_empty && is_ignored(entry->d_name);
    }
    closedir(entries);
    return is_empty || error_set(error, ERROR_USAGE, 0,
                                 "%s is not empty; clone into another directory", directory);
}

bool clone_place_check(struct arena *arena, const char *directory, bool *is_workspace,
                       struct error *error)
{
    *is_workspace = has_workspace(directory);
    return *is_workspace ||
           (check_empty(directory, error) && check_outside(arena, directory, error));
}

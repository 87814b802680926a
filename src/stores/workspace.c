/* SPDX-License-Identifier: MIT */
#include "stores/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"

#define LOCK_PATH       WORKSPACE_PRIVATE "/lock"
#define GITIGNORE_PATH  WORKSPACE_PRIVATE "/.gitignore"
#define NEW_CONFIG_PATH WORKSPACE_TEMPORARY "/config.yaml"

#define GITIGNORE_TEXT                                                                             \
    "# Of this directory only config.yaml is for others; the rest belongs to this machine.\n"      \
    "/state.db*\n"                                                                                 \
    "/lock\n"                                                                                      \
    "/tmp/\n"                                                                                      \
    "/trash/\n"                                                                                    \
    "/conflicts/\n"

static const char *join(struct arena *arena, const char *directory, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    strbuf_append(&path, directory);
    strbuf_append(&path, strcmp(directory, "/") == 0 ? "" : "/");
    strbuf_append(&path, name);
    return strbuf_copy(&path, arena).start;
}

static bool is_workspace(struct arena *arena, const char *directory)
{
    struct stat status;
    return stat(join(arena, directory, WORKSPACE_CONFIG), &status) == 0;
}

/* The file, replaced if a creation that failed half-way left one. */
static bool write_private_file(struct folder *folder, const char *path, struct slice text,
                               struct error *error)
{
    struct error ignored;
    (void)!folder_remove(folder, path, &ignored);
    return folder_create(folder, path, text, 0, NULL, error) && folder_sync(folder, path, error);
}

/* The configuration comes last and in one step: it is what makes the directory a workspace. */
static bool fill_workspace(struct folder *folder, const struct config *config, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();

    return folder_make(folder, WORKSPACE_TEMPORARY, error) &&
           write_private_file(folder, GITIGNORE_PATH, SLICE_LITERAL(GITIGNORE_TEXT), error) &&
           write_private_file(folder, NEW_CONFIG_PATH, config_write(arena, config), error) &&
           folder_move(folder, NEW_CONFIG_PATH, WORKSPACE_CONFIG, error) &&
           folder_sync(folder, WORKSPACE_PRIVATE, error) && folder_sync(folder, "", error);
}

bool workspace_create(const char *path, const struct config *config, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(folder) struct folder *folder = NULL;

    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return error_set(error, ERROR_IO, errno, "cannot make directory %s: %s", path,
                         strerror(errno));
    }
    if (is_workspace(arena, path)) {
        return error_set(error, ERROR_USAGE, 0, "%s is a workspace already", path);
    }
    if (!folder_open(path, &folder, error) || !fill_workspace(folder, config, error)) {
        return error_prefix(error, "%s", path);
    }
    return true;
}

/* Cuts the last part off; false at the root of the file system. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || path[1] == '\0') {
        return false;
    }
    slash[slash == path ? 1 : 0] = '\0';
    return true;
}

bool workspace_find(struct arena *arena, const char *start, const char **root, struct error *error)
{
    char *absolute = realpath(start, NULL);
    if (!absolute) {
        return error_set(error, ERROR_IO, errno, "cannot open %s: %s", start, strerror(errno));
    }
    char *path = arena_copy(arena, slice_from(absolute));
    free(absolute);
    do {
        if (is_workspace(arena, path)) {
            *root = path;
            return true;
        }
    } while (go_up(path));
    return error_set(error, ERROR_USAGE, 0,
                     "no workspace here: neither %s nor a directory above it has " WORKSPACE_CONFIG
                     "; go into one, or confsync clone makes one",
                     start);
}

static bool read_config(struct workspace *workspace, struct error *error)
{
    struct folder_file file;
    return folder_read(workspace->folder, workspace->arena, WORKSPACE_CONFIG, LIMIT_CONFIG, &file,
                       error) &&
           config_parse(workspace->arena, file.contents, WORKSPACE_CONFIG, &workspace->config,
                        error);
}

bool workspace_open(const char *root, struct workspace **workspace, struct error *error)
{
    CLEANUP(workspace) struct workspace *opened = MEM_NEW(struct workspace);

    opened->lock = -1;
    opened->arena = arena_new();
    opened->root = arena_copy(opened->arena, slice_from(root));
    opened->state = join(opened->arena, root, WORKSPACE_STATE);
    if (!folder_open(root, &opened->folder, error) || !read_config(opened, error)) {
        return false;
    }
    *workspace = TAKE(opened);
    return true;
}

void workspace_free(struct workspace *workspace)
{
    if (!workspace) {
        return;
    }
    if (workspace->lock >= 0) {
        close(workspace->lock);
    }
    folder_free(workspace->folder);
    arena_free(workspace->arena);
    free(workspace);
}

/* Who holds the lock, for the message: the process writes its number into the file. */
static bool fail_locked(const struct workspace *workspace, int descriptor, struct error *error)
{
    char owner[32];
    ssize_t length = read(descriptor, owner, sizeof owner);
    struct slice number = {owner, length > 0 ? (size_t)length : 0};
    unsigned long long process = 0;

    if (slice_parse_number(slice_trim(number), &process)) {
        return error_set(error, ERROR_STOPPED, 0, "process %llu is working in %s", process,
                         workspace->root);
    }
    return error_set(error, ERROR_STOPPED, 0, "another process is working in %s", workspace->root);
}

static void write_owner(int descriptor)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(32);

    strbuf_append_format(&text, "%lld\n", (long long)getpid());
    /* For messages only: that it failed does not matter. */
    if (ftruncate(descriptor, 0) == 0) {
        (void)!pwrite(descriptor, text.bytes, text.length, 0);
    }
}

bool workspace_lock(struct workspace *workspace, struct error *error)
{
    const char *path = join(workspace->arena, workspace->root, LOCK_PATH);
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);

    if (descriptor < 0) {
        return error_set(error, ERROR_IO, errno, "cannot open %s: %s", path, strerror(errno));
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        int reason = errno;
        (void)(reason == EWOULDBLOCK ? fail_locked(workspace, descriptor, error)
                                     : error_set(error, ERROR_IO, reason, "cannot lock %s: %s",
                                                 path, strerror(reason)));
        close(descriptor);
        return false;
    }
    write_owner(descriptor);
    workspace->lock = descriptor;
    return true;
}

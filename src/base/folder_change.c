/* SPDX-License-Identifier: MIT */
#include "base/folder_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/fs.h>
#include <sys/syscall.h>
#endif

#include "base/limit.h"

enum { NEW_FILE_PERMISSIONS = 0666, NEW_DIRECTORY_PERMISSIONS = 0777 };

static bool write_all(int descriptor, struct slice contents)
{
    while (contents.length > 0) {
        ssize_t written = write(descriptor, contents.start, contents.length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            contents = slice_part(contents, (size_t)written, contents.length);
        }
    }
    return true;
}

/* close(2) is asked too: some file systems only tell there that the disk is full. */
static bool fill_file(int descriptor, struct slice contents, mode_t permissions,
                      struct stat *status)
{
    bool is_filled = write_all(descriptor, contents) &&
                     (permissions == 0 || fchmod(descriptor, permissions) == 0) &&
                     fstat(descriptor, status) == 0;
    int reason = errno;
    bool is_closed = close(descriptor) == 0;
    errno = is_filled ? errno : reason;
    return is_filled && is_closed;
}

bool folder_create(struct folder *folder, const char *path, struct slice contents,
                   mode_t permissions, struct folder_entry *entry, struct error *error)
{
    struct stat status;
    int descriptor = folder_descend(folder, path, O_WRONLY | O_CREAT | O_EXCL,
                                    permissions > 0 ? permissions : NEW_FILE_PERMISSIONS);

    if (descriptor < 0) {
        return folder_fail(error, "create", path);
    }
    if (!fill_file(descriptor, contents, permissions, &status)) {
        struct error ignored;
        (void)folder_fail(error, "write", path);
        (void)!folder_remove(folder, path, &ignored);
        return false;
    }
    if (entry) {
        folder_describe(&status, entry);
    }
    return true;
}

static bool make_one(struct folder *folder, const char *path, struct error *error)
{
    const char *name = NULL;
    CLEANUP_DESCRIPTOR int parent = folder_parent(folder, path, &name);

    if (parent >= 0 && (mkdirat(parent, name, NEW_DIRECTORY_PERMISSIONS) == 0 || errno == EEXIST)) {
        return true;
    }
    return folder_fail(error, "make directory", path);
}

bool folder_make(struct folder *folder, const char *path, struct error *error)
{
    char part[LIMIT_PATH];
    size_t length = strlen(path);

    if (length >= sizeof part) {
        errno = ENAMETOOLONG;
        return folder_fail(error, "make directory", path);
    }
    CLEANUP_DESCRIPTOR int descriptor = folder_descend(folder, path, O_RDONLY | O_DIRECTORY, 0);
    if (descriptor >= 0) {
        return true;
    }
    for (size_t end = 1; end <= length; end++) {
        if (path[end] != '/' && path[end] != '\0') {
            continue;
        }
        memcpy(part, path, end);
        part[end] = '\0';
        if (!make_one(folder, part, error)) {
            return false;
        }
    }
    /* What was there before may be a file or a link. */
    descriptor = folder_descend(folder, path, O_RDONLY | O_DIRECTORY, 0);
    return descriptor >= 0 || folder_fail(error, "make directory", path);
}

int folder_move_without_flags(const struct folder_pair *pair)
{
    struct stat status;

    if (linkat(pair->from_parent, pair->from, pair->to_parent, pair->to, 0) == 0) {
        return unlinkat(pair->from_parent, pair->from, 0);
    }
    if (errno == EEXIST) {
        return -1;
    }
    /* Directories have no second names, and some file systems know none at all. */
    if (fstatat(pair->to_parent, pair->to, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(pair->from_parent, pair->from, pair->to_parent, pair->to);
}

static int move_to_free_name(const struct folder_pair *pair)
{
#if defined(__linux__)
    if (syscall(SYS_renameat2, pair->from_parent, pair->from, pair->to_parent, pair->to,
                RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != ENOSYS && errno != EINVAL && errno != EPERM) {
        return -1;
    }
#elif defined(__APPLE__)
    int result =
        renameatx_np(pair->from_parent, pair->from, pair->to_parent, pair->to, RENAME_EXCL);
    if (result == 0 || errno != ENOTSUP) {
        return result;
    }
#endif
    return folder_move_without_flags(pair);
}

static int replace_name(const struct folder_pair *pair)
{
    return renameat(pair->from_parent, pair->from, pair->to_parent, pair->to);
}

static int exchange_names(const struct folder_pair *pair)
{
#if defined(__linux__)
    int result = (int)syscall(SYS_renameat2, pair->from_parent, pair->from, pair->to_parent,
                              pair->to, RENAME_EXCHANGE);
    if (result != 0 && (errno == ENOSYS || errno == EINVAL || errno == EPERM)) {
        errno = ENOTSUP;
    }
    return result;
#elif defined(__APPLE__)
    return renameatx_np(pair->from_parent, pair->from, pair->to_parent, pair->to, RENAME_SWAP);
#else
    (void)pair;
    errno = ENOTSUP;
    return -1;
#endif
}

static int link_name(const struct folder_pair *pair)
{
    return linkat(pair->from_parent, pair->from, pair->to_parent, pair->to, 0);
}

/* Opens the directories of both names and calls `act`, which returns 0 or sets errno. */
static bool act_on_pair(struct folder *folder, const char *from, const char *to,
                        int (*act)(const struct folder_pair *pair), const char *what,
                        struct error *error)
{
    struct folder_pair pair = {-1, -1, NULL, NULL};
    CLEANUP_DESCRIPTOR int from_parent = folder_parent(folder, from, &pair.from);
    if (from_parent < 0) {
        return folder_fail(error, what, from);
    }
    CLEANUP_DESCRIPTOR int to_parent = folder_parent(folder, to, &pair.to);
    if (to_parent < 0) {
        return folder_fail(error, what, to);
    }
    pair.from_parent = from_parent;
    pair.to_parent = to_parent;
    if (act(&pair) != 0) {
        return error_set(error, ERROR_IO, errno, "cannot %s %s, %s: %s", what, from, to,
                         strerror(errno));
    }
    return true;
}

bool folder_move(struct folder *folder, const char *from, const char *to, struct error *error)
{
    return act_on_pair(folder, from, to, move_to_free_name, "move", error);
}

bool folder_replace(struct folder *folder, const char *from, const char *to, struct error *error)
{
    return act_on_pair(folder, from, to, replace_name, "move", error);
}

bool folder_exchange(struct folder *folder, const char *left, const char *right,
                     struct error *error)
{
    return act_on_pair(folder, left, right, exchange_names, "swap", error);
}

bool folder_link(struct folder *folder, const char *from, const char *to, struct error *error)
{
    return act_on_pair(folder, from, to, link_name, "link", error);
}

bool folder_remove(struct folder *folder, const char *path, struct error *error)
{
    const char *name = NULL;
    CLEANUP_DESCRIPTOR int parent = folder_parent(folder, path, &name);

    if (parent < 0 || unlinkat(parent, name, 0) != 0) {
        return folder_fail(error, "remove", path);
    }
    return true;
}

bool folder_remove_empty(struct folder *folder, const char *path)
{
    const char *name = NULL;
    CLEANUP_DESCRIPTOR int parent = folder_parent(folder, path, &name);
    return parent >= 0 && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

static int bring_to_disk(int descriptor)
{
#ifdef __APPLE__
    /* fsync(2) there leaves the data in the drive's cache. */
    return fcntl(descriptor, F_FULLFSYNC);
#else
    return fsync(descriptor);
#endif
}

bool folder_sync(struct folder *folder, const char *path, struct error *error)
{
    CLEANUP_DESCRIPTOR int descriptor = folder_descend(folder, path, O_RDONLY, 0);

    if (descriptor < 0 || bring_to_disk(descriptor) != 0) {
        return folder_fail(error, "sync", path);
    }
    return true;
}

bool folder_sync_all(struct folder *folder, struct error *error)
{
#ifdef __linux__
    int result = syncfs(folder->descriptor);
#else
    sync();
    int result = bring_to_disk(folder->descriptor);
#endif
    return result == 0 || folder_fail(error, "sync", "");
}

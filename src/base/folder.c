/* SPDX-License-Identifier: MIT */
#include "base/folder_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#endif

#include "base/file.h"
#include "base/limit.h"
#include "base/mem.h"
#include "base/vec.h"

#define NANOSECONDS_PER_SECOND 1000000000LL

/* A FIFO must not make us wait for a writer, and no terminal becomes ours. */
enum { COMMON_FLAGS = O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK };

bool folder_fail(struct error *error, const char *what, const char *path)
{
    return error_set(error, ERROR_IO, errno, "cannot %s %s: %s", what, path[0] ? path : ".",
                     strerror(errno));
}

void folder_close_descriptor(const int *descriptor)
{
    if (*descriptor >= 0) {
        int kept = errno;
        close(*descriptor);
        errno = kept;
    }
}

bool folder_open(const char *path, struct folder **folder, struct error *error)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return folder_fail(error, "open", path);
    }
    *folder = MEM_NEW(struct folder);
    (*folder)->descriptor = descriptor;
    return true;
}

void folder_free(struct folder *folder)
{
    if (folder) {
        close(folder->descriptor);
        free(folder);
    }
}

/* Only plain names between single slashes stay below the folder. */
static bool is_path_inside(const char *path)
{
    for (;;) {
        size_t length = strcspn(path, "/");
        bool is_dots = (length == 1 || length == 2) && strncmp(path, "..", length) == 0;
        if (length == 0 || is_dots) {
            return false;
        }
        if (path[length] == '\0') {
            return true;
        }
        path += length + 1;
    }
}

int folder_descend_by_parts(int start, const char *path, int flags, mode_t permissions)
{
    CLEANUP_DESCRIPTOR int above = -1;

    for (;;) {
        size_t length = strcspn(path, "/");
        int here = above >= 0 ? above : start;
        char part[LIMIT_PATH];
        if (path[length] == '\0') {
            return openat(here, path, flags | COMMON_FLAGS, permissions);
        }
        if (length >= sizeof part) {
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(part, path, length);
        part[length] = '\0';
        int next = openat(here, part, O_RDONLY | O_DIRECTORY | COMMON_FLAGS);
        if (next < 0) {
            return -1;
        }
        folder_close_descriptor(&above);
        above = next;
        path += length + 1;
    }
}

#ifdef __linux__
static int descend_at_once(int start, const char *path, int flags, mode_t permissions)
{
    bool creates = (flags & O_CREAT) != 0;
    struct open_how how = {
        .flags = (unsigned)flags | (unsigned)COMMON_FLAGS,
        .mode = creates ? permissions : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    return (int)syscall(SYS_openat2, start, path, &how, sizeof how);
}
#endif

int folder_descend(const struct folder *folder, const char *path, int flags, mode_t permissions)
{
    if (path[0] == '\0') {
        return openat(folder->descriptor, ".", flags | COMMON_FLAGS, permissions);
    }
    if (!is_path_inside(path)) {
        errno = EINVAL;
        return -1;
    }
#ifdef __linux__
    int descriptor = descend_at_once(folder->descriptor, path, flags, permissions);
    /* Kernels before 5.6 do not know the call; some containers forbid it. */
    if (descriptor >= 0 || (errno != ENOSYS && errno != EPERM)) {
        return descriptor;
    }
#endif
    return folder_descend_by_parts(folder->descriptor, path, flags, permissions);
}

int folder_parent(const struct folder *folder, const char *path, const char **name)
{
    char parent[LIMIT_PATH];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;

    *name = slash ? slash + 1 : path;
    if (!is_path_inside(path)) {
        errno = EINVAL;
        return -1;
    }
    if (length >= sizeof parent) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(parent, path, length);
    parent[length] = '\0';
    return folder_descend(folder, parent, O_RDONLY | O_DIRECTORY, 0);
}

static long long nanoseconds(struct timespec time)
{
    return (long long)time.tv_sec * NANOSECONDS_PER_SECOND + time.tv_nsec;
}

void folder_describe(const struct stat *status, struct folder_entry *entry)
{
    *entry = (struct folder_entry){
        .kind = S_ISREG(status->st_mode)   ? FOLDER_FILE
                : S_ISDIR(status->st_mode) ? FOLDER_DIRECTORY
                : S_ISLNK(status->st_mode) ? FOLDER_LINK
                                           : FOLDER_OTHER,
        .permissions = status->st_mode & 07777U,
        .stamp =
            {
                .size = (long long)status->st_size,
#ifdef __APPLE__
                .modified_ns = nanoseconds(status->st_mtimespec),
                .changed_ns = nanoseconds(status->st_ctimespec),
#else
                .modified_ns = nanoseconds(status->st_mtim),
                .changed_ns = nanoseconds(status->st_ctim),
#endif
                .inode = (long long)status->st_ino,
            },
    };
}

bool folder_look(struct folder *folder, const char *path, struct folder_entry *entry,
                 struct error *error)
{
    const char *name = NULL;
    struct stat status;
    CLEANUP_DESCRIPTOR int parent = folder_parent(folder, path, &name);

    if (parent < 0 || fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return folder_fail(error, "look at", path);
    }
    if (entry) {
        folder_describe(&status, entry);
    }
    return true;
}

static int compare_names(const void *left, const void *right)
{
    const struct folder_entry *left_entry = left;
    const struct folder_entry *right_entry = right;
    return strcmp(left_entry->name, right_entry->name);
}

static void close_directory(DIR **directory)
{
    if (*directory) {
        closedir(*directory);
    }
}

/* The next name, or NULL at the end and on failure; then errno is 0 or tells why. */
static const char *next_name(DIR *directory)
{
    for (;;) {
        errno = 0;
        const struct dirent *found = readdir(directory);
        if (!found) {
            return NULL;
        }
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0) {
            return found->d_name;
        }
    }
}

bool folder_list(struct folder *folder, struct arena *arena, const char *path,
                 struct folder_entry **entries, size_t *count, struct error *error)
{
    struct folder_entry *found = NULL;
    size_t found_count = 0;
    int descriptor = folder_descend(folder, path, O_RDONLY | O_DIRECTORY, 0);
    __attribute__((cleanup(close_directory))) DIR *directory =
        descriptor < 0 ? NULL : fdopendir(descriptor);

    if (!directory) {
        folder_close_descriptor(&descriptor);
        return folder_fail(error, "list", path);
    }
    for (const char *name = next_name(directory); name; name = next_name(directory)) {
        struct stat status;
        if (fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno == ENOENT) {
                continue; /* removed while we listed */
            }
            return folder_fail(error, "look at", name);
        }
        found = VEC_GROW(arena, found, found_count);
        folder_describe(&status, &found[found_count]);
        found[found_count++].name = arena_copy(arena, slice_from(name));
    }
    if (errno != 0) {
        return folder_fail(error, "list", path);
    }
    if (found_count > 0) {
        qsort(found, found_count, sizeof *found, compare_names);
    }
    *entries = found;
    *count = found_count;
    return true;
}

bool folder_read(struct folder *folder, struct arena *arena, const char *path, size_t limit,
                 struct folder_file *file, struct error *error)
{
    struct folder_file out = {0};
    struct stat status;
    CLEANUP_DESCRIPTOR int descriptor = folder_descend(folder, path, O_RDONLY, 0);

    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        return folder_fail(error, "read", path);
    }
    if (!S_ISREG(status.st_mode)) {
        return error_set(error, ERROR_INPUT, 0, "%s: not a regular file", path);
    }
    folder_describe(&status, &out.entry);
    if (!file_read_descriptor(arena, descriptor, path, limit, &out.contents, error)) {
        return false;
    }
    *file = out;
    return true;
}

#ifdef __linux__
/* File systems whose times are as fine as the kernel's clock tick (at most 10 ms). */
static bool has_fine_times(long type)
{
    switch ((unsigned long)type) {
    case EXT4_SUPER_MAGIC:
    case XFS_SUPER_MAGIC:
    case BTRFS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case F2FS_SUPER_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
    case 0x2FC12FC1UL: /* ZFS, which is not in the kernel's header */
        return true;
    default:
        return false;
    }
}
#endif

long long folder_granularity_ns(struct folder *folder)
{
    long long coarse = 2 * NANOSECONDS_PER_SECOND; /* FAT, and servers that round to seconds */

#ifdef __linux__
    struct statfs status;
    if (fstatfs(folder->descriptor, &status) == 0 && has_fine_times((long)status.f_type)) {
        return NANOSECONDS_PER_SECOND / 100;
    }
#else
    (void)folder;
#endif
    return coarse;
}

/* SPDX-License-Identifier: MIT */
/*
 * Files below one directory, and nowhere else. Every path is relative to the folder;
 * one that is absolute, has an empty part, "." or "..", or leads through a symbolic
 * link is refused, whatever anybody does to the tree meanwhile. On Linux the kernel
 * sees to that (openat2(2) with RESOLVE_BENEATH); elsewhere each directory on the way
 * is opened by itself.
 *
 * Nothing here overwrites a file unless it says so. What must survive a power cut is
 * synced by the caller: contents before they are moved into place, directories after.
 *
 * Errors are ERROR_IO with errno as the code: ENOENT, EEXIST … are for the caller to
 * tell apart. `entry` may be NULL.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/stamp.h"

struct folder;

/* The directory must exist. The caller frees the folder. */
bool folder_open(const char *path, struct folder **folder, struct error *error)
    __attribute__((warn_unused_result));

/* NULL is allowed. */
void folder_free(struct folder *folder);
DEFINE_CLEANUP(folder)

enum folder_kind { FOLDER_FILE, FOLDER_DIRECTORY, FOLDER_LINK, FOLDER_OTHER };

struct folder_entry {
    const char *name; /* of folder_list: in the arena; else NULL */
    enum folder_kind kind;
    mode_t permissions;
    struct file_stamp stamp; /* taken_ns is 0: the caller knows the time */
};

/* Of the entry itself; a symbolic link is not followed. */
bool folder_look(struct folder *folder, const char *path, struct folder_entry *entry,
                 struct error *error) __attribute__((warn_unused_result));

/* All entries of a directory ("": the folder itself) but "." and "..", in the order of their bytes. */
bool folder_list(struct folder *folder, struct arena *arena, const char *path,
                 struct folder_entry **entries, size_t *count, struct error *error)
    __attribute__((warn_unused_result));

struct folder_file {
    struct folder_entry entry; /* as it was before the first byte was read */
    struct slice contents;
};

/* Reads a regular file of at most `limit` bytes (beyond: ERROR_INPUT). */
bool folder_read(struct folder *folder, struct arena *arena, const char *path, size_t limit,
                 struct folder_file *file, struct error *error) __attribute__((warn_unused_result));

/*
 * Writes a new file; EEXIST when there is one. `permissions` 0: those of any new file.
 * A file that could not be written whole is removed again.
 */
bool folder_create(struct folder *folder, const char *path, struct slice contents,
                   mode_t permissions, struct folder_entry *entry, struct error *error)
    __attribute__((warn_unused_result));

/* Makes the directory and those above it, where they are missing. */
bool folder_make(struct folder *folder, const char *path, struct error *error)
    __attribute__((warn_unused_result));

/*
 * Renames a file or directory; EEXIST when the new name is taken. Where the system
 * cannot promise that (not Linux or macOS), a directory is checked just before.
 */
bool folder_move(struct folder *folder, const char *from, const char *to, struct error *error)
    __attribute__((warn_unused_result));

/* Renames a file over another one, or to a free name. */
bool folder_replace(struct folder *folder, const char *from, const char *to, struct error *error)
    __attribute__((warn_unused_result));

/* Exchanges two files in one step. ENOTSUP where the file system or the system cannot. */
bool folder_exchange(struct folder *folder, const char *left, const char *right,
                     struct error *error) __attribute__((warn_unused_result));

/* Gives a file a second name; EEXIST when that is taken. */
bool folder_link(struct folder *folder, const char *from, const char *to, struct error *error)
    __attribute__((warn_unused_result));

/* Removes a file. */
bool folder_remove(struct folder *folder, const char *path, struct error *error)
    __attribute__((warn_unused_result));

/* Removes a directory if it is empty; says whether it did. */
bool folder_remove_empty(struct folder *folder, const char *path);

/* Brings a file or directory ("": the folder itself) to the disk. */
bool folder_sync(struct folder *folder, const char *path, struct error *error)
    __attribute__((warn_unused_result));

/* Brings everything written to the folder's file system to the disk: for many files at once. */
bool folder_sync_all(struct folder *folder, struct error *error)
    __attribute__((warn_unused_result));

/* How coarse the times of files are here, at worst; see base/stamp.h. */
long long folder_granularity_ns(struct folder *folder);

#endif

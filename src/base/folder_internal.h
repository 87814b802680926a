/* SPDX-License-Identifier: MIT */
/* What folder.c (looking) and folder_change.c (changing) have in common. */
#ifndef BASE_FOLDER_INTERNAL_H
#define BASE_FOLDER_INTERNAL_H

#include <sys/stat.h>

#include "base/folder.h"

struct folder {
    int descriptor;
};

/* A descriptor that is closed at the end of the scope. */
void folder_close_descriptor(const int *descriptor);
#define CLEANUP_DESCRIPTOR __attribute__((cleanup(folder_close_descriptor)))

/* As open(2), below the folder; -1 and errno. Symbolic links give ELOOP. */
int folder_descend(const struct folder *folder, const char *path, int flags, mode_t permissions);

/* The same from an open directory, one part after the other: for systems without openat2. */
int folder_descend_by_parts(int start, const char *path, int flags, mode_t permissions);

/* The directory that holds the last part of the path, and that part; -1 and errno. */
int folder_parent(const struct folder *folder, const char *path, const char **name);

/* "cannot WHAT PATH: REASON", with errno; always returns false. */
bool folder_fail(struct error *error, const char *what, const char *path);

/* Two names in their directories, while both are open. */
struct folder_pair {
    int from_parent;
    int to_parent;
    const char *from;
    const char *to;
};

/* Renames to a free name by what POSIX has: for systems without renameat2. 0, or -1 and errno. */
int folder_move_without_flags(const struct folder_pair *pair);

void folder_describe(const struct stat *status, struct folder_entry *entry);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Whether a file is what it was, without reading it: the stat cache of git's index
 * (git's Documentation/technical/racy-git.txt explains the trap).
 *
 * A stamp is taken of a file when its content is known. Later the same stamp says
 * that the content is the same, unless the file was changed again so shortly after
 * the stamp was taken that its time did not move on: such a stamp proves nothing.
 */
#ifndef BASE_STAMP_H
#define BASE_STAMP_H

#include <stdbool.h>

struct file_stamp {
    long long size;
    long long modified_ns; /* st_mtim and st_ctim, since 1970 */
    long long changed_ns;
    long long inode;
    long long taken_ns; /* the wall clock when it was taken, just before the file was looked at */
};

/*
 * True if a file that was `known` then and is `now` has not changed in between.
 * `granularity_ns` is how coarse the file system's times are.
 */
bool file_stamp_proves(const struct file_stamp *known, const struct file_stamp *now,
                       long long granularity_ns);

/* True if they are of one file with one content, whatever its name was: that moves ctime. */
bool file_stamp_is_moved(const struct file_stamp *before, const struct file_stamp *after);

#endif

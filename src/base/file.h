/* SPDX-License-Identifier: MIT */
/*
 * Whole files in one call. Errors are ERROR_IO with errno and name the file;
 * a file beyond the limit is ERROR_INPUT.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

/* Reads a file of at most `limit` bytes. The contents live in the arena. */
bool file_read(struct arena *arena, const char *path, size_t limit, struct slice *contents,
               struct error *error) __attribute__((warn_unused_result));

/*
 * Reads from an open descriptor to its end, which need not be a file on disk;
 * `name` is what errors call it. Does not close it.
 */
bool file_read_descriptor(struct arena *arena, int descriptor, const char *name, size_t limit,
                          struct slice *contents, struct error *error)
    __attribute__((warn_unused_result));

#endif

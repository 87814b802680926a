/* SPDX-License-Identifier: MIT */
/* Files that the user names on the command line. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

/* A file, or standard input, and what messages call it. */
struct input {
    const char *name;
    struct slice text;
};

/* Reads the whole file, at most LIMIT_PAGE; NULL or "-": standard input. */
bool input_read(struct arena *arena, const char *path, struct input *input, struct error *error)
    __attribute__((warn_unused_result));

/*
 * Replaces front matter at the start by blank lines, so that messages about the rest
 * name the file's lines. ERROR_INPUT when it is faulty. Text without is left alone.
 */
bool input_cut_front_matter(struct arena *arena, struct input *input, struct error *error)
    __attribute__((warn_unused_result));

#endif

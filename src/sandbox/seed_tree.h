/* SPDX-License-Identifier: MIT */
/* The files and directories of a seed as a tree of pages, before they are read. */
#ifndef SANDBOX_SEED_TREE_H
#define SANDBOX_SEED_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

/* One page. Siblings are in the byte order of their titles. */
struct seed_node {
    struct slice title;
    const char *file;      /* with its body; NULL: there is only a directory */
    const char *directory; /* with its children; NULL: there is only a file */
    struct seed_node *children;
    size_t child_count;
};

/* Everything below the directory. ERROR_IO when some of it cannot be read. */
bool seed_tree_read(struct arena *arena, const char *directory, struct seed_node *root,
                    struct error *error) __attribute__((warn_unused_result));

#endif

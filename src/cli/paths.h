/* SPDX-License-Identifier: MIT */
/*
 * Paths as the user types and sees them: from the directory the program was started
 * in, as git has them. Inside, paths count from the workspace or from a mount.
 * All are only texts here; nothing is looked up.
 */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "base/arena.h"
#include "base/error.h"

/* From where paths are shown: the directory we are in, from the workspace ("": its top). */
struct path_view {
    const char *root; /* the workspace, absolute */
    const char *current;
    const char *mount; /* from the workspace; ".": its top */
};

/* A path from the mount, as the user sees it: "install.md", "../faq.md". */
const char *path_view_show(struct arena *arena, const struct path_view *view, const char *path)
    __attribute__((returns_nonnull));

/* The absolute path of a path from the mount, for opening it. */
const char *path_view_absolute(struct arena *arena, const struct path_view *view, const char *path)
    __attribute__((returns_nonnull));

/*
 * What the user typed, as a path from the mount, without "." and ".."; "" is the mount
 * itself or a directory above it. *is_inside is false when the path is in another part of
 * the workspace. Fails with ERROR_USAGE for a path outside the workspace
 * and for an empty one.
 */
bool path_view_read(struct arena *arena, const struct path_view *view, const char *typed,
                    const char **path, bool *is_inside, struct error *error)
    __attribute__((warn_unused_result));

#endif

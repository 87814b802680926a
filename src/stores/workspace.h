/* SPDX-License-Identifier: MIT */
/*
 * A workspace: the directory that holds `.confsync/`. docs/workspace.md describes
 * what is in it.
 *
 *     workspace_create(path, &config, error);                    // clone
 *
 *     const char *root = NULL;
 *     workspace_find(arena, ".", &root, error);                  // every other command
 *     CLEANUP(workspace) struct workspace *workspace = NULL;
 *     workspace_open(root, &workspace, error);
 *     workspace_lock(workspace, error);                          // before anything is written
 *
 * The lock is the kernel's: it ends with the process, however that ends.
 */
#ifndef STORES_WORKSPACE_H
#define STORES_WORKSPACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/folder.h"
#include "config/config.h"

/* Names in the workspace's root, and paths of what is in there. */
#define WORKSPACE_PRIVATE   ".confsync"
#define WORKSPACE_CONFIG    WORKSPACE_PRIVATE "/config.yaml"
#define WORKSPACE_STATE     WORKSPACE_PRIVATE "/state.db"
#define WORKSPACE_TEMPORARY WORKSPACE_PRIVATE "/tmp"
#define WORKSPACE_TRASH     WORKSPACE_PRIVATE "/trash"
#define WORKSPACE_CONFLICTS WORKSPACE_PRIVATE "/conflicts"

struct workspace {
    const char *root;      /* its absolute path */
    const char *state;     /* path of the database, for state_open */
    struct folder *folder; /* the root, opened */
    struct config *config; /* as read when it was opened */
    struct arena *arena;   /* of the above */
    int lock;              /* -1: not held */
};

/*
 * Makes `.confsync/` with this configuration in a directory, which is made too if it
 * is missing; other files in it do not matter. ERROR_USAGE when it is a workspace
 * already. After a crash in the middle it is none yet, and can be created again.
 */
bool workspace_create(const char *path, const struct config *config, struct error *error)
    __attribute__((warn_unused_result));

/* The root of the workspace that `start` is in; in the arena. ERROR_USAGE: in none. */
bool workspace_find(struct arena *arena, const char *start, const char **root, struct error *error)
    __attribute__((warn_unused_result));

/* Opens it and reads the configuration (faults: see config_parse). The caller frees it. */
bool workspace_open(const char *root, struct workspace **workspace, struct error *error)
    __attribute__((warn_unused_result));

/* Ends the lock, too. NULL is allowed. */
void workspace_free(struct workspace *workspace);
DEFINE_CLEANUP(workspace)

/* ERROR_STOPPED when another process holds the lock; never waits. */
bool workspace_lock(struct workspace *workspace, struct error *error)
    __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Changing files of a workspace, many at a time, so that nothing is lost whatever
 * happens meanwhile: a crash, a full disk, somebody who edits the same file.
 *
 * A batch goes like this:
 *   1. new contents are written to files of their own in .confsync/tmp;
 *   2. what is about to happen to existing files is written down (undo_internal.h);
 *   3. both are brought to the disk;
 *   4. each new file is renamed to its free place, or exchanged with the file it
 *      replaces; what came out is compared with what was expected, and put back if it
 *      is something else;
 *   5. the directories are brought to the disk, then the note of step 2 is removed, and
 *      that is brought to the disk too.
 * Killed before 5, the batch is undone by the next changer_recover; the base of a sync
 * is written after 5, so doing it again is always right.
 *
 * All paths are relative to the workspace.
 */
#ifndef STORES_CHANGE_INTERNAL_H
#define STORES_CHANGE_INTERNAL_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/folder.h"
#include "base/limit.h"
#include "stores/trash_internal.h"
#include "sync/store.h"

/* The most that is read of one file. */
#define CHANGE_FILE_LIMIT (LIMIT_PAGE + LIMIT_CONFIG)

/* Ends the name of a file in .confsync/tmp that holds somebody's work and must stay. */
#define CHANGE_KEPT_SUFFIX ".kept"

struct changer {
    struct folder *folder; /* the workspace */
    struct clock clock;
    char run[TRASH_RUN_SIZE]; /* names this run's folder in the trash */
    unsigned temporary;       /* files made in .confsync/tmp so far */
};

/* Nothing is touched before the first call of changer_recover or changes_apply. */
void changer_init(struct changer *changer, struct folder *folder, struct clock clock);

/*
 * Undoes what a killed run left half done, and removes its temporary files and what
 * has been in the trash long enough.
 */
bool changer_recover(struct changer *changer, struct error *error)
    __attribute__((warn_unused_result));

enum change_kind {
    CHANGE_CREATE,  /* path, contents; OUTCOME_CHANGED when something is there */
    CHANGE_REPLACE, /* path, contents, expected, permissions, is_old_kept */
    CHANGE_REMOVE,  /* path, expected: goes to the trash */
    CHANGE_MOVE,    /* path, target: a file or directory to a free place */
};

struct change {
    enum change_kind kind;
    mode_t permissions; /* of the new file; 0: those of any new file */
    const char *path;
    const char *target;
    struct slice contents;
    struct slice expected; /* the whole file as it must be; anything else: OUTCOME_CHANGED */
    bool is_old_kept;      /* the replaced file goes to the trash */

    /* Set by changes_apply: */
    bool is_applied; /* its own, like what stands last */
    enum outcome outcome;
    struct error error;      /* OUTCOME_REFUSED */
    struct file_stamp stamp; /* CREATE, REPLACE, done: of the new file; taken_ns 0: touched since */
    const char *temporary;
    const char *trash;
    struct folder_entry written;
};

/*
 * Does the changes in their order, which must not touch one file twice. MOVEs depend
 * on each other: when one cannot be done, those before it are undone, and all have
 * its outcome. False: the disk is full or the like; what is DONE is durable, the rest
 * PENDING. Where that cannot be had, all are PENDING, and no other batch is begun before
 * the next changer_recover has undone this one.
 */
bool changes_apply(struct changer *changer, struct change *changes, size_t count,
                   struct error *error) __attribute__((warn_unused_result));

#endif

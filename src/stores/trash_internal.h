/* SPDX-License-Identifier: MIT */
/*
 * The local trash: what runs replaced and removed, in .confsync/trash/RUN/PATH, where
 * RUN is the time of the run in UTC. It is kept for TRASH_DAYS.
 */
#ifndef STORES_TRASH_INTERNAL_H
#define STORES_TRASH_INTERNAL_H

#include "base/clock.h"
#include "base/folder.h"

#define TRASH_DAYS 30

/* Longest name of a run with its final NUL. */
#define TRASH_RUN_SIZE 32

/* The name of a run at this moment. */
void trash_name_run(struct clock clock, char *name);

/*
 * Removes the runs that are older than TRASH_DAYS. Anything else in the trash is not
 * ours and stays, and so does what cannot be removed.
 */
bool trash_expire(struct folder *folder, struct clock clock, struct error *error)
    __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/* What change.c (a batch from its beginning to its end) and batch.c (one change of it) share. */
#ifndef STORES_BATCH_INTERNAL_H
#define STORES_BATCH_INTERNAL_H

#include "stores/change_internal.h"

struct batch {
    struct changer *changer;
    struct arena *arena;
    struct change *changes;
    size_t count;
    struct error *error; /* of the batch as a whole */
    bool is_stuck;       /* a file can go neither on nor back: the next run must undo all */
};

/* Two parts of a path with a slash between them; in the arena. */
const char *batch_join(struct arena *arena, const char *first, const char *second);

/* The change writes a new file. */
bool change_has_contents(const struct change *change);

/* A free place in the trash for what is at `path`: a file can be replaced twice in one run. */
const char *batch_choose_trash(struct batch *batch, const char *path);

/*
 * Does one change, whose new file is written and synced: sets is_applied, or the
 * outcome. False, with the batch's error, when no further change can be expected to
 * work. Either way no file that is not ours is left under a temporary name, unless the
 * batch is stuck.
 */
bool batch_apply(struct batch *batch, struct change *change) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Three-way merge of page bodies in Markdown, block by block.
 *
 * Blocks are the top-level blocks that convert_split finds. Different blocks changed
 * on both sides are merged, also when they are neighbours; the same block changed
 * differently is a conflict, as is an insertion of both at one point. The blank lines
 * before a block follow the same rule but never conflict.
 *
 * A merge that would read differently from its parts (a block that runs into its new
 * neighbour, for example) is treated as a conflict too: nothing is guessed.
 */
#ifndef SYNC_MERGE_H
#define SYNC_MERGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

struct merge_sides {
    struct slice base;
    struct slice local;
    struct slice remote;
};

struct merge_result {
    bool has_conflict;
    struct slice text; /* without conflict: the merge; with: both sides between markers */
};

/* How the markers name the sides; see merge_bodies. */
struct merge_labels {
    long long base_version;
    long long remote_version; /* 0: the page is gone */
};

/*
 * Merges; the text lives in the arena or is one of the sides. Conflicts look like
 *
 *     <<<<<<< local
 *     ||||||| base v7
 *     =======
 *     >>>>>>> remote v9
 *
 * Fails as convert_split does.
 */
bool merge_bodies(struct arena *arena, const struct merge_sides *sides,
                  const struct merge_labels *labels, struct merge_result *result,
                  struct error *error) __attribute__((warn_unused_result));

/*
 * The user's own way of writing, kept: `text` with each block that stands in `plain`
 * replaced by the block in the same place of `own`. `plain` and `own` say the same in
 * different words, block for block; when they do not match in number, `text` itself.
 */
bool merge_restyle(struct arena *arena, struct slice plain, struct slice own, struct slice text,
                   struct slice *restyled, struct error *error) __attribute__((warn_unused_result));

#endif

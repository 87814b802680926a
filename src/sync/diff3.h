/* SPDX-License-Identifier: MIT */
/*
 * Three-way merge of sequences. Items are numbers, as in base/diff.h: equal number,
 * equal thing. Changes of both sides to different items of the base are both taken,
 * even where they touch; only changes that meet (the same item, or insertions at the
 * same point) and differ are a conflict.
 */
#ifndef SYNC_DIFF3_H
#define SYNC_DIFF3_H

#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

struct sequence {
    const size_t *items;
    size_t count;
};

enum chunk_kind {
    CHUNK_KEPT,   /* both sides have the base's items */
    CHUNK_LOCAL,  /* only the local side changed them */
    CHUNK_REMOTE, /* only the remote side did */
    CHUNK_SAME,   /* both sides made the same change */
    CHUNK_CONFLICT,
};

/* A part of the merge: these items of the base became those of each side. */
struct chunk {
    enum chunk_kind kind;
    struct span base;
    struct span local;
    struct span remote;
};

struct chunks {
    struct chunk *items;
    size_t count;
};

/* Chunks in order; together they hold every item of all three sequences once. */
struct chunks diff3(struct arena *arena, struct sequence base, struct sequence local,
                    struct sequence remote);

#endif

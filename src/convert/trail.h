/* SPDX-License-Identifier: MIT */
/*
 * Which bytes of the base are where in the new storage, and which hidden wrappers an
 * edited line lost: what rewrap.h needs to know once all is written.
 */
#ifndef CONVERT_TRAIL_H
#define CONVERT_TRAIL_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "document/document.h"

struct trail_copy {
    struct span base; /* these bytes of the base … */
    size_t written;   /* … stand here */
};

struct trail_loss {
    const struct inline_node *wrapper; /* of the base */
    size_t line;                       /* of the edited Markdown */
};

/* Starts as all 0 but the arena. */
struct trail {
    struct arena *arena;
    struct trail_copy *copies; /* in the order of what is written */
    size_t copy_count;
    struct trail_loss *losses;
    size_t loss_count;
};

/* Notes that the bytes of the base are about to be written behind what is written. */
void trail_add_copy(struct trail *trail, const struct strbuf *written, struct span base);

/* Notes that all words in the wrapper are gone from the line. */
void trail_add_loss(struct trail *trail, const struct inline_node *wrapper, size_t line);

/* Forgets what was noted since the trail was as `earlier`, when so much was written. */
void trail_go_back(struct trail *trail, const struct trail *earlier, size_t written_length);

#endif

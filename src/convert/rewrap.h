/* SPDX-License-Identifier: MIT */
/*
 * After all is written: hidden wrappers of the base (comment markers, colours) that
 * were lost although their words are still there, in a block that was joined, split,
 * moved or made another kind of block, are put around those words again.
 *
 * What is lost all the same is noted: every comment marker, and whatever was around
 * words of an edited line.
 */
#ifndef CONVERT_REWRAP_H
#define CONVERT_REWRAP_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "convert/trail.h"
#include "document/document.h"
#include "document/notes.h"

struct rewrap_base {
    struct slice storage;
    const struct block *page;
};

/* Changes what is written, and adds NOTE_LOST to the notes. */
void rewrap(struct arena *arena, const struct rewrap_base *base, const struct trail *trail,
            struct strbuf *written, struct notes *notes);

#endif

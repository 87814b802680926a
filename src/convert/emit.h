/* SPDX-License-Identifier: MIT */
/* The new storage: copied bytes where the base has them, written ones where it has not. */
#ifndef CONVERT_EMIT_H
#define CONVERT_EMIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "convert/align.h"
#include "convert/convert.h"

struct emit_source {
    struct slice storage;      /* the base's … */
    const struct block *page;  /* … as it was read */
    const struct level *level; /* what became of it: align_pages */
};

/*
 * Appends the storage of the edited page to `written`. New tasks get ids. Adds to
 * report->notes, whose arena is the caller's. Fails (ERROR_INPUT, with the line) when
 * raw storage in the edited page is not well-formed.
 */
bool emit_page(struct arena *arena, const struct emit_source *source, struct strbuf *written,
               struct conversion_report *report, struct error *error)
    __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Looking at pages before and after requests that are unconditional (moves, deletions,
 * restorations): first whether the page still is what the plan was made for, then what
 * became of it.
 */
#ifndef SYNC_LOOK_INTERNAL_H
#define SYNC_LOOK_INTERNAL_H

#include "sync/execute_internal.h"

/* What looks said about the pages of a window; same order. */
struct looks {
    const struct window *window;
    struct executor *executor;
    struct arena *arena;
    struct remote_page *pages;
    bool *is_seen;
};

/* Looks at the pages of the window's steps; all in the arena. */
bool executor_look(struct executor *executor, struct arena *arena, const struct window *window,
                   struct looks *looks, struct error *error) __attribute__((warn_unused_result));

/* The page is what the plan was made for, and what this run made of it since. */
bool look_is_as_planned(const struct executor *executor, size_t step,
                        const struct remote_page *seen);

#endif

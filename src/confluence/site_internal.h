/* SPDX-License-Identifier: MIT */
/* The inside of an open site, and the calls that confluence.h is made of. */
#ifndef CONFLUENCE_SITE_INTERNAL_H
#define CONFLUENCE_SITE_INTERNAL_H

#include "base/arena.h"
#include "confluence/confluence.h"
#include "confluence/dialect_internal.h"
#include "http/pool.h"

struct confluence {
    struct arena *arena; /* of self and address */
    const char *address; /* of the site, for messages */
    const struct confluence_dialect *dialect;
    struct http_pool *pool;
    struct confluence_user self;
    struct confluence_ticket *refused; /* calls that cannot be made, still to be called back */
    struct confluence_ticket *spare;   /* to be used again */
};

/*
 * A walk through all rows of a list that comes in parts, each of which names the next.
 * Several walks can be under way at the same time. Functions are called from within
 * http_pool_run.
 */
struct confluence_walk {
    const char *purpose; /* for messages; borrowed until the end */

    /* False, with *error filled in, ends the walk. */
    bool (*on_row)(void *data, const json_t *row, struct error *error);

    /* The walk is over; NULL: every row was seen. Not called after http_pool_drop. */
    void (*on_end)(void *data, const struct error *error);
    void *data;
    const void *owner; /* for http_pool_drop */
};

/* Starts at the target. What the walk needs lives in the arena. */
void confluence_walk_start(struct confluence *site, struct arena *arena,
                           const struct confluence_walk *walk, const char *target);

/* A walk by itself, to its end; on_end and owner are not used. */
bool confluence_walk_run(struct confluence *site, const struct confluence_walk *walk,
                         const char *target, struct error *error)
    __attribute__((warn_unused_result));

/*
 * Where the next part of a list is: `next` as the server gave it, relative to the
 * site's host or to its context path, with those parameters of the first target that
 * the server forgot. False when it leads somewhere else.
 */
bool confluence_next_target(const struct confluence_dialect *dialect, const char *next,
                            const char *first, struct strbuf *target);

/* The page with all its texts in the arena. */
void confluence_copy_page(struct arena *arena, const struct confluence_page *page,
                          struct confluence_page *copy);

/* What a call does, for messages: `update page 7`. */
void confluence_call_purpose(const struct confluence_call *call, struct strbuf *purpose);

#endif

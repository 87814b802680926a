/* SPDX-License-Identifier: MIT */
/* Spaces as rows of the database. Texts that were read live in the arena they were read into. */
#ifndef SANDBOX_SPACE_H
#define SANDBOX_SPACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/problem.h"

struct space {
    long long id;
    const char *key;
    struct slice name;
    long long homepage;
    struct slice author;
    long long created_ms;
};

/* Refused (404) when there is none. */
bool space_get(struct sandbox *sandbox, struct arena *arena, long long id, struct space *space,
               struct problem *problem) __attribute__((warn_unused_result));

/* The same by key, in any case. */
bool space_get_by_key(struct sandbox *sandbox, struct arena *arena, struct slice key,
                      struct space *space, struct problem *problem)
    __attribute__((warn_unused_result));

enum space_order {
    SPACE_BY_ID,
    SPACE_BY_ID_DOWN,
    SPACE_BY_KEY,
    SPACE_BY_KEY_DOWN,
    SPACE_BY_NAME,
    SPACE_BY_NAME_DOWN,
};

struct space_query {
    const char *keys; /* JSON array, in any case; NULL: any */
    const char *ids;  /* JSON array of numbers; NULL: any */
    enum space_order order;
    long long offset; /* rows to skip: spaces are few and hardly ever change */
    long long limit;  /* -1: none */
};

bool space_list(struct sandbox *sandbox, struct arena *arena, const struct space_query *query,
                struct space **spaces, size_t *count, struct problem *problem)
    __attribute__((warn_unused_result));

/*
 * Makes a space with its home page, inside a transaction of the caller. Of `space`, key,
 * name, author and created_ms are given; id and homepage are set. Refused when the key
 * is taken.
 */
bool space_create(struct sandbox *sandbox, struct space *space, struct slice home_title,
                  struct slice home_body, struct problem *problem)
    __attribute__((warn_unused_result));

#endif

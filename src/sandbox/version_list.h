/* SPDX-License-Identifier: MIT */
/* The versions of a page, newest first or oldest first. */
#ifndef SANDBOX_VERSION_LIST_H
#define SANDBOX_VERSION_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/page.h"
#include "sandbox/problem.h"

struct version_query {
    long long page;
    bool is_ascending;
    bool with_body;
    long long limit;
    struct slice cursor; /* NULL start: from the beginning */
};

struct version_listing {
    struct page *versions; /* the page as it was, for each of them */
    size_t count;
    struct slice next; /* NULL start: this was the last piece */
};

bool version_list(struct sandbox *sandbox, struct arena *arena, const struct version_query *query,
                  struct version_listing *listing, struct problem *problem)
    __attribute__((warn_unused_result));

#endif

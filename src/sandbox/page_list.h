/* SPDX-License-Identifier: MIT */
/*
 * Listings of pages: filtered, sorted, one piece after the other.
 *
 * Now and then a piece has fewer rows than asked for although more follow, as on the
 * real thing, where rows that the user may not see are left out after counting. Only
 * the absence of a next cursor is the end.
 */
#ifndef SANDBOX_PAGE_LIST_H
#define SANDBOX_PAGE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/cursor.h"
#include "sandbox/page.h"
#include "sandbox/problem.h"

enum page_sort {
    PAGE_SORT_ID,
    PAGE_SORT_CREATED,
    PAGE_SORT_MODIFIED,
    PAGE_SORT_TITLE,
    PAGE_SORT_POSITION,
};

struct page_order {
    enum page_sort sort;
    bool is_descending;
    struct slice name; /* as the request has it; a cursor fits one order only */
};

struct page_query {
    long long space;      /* 0: any */
    long long parent;     /* only its children; 0: any */
    const char *ids;      /* JSON array of numbers; NULL: any */
    const char *spaces;   /* likewise, of spaces */
    const char *statuses; /* JSON array of names */
    struct slice title;   /* only pages of that title; NULL start: any */
    bool is_root_only;    /* only pages at the top of a space */
    bool is_live_only;
    bool is_plain_only; /* no live pages */
    struct page_order order;
    bool with_body;
    long long limit;
    struct slice cursor; /* NULL start: from the beginning */
};

struct page_listing {
    struct page *pages;
    size_t count;
    struct slice next; /* cursor of the next piece; NULL start: this was the last */
};

bool page_list(struct sandbox *sandbox, struct arena *arena, const struct page_query *query,
               struct page_listing *listing, struct problem *problem)
    __attribute__((warn_unused_result));

#endif

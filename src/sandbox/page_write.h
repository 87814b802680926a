/* SPDX-License-Identifier: MIT */
/*
 * What can be done to pages, with Confluence's rules: titles are unique in a space,
 * versions go up by one, nothing goes below itself. Each function is one transaction:
 * refused or failed, nothing has changed.
 */
#ifndef SANDBOX_PAGE_WRITE_H
#define SANDBOX_PAGE_WRITE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/page.h"
#include "sandbox/problem.h"

/* What somebody wants a page to be. Bodies are normalised, titles checked. */
struct page_wish {
    struct slice author; /* account id of who wants it */
    enum page_status status;
    struct slice title;
    struct slice body;    /* NULL start: as it is */
    struct slice message; /* of the version */
    struct slice owner;   /* NULL start: as it is */
    bool is_minor;
    bool is_live;     /* creating only */
    long long space;  /* creating: where; updating: must be where the page is, 0: any */
    long long parent; /* 0: as it is; creating: below the home page */
    bool is_at_root;  /* creating: at the top of the space instead */
    long long number; /* updating: of the version to make */
};

bool page_create(struct sandbox *sandbox, struct arena *arena, const struct page_wish *wish,
                 long long *id, struct problem *problem) __attribute__((warn_unused_result));

/*
 * Updates, publishes or restores a page, depending on its status and the wished one.
 * *has_changed is false when the page was like that before: then, as measured on
 * Cloud, no version is made and the answer is 200 all the same.
 */
bool page_update(struct sandbox *sandbox, struct arena *arena, long long id,
                 const struct page_wish *wish, bool *has_changed, struct problem *problem)
    __attribute__((warn_unused_result));

bool page_rename(struct sandbox *sandbox, struct arena *arena, long long id,
                 const struct page_wish *wish, bool *has_changed, struct problem *problem)
    __attribute__((warn_unused_result));

enum page_deletion {
    PAGE_DELETE_TO_TRASH,
    PAGE_DELETE_PURGE, /* only out of the trash */
    PAGE_DELETE_DRAFT, /* only drafts */
};

bool page_delete(struct sandbox *sandbox, struct arena *arena, long long id,
                 enum page_deletion deletion, struct problem *problem)
    __attribute__((warn_unused_result));

enum page_placing { PAGE_PLACE_BEFORE, PAGE_PLACE_AFTER, PAGE_PLACE_APPEND };

/* Moves without making a version, even to another parent or space (measured on Cloud). */
bool page_move(struct sandbox *sandbox, struct arena *arena, long long id,
               enum page_placing placing, long long target, struct problem *problem)
    __attribute__((warn_unused_result));

/* Archives a current page; its title stays taken. */
bool page_archive(struct sandbox *sandbox, struct arena *arena, long long id,
                  struct problem *problem) __attribute__((warn_unused_result));

#endif

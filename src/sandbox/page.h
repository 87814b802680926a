/* SPDX-License-Identifier: MIT */
/*
 * Pages and their versions as rows of the database. What Confluence allows is decided
 * above this, in page_write.c and page_tree.c.
 *
 * Texts of a page that was read live in the arena it was read into.
 */
#ifndef SANDBOX_PAGE_H
#define SANDBOX_PAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "database/statement.h"
#include "sandbox/context.h"
#include "sandbox/problem.h"

enum page_status {
    PAGE_CURRENT,
    PAGE_ARCHIVED,
    PAGE_TRASHED,
    PAGE_DRAFT,
    PAGE_HISTORICAL, /* an old version that was asked for; never in the database */
};

/* The names that requests and answers use: "current" … */
const char *page_status_name(enum page_status status);
bool page_status_parse(struct slice name, enum page_status *status);

struct page {
    long long id;
    long long space;
    const char *space_key;
    bool is_homepage;
    long long parent; /* 0: none */
    long long position;
    bool has_position;
    enum page_status status;
    bool is_live;
    struct slice author;
    struct slice owner;      /* NULL start: none */
    struct slice last_owner; /* likewise */
    long long created_ms;

    /* Of the version that was read. */
    long long number;
    struct slice title;
    struct slice message;
    bool is_minor;
    struct slice version_author;
    long long version_ms;
    struct slice body; /* NULL start: not read */
};

/*
 * The columns that page_read expects, from `page p`, `space s` and `version v`; the
 * last one is the body, or NULL when the parameter ?1 is 0.
 */
#define PAGE_COLUMNS                                                                               \
    "p.id, p.space, s.key, s.homepage IS p.id, p.parent, p.position, p.status,"                    \
    " p.subtype IS NOT NULL, p.author, p.owner, p.last_owner, p.created_ms, v.number, v.title,"    \
    " v.message, v.is_minor, v.author, v.created_ms, CASE WHEN ?1 THEN v.body END"
#define PAGE_TABLES " FROM page p JOIN space s ON s.id = p.space JOIN version v ON v.page = p.id"

void page_read(const struct statement *statement, struct arena *arena, struct page *page);

/* The page as it is now; refused (404) when there is none. */
bool page_get(struct sandbox *sandbox, struct arena *arena, long long id, bool with_body,
              struct page *page, struct problem *problem) __attribute__((warn_unused_result));

/* The page as it was in a version; refused (404) when there is none of that number. */
bool page_get_version(struct sandbox *sandbox, struct arena *arena, long long id, long long number,
                      struct page *page, struct problem *problem)
    __attribute__((warn_unused_result));

/* A new id: larger than all before, with gaps. */
bool page_new_id(struct sandbox *sandbox, long long *id, struct problem *problem)
    __attribute__((warn_unused_result));

/*
 * Stores a page that is not there yet, from all fields but space_key and is_homepage,
 * with its first version.
 */
bool page_insert(struct sandbox *sandbox, const struct page *page, struct problem *problem)
    __attribute__((warn_unused_result));

/*
 * Stores the fields number, title, message, is_minor, version_author, version_ms and
 * body as a new version, and makes it the present one.
 */
bool page_add_version(struct sandbox *sandbox, const struct page *page, struct problem *problem)
    __attribute__((warn_unused_result));

/* Stores status, parent and position. Going into the trash, the old parent is remembered. */
bool page_set_place(struct sandbox *sandbox, const struct page *page, struct problem *problem)
    __attribute__((warn_unused_result));

/* Removes the page and its history for good. */
bool page_erase(struct sandbox *sandbox, long long id, struct problem *problem)
    __attribute__((warn_unused_result));

/* Whether another page of the space, current or archived, has the title. 0: any page. */
bool page_title_is_free(struct sandbox *sandbox, long long space, struct slice title,
                        long long except, bool *is_free, struct problem *problem)
    __attribute__((warn_unused_result));

#endif

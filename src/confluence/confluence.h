/* SPDX-License-Identifier: MIT */
/*
 * One Confluence site, as typed calls. Nothing here depends on whether the site
 * is Cloud or Data Center; which of the two it is decides what is sent (dialect.h).
 *
 *     CLEANUP(confluence) struct confluence *site = NULL;
 *     if (!confluence_open(&options, &site, error)) { ... }   // asks who we are
 *     if (!confluence_find_space(site, "DOCS", arena, &space, error)) { ... }
 *     if (!confluence_list_pages(site, &query, on_page, data, error)) { ... }
 *     if (!confluence_fetch_bodies(site, ids, count, on_page, data, error)) { ... }
 *
 *     for (...) {
 *         confluence_queue(site, &call, on_result, data);      // nothing is sent yet
 *     }
 *     if (!confluence_run(site, error)) { ... }                // all of them, in parallel
 *
 * There are no threads. Requests are under way while one of the functions that
 * return an error runs, and callbacks are called from within it. Callbacks may call
 * confluence_queue, and nothing else of this header, on the same site. Whatever a
 * callback is given is valid only until it returns. Answers come in any order.
 *
 * Failed requests are repeated where that is safe (http/retry.h); an error that
 * arrives here is final. Kinds of errors: ERROR_ACCESS (credentials or permission;
 * also what Cloud disguises as 404), ERROR_NOT_FOUND (Confluence itself says that
 * it does not exist, or not for us), ERROR_HTTP (any other refusal; 409: the version
 * has moved on), ERROR_NETWORK, ERROR_INPUT (an answer that makes no sense),
 * ERROR_INTERRUPTED. After a failed write, error_leaves_doubt tells whether it may
 * have happened; that includes refusals of a request that had to be repeated because
 * the answer to the first got lost, such as "version taken" by ourselves. Messages say what was asked and what the server said, in its words.
 *
 * Source of all outside facts: the official REST references (Cloud v2, Cloud v1,
 * Data Center), and behaviour measured on live sites where they are silent.
 */
#ifndef CONFLUENCE_CONFLUENCE_H
#define CONFLUENCE_CONFLUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/slice.h"
#include "http/counts.h"
#include "http/settings.h"

struct confluence;

struct confluence_options {
    const char *site;  /* as confluence_location_parse gives it: https://HOST/wiki */
    const char *user;  /* NULL: the token alone, as a bearer token */
    const char *token; /* copied, and wiped by confluence_free; the caller wipes its own */
    struct http_settings http;
};

struct confluence_user {
    const char *id; /* accountId or userKey */
    const char *name;
    const char *email; /* NULL: not told */
};

struct confluence_space {
    const char *id;
    const char *key; /* as the site writes it */
    const char *name;
    const char *homepage_id; /* NULL: none, or not visible */
};

/* Bits, because listings take several. */
enum confluence_status {
    CONFLUENCE_CURRENT = 1,
    CONFLUENCE_ARCHIVED = 2,
    CONFLUENCE_TRASHED = 4,
    CONFLUENCE_OTHER_STATUS = 8, /* draft, deleted, historical; never asked for */
};

enum confluence_parent {
    CONFLUENCE_NO_PARENT, /* at the top of the space; also whatever is in the trash */
    CONFLUENCE_PAGE_PARENT,
    CONFLUENCE_FOLDER_PARENT,
    CONFLUENCE_OTHER_PARENT, /* whiteboard, database, embed */
};

struct confluence_page {
    const char *id;
    const char *title;
    const char *space_id;
    const char *parent_id; /* NULL with CONFLUENCE_NO_PARENT */
    enum confluence_parent parent;
    enum confluence_status status;
    int version;
    const char *version_message; /* "" when there is none */
    const char *author_id;       /* who made this version; NULL: not told */
    const char *created_at;      /* the page, as ISO 8601 in UTC; NULL: not told */
    const char *modified_at;     /* this version, likewise */
    long long position;          /* orders siblings; sparse, only comparable */
    bool has_position;
    bool has_body;
    struct slice body; /* storage format */
};

/* A page was received. False, with *error filled in, ends the function that called. */
typedef bool (*confluence_on_page)(void *data, const struct confluence_page *page,
                                   struct error *error);

/*
 * Connects, and asks who we are: wrong credentials are an ERROR_ACCESS here and
 * nowhere else. The progress of options->http must live as long as the site.
 */
bool confluence_open(const struct confluence_options *options, struct confluence **site,
                     struct error *error) __attribute__((warn_unused_result));

/* Gives up whatever is still queued, without calling back. NULL is allowed. */
void confluence_free(struct confluence *site);
DEFINE_CLEANUP(confluence)

/* Who we are; lives as long as the site. */
const struct confluence_user *confluence_self(const struct confluence *site);

/* What was sent and received since confluence_open. */
struct http_counts confluence_counts(const struct confluence *site);

/* Upper and lower case of the key do not matter. ERROR_NOT_FOUND: no such space, or not for us. */
bool confluence_find_space(struct confluence *site, const char *key, struct arena *arena,
                           struct confluence_space *space, struct error *error)
    __attribute__((warn_unused_result));

struct confluence_query {
    const struct confluence_space *space;
    const char *title; /* only pages with it, whatever the case; NULL: all pages */
    unsigned statuses; /* enum confluence_status; 0: current and archived */
    bool has_bodies;   /* makes answers large: only for a title, or a small space */
};

/*
 * Calls back for each page of a space; folders, blog posts and the
 * like are no pages. A page can come twice when others move meanwhile. True only when
 * the listing is complete: what did not come then is not there (or not for us).
 */
bool confluence_list_pages(struct confluence *site, const struct confluence_query *query,
                           confluence_on_page on_page, void *data, struct error *error)
    __attribute__((warn_unused_result));

/*
 * Calls back for each of these pages that is current or archived, with its body. Ids
 * that are not called back for are in the trash, or gone, or not for us. Goes in
 * batches, several under way at the same time; in smaller ones where the server
 * cannot cope.
 */
bool confluence_fetch_bodies(struct confluence *site, const char *const *ids, size_t count,
                             confluence_on_page on_page, void *data, struct error *error)
    __attribute__((warn_unused_result));

/*
 * Calls back for each of these pages whatever its status, without bodies. Ids that are
 * not called back for are unknown, or not for us.
 */
bool confluence_look(struct confluence *site, const char *const *ids, size_t count,
                     confluence_on_page on_page, void *data, struct error *error)
    __attribute__((warn_unused_result));

/* Whether anything is below the page, of whatever kind. ERROR_NOT_FOUND: no such page. */
bool confluence_has_children(struct confluence *site, const char *id, bool *has_children,
                             struct error *error) __attribute__((warn_unused_result));

/* Asks again who we are: ERROR_ACCESS when the credentials are no longer good. */
bool confluence_check_access(struct confluence *site, struct error *error)
    __attribute__((warn_unused_result));

enum confluence_action {
    CONFLUENCE_FETCH,   /* id; also from the trash. With version: as it was then */
    CONFLUENCE_CREATE,  /* space, title, body; parent_id or is_top */
    CONFLUENCE_UPDATE,  /* id, version, title, body; message; parent_id to move as well */
    CONFLUENCE_RENAME,  /* id, title: makes a new version with the same body */
    CONFLUENCE_MOVE,    /* id, place, target_id: no new version when only the order changes */
    CONFLUENCE_TRASH,   /* id. Its children move up to its parent */
    CONFLUENCE_RESTORE, /* id, version, title: out of the trash, as it was */
};

enum confluence_place {
    CONFLUENCE_LAST_CHILD, /* of the target */
    CONFLUENCE_BEFORE,     /* the target, as its sibling; never a target at the top of a space */
    CONFLUENCE_AFTER,
};

/*
 * One request about one page. Which fields an action uses stands beside it; the
 * others are ignored. Everything is borrowed until the result came.
 */
struct confluence_call {
    enum confluence_action action;
    int version; /* FETCH: 0 for the present one. UPDATE, RESTORE: the one to make, present + 1 */
    const char *id;
    const struct confluence_space *space;
    const char *title;
    struct slice body;     /* storage format */
    const char *message;   /* goes with the version; NULL: none */
    const char *parent_id; /* CREATE: NULL is below the homepage. UPDATE: NULL leaves it */
    const char *target_id;
    enum confluence_place place;
    bool is_top; /* CREATE: at the top of the space, beside the homepage */
};

/* Refusals that a caller can do something about. */
enum confluence_refusal {
    CONFLUENCE_REFUSED,       /* any other reason; see the error */
    CONFLUENCE_VERSION_TAKEN, /* `version` is not present + 1: somebody wrote, or our lost answer */
    CONFLUENCE_TITLE_TAKEN,   /* by a page of the space, perhaps archived or invisible to us */
    CONFLUENCE_BODY_INVALID,  /* not well-formed, or the editor cannot show it */
};

/*
 * What came of a call: exactly one of page and error is not NULL. FETCH, CREATE,
 * UPDATE and RESTORE give the whole page; the body after a write may be an echo of what
 * was sent instead of what was stored. Of RENAME only id, title, version and status are
 * to be relied on; of MOVE and TRASH only the id.
 */
struct confluence_result {
    const struct confluence_page *page;
    const struct error *error;
    enum confluence_refusal refusal;
};

typedef void (*confluence_on_result)(void *data, const struct confluence_result *result);

/*
 * Queues a call for confluence_run. Calls under way at the same time must not depend
 * on each other: at most one per page, and what depends on it is queued by its
 * on_result. A call that cannot be made (an id that is none) has its error there too.
 */
void confluence_queue(struct confluence *site, const struct confluence_call *call,
                      confluence_on_result on_result, void *data);

/*
 * Makes all queued calls and those that their callbacks queue, several at a time.
 * Every one is called back. False only when the user stopped it (ERROR_INTERRUPTED):
 * writes under way were then waited for, and what was not sent has that error.
 */
bool confluence_run(struct confluence *site, struct error *error)
    __attribute__((warn_unused_result));

/* One call by itself; the page is in the arena. */
bool confluence_do(struct confluence *site, const struct confluence_call *call, struct arena *arena,
                   struct confluence_page *page, struct error *error)
    __attribute__((warn_unused_result));

#endif

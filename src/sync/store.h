/* SPDX-License-Identifier: MIT */
/*
 * The two sides of a sync, as the engine sees them: pages with ids, titles, parents
 * and bodies. What is behind them (Confluence over HTTP, Markdown files, or memory
 * in tests) the engine does not know.
 *
 * Each store is a table of functions with `data`, its own state, which is handed to
 * every call. One run of the engine calls, in this order:
 *
 *     remote.identify, remote.list, local.list       whole listings, once each
 *     remote.look, remote.fetch, local.read          only for pages that need it
 *     remote.perform, local.place, local.perform     changes, in batches
 *
 * Rules for every member:
 * - bool and error as everywhere (base/error.h). False ends the run: it says that
 *   the store as a whole cannot go on (no access, no network, disk full). What went
 *   wrong with one page only is said in that page's operation or visit instead.
 * - A visitor's page and its texts are borrowed and valid during the visit only. A
 *   visitor that returns false ends the call, which returns false with that error.
 * - Results "in the arena" live as long as the arena that was handed in.
 * - Titles and paths are NUL-terminated valid UTF-8 and never NULL unless it says so.
 * - Stores do not print, do not ask, do not merge and decide nothing.
 */
#ifndef SYNC_STORE_H
#define SYNC_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/stamp.h"

/* How an operation of either side ended. */
enum outcome {
    OUTCOME_PENDING, /* not tried: the store stopped before */
    OUTCOME_DONE,
    OUTCOME_CHANGED, /* the page is not what was expected; nothing was done */
    OUTCOME_REFUSED, /* cannot be done, `error` says why; nothing was done */
    OUTCOME_UNKNOWN, /* remote only: no answer, or one that tells nothing; perhaps it was done */
};

/* The remote side: Confluence. */

/* Where the other side's proof that a page is gone comes from. */
enum remote_status {
    REMOTE_CURRENT,
    REMOTE_TRASHED,
    REMOTE_ARCHIVED,
    REMOTE_ELSEWHERE, /* current, but in another space or outside the mounted tree */
    REMOTE_UNKNOWN,   /* the server does not say: never taken for a deletion */
};

struct remote_page {
    long long id;     /* above 0 */
    long long parent; /* the id of the parent; 0: it has none, or one that is not a page */
    long long position;
    long long version;
    enum remote_status status;
    bool is_mine; /* the account of this run made this version */
    const char *title;
    const char *message;  /* of this version; "" where it has none or the call does not tell */
    struct slice storage; /* the body in storage format; start is NULL where not promised */
};

struct remote_visitor {
    bool (*visit)(void *context, const struct remote_page *page, struct error *error);
    void *context;
};

/* What must not change between two runs on one state. */
struct remote_identity {
    const char *site;  /* the base URL, normalised */
    const char *space; /* the space's key */
    long long space_id;
    long long root;      /* the mount's root page (a space's homepage); 0: it has none */
    const char *account; /* the account id; kept for information, may change */
};

enum remote_action {
    REMOTE_CREATE,  /* title, parent, storage → result.id */
    REMOTE_UPDATE,  /* id, version, title, storage, message: title and body at once */
    REMOTE_MOVE,    /* id, parent: becomes the last child of the parent */
    REMOTE_TRASH,   /* id; never purges. A page that is in the trash already: OUTCOME_DONE */
    REMOTE_RESTORE, /* id, version: from the trash; title and body stay what they were */
};

struct remote_operation {
    enum remote_action action;
    long long id;
    long long parent;  /* 0: the top of the space */
    long long version; /* UPDATE, RESTORE: the version the page will have, that is, the one it
                          was expected to have plus one. Anything else there: OUTCOME_CHANGED */
    const char *title;
    const char *message; /* for the version; the engine recognises its own work by it */
    struct slice storage;
    void *owner; /* the engine's; stores leave it alone */

    /* Set by perform: */
    enum outcome outcome;
    struct error error;        /* REFUSED and UNKNOWN: why */
    struct remote_page result; /* DONE, not TRASH: the page as it now is, in the arena. `storage`
                                  only when it is known to be what the server stored and not an
                                  echo of what was sent; the engine fetches it otherwise */
};

struct remote_observer {
    void (*done)(void *context, struct remote_operation *operation);
    void *context;
};

struct remote_store {
    void *data;

    /* Checks the credentials and asks where we are; texts in the arena. The first call of a run. */
    bool (*identify)(void *data, struct arena *arena, struct remote_identity *identity,
                     struct error *error);

    /*
     * Visits every current page of the mount exactly once, in any order, without
     * bodies. A listing that may be incomplete (a part failed, an answer was not
     * understood) must return false: a page that is not visited is taken for missing.
     */
    bool (*list)(void *data, const struct remote_visitor *visitor, struct error *error);

    /*
     * Visits the pages with these ids, with their bodies, in any order. A page that is
     * no longer there is not visited. The store divides the ids into requests, and has
     * several of them in flight.
     */
    bool (*fetch)(void *data, const long long *ids, size_t count,
                  const struct remote_visitor *visitor, struct error *error);

    /*
     * Visits the pages with these ids whatever their status, without bodies, read
     * afresh. An id that is not visited is unknown to the server or hidden from the
     * account; before it leaves out any, the store makes sure that the credentials
     * are still good (ERROR_ACCESS otherwise).
     */
    bool (*look)(void *data, const long long *ids, size_t count,
                 const struct remote_visitor *visitor, struct error *error);

    /*
     * Visits the current pages of the space that have this title (at most one; the
     * server compares without case), with their bodies, read afresh.
     */
    bool (*find)(void *data, const char *title, const struct remote_visitor *visitor,
                 struct error *error);

    /* Whether the page has a child of any kind, read afresh. Of an unknown page: false. */
    bool (*has_children)(void *data, long long id, bool *has_children, struct error *error);

    /*
     * Does the operations, in any order and several at a time: they are independent of
     * each other, never two for one page. Sets each one's outcome and calls
     * observer->done for it as soon as it is known; `done` must not call the store.
     * Operations are unconditional except for `version`; the engine looks before and
     * after. After a request without an answer the store may send an UPDATE again, but
     * then a refusal for its version is OUTCOME_UNKNOWN; CREATE is never sent twice.
     * False: the rest is PENDING, what was under way is DONE or UNKNOWN.
     */
    bool (*perform)(void *data, struct arena *arena, struct remote_operation *operations,
                    size_t count, const struct remote_observer *observer, struct error *error);
};

/* The local side: Markdown files. */

/* No page, where a page's key is expected. */
#define LOCAL_NONE ((size_t)-1)

enum local_parent {
    LOCAL_PARENT_PAGE, /* parent_key */
    LOCAL_PARENT_TOP,  /* it is the mount's root page, or stands beside it */
    LOCAL_PARENT_LOST, /* its folder belongs to no page: the parent's file is gone */
};

struct local_page {
    size_t key;       /* names the page during this run, wherever its file goes; counted from 0 */
    const char *path; /* relative to the mount, for messages and for the state */
    struct file_stamp stamp;
    enum local_parent parent;
    size_t parent_key;     /* LOCAL_PARENT_PAGE: may be a page that is visited later */
    const char *lost_path; /* LOCAL_PARENT_LOST: where the parent's file would be */
    bool is_as_known;      /* path and stamp prove that the file is what known[known_index] was */
    size_t known_index;

    /* Only when !is_as_known: */
    const char *fault; /* the file cannot be read as a page, and why; then nothing below. Or NULL */
    long long id;      /* 0: its front matter names none */
    long long version; /* as claimed by the front matter; 0: none */
    const char *title;
    bool is_title_implied; /* said nowhere: made of a heading of the body, or of the file's name */
    struct slice body;     /* after the front matter or title and the following blank line */
    size_t body_line;      /* the line of the file on which the body begins, from 1 */
};

/* Where a page that has no file yet belongs. */
struct local_place {
    enum local_parent parent;
    size_t parent_key; /* LOCAL_PARENT_PAGE */
    const char *title;
    long long id;          /* 0: not known yet */
    const char *last_path; /* where its file was before it was deleted: preferred when it is free
                              and below that parent. Or NULL */
};

struct local_visitor {
    bool (*visit)(void *context, const struct local_page *page, struct error *error);
    void *context;
};

/*
 * A page's file as the state remembers it: when path and stamp are these, it need not be
 * read. A stamp that is all zero proves nothing.
 */
struct known_file {
    const char *path;
    struct file_stamp stamp;
};

enum local_action {
    LOCAL_CREATE, /* key (from place), id, version, title, body; never over a file */
    LOCAL_WRITE,  /* key: those of id, version, title, body that `set` names */
    /* key, id, parent, parent_key: its folder goes along. With a title: named after it, if the name
       now is the one that expected_title gives. A file that stands where it should: DONE */
    LOCAL_RELOCATE,
    LOCAL_TRASH,          /* key: the file goes to the local trash; its folder stays while needed */
    LOCAL_SAVE_CONFLICT,  /* id, conflict: writes or replaces the conflict's files */
    LOCAL_CLEAR_CONFLICT, /* id: removes them; none there: OUTCOME_DONE */
};

enum local_field {
    LOCAL_FIELD_ID = 1,
    LOCAL_FIELD_VERSION = 2,
    LOCAL_FIELD_TITLE = 4,
    LOCAL_FIELD_BODY = 8,
};

/* The texts of .confsync/conflicts/<id>/. */
struct conflict_texts {
    struct slice base;
    struct slice local;
    struct slice remote;
    struct slice merged; /* with conflict markers */
};

struct local_operation {
    enum local_action action;
    size_t key;
    enum local_parent parent; /* RELOCATE: PAGE or TOP */
    size_t parent_key;
    unsigned set; /* WRITE: local_field values; other front matter stays byte for byte */
    long long id;
    long long version;
    const char *title;
    struct slice body;
    struct conflict_texts conflict;

    /* WRITE, TRASH: what the file must hold; anything else is OUTCOME_CHANGED, file untouched. */
    struct slice expected_body;
    const char *expected_title; /* NULL: not compared */
    void *owner;                /* the engine's; stores leave it alone */

    /* Set by perform: */
    enum outcome outcome;
    struct error error;      /* REFUSED: why */
    struct file_stamp stamp; /* CREATE, WRITE: of the file as it was left */
};

struct local_store {
    void *data;

    /*
     * Visits every page file of the mount exactly once, in any order. known[] is sorted
     * by path (strcmp). False (ERROR_STOPPED) when the mount's directory is missing.
     * An unreadable directory must return false: a page that is not visited is taken
     * for deleted. So a known file that something else stands in the place of, it or its
     * directory, is visited with a fault.
     */
    bool (*list)(void *data, const struct known_file *known, size_t count,
                 const struct local_visitor *visitor, struct error *error);

    /*
     * Reads one page of the listing, or one created since, again and whole (never
     * is_as_known); texts in the arena. A file that is gone or unreadable has a `fault`.
     */
    bool (*read)(void *data, struct arena *arena, size_t key, struct local_page *page,
                 struct error *error);

    /*
     * Chooses the file for a page that will be created there, and gives it a key, in
     * this run only. Writes nothing. LOCAL_PARENT_LOST is not allowed. ERROR_INPUT: there
     * is no place for this page; others may have one.
     */
    bool (*place)(void *data, const struct local_place *place, size_t *key, struct error *error);

    /* Where the file of a key now is; valid until the next perform. Never fails. */
    const char *(*path)(void *data, size_t key);

    /* Path from the page's file to its attachments, with a final '/'; as long as path. */
    const char *(*attachments)(void *data, size_t key);

    /*
     * Does the operations in the order given and sets each one's outcome; one that
     * fails does not stop the others. On true, everything DONE survives a power cut.
     * What a WRITE or TRASH replaces is kept in the local trash.
     * False (disk full, read-only): the rest is PENDING, what is DONE is durable.
     */
    bool (*perform)(void *data, struct local_operation *operations, size_t count,
                    struct error *error);
};

#endif

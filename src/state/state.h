/* SPDX-License-Identifier: MIT */
/*
 * What both sides looked like when they last agreed, kept in .confsync/state.db.
 * docs/state.md describes the tables.
 *
 *     CLEANUP(state) struct state *state = NULL;
 *     if (!state_open(".confsync/state.db", &state, error)) { … }
 *     long long mount = 0;
 *     if (!state_mount_open(state, "docs", &mount, error)) { … }
 *     … state_list_pages, state_load_body …
 *     CLEANUP(state_change) struct state_change *change = NULL;
 *     if (!state_change_begin(state, &change, error)) { … }
 *     … state_save_page, state_forget_page, … for many pages …
 *     return state_change_commit(change, error);
 *
 * Rules that make a crash harmless (reference: sync.md 2.6):
 * 1. The base may lag behind either side, never lead it: save a page only after both
 *    sides are durable. Losing the last commits is therefore harmless, and commits
 *    of the base do not wait for the disk.
 * 2. An intent is on the disk before state_add_intents returns, and it is added before
 *    the request it stands for is sent.
 *
 * All saving outside a state_change is a transaction of its own. Texts that come
 * back live in the arena that was handed in. One state belongs
 * to one process (the workspace's lock) and one thread. Errors are as database.h says,
 * and ERROR_INPUT for a file that is no state or comes of a newer program.
 */
#ifndef STATE_STATE_H
#define STATE_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/stamp.h"

struct state;
struct state_change;

/* Opens the file, made when it is not there; NULL: in memory. The caller frees it. */
bool state_open(const char *path, struct state **state, struct error *error)
    __attribute__((warn_unused_result));

/* NULL is allowed. */
void state_free(struct state *state);
DEFINE_CLEANUP(state)

/* Starts a transaction; one at a time. The caller frees it: rolled back unless committed. */
bool state_change_begin(struct state *state, struct state_change **change, struct error *error)
    __attribute__((warn_unused_result));
bool state_change_commit(struct state_change *change, struct error *error)
    __attribute__((warn_unused_result));
void state_change_free(struct state_change *change);
DEFINE_CLEANUP(state_change)

/* Mounts. */

/* The number of the mount with this name (its path in the workspace); made when it is new. */
bool state_mount_open(struct state *state, const char *name, long long *mount, struct error *error)
    __attribute__((warn_unused_result));

/* What a mount is a copy of. */
struct state_identity {
    const char *site; /* NULL: never synced */
    const char *space;
    const char *account;
    long long space_id;
    long long root;
};
bool state_load_identity(struct state *state, struct arena *arena, long long mount,
                         struct state_identity *identity, struct error *error)
    __attribute__((warn_unused_result));
bool state_save_identity(struct state *state, long long mount,
                         const struct state_identity *identity, struct error *error)
    __attribute__((warn_unused_result));

/* Pages: the base, and the file as last seen. */

struct state_page {
    long long id;
    long long version; /* the remote version that `body` is of */
    long long parent;  /* 0: none */
    long long position;
    const char *title;
    const char *path;        /* of the file, in the mount; NULL: it has none */
    struct file_stamp stamp; /* of the file when it held what the base says; taken_ns 0: unknown */
    bool is_unmarked;        /* created by us, and its file does not name the id yet */
    bool has_local_markdown; /* see struct state_body */
};

struct state_pages {
    struct state_page *items;
    size_t count;
};

/* All pages of the mount in the order of their ids. Reads no bodies. */
bool state_list_pages(struct state *state, struct arena *arena, long long mount,
                      struct state_pages *pages, struct error *error)
    __attribute__((warn_unused_result));

/* What both sides agreed on, as a conversion_base (convert/convert.h) has it. */
struct state_body {
    struct slice storage;   /* exactly as the server gave it */
    struct slice markdown;  /* what the converter made of it */
    struct slice block_map; /* block_map_write */
    /* The body of the file when it says the same in other words (the user's own way of
       writing lists, wrapping …); start NULL: the file's body is `markdown`. */
    struct slice local_markdown;
};

/* Of a page that the mount does not have, all of *body is empty and storage.start NULL. */
bool state_load_body(struct state *state, struct arena *arena, long long mount, long long id,
                     struct state_body *body, struct error *error)
    __attribute__((warn_unused_result));

/*
 * Saves a page, new or known. `body` NULL: the bodies stay (a new page must bring
 * them). has_local_markdown is ignored; it follows from the body.
 */
bool state_save_page(struct state *state, long long mount, const struct state_page *page,
                     const struct state_body *body, struct error *error)
    __attribute__((warn_unused_result));

/* Only where the file is and its stamp: the page must be known. */
bool state_save_file(struct state *state, long long mount, long long id, const char *path,
                     const struct file_stamp *stamp, struct error *error)
    __attribute__((warn_unused_result));

/* Removes the page and its conflicts; unknown pages are fine. */
bool state_forget_page(struct state *state, long long mount, long long id, struct error *error)
    __attribute__((warn_unused_result));

/* Intents: what can not be found out again after a crash. */

enum state_intent_kind {
    STATE_INTENT_CREATE,  /* path, title, parent, storage: a page is being created for a file */
    STATE_INTENT_RETITLE, /* page, title: a temporary title it is about to get */
    STATE_INTENT_PUSH,    /* page, version, message, markdown: a merge is being pushed; once the
                             page has that version with that message, it includes the file's body
                             if that is still `markdown` */
    STATE_INTENT_PULL,    /* page, version, markdown: a merge is being written; a file with the body
                             `markdown` includes that version of the page */
};

struct state_intent {
    long long number; /* set by state_add_intents */
    enum state_intent_kind kind;
    long long page; /* 0: CREATE */
    long long parent;
    long long version;
    long long created_ms;
    const char *path; /* texts are NULL, and start is, where the kind has none */
    const char *title;
    const char *message;
    struct slice storage;
    struct slice markdown;
};

struct state_intents {
    struct state_intent *items;
    size_t count;
};

/* Durable on return, all of them in one commit; not allowed inside a state_change. */
bool state_add_intents(struct state *state, long long mount, struct state_intents *intents,
                       struct error *error) __attribute__((warn_unused_result));
bool state_list_intents(struct state *state, struct arena *arena, long long mount,
                        struct state_intents *intents, struct error *error)
    __attribute__((warn_unused_result));
bool state_drop_intent(struct state *state, long long mount, long long number, struct error *error)
    __attribute__((warn_unused_result));

/* Conflicts. */

/* A held attribute of a page, with what the sides had when it was found. */
struct state_conflict {
    long long page;
    const char *attribute;  /* "body", "title", "page": at most one of each per page */
    const char *reason;     /* for the user */
    const char *path;       /* the file; NULL: none. From the page's row where it has one */
    const char *title;      /* the page's; as `path` */
    const char *resolution; /* NULL: open; "keep": the page is to be restored by the next run */
    long long since_ms;
    long long version; /* remote version it was found with; 0: the page is gone there */
    const char *remote_title;
    struct slice local;   /* local body, Markdown; start NULL: not about bodies */
    struct slice storage; /* remote body at `version`; start NULL: as above */
};

struct state_conflicts {
    struct state_conflict *items;
    size_t count;
};

/* Without `local` and `storage`; in the order of page and attribute. */
bool state_list_conflicts(struct state *state, struct arena *arena, long long mount,
                          struct state_conflicts *conflicts, struct error *error)
    __attribute__((warn_unused_result));

/* One page's, with everything. */
bool state_load_conflicts(struct state *state, struct arena *arena, long long mount, long long page,
                          struct state_conflicts *conflicts, struct error *error)
    __attribute__((warn_unused_result));

/* Adds the conflict or replaces the page's one of that attribute. */
bool state_save_conflict(struct state *state, long long mount,
                         const struct state_conflict *conflict, struct error *error)
    __attribute__((warn_unused_result));

/* `attribute` NULL: all of the page. */
bool state_drop_conflict(struct state *state, long long mount, long long page,
                         const char *attribute, struct error *error)
    __attribute__((warn_unused_result));

/* Runs. */

struct state_run {
    long long number;
    long long started_ms;
    long long ended_ms; /* 0: it never came to its end */
    const char *command;
    const char *result; /* NULL: as ended_ms */
};

bool state_begin_run(struct state *state, long long mount, const char *command, long long now_ms,
                     long long *run, struct error *error) __attribute__((warn_unused_result));
bool state_end_run(struct state *state, long long run, const char *result, long long now_ms,
                   struct error *error) __attribute__((warn_unused_result));

/* The newest run of the mount; *found is false when there was none. */
bool state_last_run(struct state *state, struct arena *arena, long long mount, bool *found,
                    struct state_run *run, struct error *error) __attribute__((warn_unused_result));

#endif

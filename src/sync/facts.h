/* SPDX-License-Identifier: MIT */
/*
 * What is known about every page before anything is decided: the base (what both
 * sides last agreed on), the local files and the remote pages, side by side.
 *
 * sync/scan.h gathers facts; sync/plan.h turns them into steps. Facts are a plain
 * value: they hold no bodies, only whether those changed and whether two changed
 * ones merge, so that planning needs nothing but them.
 *
 * Pages are numbered by their place in the array: pages with ids first, in order of
 * id, then new local pages by path. Parents are such numbers. No page is its own
 * ancestor on the remote side, nor on the local side.
 */
#ifndef SYNC_FACTS_H
#define SYNC_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/notes.h"
#include "sync/store.h"

/* Parents that are no page of the facts. */
#define FACTS_TOP  ((size_t)-1) /* no parent */
#define FACTS_GONE ((size_t)-2) /* a page that none of the three knows any more */

/* One page on one side. */
struct page_side {
    bool exists;
    const char *title;
    size_t parent; /* FACTS_TOP also where the page does not exist */
    /* base: of the agreed body; remote: now; local: as the front matter claims */
    long long version;
    long long position; /* base and remote */
};

/* How the two bodies of a page relate when both differ from the base. */
enum body_relation {
    BODY_EQUAL,           /* the same change was made on both sides */
    BODY_MERGES,          /* different blocks were changed */
    BODY_OVERLAPS,        /* the same block was changed, in different ways */
    BODY_REMOTE_INCLUDES, /* an interrupted run had pushed the merge of both */
    BODY_LOCAL_INCLUDES,  /* an interrupted run had written the merge of both */
};

struct page_facts {
    long long id;     /* 0: a new local page */
    size_t key;       /* local key; LOCAL_NONE: no file */
    const char *path; /* of the file, or where it last was; NULL: there never was one */
    struct page_side base;
    struct page_side local;
    struct page_side remote;
    enum remote_status status;   /* !remote.exists, base or local exists: what became of it */
    bool is_local_body_changed;  /* against the base; without a base: against the remote */
    bool is_remote_body_changed; /* against the base */
    enum body_relation body;     /* both changed */
    bool is_root;                /* the mount's root page: never moved, never deleted */
    bool is_unmarked; /* the file does not name its id yet: known by its path or content */
    /* The title it has remotely, given to it by an interrupted exchange of titles; `remote.title`
       is the one it had before and is to get back. NULL: it has its own. */
    const char *temporary_title;
    bool is_stranded;   /* the file is in a folder of no page: local.parent is the base's */
    bool is_kept;       /* the user resolved edit against deletion: restore the page */
    const char *fault;  /* the file cannot be used, and why; NULL: it can */
    struct notes notes; /* what an edited or new body says that Confluence would not get; the lines
                           are the file's */
    bool is_refused;    /* its body must not be sent, because it would lose something */
};

struct facts {
    struct page_facts *pages;
    size_t count;
    size_t known_count;  /* rows of the base */
    size_t local_count;  /* files seen */
    size_t remote_count; /* pages listed */
};

/* The title a page goes by, for messages: local, else remote, else base. */
const char *page_facts_title(const struct page_facts *page);

#endif

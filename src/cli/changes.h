/* SPDX-License-Identifier: MIT */
/*
 * A plan page by page. The plan is a list of steps in the order in which they must be
 * done, with several for one page; people want to know what becomes of each page.
 */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include "base/arena.h"
#include "sync/plan.h"
#include "sync/sync.h"

/* What becomes of a page on one side. Bits: a page can be edited, renamed and moved at once. */
enum change {
    CHANGE_NEW = 1,
    CHANGE_BODY = 2,
    CHANGE_TITLE = 4,
    CHANGE_PLACE = 8,
    CHANGE_DELETED = 16,
    CHANGE_RESTORED = 32,
};

struct page_change {
    const struct page_facts *page;
    unsigned remote;   /* what a push does to Confluence */
    unsigned local;    /* what a pull does to the file; a new version number alone is nothing */
    bool is_merge;     /* the body is merged from both sides */
    bool is_marked;    /* the file gets the page's id, which it lacked, and nothing else changes */
    const char *title; /* the new one, with CHANGE_NEW and CHANGE_TITLE; else NULL */
    const struct step *remote_reason; /* a step of each side that has a reason worth telling, */
    const struct step *local_reason;  /* NULL: none has */
    const struct step *hold;          /* what is held, the first if several; NULL: nothing is */
    const struct step *note;          /* what the user should know; NULL: nothing */
    const struct notes *notes; /* on the body that is sent, or refused for them; NULL: neither */
};

/* Pages that something becomes of, in the order of their paths; those without one come last. */
struct changes {
    struct page_change *items;
    size_t count;
    size_t page_count;     /* files that were looked at: all, or those of the selection */
    size_t remote_count;   /* pages that change in Confluence, merged ones not counted, */
    size_t local_count;    /* whose file changes, likewise, */
    size_t merge_count;    /* and that are merged */
    size_t mark_count;     /* whose file only gets the id */
    size_t conflict_count; /* of which something is held that the user can settle, */
    size_t held_count;     /* or held for another reason */
};

/* Whether what is held is a conflict, which `confsync resolve` settles. */
bool change_is_conflict(const struct step *hold);

/* Everything lives in the arena or is borrowed from the scan. */
struct changes changes_make(struct arena *arena, const struct sync_scan *scan);

/*
 * The same of what was carried out: without the steps that were not done, and with the
 * conflicts that only came up then.
 */
struct changes changes_make_done(struct arena *arena, const struct sync_scan *scan,
                                 const struct sync_report *report);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * From facts to an ordered list of steps. Pure: no clock, no randomness, no I/O; the
 * same facts give the same plan. What --dry-run, status, --json and the web page
 * show is the value that sync_execute carries out.
 *
 * Order of the steps, and why (reference: the title and tree rules of docs/sync.md):
 *   1. remote moves of existing pages, so that no deletion drags children along;
 *   2. remote deletions, leaves first: they free titles;
 *   3. remote updates, each when its title is free; a ring of titles is opened with a
 *      temporary title;
 *   4. remote creations, parents first, then moves below pages created just now;
 *   5. local moves and writes, parents first; then local deletions, children first.
 * Steps that hold or note something come last. A step is done only if the earlier
 * steps of the same page, and of the parent it needs, were.
 */
#ifndef SYNC_PLAN_H
#define SYNC_PLAN_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "sync/facts.h"

/* Which side may be written. */
enum sync_direction {
    SYNC_BOTH,
    SYNC_PUSH, /* only Confluence; files follow where a push changes them (version, merged text) */
    SYNC_PULL, /* only files */
};

enum step_kind {
    STEP_MOVE_REMOTE, /* parent */
    STEP_TRASH_REMOTE,
    STEP_RESTORE_REMOTE, /* out of the trash */
    STEP_RETITLE_REMOTE, /* title: a temporary one, because titles are exchanged */
    STEP_UPDATE_REMOTE,  /* has_title, has_body: title; body of the file or the merged one */
    STEP_CREATE_REMOTE,  /* title, parent */
    STEP_CREATE_LOCAL,   /* title, parent */
    STEP_MOVE_LOCAL,     /* parent and title the file's place follows */
    STEP_WRITE_LOCAL,    /* has_title, has_body, has_version */
    STEP_TRASH_LOCAL,
    STEP_RECORD, /* both sides agree on something the base does not know yet: base only */
    STEP_FORGET, /* gone on both sides: base only */
    STEP_HOLD,   /* a conflict: nothing is done about `attribute` of this page */
    STEP_NOTE,   /* something the user should know; nothing to do */
};
#define STEP_KIND_COUNT (STEP_NOTE + 1)

/* Why something is held or noted. plan_reason_text says it in words. */
enum plan_reason {
    REASON_NONE,
    REASON_BODY_OVERLAPS,      /* both sides changed the same block */
    REASON_BOTH_RENAMED,       /* to different titles */
    REASON_EDITED_AND_DELETED, /* edited locally, deleted remotely */
    REASON_NO_BASE,            /* both exist, differ, and nothing tells what they had in common */
    REASON_TITLE_TAKEN,        /* another page has or gets the wanted title */
    REASON_PARENT_GONE,        /* the parent was deleted */
    REASON_PARENT_HELD,        /* the parent cannot be created */
    REASON_VANISHED,           /* not listed, and no proof that it was deleted */
    REASON_STRAY,              /* the file names a page that is unknown here and there */
    REASON_SAME_ID,            /* two files name the same page */
    REASON_FOLDER_WITHOUT_PAGE,
    REASON_FAULT,            /* the file cannot be read as a page */
    REASON_MOVE_DROPPED,     /* note: the local move lost against the remote one */
    REASON_HAS_CHILDREN,     /* note: deleted locally, but pages below it stay: restored */
    REASON_CHANGED_REMOTELY, /* note: deleted locally, but changed remotely: restored */
    REASON_DELETED_REMOTELY, /* note: with where the evidence comes from in `status` */
};
#define PLAN_REASON_COUNT (REASON_DELETED_REMOTELY + 1)

enum page_attribute {
    ATTRIBUTE_NONE,
    ATTRIBUTE_BODY,
    ATTRIBUTE_TITLE,
    ATTRIBUTE_PLACE,
    ATTRIBUTE_PAGE
};

struct step {
    enum step_kind kind;
    size_t page; /* in the facts */
    bool has_title;
    bool has_body;
    bool has_parent;  /* RECORD: also for what the base takes over */
    bool has_version; /* WRITE_LOCAL: the version in the front matter */
    bool is_merge;    /* the body is the merge of both sides */
    const char *title;
    size_t parent;                 /* a page of the facts or FACTS_TOP */
    enum page_attribute attribute; /* HOLD, NOTE */
    enum plan_reason reason;       /* HOLD, NOTE */
};

struct plan {
    struct step *steps;
    size_t count;
    size_t hold_count;  /* STEP_HOLD among them */
    size_t write_count; /* steps that change a side */
    /* A brake: the plan is shown but must not be carried out. NULL: none. */
    const char *stopped_by;
};

/*
 * Makes the plan; steps and texts live in the arena, texts of the facts are borrowed.
 * `is_selected` (NULL: all) limits the plan to pages: steps of others are left out,
 * and so are steps that need those.
 */
struct page_selection {
    bool (*is_selected)(void *context, const struct page_facts *page);
    void *context;
};
struct plan *plan_make(struct arena *arena, const struct facts *facts,
                       enum sync_direction direction, const struct page_selection *selection);

/* "update remote", "trash local" … and "both sides changed the same block" …: for every report. */
const char *step_kind_name(enum step_kind kind);
const char *plan_reason_text(enum plan_reason reason);
const char *page_attribute_name(enum page_attribute attribute);

/* True for steps that change files or pages (not RECORD, FORGET, HOLD, NOTE). */
bool step_is_write(const struct step *step);

/* One line without line end, such as `update remote  a/b.md  title "B" body (merged)`. */
void step_print(struct strbuf *text, const struct facts *facts, const struct step *step);

/* All steps, a line each: for tests and logs. */
void plan_print(struct strbuf *text, const struct facts *facts, const struct plan *plan);

#endif

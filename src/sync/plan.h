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
    STEP_MOVE_LOCAL,     /* has_parent, has_title: what the file's place follows */
    STEP_WRITE_LOCAL,    /* has_title, has_body, has_version */
    STEP_TRASH_LOCAL,
    STEP_RECORD, /* both sides agree on something the base does not know yet: base only */
    STEP_FORGET, /* gone on both sides: base only */
    STEP_HOLD,   /* a conflict: nothing is done about `attribute` of this page */
    STEP_NOTE,   /* something the user should know; nothing to do, in this direction at least */
};
#define STEP_KIND_COUNT (STEP_NOTE + 1)

/* Why a step is what it is, where that is not plain. plan_reason_text says it in words. */
enum plan_reason {
    REASON_NONE,
    /* of STEP_HOLD */
    REASON_BODY_OVERLAPS,      /* both sides changed the same block */
    REASON_BOTH_RENAMED,       /* to different titles */
    REASON_EDITED_AND_DELETED, /* edited locally, deleted remotely */
    REASON_NO_BASE,            /* both exist, differ, and nothing tells what they had in common */
    REASON_TITLE_TAKEN,        /* another page has or gets the wanted title */
    REASON_PARENT_GONE,        /* the parent was deleted */
    REASON_PARENT_HELD,        /* the parent cannot be created */
    REASON_VANISHED,           /* not listed, and no proof that it was deleted */
    REASON_STRAY,              /* the file names a page that is unknown here and there */
    REASON_FAULT,              /* the file cannot be used as a page: page_facts.fault */
    REASON_LOSES,              /* its body would lose something: page_facts.is_refused */
    /* of other steps */
    REASON_MOVE_DROPPED,     /* note: the local move lost against the remote tree */
    REASON_HAS_CHILDREN,     /* deleted locally, but pages below it stay: restored */
    REASON_CHANGED_REMOTELY, /* deleted locally, but changed remotely: restored */
    REASON_IS_ROOT,          /* deleted locally, but it is the root page: restored */
    REASON_TRASHED,          /* why a local file goes to the trash */
    REASON_ARCHIVED,
    REASON_ELSEWHERE,
    REASON_STRANDED, /* why a file is moved: its folder belongs to no page */
    REASON_KEPT,     /* restored remotely because the user said so */
};
#define PLAN_REASON_COUNT (REASON_KEPT + 1)

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
    /* What the step takes over: writes to a side, or (RECORD) into the base only. */
    bool has_title;
    bool has_body;
    bool has_parent;
    bool has_version;  /* WRITE_LOCAL: the front matter's (and the id, where it is missing);
                          UPDATE_REMOTE, RECORD: the base's, false while the body is held */
    bool is_merge;     /* the body is the merge of both sides */
    const char *title; /* the title it will have */
    size_t parent;     /* the parent it will have: a page of the facts, or FACTS_TOP */
    enum page_attribute attribute; /* HOLD, NOTE: what they are about */
    enum plan_reason reason;
};

struct plan {
    struct step *steps;
    size_t count;
    size_t hold_count;  /* STEP_HOLD among them */
    size_t write_count; /* steps that change a side */
    /* A brake: the plan is shown but must not be carried out. NULL: none. */
    const char *stopped_by;
};

/* Limits a plan to some pages; the others are planned around as if they stayed as they are. */
struct page_selection {
    bool (*is_selected)(void *context, const struct facts *facts, size_t page);
    void *context;
};

/*
 * Makes the plan; it lives in the arena and borrows the texts of the facts.
 * `selection` NULL: all pages.
 */
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

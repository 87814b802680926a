/* SPDX-License-Identifier: MIT */
/*
 * What the files of the planner share. Each page of the facts is a node with the
 * same number. Planning goes through these stages:
 *
 *     plan_classify   what happens to each page as a whole
 *     plan_tree       where each page ends up: no gaps, no rings
 *     plan_titles     what each page is called in the end: no two alike
 *     plan_attributes what is taken over in which direction
 *     plan_emit_*     the steps, in order
 */
#ifndef SYNC_PLAN_INTERNAL_H
#define SYNC_PLAN_INTERNAL_H

#include "base/strmap.h"
#include "sync/decide.h"
#include "sync/plan.h"

/* Which side a final value comes from. */
enum origin {
    ORIGIN_SAME,       /* both have it */
    ORIGIN_LOCAL,      /* to be pushed */
    ORIGIN_REMOTE,     /* to be pulled */
    ORIGIN_HELD,       /* each side keeps its own */
    ORIGIN_GIVEN_BACK, /* a title only: in place of a temporary one */
};

struct node {
    enum page_action action;
    bool is_frozen;    /* not to be touched: not selected, its file faulty, or refused */
    bool is_silent;    /* not selected: no steps at all, not even holds */
    bool is_undeleted; /* deleted locally, but comes back */
    bool is_move_dropped;
    enum plan_reason held;   /* a creation that cannot be, or a page as a whole; or REASON_NONE */
    enum plan_reason reason; /* why it is restored or trashed */
    bool is_alive;           /* exists remotely in the end: it has a parent and a title then */
    size_t parent;
    enum origin parent_from;
    const char *title;
    struct slice title_key; /* titles that Confluence takes for one have one key */
    enum origin title_from;
    enum plan_reason title_held;
    /* Bodies: at most one is set. */
    bool pushes_body;
    bool pulls_body;
    bool merges_body;
    bool agrees_on_body;
    bool holds_body;
};

struct planner {
    struct arena *arena;
    const struct facts *facts;
    enum sync_direction direction;
    struct node *nodes;
    size_t root; /* the mount's root page, or FACTS_TOP */
    struct plan *plan;
};

/* Pages that exist on both sides and stay, so that attributes are decided one by one. */
static inline bool node_is_shared(const struct node *node)
{
    return node->action == PAGE_ATTRIBUTES && !node->is_frozen;
}

/* Pages that will be made on the remote side. */
static inline bool node_is_created(const struct node *node)
{
    return node->action == PAGE_CREATE_REMOTE && node->held == REASON_NONE && !node->is_frozen;
}

/* Pages that get a file. */
static inline bool node_gets_file(const struct node *node)
{
    return !node->is_frozen &&
           (node->action == PAGE_CREATE_LOCAL || node->action == PAGE_RESTORE_LOCAL ||
            (node->action == PAGE_TRASH_REMOTE && node->is_undeleted));
}

/* Pages that are taken out of the remote side. */
static inline bool node_is_trashed(const struct node *node)
{
    return node->action == PAGE_TRASH_REMOTE && !node->is_undeleted && !node->is_frozen;
}

/* The base's body and version must stay what they are, whatever else is taken over. */
static inline bool node_keeps_base(const struct node *node, enum sync_direction direction)
{
    return node->holds_body || (node->pulls_body && direction == SYNC_PUSH);
}

/* Steps above FACTS_TOP in the final tree. */
size_t plan_depth(const struct planner *planner, size_t page);

void plan_classify(struct planner *planner, const struct page_selection *selection);
void plan_tree(struct planner *planner);
void plan_titles(struct planner *planner);
void plan_attributes(struct planner *planner);
void plan_emit_remote(struct planner *planner);
void plan_emit_local(struct planner *planner);
void plan_emit_rest(struct planner *planner);

/* Pages to be worked on top down, or bottom up. */
struct page_at_depth {
    size_t depth;
    size_t page;
};

/* The top ones first; pages of one depth by number. */
void plan_sort_by_depth(struct page_at_depth *pages, size_t count);

/* Adds a step of this kind for this page, to be filled in; valid until the next is added. */
struct step *plan_add(struct planner *planner, enum step_kind kind, size_t page);

#endif

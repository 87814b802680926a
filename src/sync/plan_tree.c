/* SPDX-License-Identifier: MIT */
/*
 * Where each page ends up. The result is a tree: every parent exists in the end, and
 * no page is below itself. Reached by taking back local intentions, never remote
 * ones, one at a time:
 * - a local deletion is taken back while a page stays below it;
 * - a local move below a page that goes away is dropped, a local creation held;
 * - of a ring, the move of the page with the lowest number is dropped, and only that
 *   one: dropping all would give another tree after a crash in between.
 */
#include <assert.h>

#include "sync/plan_internal.h"

static void settle_shared(const struct page_facts *page, struct node *node)
{
    bool is_same = page->local.parent == page->remote.parent;
    enum attribute_action action = decide_attribute(
        page->local.parent != page->base.parent, page->remote.parent != page->base.parent, is_same);
    bool is_pushed = action == ATTRIBUTE_PUSH && !node->is_move_dropped && !page->is_root;

    node->parent = is_pushed ? page->local.parent : page->remote.parent;
    node->parent_from = is_same ? ORIGIN_SAME : is_pushed ? ORIGIN_LOCAL : ORIGIN_REMOTE;
    if (action == ATTRIBUTE_CLASH) {
        node->is_move_dropped = true;
    }
}

static bool stays(const struct page_facts *page, const struct node *node)
{
    return node->action == PAGE_CREATE_REMOTE ? node_is_created(node)
                                              : page->remote.exists && !node_is_trashed(node);
}

static void settle(const struct page_facts *page, struct node *node)
{
    node->is_alive = stays(page, node);
    if (node_is_shared(node)) {
        settle_shared(page, node);
    } else if (node_is_created(node)) {
        node->parent = page->local.parent;
        node->parent_from = ORIGIN_LOCAL;
    } else {
        node->parent = page->remote.exists ? page->remote.parent : FACTS_TOP;
        node->parent_from = ORIGIN_REMOTE;
    }
}

/* Takes back what keeps this page from having a parent. False when nothing had to be. */
static bool rescue_parent(struct planner *planner, size_t page)
{
    struct node *node = &planner->nodes[page];

    if (!node->is_alive || node->parent == FACTS_TOP ||
        (node->parent < planner->facts->count && planner->nodes[node->parent].is_alive)) {
        return false;
    }
    struct node *parent =
        node->parent < planner->facts->count ? &planner->nodes[node->parent] : NULL;
    if (parent && node_is_trashed(parent)) {
        parent->is_undeleted = true;
        parent->reason = REASON_HAS_CHILDREN;
        settle(&planner->facts->pages[node->parent], parent);
        return true;
    }
    bool is_parent_held = parent && parent->action == PAGE_CREATE_REMOTE;
    if (node_is_created(node)) {
        node->held = is_parent_held ? REASON_PARENT_HELD : REASON_PARENT_GONE;
        node->is_silent = parent && parent->is_silent;
    } else if (is_parent_held) {
        node->parent = planner->facts->pages[page].remote.parent;
        node->parent_from = ORIGIN_HELD;
        return true;
    } else if (node->parent_from == ORIGIN_LOCAL) {
        node->is_move_dropped = true;
    } else {
        /* The listing names a parent that it does not list: shown at the top until it does. */
        node->parent = FACTS_TOP;
        return true;
    }
    settle(&planner->facts->pages[page], node);
    return true;
}

static bool rescue_parents(struct planner *planner)
{
    bool is_changed = false;

    for (size_t i = 0; i < planner->facts->count; i++) {
        is_changed = rescue_parent(planner, i) || is_changed;
    }
    return is_changed;
}

/* The page of the ring through `page` whose move is dropped: the lowest with one of its own. */
static size_t weakest_of_ring(const struct planner *planner, size_t page)
{
    size_t weakest = FACTS_TOP;
    size_t at = page;

    do {
        if (planner->nodes[at].parent_from == ORIGIN_LOCAL && node_is_shared(&planner->nodes[at]) &&
            at < weakest) {
            weakest = at;
        }
        at = planner->nodes[at].parent;
    } while (at != page);
    return weakest;
}

/* A page that is below itself, or FACTS_TOP. Linear: every page is walked through once. */
static size_t find_ring(const struct planner *planner, size_t *walk_of)
{
    size_t count = planner->facts->count;

    for (size_t i = 0; i < count; i++) {
        walk_of[i] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        while (at < count && planner->nodes[at].is_alive && walk_of[at] == 0) {
            walk_of[at] = i + 1;
            at = planner->nodes[at].parent;
        }
        if (at < count && planner->nodes[at].is_alive && walk_of[at] == i + 1) {
            return at;
        }
    }
    return FACTS_TOP;
}

static bool break_ring(struct planner *planner, size_t *walk_of)
{
    size_t ring = find_ring(planner, walk_of);
    if (ring == FACTS_TOP) {
        return false;
    }
    size_t weakest = weakest_of_ring(planner, ring);
    /* Neither side is a ring by itself, so a local move must be part of it; if a listing lies,
       the page is shown at the top. */
    if (weakest == FACTS_TOP) {
        planner->nodes[ring].parent = FACTS_TOP;
        return true;
    }
    planner->nodes[weakest].is_move_dropped = true;
    settle(&planner->facts->pages[weakest], &planner->nodes[weakest]);
    return true;
}

void plan_tree(struct planner *planner)
{
    size_t *walk_of = ARENA_NEW_ARRAY(planner->arena, size_t, planner->facts->count);

    for (size_t i = 0; i < planner->facts->count; i++) {
        settle(&planner->facts->pages[i], &planner->nodes[i]);
    }
    while (rescue_parents(planner) || break_ring(planner, walk_of)) {
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * The steps that change Confluence, in an order in which each is possible:
 * moves, deletions leaves first, updates as titles become free, creations parents
 * first, and moves below what was created.
 */
#include <assert.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "sync/plan_internal.h"

/* Of 255 bytes that Confluence takes, enough are left for the mark of a temporary title. */
enum { TEMPORARY_TITLE_STEM = 200, TEMPORARY_TITLE = 255 };

struct page_list {
    size_t *pages;
    size_t count;
};

static void add_page(struct planner *planner, struct page_list *list, size_t page)
{
    list->pages = VEC_GROW(planner->arena, list->pages, list->count);
    list->pages[list->count++] = page;
}

static bool moves_remotely(const struct planner *planner, size_t i)
{
    return node_is_shared(&planner->nodes[i]) && planner->nodes[i].parent_from == ORIGIN_LOCAL &&
           planner->nodes[i].parent != planner->facts->pages[i].remote.parent;
}

/* Whether `page` would be below itself with this parent, in the tree as it is so far. */
static bool would_close_ring(const struct planner *planner, const size_t *parents, size_t page,
                             size_t parent)
{
    for (size_t at = parent; at < planner->facts->count; at = parents[at]) {
        if (at == page) {
            return true;
        }
    }
    return false;
}

static void move(struct planner *planner, size_t *parents, size_t page, size_t parent)
{
    struct step *step = plan_add(planner, STEP_MOVE_REMOTE, page);

    step->has_parent = true;
    step->parent = parent;
    parents[page] = parent;
}

/* Moves below a page that is created first come after all others. */
static bool is_below_new_page(const struct planner *planner, size_t i)
{
    size_t parent = planner->nodes[i].parent;
    return parent < planner->facts->count && node_is_created(&planner->nodes[parent]);
}

/*
 * Frees the way for a page whose new parent is still below it: something between the
 * two moves away later, below a page that is yet to be created, and goes over the
 * root. False when there is no such page.
 */
static bool make_way(struct planner *planner, size_t *parents, size_t page)
{
    size_t at = planner->nodes[page].parent;

    for (; at < planner->facts->count && at != page; at = parents[at]) {
        if (moves_remotely(planner, at) && is_below_new_page(planner, at) &&
            parents[at] != planner->root) {
            move(planner, parents, at, planner->root);
            return true;
        }
    }
    return false;
}

/* Emits the moves that close no ring; returns how many are left. */
static size_t emit_possible_moves(struct planner *planner, struct page_list *moves, size_t *parents)
{
    size_t left = 0;

    for (size_t k = 0; k < moves->count; k++) {
        size_t page = moves->pages[k];
        if (would_close_ring(planner, parents, page, planner->nodes[page].parent)) {
            moves->pages[left++] = page;
        } else {
            move(planner, parents, page, planner->nodes[page].parent);
        }
    }
    return left;
}

/*
 * The final tree has no ring, so of the pages that are in each other's way the
 * deepest can go first, unless it goes later: then it makes way.
 */
static void emit_moves(struct planner *planner, struct page_list *moves, size_t *parents)
{
    while (moves->count > 0) {
        size_t left = emit_possible_moves(planner, moves, parents);
        bool is_stuck = left == moves->count;
        moves->count = left;
        for (size_t k = 0; is_stuck && k < left; k++) {
            is_stuck = !make_way(planner, parents, moves->pages[k]);
        }
        assert(!is_stuck);
    }
}

/* The tree as it is remotely before any step; new pages are where they will be created. */
static size_t *remote_parents(struct planner *planner)
{
    size_t *parents = ARENA_NEW_ARRAY(planner->arena, size_t, planner->facts->count);

    for (size_t i = 0; i < planner->facts->count; i++) {
        const struct page_facts *page = &planner->facts->pages[i];
        parents[i] = page->remote.exists ? page->remote.parent : planner->nodes[i].parent;
    }
    return parents;
}

static size_t depth_in(const struct planner *planner, const size_t *parents, size_t page)
{
    size_t depth = 0;

    for (size_t at = parents[page]; at < planner->facts->count; at = parents[at]) {
        depth++;
    }
    return depth;
}

/* Deletions, leaves first; `parents` is the tree after the moves. */
static void emit_deletions(struct planner *planner, const size_t *parents)
{
    struct page_at_depth *doomed = NULL;
    size_t count = 0;

    for (size_t i = 0; i < planner->facts->count; i++) {
        if (node_is_trashed(&planner->nodes[i])) {
            doomed = VEC_GROW(planner->arena, doomed, count);
            doomed[count++] = (struct page_at_depth){depth_in(planner, parents, i), i};
        }
    }
    plan_sort_by_depth(doomed, count);
    while (count > 0) {
        (void)plan_add(planner, STEP_TRASH_REMOTE, doomed[--count].page);
    }
}

static bool gets_title(const struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];

    return (node_is_shared(node) && node->title_from == ORIGIN_LOCAL) ||
           node->title_from == ORIGIN_GIVEN_BACK;
}

static bool is_updated(const struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];

    return gets_title(planner, i) || node->pushes_body || node->merges_body;
}

/* Who has each title now, by title_key; a page that is to lose its temporary one has none. */
static struct strmap *map_titles(struct planner *planner)
{
    struct strmap *owners = strmap_new();

    for (size_t i = 0; i < planner->facts->count; i++) {
        const struct page_facts *page = &planner->facts->pages[i];
        if (page->remote.exists && !page->temporary_title && !node_is_trashed(&planner->nodes[i])) {
            struct slice key = utf8_fold(planner->arena, slice_from(page->remote.title));
            (void)strmap_put(owners, key, &planner->nodes[i]);
        }
    }
    return owners;
}

/* strmap keeps no NULL: a title that nobody has any more is owned by the map itself. */
static bool is_free(const struct strmap *owners, const struct node *node)
{
    const void *owner = strmap_find(owners, node->title_key);
    return !owner || owner == node || owner == owners;
}

static void give_title(struct planner *planner, struct strmap *owners, size_t i)
{
    struct node *node = &planner->nodes[i];
    struct slice old_key =
        utf8_fold(planner->arena, slice_from(planner->facts->pages[i].remote.title));

    if (strmap_find(owners, old_key) == node) {
        (void)strmap_put(owners, old_key, owners);
    }
    (void)strmap_put(owners, node->title_key, node);
}

static void emit_update(struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];
    struct step *step = plan_add(planner, STEP_UPDATE_REMOTE, i);

    step->has_title = gets_title(planner, i);
    step->has_body = node->pushes_body || node->merges_body;
    step->is_merge = node->merges_body;
    step->has_version = !node_keeps_base(node, planner->direction);
}

/* Two pages exchange titles, or more in a ring: one steps aside. */
static void emit_temporary_title(struct planner *planner, struct strmap *owners, size_t i)
{
    CLEANUP_STRBUF struct strbuf title = STRBUF(TEMPORARY_TITLE);
    const struct page_facts *page = &planner->facts->pages[i];
    struct slice stem = utf8_cut(slice_from(page->remote.title), TEMPORARY_TITLE_STEM);
    struct step *step = plan_add(planner, STEP_RETITLE_REMOTE, i);

    strbuf_append_slice(&title, stem);
    strbuf_append_format(&title, " [confsync %lld]", page->id);
    step->has_title = true;
    step->title = strbuf_copy(&title, planner->arena).start;
    (void)strmap_put(owners, utf8_fold(planner->arena, slice_from(page->remote.title)), owners);
}

/* Emits the updates whose titles are free; returns how many are left. */
static size_t emit_possible_updates(struct planner *planner, struct strmap *owners,
                                    struct page_list *updates)
{
    size_t left = 0;

    for (size_t k = 0; k < updates->count; k++) {
        size_t i = updates->pages[k];
        if (gets_title(planner, i) && !is_free(owners, &planner->nodes[i])) {
            updates->pages[left++] = i;
            continue;
        }
        emit_update(planner, i);
        give_title(planner, owners, i);
    }
    return left;
}

static void emit_updates(struct planner *planner)
{
    CLEANUP(strmap) struct strmap *owners = map_titles(planner);
    struct page_list updates = {0};

    for (size_t i = 0; i < planner->facts->count; i++) {
        if (is_updated(planner, i)) {
            add_page(planner, &updates, i);
        }
    }
    while (updates.count > 0) {
        size_t left = emit_possible_updates(planner, owners, &updates);
        if (left > 0 && left == updates.count) {
            emit_temporary_title(planner, owners, updates.pages[0]);
        }
        updates.count = left;
    }
}

static void emit_creations(struct planner *planner, const size_t *parents)
{
    struct page_at_depth *created = NULL;
    size_t count = 0;

    for (size_t i = 0; i < planner->facts->count; i++) {
        if (node_is_created(&planner->nodes[i])) {
            created = VEC_GROW(planner->arena, created, count);
            created[count++] = (struct page_at_depth){depth_in(planner, parents, i), i};
        }
    }
    plan_sort_by_depth(created, count);
    for (size_t k = 0; k < count; k++) {
        struct step *step = plan_add(planner, STEP_CREATE_REMOTE, created[k].page);
        step->has_title = step->has_body = step->has_parent = step->has_version = true;
    }
}

/* A page that moves below a new one leaves a parent that is deleted first, for the root. */
static void leave_doomed_parent(struct planner *planner, size_t *parents, size_t i)
{
    if (parents[i] < planner->facts->count && node_is_trashed(&planner->nodes[parents[i]])) {
        move(planner, parents, i, planner->root);
    }
}

static void emit_restorations(struct planner *planner)
{
    for (size_t i = 0; i < planner->facts->count; i++) {
        const struct node *node = &planner->nodes[i];
        if (node->action == PAGE_HOLD && !node->is_frozen && planner->facts->pages[i].is_kept) {
            plan_add(planner, STEP_RESTORE_REMOTE, i)->reason = REASON_KEPT;
        }
    }
}

void plan_emit_remote(struct planner *planner)
{
    if (planner->direction == SYNC_PULL) {
        return;
    }
    size_t *parents = remote_parents(planner);
    struct page_list moves = {0};
    struct page_list late_moves = {0};
    for (size_t i = 0; i < planner->facts->count; i++) {
        if (moves_remotely(planner, i)) {
            add_page(planner, is_below_new_page(planner, i) ? &late_moves : &moves, i);
        }
    }
    for (size_t i = 0; i < late_moves.count; i++) {
        leave_doomed_parent(planner, parents, late_moves.pages[i]);
    }
    emit_moves(planner, &moves, parents);
    emit_deletions(planner, parents);
    emit_restorations(planner);
    emit_updates(planner);
    emit_creations(planner, parents);
    emit_moves(planner, &late_moves, parents);
}

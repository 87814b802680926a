/* SPDX-License-Identifier: MIT */
#include "sync/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "sync/plan_internal.h"

static enum side_change local_change(const struct page_facts *page)
{
    if (!page->base.exists) {
        return page->local.exists ? SIDE_CREATED : SIDE_ABSENT;
    }
    if (!page->local.exists) {
        return SIDE_DELETED;
    }
    if (page->is_local_body_changed || strcmp(page->local.title, page->base.title) != 0) {
        return SIDE_EDITED;
    }
    return page->local.parent != page->base.parent ? SIDE_MOVED : SIDE_UNCHANGED;
}

static enum side_change remote_change(const struct page_facts *page)
{
    if (!page->remote.exists) {
        bool is_proved = page->status == REMOTE_TRASHED || page->status == REMOTE_ARCHIVED ||
                         page->status == REMOTE_ELSEWHERE;
        if (!page->base.exists && page->id == 0) {
            return SIDE_ABSENT;
        }
        return is_proved ? SIDE_DELETED : SIDE_VANISHED;
    }
    if (!page->base.exists) {
        return SIDE_CREATED;
    }
    if (page->is_remote_body_changed || strcmp(page->remote.title, page->base.title) != 0) {
        return SIDE_EDITED;
    }
    return page->remote.parent != page->base.parent ? SIDE_MOVED : SIDE_UNCHANGED;
}

/* Why a page is held as a whole. */
static enum plan_reason hold_reason(const struct page_facts *page, enum side_change remote)
{
    if (!page->base.exists) {
        return REASON_STRAY;
    }
    return remote == SIDE_VANISHED ? REASON_VANISHED : REASON_EDITED_AND_DELETED;
}

static enum plan_reason trash_reason(enum remote_status status)
{
    switch (status) {
    case REMOTE_ARCHIVED:
        return REASON_ARCHIVED;
    case REMOTE_ELSEWHERE:
        return REASON_ELSEWHERE;
    case REMOTE_TRASHED:
    case REMOTE_CURRENT:
    case REMOTE_UNKNOWN:
        return REASON_TRASHED;
    }
    return REASON_TRASHED;
}

static bool is_equal_without_base(const struct page_facts *page)
{
    return !page->is_local_body_changed && strcmp(page->local.title, page->remote.title) == 0;
}

/* Whether the file's body would be sent, if nothing else stands against it. */
static bool sends_body(const struct page_facts *page, enum page_action action)
{
    bool is_merge = page->is_remote_body_changed && page->body == BODY_MERGES;
    bool is_edit = page->is_local_body_changed && (!page->is_remote_body_changed || is_merge);

    return action == PAGE_CREATE_REMOTE || (action == PAGE_ATTRIBUTES && is_edit);
}

static void classify(const struct page_facts *page, enum sync_direction direction,
                     struct node *node)
{
    enum side_change local = local_change(page);
    enum side_change remote = remote_change(page);

    node->action = decide_page(local, remote);
    if (page->fault) {
        node->is_frozen = true;
        node->held = REASON_FAULT;
    } else if (page->is_refused && direction != SYNC_PULL && sends_body(page, node->action)) {
        node->is_frozen = true;
        node->held = REASON_LOSES;
    } else if (page->is_root && local == SIDE_DELETED && page->remote.exists) {
        node->action = PAGE_RESTORE_LOCAL;
        node->reason = REASON_IS_ROOT;
    } else if (node->action == PAGE_RESTORE_LOCAL) {
        node->reason = REASON_CHANGED_REMOTELY;
    } else if (node->action == PAGE_TRASH_LOCAL) {
        node->reason = trash_reason(page->status);
    } else if (node->action == PAGE_HOLD && !page->is_kept) {
        node->held = hold_reason(page, remote);
    } else if (node->action == PAGE_JOIN && !is_equal_without_base(page)) {
        node->held = REASON_NO_BASE;
    }
}

void plan_classify(struct planner *planner, const struct page_selection *selection)
{
    const struct facts *facts = planner->facts;

    planner->root = FACTS_TOP;
    for (size_t i = 0; i < facts->count; i++) {
        struct node *node = &planner->nodes[i];
        classify(&facts->pages[i], planner->direction, node);
        if (facts->pages[i].is_root) {
            planner->root = i;
        }
        if (selection && !selection->is_selected(selection->context, facts, i)) {
            node->is_frozen = true;
            node->is_silent = true;
        }
    }
}

static void decide_body(const struct page_facts *page, struct node *node)
{
    bool is_same =
        page->body == BODY_EQUAL && page->is_local_body_changed && page->is_remote_body_changed;
    switch (decide_attribute(page->is_local_body_changed, page->is_remote_body_changed, is_same)) {
    case ATTRIBUTE_KEEP:
        break;
    case ATTRIBUTE_PUSH:
        node->pushes_body = true;
        break;
    case ATTRIBUTE_PULL:
        node->pulls_body = true;
        break;
    case ATTRIBUTE_AGREE:
        node->agrees_on_body = true;
        break;
    case ATTRIBUTE_CLASH:
        node->merges_body = page->body == BODY_MERGES;
        node->holds_body = page->body == BODY_OVERLAPS;
        node->pulls_body = page->body == BODY_REMOTE_INCLUDES;
        node->pushes_body = page->body == BODY_LOCAL_INCLUDES;
        break;
    }
}

void plan_attributes(struct planner *planner)
{
    for (size_t i = 0; i < planner->facts->count; i++) {
        if (node_is_shared(&planner->nodes[i])) {
            decide_body(&planner->facts->pages[i], &planner->nodes[i]);
        }
    }
}

size_t plan_depth(const struct planner *planner, size_t page)
{
    size_t depth = 0;

    while (page < planner->facts->count) {
        page = planner->nodes[page].parent;
        depth++;
    }
    return depth;
}

static int compare_by_depth(const void *left, const void *right)
{
    const struct page_at_depth *one = left;
    const struct page_at_depth *other = right;

    if (one->depth != other->depth) {
        return one->depth < other->depth ? -1 : 1;
    }
    return one->page < other->page ? -1 : one->page > other->page;
}

void plan_sort_by_depth(struct page_at_depth *pages, size_t count)
{
    if (count > 0) {
        qsort(pages, count, sizeof pages[0], compare_by_depth);
    }
}

struct step *plan_add(struct planner *planner, enum step_kind kind, size_t page)
{
    struct plan *plan = planner->plan;

    plan->steps = VEC_GROW(planner->arena, plan->steps, plan->count);
    struct step *step = &plan->steps[plan->count++];
    *step = (struct step){
        .kind = kind,
        .page = page,
        .title = planner->nodes[page].title ? planner->nodes[page].title
                                            : page_facts_title(&planner->facts->pages[page]),
        .parent = planner->nodes[page].parent,
        .reason = planner->nodes[page].reason,
    };
    plan->hold_count += kind == STEP_HOLD;
    plan->write_count += step_is_write(step);
    return step;
}

/* What merely looks like deletion of everything never deletes. */
static const char *find_brake(const struct facts *facts)
{
    if (facts->known_count == 0) {
        return NULL;
    }
    if (facts->remote_count == 0) {
        return "Confluence lists no page at all, though there were pages at the last sync: "
               "this looks like lost permission or another space, not like deletion";
    }
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->pages[i].is_root && !facts->pages[i].remote.exists) {
            return "the root page of the mount is not there any more: "
                   "this looks like another space, or lost permission";
        }
    }
    if (facts->local_count == 0) {
        return "there is no page file at all, though there were files at the last sync: "
               "this looks like an emptied or unmounted directory, not like deletion";
    }
    return NULL;
}

struct plan *plan_make(struct arena *arena, const struct facts *facts,
                       enum sync_direction direction, const struct page_selection *selection)
{
    struct planner planner = {
        .arena = arena,
        .facts = facts,
        .direction = direction,
        .nodes = ARENA_NEW_ARRAY(arena, struct node, facts->count),
        .plan = ARENA_NEW(arena, struct plan),
    };

    plan_classify(&planner, selection);
    plan_tree(&planner);
    plan_titles(&planner);
    plan_attributes(&planner);
    plan_emit_remote(&planner);
    plan_emit_local(&planner);
    plan_emit_rest(&planner);
    planner.plan->stopped_by = find_brake(facts);
    return planner.plan;
}

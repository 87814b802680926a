/* SPDX-License-Identifier: MIT */
/*
 * The steps that change files: places parents first, then contents, then deletions
 * children first; and the steps that change neither side.
 */
#include <string.h>

#include "base/vec.h"
#include "sync/plan_internal.h"

static bool pulls_title(const struct planner *planner, size_t i)
{
    return node_is_shared(&planner->nodes[i]) && planner->nodes[i].title_from == ORIGIN_REMOTE;
}

static bool pulls_place(const struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];

    const struct page_facts *page = &planner->facts->pages[i];
    bool is_elsewhere = node->parent_from == ORIGIN_REMOTE && node->parent != page->local.parent;

    return node_is_shared(node) &&
           (is_elsewhere || (page->is_stranded && node->parent_from != ORIGIN_HELD));
}

static bool is_placed(const struct planner *planner, size_t i)
{
    return node_gets_file(&planner->nodes[i]) || pulls_title(planner, i) || pulls_place(planner, i);
}

static void emit_place(struct planner *planner, size_t i)
{
    if (node_gets_file(&planner->nodes[i])) {
        struct step *step = plan_add(planner, STEP_CREATE_LOCAL, i);
        step->has_title = step->has_body = step->has_parent = step->has_version = true;
        return;
    }
    struct step *step = plan_add(planner, STEP_MOVE_LOCAL, i);
    step->has_parent = pulls_place(planner, i);
    step->reason =
        planner->facts->pages[i].is_stranded ? REASON_STRANDED : planner->nodes[i].reason;
    step->has_title = pulls_title(planner, i);
}

static void emit_places(struct planner *planner)
{
    struct page_at_depth *order = NULL;
    size_t count = 0;

    for (size_t i = 0; i < planner->facts->count; i++) {
        if (is_placed(planner, i)) {
            order = VEC_GROW(planner->arena, order, count);
            order[count++] = (struct page_at_depth){plan_depth(planner, i), i};
        }
    }
    plan_sort_by_depth(order, count);
    for (size_t k = 0; k < count; k++) {
        emit_place(planner, order[k].page);
    }
}

/* The base's version moves although no body does: the body was found to be the same. */
static bool only_version_moves(const struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];
    const struct node *node = &planner->nodes[i];

    return node_is_shared(node) && !node->holds_body && !node->pulls_body && !node->merges_body &&
           page->remote.version != page->base.version;
}

/*
 * The front matter does not name the version (or, at first, the page) that it should.
 * Under a held body it stays wrong: a version written now would claim the remote edit.
 */
static bool is_mislabelled(const struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];
    const struct node *node = &planner->nodes[i];

    if (!page->local.exists || node->is_frozen || node->holds_body) {
        return false;
    }
    if (node->action == PAGE_JOIN && node->held == REASON_NONE) {
        return page->is_unmarked || page->local.version != page->remote.version;
    }
    return node_is_shared(node) && (page->is_unmarked || page->local.version != page->base.version);
}

/* An interrupted push created the page and could not tell the file: finishing that is pushing too. */
static bool lacks_its_id(const struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];

    return page->is_unmarked && page->remote.version == page->base.version &&
           is_mislabelled(planner, i);
}

static bool updates_remote(const struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];

    return planner->direction != SYNC_PULL &&
           (node->pushes_body || node->merges_body || node_is_created(node) ||
            (node_is_shared(node) && node->title_from == ORIGIN_LOCAL) ||
            node->title_from == ORIGIN_GIVEN_BACK);
}

/* What is left to write into the page's file in this direction, if anything. */
static bool find_write(const struct planner *planner, size_t i, struct step *write)
{
    const struct node *node = &planner->nodes[i];
    bool may_pull = planner->direction != SYNC_PUSH;
    bool follows = updates_remote(planner, i);

    write->has_title = may_pull && pulls_title(planner, i);
    write->is_merge = node->merges_body && (may_pull || follows);
    write->has_body = write->is_merge || (may_pull && node->pulls_body);
    write->has_version =
        write->has_body || (follows && !node_keeps_base(node, planner->direction)) ||
        (may_pull && (only_version_moves(planner, i) || is_mislabelled(planner, i))) ||
        lacks_its_id(planner, i);
    return write->has_title || write->has_body || write->has_version;
}

static void emit_writes(struct planner *planner)
{
    for (size_t i = 0; i < planner->facts->count; i++) {
        struct step write = {0};
        if (find_write(planner, i, &write)) {
            struct step *step = plan_add(planner, STEP_WRITE_LOCAL, i);
            step->has_title = write.has_title;
            step->has_body = write.has_body;
            step->has_version = write.has_version;
            step->is_merge = write.is_merge;
        }
    }
}

/* Children first: parents come before their children in no particular order of numbers. */
static void emit_deletions(struct planner *planner)
{
    const struct facts *facts = planner->facts;
    struct page_at_depth *order = NULL;
    size_t count = 0;

    for (size_t i = 0; i < facts->count; i++) {
        if (planner->nodes[i].action != PAGE_TRASH_LOCAL || planner->nodes[i].is_frozen) {
            continue;
        }
        size_t depth = 0;
        for (size_t at = facts->pages[i].local.parent; at < facts->count && depth < facts->count;
             at = facts->pages[at].local.parent) {
            depth++;
        }
        order = VEC_GROW(planner->arena, order, count);
        order[count++] = (struct page_at_depth){depth, i};
    }
    plan_sort_by_depth(order, count);
    while (count > 0) {
        (void)plan_add(planner, STEP_TRASH_LOCAL, order[--count].page);
    }
}

void plan_emit_local(struct planner *planner)
{
    if (planner->direction != SYNC_PUSH) {
        emit_places(planner);
    }
    emit_writes(planner);
    if (planner->direction != SYNC_PUSH) {
        emit_deletions(planner);
    }
}

/* What both sides have already, and the base does not. */
static void emit_record(struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];
    const struct node *node = &planner->nodes[i];
    bool is_adopted = node->action == PAGE_JOIN && node->held == REASON_NONE && !node->is_frozen;

    if (!is_adopted && !node_is_shared(node)) {
        return;
    }
    struct step record = {0};
    record.has_title = is_adopted || (node->title_from == ORIGIN_SAME &&
                                      strcmp(page->base.title, page->remote.title) != 0);
    record.has_parent = is_adopted || (node->parent_from == ORIGIN_SAME &&
                                       page->base.parent != page->remote.parent);
    record.has_body = is_adopted || node->agrees_on_body;
    record.has_version =
        record.has_body || (planner->direction != SYNC_PUSH && only_version_moves(planner, i));
    if (record.has_title || record.has_parent || record.has_body || record.has_version) {
        struct step *step = plan_add(planner, STEP_RECORD, i);
        step->has_title = record.has_title;
        step->has_parent = record.has_parent;
        step->has_body = record.has_body;
        step->has_version = record.has_version;
    }
}

static void add_hold(struct planner *planner, size_t i, enum page_attribute attribute,
                     enum plan_reason reason)
{
    struct step *step = plan_add(planner, STEP_HOLD, i);

    step->attribute = attribute;
    step->reason = reason;
}

static void emit_holds(struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];

    if (node->held != REASON_NONE) {
        add_hold(planner, i, ATTRIBUTE_PAGE, node->held);
    }
    if (!node_is_shared(node)) {
        return;
    }
    if (node->holds_body) {
        add_hold(planner, i, ATTRIBUTE_BODY, REASON_BODY_OVERLAPS);
    }
    if (node->title_held != REASON_NONE) {
        add_hold(planner, i, ATTRIBUTE_TITLE, node->title_held);
    }
    if (node->parent_from == ORIGIN_HELD) {
        add_hold(planner, i, ATTRIBUTE_PLACE, REASON_PARENT_HELD);
    }
    if (node->is_move_dropped && node->parent != planner->facts->pages[i].local.parent) {
        struct step *step = plan_add(planner, STEP_NOTE, i);
        step->attribute = ATTRIBUTE_PLACE;
        step->reason = REASON_MOVE_DROPPED;
    }
}

/* A push sends no deletion of a page that is to come back, and brings no file back. */
static void emit_note_of_return(struct planner *planner, size_t i)
{
    const struct node *node = &planner->nodes[i];
    bool is_restored = node->action == PAGE_RESTORE_LOCAL || node->is_undeleted;

    if (planner->direction == SYNC_PUSH && is_restored && !node->is_frozen) {
        plan_add(planner, STEP_NOTE, i)->attribute = ATTRIBUTE_PAGE;
    }
}

void plan_emit_rest(struct planner *planner)
{
    for (size_t i = 0; i < planner->facts->count; i++) {
        emit_record(planner, i);
        if (planner->nodes[i].action == PAGE_FORGET && !planner->nodes[i].is_frozen) {
            (void)plan_add(planner, STEP_FORGET, i);
        }
    }
    for (size_t i = 0; i < planner->facts->count; i++) {
        if (!planner->nodes[i].is_silent) {
            emit_holds(planner, i);
            emit_note_of_return(planner, i);
        }
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * What each page is called in the end. Titles are unique in a space, whatever their
 * case: of pages that want the same one, those that want it by a local intention
 * lose, and are held.
 */
#include <string.h>

#include "base/utf8.h"
#include "sync/plan_internal.h"

static void set_title(struct planner *planner, size_t page, const char *title, enum origin from)
{
    struct node *node = &planner->nodes[page];

    node->title = title;
    node->title_from = from;
    node->title_key = utf8_fold(planner->arena, slice_from(title));
}

/* A page with a temporary title wants its own again, if nothing better. */
static void give_back(struct planner *planner, size_t i)
{
    struct node *node = &planner->nodes[i];

    if (planner->facts->pages[i].temporary_title && node->is_alive && !node->is_frozen &&
        node->title_from != ORIGIN_LOCAL) {
        node->title_from = ORIGIN_GIVEN_BACK;
    }
}

static void choose_shared(struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];
    bool is_same = strcmp(page->local.title, page->remote.title) == 0;

    switch (decide_attribute(strcmp(page->local.title, page->base.title) != 0,
                             strcmp(page->remote.title, page->base.title) != 0, is_same)) {
    case ATTRIBUTE_KEEP:
    case ATTRIBUTE_AGREE:
        set_title(planner, i, page->remote.title, ORIGIN_SAME);
        break;
    case ATTRIBUTE_PUSH:
        set_title(planner, i, page->local.title, ORIGIN_LOCAL);
        break;
    case ATTRIBUTE_PULL:
        set_title(planner, i, page->remote.title, ORIGIN_REMOTE);
        break;
    case ATTRIBUTE_CLASH:
        set_title(planner, i, page->remote.title, ORIGIN_HELD);
        planner->nodes[i].title_held = REASON_BOTH_RENAMED;
        break;
    }
}

static void choose(struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];

    if (node_is_shared(&planner->nodes[i])) {
        choose_shared(planner, i);
    } else if (planner->nodes[i].is_alive && page->remote.exists) {
        set_title(planner, i, page->remote.title, ORIGIN_REMOTE);
    } else if (planner->nodes[i].is_alive) {
        set_title(planner, i, page->local.title, ORIGIN_LOCAL);
    }
    give_back(planner, i);
}

/* Gives up the wish for a title. */
static void yield(struct planner *planner, size_t i)
{
    const struct page_facts *page = &planner->facts->pages[i];
    struct node *node = &planner->nodes[i];

    if (node_is_created(node)) {
        node->held = REASON_TITLE_TAKEN;
        node->is_alive = false;
        return;
    }
    bool is_own_taken = node->title_from == ORIGIN_GIVEN_BACK;
    set_title(planner, i, is_own_taken ? page->temporary_title : page->remote.title, ORIGIN_HELD);
    node->title_held = REASON_TITLE_TAKEN;
    if (!is_own_taken) {
        give_back(planner, i);
    }
}

/* Pages whose titles have this key, as a list through `next`. */
struct namesake {
    size_t page;
    struct namesake *next;
};

static struct strmap *group_by_title(struct planner *planner)
{
    struct strmap *groups = strmap_new();

    for (size_t i = 0; i < planner->facts->count; i++) {
        if (planner->nodes[i].is_alive) {
            struct namesake *namesake = ARENA_NEW(planner->arena, struct namesake);
            namesake->page = i;
            namesake->next = strmap_find(groups, planner->nodes[i].title_key);
            (void)strmap_put(groups, planner->nodes[i].title_key, namesake);
        }
    }
    return groups;
}

static bool is_wish(const struct node *node)
{
    return node->title_from == ORIGIN_LOCAL || node->title_from == ORIGIN_GIVEN_BACK;
}

/* Makes all wishes yield that meet another page's title. False when there were none. */
static bool resolve_collisions(struct planner *planner)
{
    CLEANUP(strmap) struct strmap *groups = group_by_title(planner);
    bool is_changed = false;

    for (size_t i = 0; i < strmap_count(groups); i++) {
        struct namesake *group = strmap_item_at(groups, i).value;
        for (struct namesake *at = group->next ? group : NULL; at; at = at->next) {
            if (is_wish(&planner->nodes[at->page])) {
                yield(planner, at->page);
                is_changed = true;
            }
        }
    }
    return is_changed;
}

/* What needs a page that will not be created cannot be done either. False: nothing needed one. */
static bool hold_dependents(struct planner *planner)
{
    bool is_changed = false;

    for (size_t i = 0; i < planner->facts->count; i++) {
        struct node *node = &planner->nodes[i];
        if (!node->is_alive || node->parent >= planner->facts->count ||
            planner->nodes[node->parent].is_alive) {
            continue;
        }
        is_changed = true;
        if (node_is_created(node)) {
            node->held = REASON_PARENT_HELD;
            node->is_alive = false;
        } else {
            node->parent = planner->facts->pages[i].remote.parent;
            node->parent_from = ORIGIN_HELD;
        }
    }
    return is_changed;
}

void plan_titles(struct planner *planner)
{
    for (size_t i = 0; i < planner->facts->count; i++) {
        choose(planner, i);
    }
    while (resolve_collisions(planner)) {
    }
    while (hold_dependents(planner)) {
    }
}

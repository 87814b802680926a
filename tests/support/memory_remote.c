/* SPDX-License-Identifier: MIT */
#include "memory_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "unit.h"

static struct remote_page show(const struct world *world, size_t place, bool has_storage)
{
    const struct world_page *page = &world->pages[place];
    struct remote_page shown = {
        .id = world_id(place),
        .parent = page->parent,
        .version = page->version,
        .status = page->status,
        .is_mine = page->is_mine,
        .title = page->title,
        .message = page->message,
    };

    if (has_storage) {
        shown.storage = slice_from(page->large_storage ? page->large_storage : page->storage);
    }
    return shown;
}

static bool identify(void *data, struct arena *arena, struct remote_identity *identity,
                     struct error *error)
{
    struct memory_store *store = data;

    (void)arena;
    (void)error;
    store->world.requests++;
    *identity = (struct remote_identity){.site = "https://memory.example/wiki",
                                         .space = "MEM",
                                         .space_id = 7,
                                         .root = store->world.root,
                                         .account = "tester"};
    return true;
}

static bool list_pages(void *data, const struct remote_visitor *visitor, struct error *error)
{
    struct memory_store *store = data;

    store->world.requests++;
    for (size_t i = 0; i < store->world.page_count; i++) {
        struct remote_page page = show(&store->world, i, false);
        if (page.status == REMOTE_CURRENT && !visitor->visit(visitor->context, &page, error)) {
            return false;
        }
    }
    return true;
}

static bool visit_ids(struct memory_store *store, const long long *ids, size_t count, bool is_fetch,
                      const struct remote_visitor *visitor, struct error *error)
{
    store->world.requests++;
    for (size_t i = 0; i < count; i++) {
        size_t place = (size_t)(ids[i] - WORLD_FIRST_ID);
        if (place >= store->world.page_count) {
            continue;
        }
        struct remote_page page = show(&store->world, place, is_fetch);
        bool is_wanted = !is_fetch || page.status == REMOTE_CURRENT;
        if (is_wanted && page.status != REMOTE_UNKNOWN &&
            !visitor->visit(visitor->context, &page, error)) {
            return false;
        }
    }
    return true;
}

static bool fetch(void *data, const long long *ids, size_t count,
                  const struct remote_visitor *visitor, struct error *error)
{
    return visit_ids(data, ids, count, true, visitor, error);
}

static bool look(void *data, const long long *ids, size_t count,
                 const struct remote_visitor *visitor, struct error *error)
{
    return visit_ids(data, ids, count, false, visitor, error);
}

static bool find(void *data, const char *title, const struct remote_visitor *visitor,
                 struct error *error)
{
    struct memory_store *store = data;

    store->world.requests++;
    for (size_t i = 0; i < store->world.page_count; i++) {
        struct remote_page page = show(&store->world, i, true);
        if (page.status == REMOTE_CURRENT && strcasecmp(page.title, title) == 0 &&
            !visitor->visit(visitor->context, &page, error)) {
            return false;
        }
    }
    return true;
}

static bool has_children(void *data, long long id, bool *has_child, struct error *error)
{
    struct memory_store *store = data;

    (void)error;
    store->world.requests++;
    *has_child = false;
    for (size_t i = 0; i < store->world.page_count; i++) {
        const struct world_page *page = &store->world.pages[i];
        *has_child = *has_child || (page->status == REMOTE_CURRENT && page->parent == id);
    }
    return true;
}

static enum outcome refuse(struct remote_operation *operation, const char *why)
{
    (void)error_set(&operation->error, ERROR_HTTP, 400, "%s", why);
    return OUTCOME_REFUSED;
}

static enum outcome create(struct memory_store *store, struct remote_operation *operation)
{
    struct world *world = &store->world;
    char storage[WORLD_BODY];

    memory_set_slice(storage, sizeof storage, operation->storage);
    size_t place = world_add_page(world, operation->title, operation->parent, storage);
    if (place == WORLD_NONE) {
        return refuse(operation, "a page with this title exists, or the parent does not");
    }
    world->pages[place].is_mine = true;
    operation->result = show(world, place, false);
    operation->result.storage = store->created_as;
    return OUTCOME_DONE;
}

static enum outcome update(struct world *world, struct remote_operation *operation)
{
    struct world_page *page = world_find_current(world, operation->id);
    size_t place = (size_t)(operation->id - WORLD_FIRST_ID);

    if (!page) {
        return refuse(operation, "no such page");
    }
    if (page->version + 1 != operation->version) {
        return OUTCOME_CHANGED;
    }
    if (!world_is_title_free(world, operation->title, place)) {
        return refuse(operation, "a page with this title exists");
    }
    page->version++;
    page->is_mine = true;
    memory_set(page->title, sizeof page->title, operation->title);
    memory_set(page->message, sizeof page->message, operation->message);
    memory_set_slice(page->storage, sizeof page->storage, operation->storage);
    operation->result = show(world, place, false);
    return OUTCOME_DONE;
}

static enum outcome move(struct memory_store *store, struct remote_operation *operation)
{
    struct world_page *page = world_find_current(&store->world, operation->id);

    if (!page || !world_move_page(&store->world, (size_t)(operation->id - WORLD_FIRST_ID),
                                  operation->parent)) {
        return refuse(operation, "cannot be moved there");
    }
    if (store->moves_make_versions) {
        page->version++;
        page->is_mine = true;
    }
    return OUTCOME_DONE;
}

static enum outcome restore(struct world *world, struct remote_operation *operation)
{
    struct world_page *page = &world->pages[operation->id - WORLD_FIRST_ID];

    if (page->status != REMOTE_TRASHED) {
        return OUTCOME_CHANGED;
    }
    if (page->version + 1 != operation->version) {
        return OUTCOME_CHANGED;
    }
    if (!world_is_title_free(world, page->title, (size_t)(operation->id - WORLD_FIRST_ID))) {
        return refuse(operation, "a page with this title exists");
    }
    page->status = REMOTE_CURRENT;
    page->version++;
    page->parent = world_find_current(world, page->parent) ? page->parent : world->root;
    operation->result = show(world, (size_t)(operation->id - WORLD_FIRST_ID), false);
    return OUTCOME_DONE;
}

static enum outcome change_page(struct memory_store *store, struct remote_operation *operation)
{
    struct world *world = &store->world;

    switch (operation->action) {
    case REMOTE_CREATE:
        return create(store, operation);
    case REMOTE_UPDATE:
        return update(world, operation);
    case REMOTE_MOVE:
        return move(store, operation);
    case REMOTE_TRASH:
        return world_find_current(world, operation->id)
                   ? (world_trash_page(world, (size_t)(operation->id - WORLD_FIRST_ID)),
                      OUTCOME_DONE)
                   : OUTCOME_DONE;
    case REMOTE_RESTORE:
        return restore(world, operation);
    }
    return OUTCOME_REFUSED;
}

static void keep_result(struct arena *arena, struct remote_operation *operation)
{
    struct remote_page *result = &operation->result;

    if (result->title) {
        result->title = arena_copy(arena, slice_from(result->title));
        result->message = arena_copy(arena, slice_from(result->message));
    }
}

static bool perform_remote(void *data, struct arena *arena, struct remote_operation *operations,
                           size_t count, const struct remote_observer *observer,
                           struct error *error)
{
    struct memory_store *store = data;

    for (size_t i = 0; i < count; i++) {
        struct remote_operation *operation = &operations[i];
        if (!memory_begin_change(store, error)) {
            return false;
        }
        store->world.requests++;
        if (store->changes == store->faults.lose_request) {
            operation->outcome = OUTCOME_UNKNOWN;
        } else {
            operation->outcome = change_page(store, operation);
            store->world.remote_writes += operation->outcome == OUTCOME_DONE;
            keep_result(arena, operation);
        }
        if (store->changes == store->faults.lose_answer) {
            operation->outcome = OUTCOME_UNKNOWN;
            operation->result = (struct remote_page){0};
        }
        if (operation->outcome == OUTCOME_UNKNOWN) {
            (void)error_set(&operation->error, ERROR_NETWORK, 0, "the answer was lost");
        }
        memory_moment(store);
        observer->done(observer->context, operation);
        memory_moment(store);
    }
    return true;
}

void memory_remote_init(struct memory_store *store)
{
    store->remote = (struct remote_store){
        .data = store,
        .identify = identify,
        .list = list_pages,
        .fetch = fetch,
        .look = look,
        .find = find,
        .has_children = has_children,
        .perform = perform_remote,
    };
}

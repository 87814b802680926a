/* SPDX-License-Identifier: MIT */
#include "cli/offline_store.h"

static bool identify(void *data, struct arena *arena, struct remote_identity *identity,
                     struct error *error)
{
    const struct offline_store *offline = data;
    struct state_identity known;

    if (!state_load_identity(offline->state, arena, offline->mount, &known, error)) {
        return false;
    }
    if (known.site == NULL) {
        return error_set(error, ERROR_USAGE, 0,
                         "nothing is known of Confluence yet: run confsync pull first");
    }
    *identity = (struct remote_identity){
        .site = known.site,
        .space = known.space,
        .space_id = known.space_id,
        .root = known.root,
        .account = known.account,
    };
    return true;
}

static struct remote_page as_remote(const struct state_page *page)
{
    return (struct remote_page){
        .id = page->id,
        .parent = page->parent,
        .position = page->position,
        .version = page->version,
        .status = REMOTE_CURRENT,
        .title = page->title,
        .message = "",
    };
}

static bool list(void *data, const struct remote_visitor *visitor, struct error *error)
{
    const struct offline_store *offline = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct state_pages pages;

    if (!state_list_pages(offline->state, arena, offline->mount, &pages, error)) {
        return false;
    }
    for (size_t i = 0; i < pages.count; i++) {
        struct remote_page page = as_remote(&pages.items[i]);
        if (!visitor->visit(visitor->context, &page, error)) {
            return false;
        }
    }
    return true;
}

static bool has_children(void *data, long long id, bool *has_children, struct error *error)
{
    const struct offline_store *offline = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct state_pages pages;

    if (!state_list_pages(offline->state, arena, offline->mount, &pages, error)) {
        return false;
    }
    *has_children = false;
    for (size_t i = 0; i < pages.count; i++) {
        *has_children = *has_children || pages.items[i].parent == id;
    }
    return true;
}

static bool refuse(struct error *error)
{
    return error_set(error, ERROR_USAGE, 0, "this needs the server");
}

/* No page differs from the base, so no body is needed that the base does not have. */
static bool fetch(void *data, const long long *ids, size_t count,
                  const struct remote_visitor *visitor, struct error *error)
{
    (void)data;
    (void)ids;
    (void)visitor;
    return count == 0 || refuse(error);
}

/* What is not in the base, nobody here knows. */
static bool look(void *data, const long long *ids, size_t count,
                 const struct remote_visitor *visitor, struct error *error)
{
    (void)data;
    (void)ids;
    (void)count;
    (void)visitor;
    (void)error;
    return true;
}

static bool find(void *data, const char *title, const struct remote_visitor *visitor,
                 struct error *error)
{
    (void)data;
    (void)title;
    (void)visitor;
    (void)error;
    return true;
}

static bool perform(void *data, struct arena *arena, struct remote_operation *operations,
                    size_t count, const struct remote_observer *observer, struct error *error)
{
    (void)data;
    (void)arena;
    (void)operations;
    (void)count;
    (void)observer;
    return refuse(error);
}

struct remote_store offline_store_make(struct offline_store *offline)
{
    return (struct remote_store){
        .data = offline,
        .identify = identify,
        .list = list,
        .fetch = fetch,
        .look = look,
        .find = find,
        .has_children = has_children,
        .perform = perform,
    };
}

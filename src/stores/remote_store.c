/* SPDX-License-Identifier: MIT */
#include "stores/remote_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "stores/remote_site_internal.h"

/* More than any 64-bit number has digits. */
enum { ID_LENGTH = 24 };

const char *remote_id_text(struct arena *arena, long long id)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(ID_LENGTH);
    strbuf_append_format(&text, "%lld", id);
    return strbuf_copy(&text, arena).start;
}

/* 0 for NULL and for what is no page's id. */
static long long id_number(const char *text)
{
    unsigned long long number = 0;
    return slice_parse_number(slice_from(text), &number) ? (long long)number : 0;
}

static bool is_same(const char *left, const char *right)
{
    return left && right && strcmp(left, right) == 0;
}

enum mount_relation remote_relation(const struct remote_site *site, const char *id,
                                    const char *parent_id, bool is_parent_page)
{
    const char *root = site->options.root;
    size_t most = strmap_count(site->listed) + 1;

    for (size_t i = 0; root && strcmp(id, root) != 0; i++) {
        const struct listed_page *parent =
            parent_id ? strmap_find(site->listed, slice_from(parent_id)) : NULL;
        if (!parent_id) {
            return MOUNT_OUTSIDE;
        }
        if (!is_parent_page || !parent || i > most) {
            return MOUNT_UNCLEAR;
        }
        id = parent->id;
        parent_id = parent->parent_id;
        is_parent_page = parent->is_parent_page;
    }
    return MOUNT_INSIDE;
}

static enum remote_status status_of(const struct remote_site *site,
                                    const struct confluence_page *page)
{
    switch (page->status) {
    case CONFLUENCE_TRASHED:
        return REMOTE_TRASHED;
    case CONFLUENCE_ARCHIVED:
        return REMOTE_ARCHIVED;
    case CONFLUENCE_OTHER_STATUS:
        return REMOTE_UNKNOWN;
    case CONFLUENCE_CURRENT:
        break;
    }
    if (page->space_id[0] != '\0' && strcmp(page->space_id, site->space.id) != 0) {
        return REMOTE_ELSEWHERE;
    }
    switch (
        remote_relation(site, page->id, page->parent_id, page->parent == CONFLUENCE_PAGE_PARENT)) {
    case MOUNT_OUTSIDE:
        return REMOTE_ELSEWHERE;
    case MOUNT_UNCLEAR:
        return REMOTE_UNKNOWN;
    case MOUNT_INSIDE:
        break;
    }
    return REMOTE_CURRENT;
}

struct remote_page remote_page_of(const struct remote_site *site,
                                  const struct confluence_page *page)
{
    bool is_root = is_same(page->id, site->options.root);
    bool is_below_page = page->parent == CONFLUENCE_PAGE_PARENT && !is_root;

    return (struct remote_page){
        .id = id_number(page->id),
        .parent = is_below_page ? id_number(page->parent_id) : 0,
        .position = page->has_position ? page->position : 0,
        .version = page->version,
        .status = status_of(site, page),
        .is_mine = is_same(page->author_id, confluence_self(site->confluence)->id),
        .title = page->title,
        .message = page->version_message ? page->version_message : "",
        .storage = page->has_body ? page->body : (struct slice){NULL, 0},
    };
}

static bool identify(void *data, struct arena *arena, struct remote_identity *identity,
                     struct error *error)
{
    const struct remote_site *site = data;

    (void)arena; /* what the site keeps lives long enough */
    (void)error;
    *identity = site->identity;
    return true;
}

/* --- the listing --- */

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, slice_from(text)) : NULL;
}

void remote_note_page(struct remote_site *site, const struct confluence_page *page)
{
    struct listed_page *listed = strmap_find(site->listed, slice_from(page->id));

    if (!listed) {
        listed = ARENA_NEW(site->list_arena, struct listed_page);
        listed->id = copy_text(site->list_arena, page->id);
        (void)strmap_put(site->listed, slice_from(listed->id), listed);
    }
    listed->parent_id = copy_text(site->list_arena, page->parent_id);
    listed->is_parent_page = page->parent == CONFLUENCE_PAGE_PARENT;
    listed->is_current = page->status == CONFLUENCE_CURRENT;
    listed->page = remote_page_of(site, page);
    listed->page.title = copy_text(site->list_arena, page->title);
    listed->page.message = copy_text(site->list_arena, listed->page.message);
    listed->page.storage = (struct slice){NULL, 0};
}

/* A page that comes twice moved meanwhile: what came last is newer. */
static bool note_listed(void *data, const struct confluence_page *page, struct error *error)
{
    (void)error;
    remote_note_page(data, page);
    return true;
}

static void forget_listing(struct remote_site *site)
{
    strmap_free(site->listed);
    arena_free(site->list_arena);
    site->listed = strmap_new();
    site->list_arena = arena_new();
}

/* Which pages are below the root is only clear once all were seen. */
static bool visit_listed(const struct remote_site *site, const struct remote_visitor *visitor,
                         struct error *error)
{
    for (size_t i = 0; i < strmap_count(site->listed); i++) {
        const struct listed_page *listed = strmap_item_at(site->listed, i).value;
        struct remote_page page = listed->page;
        page.status = REMOTE_CURRENT;
        if (listed->is_current &&
            remote_relation(site, listed->id, listed->parent_id, listed->is_parent_page) ==
                MOUNT_INSIDE &&
            !visitor->visit(visitor->context, &page, error)) {
            return false;
        }
    }
    return true;
}

/* Without its root page the listing cannot be the whole truth about the mount. */
static bool check_root_is_listed(const struct remote_site *site, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    long long root = site->identity.root;

    if (root == 0 || strmap_find(site->listed, slice_from(remote_id_text(arena, root)))) {
        return true;
    }
    return error_set(error, ERROR_STOPPED, 0,
                     "space %s was listed without its root page %lld: it may be that not all of it "
                     "can be seen",
                     site->space.key, root);
}

static bool list(void *data, const struct remote_visitor *visitor, struct error *error)
{
    struct remote_site *site = data;
    /* Archived pages too: current ones may be below them. */
    const struct confluence_query query = {.space = &site->space};

    forget_listing(site);
    return confluence_list_pages(site->confluence, &query, note_listed, site, error) &&
           check_root_is_listed(site, error) && visit_listed(site, visitor, error);
}

/* --- single pages --- */

/* A visit that is under way: of pages as the site tells them. */
struct visit {
    const struct remote_site *site;
    const struct remote_visitor *visitor;
    size_t count;
};

static bool visit_page(void *data, const struct confluence_page *page, struct error *error)
{
    struct visit *visit = data;
    const struct remote_page converted = remote_page_of(visit->site, page);

    visit->count++;
    return visit->visitor->visit(visit->visitor->context, &converted, error);
}

static const char **id_texts(struct arena *arena, const long long *ids, size_t count)
{
    const char **texts = ARENA_NEW_ARRAY(arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        texts[i] = remote_id_text(arena, ids[i]);
    }
    return texts;
}

static bool fetch(void *data, const long long *ids, size_t count,
                  const struct remote_visitor *visitor, struct error *error)
{
    const struct remote_site *site = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct visit visit = {.site = site, .visitor = visitor};

    return confluence_fetch_bodies(site->confluence, id_texts(arena, ids, count), count, visit_page,
                                   &visit, error);
}

static bool look(void *data, const long long *ids, size_t count,
                 const struct remote_visitor *visitor, struct error *error)
{
    const struct remote_site *site = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct visit visit = {.site = site, .visitor = visitor};

    return confluence_look(site->confluence, id_texts(arena, ids, count), count, visit_page, &visit,
                           error) &&
           (visit.count >= count || confluence_check_access(site->confluence, error));
}

static bool find(void *data, const char *title, const struct remote_visitor *visitor,
                 struct error *error)
{
    const struct remote_site *site = data;
    const struct confluence_query query = {
        .space = &site->space,
        .title = title,
        .statuses = CONFLUENCE_CURRENT,
        .has_bodies = true,
    };
    struct visit visit = {.site = site, .visitor = visitor};

    return confluence_list_pages(site->confluence, &query, visit_page, &visit, error);
}

static bool has_children(void *data, long long id, bool *has_children, struct error *error)
{
    const struct remote_site *site = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct error why;

    if (confluence_has_children(site->confluence, remote_id_text(arena, id), has_children, &why)) {
        return true;
    }
    if (why.kind == ERROR_NOT_FOUND) {
        *has_children = false;
        return true;
    }
    *error = why;
    return false;
}

/* --- life --- */

bool remote_site_open(const struct remote_site_options *options, struct remote_site **site,
                      struct error *error)
{
    CLEANUP(remote_site) struct remote_site *opened = MEM_NEW(struct remote_site);

    opened->options = *options;
    opened->confluence = options->confluence;
    opened->arena = arena_new();
    opened->list_arena = arena_new();
    opened->listed = strmap_new();
    if (!confluence_find_space(options->confluence, options->space, opened->arena, &opened->space,
                               error)) {
        return false;
    }
    const char *root = options->root ? options->root : opened->space.homepage_id;
    opened->identity = (struct remote_identity){
        .site = options->url,
        .space = opened->space.key,
        .space_id = id_number(opened->space.id),
        .root = id_number(root),
        .account = confluence_self(options->confluence)->id,
    };
    opened->store = (struct remote_store){
        .data = opened,
        .identify = identify,
        .list = list,
        .fetch = fetch,
        .look = look,
        .find = find,
        .has_children = has_children,
        .perform = remote_perform,
    };
    *site = TAKE(opened);
    return true;
}

void remote_site_free(struct remote_site *site)
{
    if (!site) {
        return;
    }
    strmap_free(site->listed);
    arena_free(site->list_arena);
    arena_free(site->arena);
    free(site);
}

const struct remote_identity *remote_site_identity(const struct remote_site *site)
{
    return &site->identity;
}

const struct remote_store *remote_site_store(struct remote_site *site)
{
    return &site->store;
}

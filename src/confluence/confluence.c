/* SPDX-License-Identifier: MIT */
#include "confluence/confluence.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/mem.h"
#include "confluence/errors_internal.h"
#include "confluence/json_internal.h"
#include "confluence/site_internal.h"
#include "http/status.h"
#include "http/url.h"

bool confluence_is_id(const char *text)
{
    /* Ids of Cloud and Data Center are 64-bit numbers. */
    enum { MOST_DIGITS = 19 };
    size_t length = text ? strspn(text, "0123456789") : 0;

    return length > 0 && length <= MOST_DIGITS && text[length] == '\0';
}

/* --- who we are --- */

struct login {
    struct confluence *site;
    const char *purpose;
    bool is_known;
    struct error error;
};

static void take_user(void *data, const struct http_answer *answer, const struct error *error)
{
    struct login *login = data;
    struct confluence *site = login->site;

    if (error) {
        login->error = *error;
        return;
    }
    if (answer->status >= HTTP_CLIENT_ERROR) {
        refusal_error(answer, login->purpose, false, &login->error);
        return;
    }
    json_auto_t *json = answer_json(answer);
    if (!json) {
        nonsense_error(answer, login->purpose, &login->error);
        return;
    }
    login->is_known = site->dialect->read_user(json, site->arena, &site->self);
    if (!login->is_known) {
        error_set(&login->error, ERROR_ACCESS, HTTP_UNAUTHORIZED,
                  "%s: the user or the token is not accepted", login->purpose);
    }
}

bool confluence_check_access(struct confluence *site, struct error *error)
{
    CLEANUP_STRBUF struct strbuf purpose = STRBUF(LIMIT_PATH);
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_PATH);
    struct login login = {.site = site};

    strbuf_append_format(&purpose, "log in to %s", site->address);
    login.purpose = strbuf_text(&purpose);
    site->dialect->user_target(&target);
    http_pool_submit(site->pool, &(struct http_request){
                                     .method = HTTP_GET,
                                     .target = strbuf_text(&target),
                                     .purpose = login.purpose,
                                     .on_done = take_user,
                                     .data = &login,
                                     .owner = &login,
                                 });
    bool has_run = http_pool_run(site->pool, error);
    if (has_run && !login.is_known) {
        *error = login.error;
    }
    return has_run && login.is_known;
}

/* --- life --- */

/* The root of all targets and the dialect, by the form of the address. */
static bool choose_dialect(struct confluence *site, const struct http_url *url, const char **root,
                           struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH);
    struct slice path = slice_from(url->path);

    while (slice_ends_with(path, "/")) {
        path = slice_part(path, 0, path.length - 1);
    }
    if (!slice_ends_with(path, confluence_cloud.context)) {
        return error_set(error, ERROR_USAGE, 0,
                         "%s%s is no Confluence Cloud site (its address ends in /wiki), and Data "
                         "Center is not supported",
                         url->origin, url->path);
    }
    strbuf_append_format(&text, "%s%.*s", url->origin, (int)path.length, path.start);
    site->dialect = &confluence_cloud;
    site->address = strbuf_copy(&text, site->arena).start;
    strbuf_truncate(&text, text.length - strlen(confluence_cloud.context));
    *root = strbuf_copy(&text, site->arena).start;
    return true;
}

bool confluence_open(const struct confluence_options *options, struct confluence **site,
                     struct error *error)
{
    CLEANUP(confluence) struct confluence *made = MEM_NEW(struct confluence);
    struct http_url url;
    struct http_pool_options pool = {
        .user = options->user,
        .token = options->token,
        .settings = options->http,
    };

    made->arena = arena_new();
    if (!http_url_parse(options->site, made->arena, &url, error) ||
        !choose_dialect(made, &url, &pool.root, error) ||
        !http_pool_open(&pool, &made->pool, error) || !confluence_check_access(made, error)) {
        return false;
    }
    *site = TAKE(made);
    return true;
}

void confluence_free(struct confluence *site)
{
    if (!site) {
        return;
    }
    http_pool_free(site->pool);
    arena_free(site->arena);
    free(site);
}

const struct confluence_user *confluence_self(const struct confluence *site)
{
    return &site->self;
}

struct http_counts confluence_counts(const struct confluence *site)
{
    return http_pool_counts(site->pool);
}

/* --- spaces --- */

struct space_search {
    struct confluence *site;
    struct arena *arena;
    struct confluence_space space;
    bool is_found;
};

static bool take_space(void *data, const json_t *row, struct error *error)
{
    struct space_search *search = data;

    if (search->is_found) {
        return true;
    }
    if (!search->site->dialect->read_space(row, search->arena, &search->space)) {
        return error_set(error, ERROR_INPUT, 0, "find space: a row of the answer is no space");
    }
    search->is_found = true;
    return true;
}

bool confluence_find_space(struct confluence *site, const char *key, struct arena *arena,
                           struct confluence_space *space, struct error *error)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_REQUEST);
    struct space_search search = {.site = site, .arena = arena};
    struct confluence_walk walk = {
        .purpose = "find space",
        .on_row = take_space,
        .data = &search,
    };

    site->dialect->space_target(&target, key);
    if (!confluence_walk_run(site, &walk, strbuf_text(&target), error)) {
        return error_prefix(error, "space %s", key);
    }
    if (!search.is_found) {
        return error_set(error, ERROR_NOT_FOUND, HTTP_NOT_FOUND,
                         "space %s: %s has none of that key that we may see", key, site->address);
    }
    *space = search.space;
    return true;
}

/* --- lists of pages --- */

struct listing {
    struct confluence *site;
    const char *purpose;
    confluence_on_page on_page;
    void *data;
};

static bool list_row(void *data, const json_t *row, struct error *error)
{
    struct listing *listing = data;
    struct confluence_page page;

    if (!listing->site->dialect->read_page(row, &page)) {
        return error_set(error, ERROR_INPUT, 0, "%s: a row of the answer is no page",
                         listing->purpose);
    }
    /* Drafts get into lists although nobody asks for them. */
    return page.status == CONFLUENCE_OTHER_STATUS || listing->on_page(listing->data, &page, error);
}

bool confluence_list_pages(struct confluence *site, const struct confluence_query *query,
                           confluence_on_page on_page, void *data, struct error *error)
{
    CLEANUP_STRBUF struct strbuf purpose = STRBUF(ERROR_MESSAGE_SIZE);
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_REQUEST);
    struct listing listing = {.site = site, .on_page = on_page, .data = data};

    strbuf_append_format(&purpose, "list the pages of space %s", query->space->key);
    listing.purpose = strbuf_text(&purpose);
    site->dialect->listing_target(&target, query);
    return confluence_walk_run(
        site,
        &(struct confluence_walk){.purpose = listing.purpose, .on_row = list_row, .data = &listing},
        strbuf_text(&target), error);
}

static bool note_child(void *data, const json_t *row, struct error *error)
{
    bool *has_children = data;
    (void)error;

    /* Drafts of others show up as rows that one cannot do anything about. */
    if (strcmp(member_text_or_empty(row, "status"), "draft") != 0) {
        *has_children = true;
    }
    return true;
}

bool confluence_has_children(struct confluence *site, const char *id, bool *has_children,
                             struct error *error)
{
    CLEANUP_STRBUF struct strbuf purpose = STRBUF(ERROR_MESSAGE_SIZE);
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_PATH);
    bool has_some = false;

    if (!confluence_is_id(id)) {
        return error_set(error, ERROR_USAGE, 0, "the page is no id: %s", id);
    }
    strbuf_append_format(&purpose, "list the children of page %s", id);
    site->dialect->children_target(&target, id);
    struct confluence_walk walk = {
        .purpose = strbuf_text(&purpose),
        .on_row = note_child,
        .data = &has_some,
    };
    if (!confluence_walk_run(site, &walk, strbuf_text(&target), error)) {
        return false;
    }
    *has_children = has_some;
    return true;
}

/* --- copies --- */

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, slice_from(text)) : NULL;
}

void confluence_copy_page(struct arena *arena, const struct confluence_page *page,
                          struct confluence_page *copy)
{
    *copy = *page;
    copy->id = copy_text(arena, page->id);
    copy->title = copy_text(arena, page->title);
    copy->space_id = copy_text(arena, page->space_id);
    copy->parent_id = copy_text(arena, page->parent_id);
    copy->version_message = copy_text(arena, page->version_message);
    copy->author_id = copy_text(arena, page->author_id);
    copy->created_at = copy_text(arena, page->created_at);
    copy->modified_at = copy_text(arena, page->modified_at);
    copy->body = (struct slice){arena_copy(arena, page->body), page->body.length};
}

/* SPDX-License-Identifier: MIT */
/* The routes of v2 that read pages. */
#include <stdint.h>

#include "base/utf8.h"
#include "sandbox/argument.h"
#include "sandbox/call.h"
#include "sandbox/collection.h"
#include "sandbox/format.h"
#include "sandbox/page_json.h"
#include "sandbox/page_list.h"
#include "sandbox/v2_page_get.h"
#include "sandbox/v2_page_writes.h"
#include "sandbox/v2_versions.h"

enum { IDS_MOST = 250, SPACE_IDS_MOST = 100 };

static const struct choice status_choice = {
    "ContentStatus", (const char *const[]){"current", "archived", "deleted", "trashed", NULL}};

static const struct choice depth_choice = {"Depth", (const char *const[]){"all", "root", NULL}};

static const struct choice subtype_choice = {"PageSubtype",
                                             (const char *const[]){"live", "page", NULL}};

/* The names of an order and what they mean stand at the same place. */
static const struct choice order_choice = {
    "PageSortOrder",
    (const char *const[]){"id", "-id", "created-date", "-created-date", "modified-date",
                          "-modified-date", "title", "-title", NULL}};

static const struct choice child_order_choice = {
    "ContentSortOrder", (const char *const[]){"id", "-id", "created-date", "-created-date",
                                              "modified-date", "-modified-date", "title", "-title",
                                              "child-position", "-child-position", NULL}};

static const enum page_sort sorts[] = {PAGE_SORT_ID, PAGE_SORT_CREATED, PAGE_SORT_MODIFIED,
                                       PAGE_SORT_TITLE, PAGE_SORT_POSITION};

static bool read_order(struct call *call, const struct choice *choice, size_t otherwise,
                       struct page_order *order)
{
    size_t position = otherwise;

    if (!argument_choice(call, "sort", choice, &position)) {
        return false;
    }
    *order = (struct page_order){
        .sort = sorts[position / 2],
        .is_descending = position % 2 == 1,
        .name = slice_from(choice->names[position]),
    };
    return true;
}

/* What all listings of pages understand. */
static bool read_query(struct call *call, struct page_query *query)
{
    *query = (struct page_query){
        .statuses = "[\"current\",\"archived\"]",
        .title = argument_text(call, "title"),
        .cursor = argument_text(call, "cursor"),
    };
    if (query->title.start && !utf8_is_valid(query->title)) {
        return argument_refuse(call, "title", query->title, "String");
    }
    return argument_limit(call, &query->limit) &&
           argument_choices(call, "status", &status_choice, &query->statuses) &&
           format_of_listing(call, &query->with_body) &&
           read_order(call, &order_choice, 0, &query->order);
}

static bool reply_listing(struct call *call, const struct page_query *query)
{
    struct page_listing listing;

    if (!page_list(call->sandbox, call->arena, query, &listing, &call->problem)) {
        return false;
    }
    json_t *rows = json_array();
    for (size_t i = 0; i < listing.count; i++) {
        struct page_view view = {
            .shape = PAGE_ROW,
            .representation = query->with_body ? "storage" : NULL,
            .body = listing.pages[i].body,
        };
        (void)json_array_append_new(rows, page_to_json(call->arena, &listing.pages[i], &view));
    }
    return reply_collection(call, rows, listing.next);
}

static bool list_pages(struct call *call)
{
    struct page_query query;
    size_t subtype = SIZE_MAX;

    if (!read_query(call, &query) || !argument_ids(call, "id", IDS_MOST, &query.ids) ||
        !argument_ids(call, "space-id", SPACE_IDS_MOST, &query.spaces) ||
        !argument_choice(call, "subtype", &subtype_choice, &subtype)) {
        return false;
    }
    query.is_live_only = subtype == 0;
    query.is_plain_only = subtype == 1;
    return reply_listing(call, &query);
}

static bool list_space_pages(struct call *call)
{
    struct page_query query;
    struct space space;
    size_t depth = 0;

    if (!read_query(call, &query) || !argument_choice(call, "depth", &depth_choice, &depth) ||
        !argument_path_id(call, 0, "long", &query.space) ||
        !space_get(call->sandbox, call->arena, query.space, &space, &call->problem)) {
        return false;
    }
    query.is_root_only = depth == 1;
    return reply_listing(call, &query);
}

/* The page whose children are asked for. */
static bool get_subject(struct call *call, struct page *page)
{
    long long id = 0;

    return argument_path_id(call, 0, "ContentId", &id) &&
           page_get(call->sandbox, call->arena, id, false, page, &call->problem);
}

static bool list_children(struct call *call)
{
    struct page_query query = {.statuses = "[\"current\",\"archived\"]",
                               .cursor = argument_text(call, "cursor")};
    struct page_listing listing;
    struct page parent;

    if (!get_subject(call, &parent)) {
        if (call->problem.status == 404) {
            (void)problem_set(&call->problem, 404, "NOT_FOUND",
                              "Cannot find [page] entity with id [%.*s]",
                              (int)call->captures[0].length, call->captures[0].start);
        }
        return false;
    }
    query.parent = parent.id;
    if (!argument_limit(call, &query.limit) ||
        !read_order(call, &child_order_choice, 8, &query.order) ||
        !page_list(call->sandbox, call->arena, &query, &listing, &call->problem)) {
        return false;
    }
    json_t *rows = json_array();
    for (size_t i = 0; i < listing.count; i++) {
        (void)json_array_append_new(rows, child_to_json(&listing.pages[i]));
    }
    return reply_collection(call, rows, listing.next);
}

const struct route v2_page_routes[] = {
    {"GET", "/wiki/api/v2/pages", list_pages},
    {"POST", "/wiki/api/v2/pages", v2_create_page},
    {"GET", "/wiki/api/v2/pages/{id}", v2_get_page},
    {"PUT", "/wiki/api/v2/pages/{id}", v2_update_page},
    {"DELETE", "/wiki/api/v2/pages/{id}", v2_delete_page},
    {"PUT", "/wiki/api/v2/pages/{id}/title", v2_rename_page},
    {"GET", "/wiki/api/v2/pages/{id}/versions", v2_list_versions},
    {"GET", "/wiki/api/v2/pages/{id}/versions/{number}", v2_get_version},
    {"GET", "/wiki/api/v2/pages/{id}/direct-children", list_children},
    {"GET", "/wiki/api/v2/spaces/{id}/pages", list_space_pages},
    {0},
};

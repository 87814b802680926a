/* SPDX-License-Identifier: MIT */
#include "sandbox/v2_page_get.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/argument.h"
#include "sandbox/format.h"
#include "sandbox/page_json.h"
#include "sandbox/page_list.h"
#include "sandbox/version_list.h"

/* A list inside a page is cut here; `meta` says that there is more. */
enum { INCLUDED_MOST = 50 };

static const struct choice status_choice = {
    "ContentStatus", (const char *const[]){"current", "archived", "trashed", "deleted",
                                           "historical", "draft", NULL}};

struct page_request {
    long long id;
    long long version; /* 0: the present one */
    bool wants_draft;
    const char *statuses; /* JSON array; NULL: any but draft */
    const char *format;
};

static bool read_request(struct call *call, struct page_request *request)
{
    *request = (struct page_request){0};
    return argument_path_id(call, 0, "ContentId", &request->id) &&
           argument_number(call, "version", &request->version) &&
           argument_flag(call, "get-draft", &request->wants_draft) &&
           argument_choices(call, "status", &status_choice, &request->statuses) &&
           format_of_page(call, &request->format);
}

/* Whether the request's list of statuses, if it has one, holds that of the page. */
static bool is_status_wanted(const struct page_request *request, const struct page *page)
{
    CLEANUP_STRBUF struct strbuf quoted = STRBUF(LIMIT_PATH);

    if (!request->statuses) {
        return page->status != PAGE_DRAFT || request->wants_draft;
    }
    strbuf_append_format(&quoted, "\"%s\"", page_status_name(page->status));
    return strstr(request->statuses, strbuf_text(&quoted)) != NULL;
}

static bool find_page(struct call *call, const struct page_request *request, struct page *page)
{
    bool is_found = request->version > 0 ? page_get_version(call->sandbox, call->arena, request->id,
                                                            request->version, page, &call->problem)
                                         : page_get(call->sandbox, call->arena, request->id, true,
                                                    page, &call->problem);

    return is_found &&
           (is_status_wanted(request, page) || problem_no_page(&call->problem, request->id));
}

/* {"results","meta","_links"}, taking over the rows. */
static json_t *included_list(long long id, const char *name, json_t *rows, bool has_more)
{
    CLEANUP_STRBUF struct strbuf self = STRBUF(LIMIT_PATH);

    strbuf_append_format(&self, "/wiki/api/v2/pages/%lld/%s", id, name);
    return json_pack("{s:o, s:{s:b}, s:{s:s}}", "results", rows, "meta", "hasMore", has_more,
                     "_links", "self", strbuf_text(&self));
}

/* What the sandbox has none of: an empty list is the truth. */
static bool include_nothing(struct call *call, const struct page *page, const char *name,
                            json_t *json)
{
    (void)call;
    return json_object_set_new(json, name, included_list(page->id, name, json_array(), false)) == 0;
}

static bool include_versions(struct call *call, const struct page *page, const char *name,
                             json_t *json)
{
    struct version_query query = {.page = page->id, .limit = INCLUDED_MOST};
    struct version_listing listing;

    if (!version_list(call->sandbox, call->arena, &query, &listing, &call->problem)) {
        return false;
    }
    json_t *rows = json_array();
    for (size_t i = 0; i < listing.count; i++) {
        (void)json_array_append_new(rows, version_to_json(&listing.versions[i]));
    }
    (void)json_object_set_new(json, name,
                              included_list(page->id, name, rows, listing.next.start != NULL));
    return true;
}

static bool include_children(struct call *call, const struct page *page, const char *name,
                             json_t *json)
{
    struct page_query query = {
        .parent = page->id,
        .statuses = "[\"current\",\"archived\"]",
        .order = {.sort = PAGE_SORT_POSITION, .name = SLICE_LITERAL("child-position")},
        .limit = INCLUDED_MOST,
    };
    struct page_listing listing;

    if (!page_list(call->sandbox, call->arena, &query, &listing, &call->problem)) {
        return false;
    }
    json_t *rows = json_array();
    for (size_t i = 0; i < listing.count; i++) {
        (void)json_array_append_new(rows, child_to_json(&listing.pages[i]));
    }
    (void)json_object_set_new(
        json, name, included_list(page->id, "direct-children", rows, listing.next.start != NULL));
    return true;
}

static bool include_operations(struct call *call, const struct page *page, const char *name,
                               json_t *json)
{
    (void)call;
    static const char *const operations[] = {"read", "update", "delete", "archive", "copy", "move"};
    json_t *rows = json_array();

    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        (void)json_array_append_new(
            rows, json_pack("{s:s, s:s}", "operation", operations[i], "targetType", "page"));
    }
    (void)json_object_set_new(json, name, included_list(page->id, name, rows, false));
    return true;
}

static bool include_favourite(struct call *call, const struct page *page, const char *name,
                              json_t *json)
{
    (void)call;
    (void)page;
    return json_object_set_new(json, name, json_false()) == 0;
}

struct inclusion {
    const char *parameter;
    const char *member;
    bool (*include)(struct call *call, const struct page *page, const char *name, json_t *json);
};

static const struct inclusion inclusions[] = {
    {"include-labels", "labels", include_nothing},
    {"include-properties", "properties", include_nothing},
    {"include-likes", "likes", include_nothing},
    {"include-operations", "operations", include_operations},
    {"include-versions", "versions", include_versions},
    {"include-direct-children", "directChildren", include_children},
    {"include-favorited-by-current-user-status", "isFavoritedByCurrentUser", include_favourite},
};

static bool add_inclusions(struct call *call, const struct page *page, json_t *json)
{
    for (size_t i = 0; i < sizeof inclusions / sizeof inclusions[0]; i++) {
        bool is_wanted = false;
        if (!argument_flag(call, inclusions[i].parameter, &is_wanted)) {
            return false;
        }
        if (is_wanted && !inclusions[i].include(call, page, inclusions[i].member, json)) {
            return false;
        }
    }
    const struct slice *version = parameters_find(&call->query, "include-version");
    if (version && slice_equals(*version, "false")) {
        (void)json_object_del(json, "version");
    }
    return true;
}

bool v2_get_page(struct call *call)
{
    struct page_request request;
    struct page page;

    if (!read_request(call, &request) || !find_page(call, &request, &page)) {
        return false;
    }
    struct page_view view = {
        .shape = PAGE_SINGLE,
        .representation = request.format,
        .body = request.format ? format_body(call, &page, request.format) : page.body,
        .base = call_base(call),
    };
    json_auto_t *json = page_to_json(call->arena, &page, &view);
    return add_inclusions(call, &page, json) && reply_json(call, 200, json);
}

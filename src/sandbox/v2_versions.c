/* SPDX-License-Identifier: MIT */
#include "sandbox/v2_versions.h"

#include "sandbox/argument.h"
#include "sandbox/collection.h"
#include "sandbox/format.h"
#include "sandbox/page_json.h"
#include "sandbox/version_list.h"

/* With bodies a list is never longer, whatever limit is asked for (Cloud since 2026-06-01). */
enum { WITH_BODY_MOST = 50 };

static const struct choice order_choice = {
    "VersionSortOrder", (const char *const[]){"-modified-date", "modified-date", NULL}};

/* A row: the version, and when bodies are wanted, what the page was then. */
static json_t *version_row(const struct page *version, bool with_body)
{
    json_t *row = version_to_json(version);

    (void)json_object_del(row, "ncsStepVersion");
    if (with_body) {
        (void)json_object_set_new(row, "page",
                                  json_pack("{s:o, s:s%, s:{s:{s:s, s:s%}}}", "id",
                                            id_to_json(version->id), "title", version->title.start,
                                            version->title.length, "body", "storage",
                                            "representation", "storage", "value",
                                            version->body.start, version->body.length));
    }
    return row;
}

bool v2_list_versions(struct call *call)
{
    struct version_query query = {.cursor = argument_text(call, "cursor")};
    struct version_listing listing;
    struct page page;
    size_t order = 0;

    if (!argument_path_id(call, 0, "ContentId", &query.page) ||
        !argument_limit(call, &query.limit) || !format_of_listing(call, &query.with_body) ||
        !argument_choice(call, "sort", &order_choice, &order) ||
        !page_get(call->sandbox, call->arena, query.page, false, &page, &call->problem)) {
        return false;
    }
    query.is_ascending = order == 1;
    if (query.with_body && query.limit > WITH_BODY_MOST) {
        query.limit = WITH_BODY_MOST;
    }
    if (!version_list(call->sandbox, call->arena, &query, &listing, &call->problem)) {
        return false;
    }
    json_t *rows = json_array();
    for (size_t i = 0; i < listing.count; i++) {
        (void)json_array_append_new(rows, version_row(&listing.versions[i], query.with_body));
    }
    return reply_collection(call, rows, listing.next);
}

/* The neighbours are told where there are such. */
static json_t *version_details(const struct page *version, long long newest)
{
    json_t *json = version_to_json(version);

    (void)json_object_del(json, "ncsStepVersion");
    (void)json_object_set_new(json, "contentTypeModified", json_false());
    (void)json_object_set_new(
        json, "collaborators",
        json_pack("[s%]", version->version_author.start, version->version_author.length));
    if (version->number > 1) {
        (void)json_object_set_new(json, "prevVersion", json_integer(version->number - 1));
    }
    if (version->number < newest) {
        (void)json_object_set_new(json, "nextVersion", json_integer(version->number + 1));
    }
    return json;
}

bool v2_get_version(struct call *call)
{
    unsigned long long number = 0;
    long long id = 0;
    struct page page;
    struct page version;

    if (!argument_path_id(call, 0, "ContentId", &id)) {
        return false;
    }
    if (!slice_parse_number(call->captures[1], &number)) {
        return argument_refuse(call, "version-number", call->captures[1], "long");
    }
    if (!page_get(call->sandbox, call->arena, id, false, &page, &call->problem) ||
        !page_get_version(call->sandbox, call->arena, id, (long long)number, &version,
                          &call->problem)) {
        return false;
    }
    json_auto_t *json = version_details(&version, page.number);
    return reply_json(call, 200, json);
}

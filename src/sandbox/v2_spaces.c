/* SPDX-License-Identifier: MIT */
/* The routes of v2 for spaces. */
#include "sandbox/argument.h"
#include "sandbox/call.h"
#include "sandbox/collection.h"
#include "sandbox/cursor.h"
#include "sandbox/page_json.h"
#include "sandbox/space.h"

enum { LIST_MOST = 250 };

static const struct choice type_choice = {
    "SpaceType", (const char *const[]){"global", "collaboration", "knowledge_base", "personal",
                                       "system", "onboarding", "xflow_sample_space", NULL}};

static const struct choice status_choice = {"SpaceStatus",
                                            (const char *const[]){"current", "archived", NULL}};

static const struct choice description_choice = {"SpaceDescriptionBodyRepresentation",
                                                 (const char *const[]){"plain", "view", NULL}};

/* In the order of enum space_order. */
static const struct choice order_choice = {
    "SpaceSortOrder", (const char *const[]){"id", "-id", "key", "-key", "name", "-name", NULL}};

static bool read_cursor(struct call *call, struct slice order, long long *offset)
{
    struct slice text = argument_text(call, "cursor");
    struct cursor cursor;

    *offset = 0;
    if (!text.start) {
        return true;
    }
    if (!cursor_read(call->arena, text, order, &cursor, &call->problem)) {
        return false;
    }
    *offset = cursor.number;
    return true;
}

/* All spaces here are global and current, so that other types and statuses match nothing. */
static bool read_query(struct call *call, struct space_query *query, bool *matches_nothing)
{
    size_t type = 0;
    size_t status = 0;
    size_t order = 0;
    size_t description = 0;
    bool wants_icon = false;

    *query = (struct space_query){0};
    if (!argument_limit(call, &query->limit) ||
        !argument_texts(call, "keys", LIST_MOST, &query->keys) ||
        !argument_ids(call, "ids", LIST_MOST, &query->ids) ||
        !argument_choice(call, "type", &type_choice, &type) ||
        !argument_choice(call, "status", &status_choice, &status) ||
        !argument_choice(call, "sort", &order_choice, &order) ||
        !argument_choice(call, "description-format", &description_choice, &description) ||
        !argument_flag(call, "include-icon", &wants_icon)) {
        return false;
    }
    query->order = (enum space_order)order;
    *matches_nothing = type != 0 || status != 0;
    return read_cursor(call, slice_from(order_choice.names[order]), &query->offset);
}

static struct slice next_cursor(struct call *call, const struct space_query *query,
                                long long row_count)
{
    struct cursor cursor = {
        .id = 1,
        .order = slice_from(order_choice.names[query->order]),
        .number = query->offset + row_count,
    };
    return cursor_write(call->arena, &cursor);
}

static bool list_spaces(struct call *call)
{
    struct space_query query;
    struct space *spaces = NULL;
    size_t count = 0;
    bool matches_nothing = false;

    if (!read_query(call, &query, &matches_nothing)) {
        return false;
    }
    long long limit = query.limit;
    /* One more than wanted tells whether there is more. */
    query.limit = matches_nothing ? 0 : limit + 1;
    if (!space_list(call->sandbox, call->arena, &query, &spaces, &count, &call->problem)) {
        return false;
    }
    json_t *rows = json_array();
    for (size_t i = 0; i < count && i < (size_t)limit; i++) {
        (void)json_array_append_new(rows, space_to_json(&spaces[i]));
    }
    bool has_more = count > (size_t)limit;
    return reply_collection(call, rows,
                            has_more ? next_cursor(call, &query, limit) : (struct slice){0});
}

static bool get_space(struct call *call)
{
    struct space space;
    long long id = 0;

    if (!argument_path_id(call, 0, "long", &id) ||
        !space_get(call->sandbox, call->arena, id, &space, &call->problem)) {
        return false;
    }
    json_auto_t *json = space_to_json(&space);
    (void)json_object_set_new(json_object_get(json, "_links"), "base",
                              json_string(call_base(call)));
    return reply_json(call, 200, json);
}

const struct route v2_space_routes[] = {
    {"GET", "/wiki/api/v2/spaces", list_spaces},
    {"GET", "/wiki/api/v2/spaces/{id}", get_space},
    {0},
};

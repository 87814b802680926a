/* SPDX-License-Identifier: MIT */
/*
 * Cloud: REST v2 for pages and spaces, and what is left of v1 for the current user and
 * for moving (developer.atlassian.com/cloud/confluence/rest/v2 and /v1). Ids are texts
 * of digits. Null where the specification has text is common on live sites: parentId,
 * parentType, position, version.message.
 */
#include <string.h>

#include "confluence/dialect_internal.h"
#include "confluence/json_internal.h"
#include "http/url.h"

#define V1 "/wiki/rest/api"
#define V2 "/wiki/api/v2"

/* v2 gives at most so many rows, takes at most so many ids, and refuses to be asked for more. */
enum { MOST_ROWS = 250 };

static const struct {
    enum confluence_status status;
    const char *name;
} statuses[] = {
    {CONFLUENCE_CURRENT, "current"},
    {CONFLUENCE_ARCHIVED, "archived"},
    {CONFLUENCE_TRASHED, "trashed"},
};

/* --- users and spaces --- */

static void user_target(struct strbuf *target)
{
    strbuf_append(target, V1 "/user/current");
}

static const char *copy_or_null(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, slice_from(text)) : NULL;
}

static bool read_user(const json_t *json, struct arena *arena, struct confluence_user *user)
{
    const char *type = member_text(json, "type");
    const char *id = member_text(json, "accountId");
    const char *name = member_text(json, "displayName");

    if (!type || strcmp(type, "known") != 0 || !id) {
        return false;
    }
    *user = (struct confluence_user){
        .id = copy_or_null(arena, id),
        .name = copy_or_null(arena, name ? name : id),
        .email = copy_or_null(arena, member_text(json, "email")),
    };
    return true;
}

static void space_target(struct strbuf *target, const char *key)
{
    strbuf_append(target, V2 "/spaces?keys=");
    http_escape(target, slice_from(key));
}

static bool read_space(const json_t *row, struct arena *arena, struct confluence_space *space)
{
    const char *id = member_text(row, "id");
    const char *key = member_text(row, "key");
    const char *homepage_id = member_text(row, "homepageId");

    if (!confluence_is_id(id) || !key || (homepage_id && !confluence_is_id(homepage_id))) {
        return false;
    }
    *space = (struct confluence_space){
        .id = copy_or_null(arena, id),
        .key = copy_or_null(arena, key),
        .name = copy_or_null(arena, member_text_or_empty(row, "name")),
        .homepage_id = copy_or_null(arena, homepage_id),
    };
    return true;
}

/* --- many pages --- */

static void append_statuses(struct strbuf *target, unsigned wanted)
{
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        if ((wanted & statuses[i].status) != 0) {
            strbuf_append_format(target, "&status=%s", statuses[i].name);
        }
    }
}

static void listing_target(struct strbuf *target, const struct confluence_query *query)
{
    strbuf_append_format(target, V2 "/spaces/%s/pages?limit=%d&sort=id", query->space->id,
                         MOST_ROWS);
    append_statuses(target, query->statuses);
    if (query->title) {
        strbuf_append(target, "&title=");
        http_escape(target, slice_from(query->title));
    }
    if (query->has_bodies) {
        strbuf_append(target, "&body-format=storage");
    }
}

static void children_target(struct strbuf *target, const char *id)
{
    /* Not /children: that one does not know folders. */
    strbuf_append_format(target, V2 "/pages/%s/direct-children?limit=%d", id, MOST_ROWS);
}

static void pages_target(struct strbuf *target, const char *const *ids, size_t count,
                         bool has_bodies)
{
    strbuf_append_format(target, V2 "/pages?limit=%d", MOST_ROWS);
    if (has_bodies) {
        strbuf_append(target, "&body-format=storage");
    } else {
        append_statuses(target, CONFLUENCE_CURRENT | CONFLUENCE_ARCHIVED | CONFLUENCE_TRASHED);
    }
    for (size_t i = 0; i < count; i++) {
        strbuf_append_format(target, "%s%s", i == 0 ? "&id=" : ",", ids[i]);
    }
}

/* --- one page --- */

static const char *place_name(enum confluence_place place)
{
    switch (place) {
    case CONFLUENCE_LAST_CHILD:
        return "append";
    case CONFLUENCE_BEFORE:
        return "before";
    case CONFLUENCE_AFTER:
        return "after";
    }
    return "";
}

static void fetch_wire(struct confluence_wire *wire, const struct confluence_call *call)
{
    wire->method = HTTP_GET;
    strbuf_append_format(&wire->target, V2 "/pages/%s?body-format=storage", call->id);
    if (call->version > 0) {
        strbuf_append_format(&wire->target, "&version=%d", call->version);
    }
}

static void call_wire(struct confluence_wire *wire, const struct confluence_call *call)
{
    switch (call->action) {
    case CONFLUENCE_FETCH:
        fetch_wire(wire, call);
        break;
    case CONFLUENCE_CREATE:
        wire->method = HTTP_POST;
        strbuf_append_format(&wire->target, V2 "/pages%s", call->is_top ? "?root-level=true" : "");
        break;
    case CONFLUENCE_UPDATE:
    case CONFLUENCE_RESTORE:
        wire->method = HTTP_PUT;
        strbuf_append_format(&wire->target, V2 "/pages/%s", call->id);
        break;
    case CONFLUENCE_RENAME:
        wire->method = HTTP_PUT;
        strbuf_append_format(&wire->target, V2 "/pages/%s/title", call->id);
        break;
    case CONFLUENCE_MOVE:
        wire->method = HTTP_PUT;
        strbuf_append_format(&wire->target, V1 "/content/%s/move/%s/%s", call->id,
                             place_name(call->place), call->target_id);
        break;
    case CONFLUENCE_TRASH:
        wire->method = HTTP_DELETE;
        strbuf_append_format(&wire->target, V2 "/pages/%s", call->id);
        break;
    }
}

static void put_text(json_t *object, const char *name, const char *text)
{
    if (text && json_object_set_new(object, name, made_json(json_string(text))) != 0) {
        made_json(NULL);
    }
}

static void put_value(json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, made_json(value)) != 0) {
        made_json(NULL);
    }
}

static json_t *storage_body(struct slice storage)
{
    json_t *body = made_json(json_object());

    put_text(body, "representation", "storage");
    put_value(body, "value", json_stringn(storage.length > 0 ? storage.start : "", storage.length));
    return body;
}

static json_t *version_to_make(const struct confluence_call *call)
{
    json_t *version = made_json(json_object());

    put_value(version, "number", json_integer(call->version));
    put_text(version, "message", call->message);
    return version;
}

static json_t *call_body(const struct confluence_call *call)
{
    if (call->action == CONFLUENCE_FETCH || call->action == CONFLUENCE_MOVE ||
        call->action == CONFLUENCE_TRASH) {
        return NULL;
    }
    json_t *page = made_json(json_object());
    put_text(page, "status", "current");
    put_text(page, "title", call->title);
    if (call->action == CONFLUENCE_RENAME) {
        return page;
    }
    /* To restore, the specification wants a body, which is not applied. */
    put_value(page, "body", storage_body(call->body));
    if (call->action == CONFLUENCE_CREATE) {
        put_text(page, "spaceId", call->space->id);
        put_text(page, "parentId", call->is_top ? NULL : call->parent_id);
        return page;
    }
    put_text(page, "id", call->id);
    put_value(page, "version", version_to_make(call));
    put_text(page, "parentId", call->action == CONFLUENCE_UPDATE ? call->parent_id : NULL);
    return page;
}

/* --- reading pages --- */

static enum confluence_status read_status(const json_t *row)
{
    const char *name = member_text_or_empty(row, "status");

    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        if (strcmp(statuses[i].name, name) == 0) {
            return statuses[i].status;
        }
    }
    return CONFLUENCE_OTHER_STATUS;
}

static enum confluence_parent read_parent(const json_t *row)
{
    const char *type = member_text(row, "parentType");

    if (!member_text(row, "parentId")) {
        return CONFLUENCE_NO_PARENT;
    }
    if (!type || strcmp(type, "page") == 0) {
        return CONFLUENCE_PAGE_PARENT;
    }
    return strcmp(type, "folder") == 0 ? CONFLUENCE_FOLDER_PARENT : CONFLUENCE_OTHER_PARENT;
}

static bool read_page(const json_t *row, struct confluence_page *page)
{
    const char *id = member_text(row, "id");
    const json_t *version = json_object_get(row, "version");
    const json_t *position = json_object_get(row, "position");
    const json_t *body = json_object_get(json_object_get(row, "body"), "storage");
    const json_t *value = json_object_get(body, "value");

    const char *parent_id = member_text(row, "parentId");

    if (!confluence_is_id(id) || !member_text(row, "title") || !version ||
        (parent_id && !confluence_is_id(parent_id))) {
        return false;
    }
    *page = (struct confluence_page){
        .id = id,
        .title = member_text(row, "title"),
        .space_id = member_text_or_empty(row, "spaceId"),
        .parent_id = parent_id,
        .parent = read_parent(row),
        .status = read_status(row),
        .version = (int)member_number(version, "number", 0),
        .version_message = member_text_or_empty(version, "message"),
        .author_id = member_text(version, "authorId"),
        .created_at = member_text(row, "createdAt"),
        .modified_at = member_text(version, "createdAt"),
        .position = member_number(row, "position", 0),
        .has_position = json_is_integer(position),
        .has_body = json_is_string(value),
        .body = {json_string_value(value), json_string_length(value)},
    };
    return true;
}

const struct confluence_dialect confluence_cloud = {
    .context = "/wiki",
    .most_ids = MOST_ROWS,
    .user_target = user_target,
    .read_user = read_user,
    .space_target = space_target,
    .read_space = read_space,
    .listing_target = listing_target,
    .children_target = children_target,
    .pages_target = pages_target,
    .call_wire = call_wire,
    .call_body = call_body,
    .read_page = read_page,
};

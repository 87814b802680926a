/* SPDX-License-Identifier: MIT */
#include "sandbox/page_json.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/strbuf.h"
#include "sandbox/link.h"
#include "sandbox/timestamp.h"

enum { KEY_MOST = 512 };

json_t *id_to_json(long long id)
{
    return id == 0 ? json_null() : json_sprintf("%lld", id);
}

/* JSON null for a slice without a start. */
static json_t *text_to_json(struct slice text)
{
    return text.start ? json_stringn(text.start, text.length) : json_null();
}

static json_t *moment_to_json(long long moment_ms)
{
    char text[TIMESTAMP_SIZE];

    timestamp_write(moment_ms, text);
    return json_string(text);
}

json_t *version_to_json(const struct page *page)
{
    return json_pack("{s:I, s:o, s:b, s:o, s:o, s:o}", "number", (json_int_t)page->number,
                     "message", text_to_json(page->message), "minorEdit", page->is_minor,
                     "authorId", text_to_json(page->version_author), "createdAt",
                     moment_to_json(page->version_ms), "ncsStepVersion",
                     json_sprintf("%lld", page->number));
}

static json_t *body_to_json(const struct page_view *view)
{
    if (view->shape == PAGE_THIN) {
        return json_null();
    }
    if (!view->representation) {
        return json_object();
    }
    return json_pack("{s:{s:s, s:o}}", view->representation, "representation", view->representation,
                     "value", text_to_json(view->body));
}

static json_t *links_to_json(struct arena *arena, const struct page *page,
                             const struct page_view *view)
{
    json_t *links = json_pack("{s:s, s:s, s:s, s:s}", "editui", link_editui(arena, page), "webui",
                              link_webui(arena, page), "edituiv2", link_edit_v2(arena, page),
                              "tinyui", link_tiny(arena, page->id));

    if (view->shape != PAGE_ROW) {
        (void)json_object_set_new(links, "base", json_string(view->base));
    }
    return links;
}

/* Renaming answers with null for these, whatever they are. */
static void add_place(json_t *json, const struct page *page, enum page_shape shape)
{
    bool has_parent = shape != PAGE_THIN && page->parent != 0;
    struct slice none = {0};

    (void)json_object_set_new(json, "parentId",
                              has_parent ? id_to_json(page->parent) : json_null());
    (void)json_object_set_new(json, "parentType", has_parent ? json_string("page") : json_null());
    (void)json_object_set_new(json, "position",
                              page->has_position ? json_integer(page->position) : json_null());
    (void)json_object_set_new(json, "ownerId",
                              text_to_json(shape == PAGE_THIN ? none : page->owner));
    (void)json_object_set_new(json, "lastOwnerId",
                              text_to_json(shape == PAGE_THIN ? none : page->last_owner));
}

json_t *page_to_json(struct arena *arena, const struct page *page, const struct page_view *view)
{
    json_t *version = version_to_json(page);
    json_t *json = json_object();

    if (view->shape == PAGE_THIN) {
        (void)json_object_set_new(version, "message", json_null());
    }
    add_place(json, page, view->shape);
    (void)json_object_set_new(json, "createdAt", moment_to_json(page->created_ms));
    (void)json_object_set_new(json, "authorId", text_to_json(page->author));
    (void)json_object_set_new(json, "spaceId", id_to_json(page->space));
    (void)json_object_set_new(json, "version", version);
    (void)json_object_set_new(json, "body", body_to_json(view));
    (void)json_object_set_new(json, "status", json_string(page_status_name(page->status)));
    (void)json_object_set_new(json, "title", text_to_json(page->title));
    (void)json_object_set_new(json, "id", id_to_json(page->id));
    if (view->shape == PAGE_ROW) {
        (void)json_object_set_new(json, "subtype",
                                  page->is_live ? json_string("live") : json_null());
    }
    (void)json_object_set_new(json, "_links", links_to_json(arena, page, view));
    return json;
}

json_t *child_to_json(const struct page *page)
{
    return json_pack("{s:o, s:s, s:o, s:s, s:o, s:I}", "id", id_to_json(page->id), "status",
                     page_status_name(page->status), "title", text_to_json(page->title), "type",
                     "page", "spaceId", id_to_json(page->space), "childPosition",
                     (json_int_t)page->position);
}

json_t *space_to_json(const struct space *space)
{
    CLEANUP_STRBUF struct strbuf link = STRBUF(KEY_MOST);

    strbuf_append_format(&link, "/spaces/%s", space->key);
    return json_pack("{s:o, s:o, s:o, s:n, s:n, s:s, s:o, s:s, s:o, s:s, s:o, s:{s:s}, s:s}",
                     "createdAt", moment_to_json(space->created_ms), "authorId",
                     text_to_json(space->author), "homepageId", id_to_json(space->homepage), "icon",
                     "description", "status", "current", "name", text_to_json(space->name), "key",
                     space->key, "id", id_to_json(space->id), "type", "global", "spaceOwnerId",
                     text_to_json(space->author), "_links", "webui", strbuf_text(&link),
                     "currentActiveAlias", space->key);
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/wish.h"

#include <limits.h>
#include <string.h>

#include "sandbox/argument.h"
#include "sandbox/normalise.h"
#include "sandbox/title.h"

/* What Cloud takes at most, and how it says so (CONFCLOUD-73881). */
#define REQUEST_MOST 5242880

static bool refuse_missing(struct call *call, const char *member)
{
    return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                       "Required field '%s' is missing", member);
}

bool call_json(struct call *call, json_t **json)
{
    json_error_t fault;

    if (call->request->is_body_too_large) {
        return problem_set(
            &call->problem, 413, "PAYLOAD_TOO_LARGE",
            "com.atlassian.plugins.rest.common.limitrequest.RequestEntityTooLargeException: "
            "Request too large. Requests for this resource can be at most %d bytes",
            REQUEST_MOST);
    }
    *json = json_loadb(call->request->body.start, call->request->body.length,
                       JSON_REJECT_DUPLICATES, &fault);
    if (!*json) {
        return problem_set(&call->problem, 400, "BAD_REQUEST",
                           "Cannot parse the request body as JSON: line %d column %d: %s",
                           fault.line, fault.column, fault.text);
    }
    if (!json_is_object(*json)) {
        json_decref(*json);
        *json = NULL;
        return problem_set(&call->problem, 400, "BAD_REQUEST", "The request body is no object");
    }
    return true;
}

/* A copy of a text member; NULL start when it is absent or null. Refused when it is no text. */
static bool read_text(struct call *call, const json_t *json, const char *member, struct slice *text)
{
    const json_t *value = json_object_get(json, member);

    if (!value || json_is_null(value)) {
        *text = (struct slice){0};
        return true;
    }
    if (!json_is_string(value)) {
        return argument_refuse(call, member, SLICE_LITERAL("?"), "String");
    }
    struct slice found = {json_string_value(value), json_string_length(value)};
    *text = (struct slice){arena_copy(call->arena, found), found.length};
    return true;
}

/* An id, as text or number as Jackson takes it; 0 when it is absent or null. */
static bool read_id(struct call *call, const json_t *json, const char *member, long long *id)
{
    const json_t *value = json_object_get(json, member);
    struct slice text = {0};
    unsigned long long number = 0;

    *id = 0;
    if (json_is_integer(value) && json_integer_value(value) > 0) {
        *id = json_integer_value(value);
        return true;
    }
    if (!read_text(call, json, member, &text)) {
        return false;
    }
    if (!text.start) {
        return true;
    }
    if (!slice_parse_number(text, &number) || number == 0 || number > LLONG_MAX) {
        return argument_refuse(call, member, text, "Long");
    }
    *id = (long long)number;
    return true;
}

/* current or draft; `otherwise` when it is absent. */
static bool read_status(struct call *call, const json_t *json, const char *otherwise,
                        enum page_status *status)
{
    struct slice name = {0};

    if (!read_text(call, json, "status", &name)) {
        return false;
    }
    if (!name.start) {
        if (!otherwise) {
            return refuse_missing(call, "status");
        }
        name = slice_from(otherwise);
    }
    if (!page_status_parse(name, status) || (*status != PAGE_CURRENT && *status != PAGE_DRAFT)) {
        return argument_refuse(call, "status", name, "ContentStatus");
    }
    return true;
}

/* Only drafts may do without. */
static bool read_title(struct call *call, const json_t *json, struct page_wish *wish)
{
    struct slice title = {0};

    if (!read_text(call, json, "title", &title)) {
        return false;
    }
    if (!title.start || title.length == 0) {
        wish->title = SLICE_LITERAL("");
        return wish->status == PAGE_DRAFT || refuse_missing(call, "title");
    }
    return title_check(title, &wish->title, &call->problem);
}

static const char *const representations[] = {"storage", "atlas_doc_format", "wiki", NULL};

static bool check_representation(struct call *call, struct slice representation)
{
    if (slice_equals(representation, representations[0])) {
        return true;
    }
    if (slice_equals(representation, representations[1]) ||
        slice_equals(representation, representations[2])) {
        return problem_set(&call->problem, 501, "NOT_IMPLEMENTED",
                           "The sandbox takes bodies in the storage representation only");
    }
    return argument_refuse(call, "representation", representation, "BodyRepresentation");
}

/* {"representation","value"} itself, or one level down under the representation's name. */
static const json_t *find_body(const json_t *json)
{
    const json_t *body = json_object_get(json, "body");

    for (size_t i = 0; representations[i] && json_is_object(body); i++) {
        const json_t *nested = json_object_get(body, representations[i]);
        if (nested) {
            return nested;
        }
    }
    return body;
}

static bool read_body(struct call *call, const json_t *json, struct page_wish *wish)
{
    const json_t *body = find_body(json);
    struct slice representation = {0};
    struct slice value = {0};

    if (!body || json_is_null(body)) {
        return true;
    }
    if (!json_is_object(body) || !read_text(call, body, "representation", &representation) ||
        !read_text(call, body, "value", &value)) {
        return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                           "Field 'body' is malformed");
    }
    if (!representation.start) {
        return refuse_missing(call, "representation");
    }
    if (!value.start) {
        return refuse_missing(call, "value");
    }
    return check_representation(call, representation) &&
           normalise_body(call->arena, value, call->sandbox->random, &wish->body, &call->problem);
}

static bool read_version(struct call *call, const json_t *json, struct page_wish *wish)
{
    const json_t *version = json_object_get(json, "version");
    const json_t *number = json_object_get(version, "number");

    if (!json_is_object(version)) {
        return refuse_missing(call, "version");
    }
    if (!json_is_integer(number)) {
        return refuse_missing(call, "version.number");
    }
    wish->number = json_integer_value(number);
    wish->is_minor = json_is_true(json_object_get(version, "minorEdit"));
    if (!read_text(call, version, "message", &wish->message)) {
        return false;
    }
    if (!wish->message.start) {
        wish->message = SLICE_LITERAL("");
    }
    return true;
}

static bool read_creation(struct call *call, const json_t *json, struct page_wish *wish)
{
    struct slice subtype = {0};

    if (!read_id(call, json, "spaceId", &wish->space) ||
        !read_status(call, json, "current", &wish->status) ||
        !read_id(call, json, "parentId", &wish->parent) ||
        !read_text(call, json, "subtype", &subtype)) {
        return false;
    }
    if (wish->space == 0) {
        return refuse_missing(call, "spaceId");
    }
    if (subtype.start && !slice_equals(subtype, "live")) {
        return argument_refuse(call, "subtype", subtype, "PageSubtype");
    }
    wish->is_live = subtype.start != NULL;
    return read_title(call, json, wish) && read_body(call, json, wish);
}

bool wish_of_creation(struct call *call, struct page_wish *wish)
{
    json_auto_t *json = NULL;

    *wish = (struct page_wish){.author = call->user.account_id, .message = SLICE_LITERAL("")};
    if (!argument_flag(call, "root-level", &wish->is_at_root) || !call_json(call, &json) ||
        !read_creation(call, json, wish)) {
        return false;
    }
    if (wish->is_at_root && wish->parent != 0) {
        return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                           "'parentId' cannot be given when 'root-level' is true");
    }
    return true;
}

static bool read_update(struct call *call, const json_t *json, long long id, struct page_wish *wish)
{
    long long given = 0;

    if (!read_id(call, json, "id", &given) || !read_status(call, json, NULL, &wish->status) ||
        !read_title(call, json, wish) || !read_version(call, json, wish) ||
        !read_id(call, json, "spaceId", &wish->space) ||
        !read_id(call, json, "parentId", &wish->parent) ||
        !read_text(call, json, "ownerId", &wish->owner)) {
        return false;
    }
    if (given == 0) {
        return refuse_missing(call, "id");
    }
    if (given != id) {
        return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                           "The id in the path and the id in the body are not the same");
    }
    return read_body(call, json, wish);
}

bool wish_of_update(struct call *call, long long id, struct page_wish *wish)
{
    json_auto_t *json = NULL;

    *wish = (struct page_wish){.author = call->user.account_id};
    return call_json(call, &json) && read_update(call, json, id, wish);
}

bool wish_of_title(struct call *call, struct page_wish *wish)
{
    json_auto_t *json = NULL;

    *wish = (struct page_wish){.author = call->user.account_id, .message = SLICE_LITERAL("")};
    return call_json(call, &json) && read_status(call, json, NULL, &wish->status) &&
           read_title(call, json, wish);
}

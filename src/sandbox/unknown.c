/* SPDX-License-Identifier: MIT */
#include "sandbox/unknown.h"

#include <string.h>

#include "sandbox/router.h"

#define V2_PREFIX "/wiki/api/v2/"

/* The first segments of v2's paths, after the published specification of July 2026. */
static const char *const v2_resources[] = {
    "admin-key",
    "app",
    "attachments",
    "blogposts",
    "classification-levels",
    "comments",
    "content",
    "custom-content",
    "data-policies",
    "databases",
    "embeds",
    "folders",
    "footer-comments",
    "inline-comments",
    "labels",
    "pages",
    "space-permissions",
    "space-role-mode",
    "space-roles",
    "spaces",
    "tasks",
    "user",
    "users-bulk",
    "whiteboards",
};

/* Paths of v1 that were removed from Cloud in 2025 and 2026. Nothing below them is left but v1_alive. */
static const char *const v1_removed[] = {
    "/wiki/rest/api/content",
    "/wiki/rest/api/content/{id}",
    "/wiki/rest/api/content/{id}/child",
    "/wiki/rest/api/content/{id}/child/{type}",
    "/wiki/rest/api/content/{id}/child/{type}/{subtype}",
    "/wiki/rest/api/content/{id}/descendant",
    "/wiki/rest/api/content/{id}/history",
    "/wiki/rest/api/content/{id}/property",
    "/wiki/rest/api/content/{id}/property/{key}",
    "/wiki/rest/api/contentbody/convert/{to}",
    "/wiki/rest/api/inlinetasks/search",
    "/wiki/rest/api/inlinetasks/{id}",
    "/wiki/rest/api/space",
    "/wiki/rest/api/space/{key}",
    "/wiki/rest/api/space/{key}/content",
    "/wiki/rest/api/space/{key}/content/{type}",
    "/wiki/rest/api/space/{key}/property",
    "/wiki/rest/api/space/{key}/property/{name}",
};

struct operation {
    const char *method;
    const char *pattern;
};

/* What is still there on paths that are removed otherwise, or is not removed at all. */
static const struct operation v1_alive[] = {
    {"POST", "/wiki/rest/api/content/{id}/child/attachment"},
    {"PUT", "/wiki/rest/api/content/{id}/child/attachment"},
    {"PUT", "/wiki/rest/api/content/{id}/child/attachment/{attachment}"},
    {"POST", "/wiki/rest/api/content/{id}/child/attachment/{attachment}/data"},
    {"GET", "/wiki/rest/api/content/{id}/child/attachment/{attachment}/download"},
    {"GET", "/wiki/rest/api/content/{id}/descendant"},
    {"GET", "/wiki/rest/api/content/search"},
    {"POST", "/wiki/rest/api/space"},
    {"PUT", "/wiki/rest/api/space/{key}"},
    {"DELETE", "/wiki/rest/api/space/{key}"},
    {"POST", "/wiki/rest/api/content/{id}/label"},
    {"DELETE", "/wiki/rest/api/content/{id}/label"},
    {"DELETE", "/wiki/rest/api/content/{id}/pageTree"},
    {"POST", "/wiki/rest/api/content/{id}/copy"},
    {"POST", "/wiki/rest/api/content/{id}/pagehierarchy/copy"},
    {"POST", "/wiki/rest/api/content/{id}/version"},
    {"GET", "/wiki/rest/api/content/{id}/restriction"},
    {"PUT", "/wiki/rest/api/content/{id}/restriction"},
    {"GET", "/wiki/rest/api/content/{id}/state"},
    {"PUT", "/wiki/rest/api/content/{id}/state"},
    {"GET", "/wiki/rest/api/search"},
    {"GET", "/wiki/rest/api/user"},
    {"GET", "/wiki/rest/api/user/bulk"},
};

static bool refuse_unbuilt(struct call *call)
{
    return problem_set(&call->problem, 501, "NOT_IMPLEMENTED",
                       "The sandbox does not offer this operation: %s %.*s", call->request->method,
                       (int)(call->request->path.length < 200 ? call->request->path.length : 200),
                       call->request->path.start);
}

bool unknown_method(struct call *call)
{
    return problem_set(&call->problem, 405, "METHOD_NOT_ALLOWED", "Method Not Allowed");
}

static bool is_v2_resource(struct slice name)
{
    for (size_t i = 0; i < sizeof v2_resources / sizeof v2_resources[0]; i++) {
        if (slice_equals(name, v2_resources[i])) {
            return true;
        }
    }
    return false;
}

/* "user" leads to operations only together with what stands behind it. */
static bool is_v2_operation(struct slice path, struct slice resource)
{
    return is_v2_resource(resource) &&
           (!slice_equals(resource, "user") || slice_starts_with(path, V2_PREFIX "user/access/"));
}

bool unknown_v2(struct call *call)
{
    static const char html[] =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Page Not Found - "
        "Confluence</title></head><body><h1>Page Not Found</h1></body></html>\n";
    struct slice path = call->request->path;
    struct slice rest = slice_part(path, strlen(V2_PREFIX), path.length);
    size_t slash = slice_find_char(rest, 0, '/');
    struct slice resource = slice_part(rest, 0, slash);
    bool is_deep =
        slash != SLICE_NOT_FOUND && slice_find_char(rest, slash + 1, '/') != SLICE_NOT_FOUND;

    if (is_v2_operation(path, resource)) {
        return refuse_unbuilt(call);
    }
    if (is_deep || resource.length == 0) {
        return reply_text(call, 404, "text/html; charset=utf-8", SLICE_LITERAL(html));
    }
    /* Cloud takes any other path of one or two segments for a kind of content. */
    (void)problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                      "Provided value {%.*s} for 'generic-content-type' is not the correct type. "
                      "Expected type is GenericContentType",
                      (int)(resource.length < 100 ? resource.length : 100), resource.start);
    call->problem.detail =
        "GenericContentType is one of [DATABASES, EMBEDS, FOLDERS, WHITEBOARDS].";
    return false;
}

static bool is_alive(struct call *call)
{
    for (size_t i = 0; i < sizeof v1_alive / sizeof v1_alive[0]; i++) {
        if (strcmp(call->request->method, v1_alive[i].method) == 0 &&
            router_match(call, v1_alive[i].pattern)) {
            return true;
        }
    }
    return false;
}

bool unknown_v1(struct call *call)
{
    if (is_alive(call)) {
        return refuse_unbuilt(call);
    }
    for (size_t i = 0; i < sizeof v1_removed / sizeof v1_removed[0]; i++) {
        if (router_match(call, v1_removed[i])) {
            return reply_text(
                call, 410, "text/plain; charset=utf-8",
                SLICE_LITERAL("GoneException: This deprecated endpoint has been removed."));
        }
    }
    return problem_set(&call->problem, 404, "NOT_FOUND", "null for uri: %s%.*s", call_base(call),
                       (int)(call->request->path.length < 200 ? call->request->path.length : 200),
                       call->request->path.start);
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/router.h"

#include <assert.h>
#include <string.h>

/* Cuts the first segment off the path: what is up to the next slash, which goes too. */
static struct slice take_segment(struct slice *path)
{
    size_t slash = slice_find_char(*path, 0, '/');
    struct slice segment = slice_part(*path, 0, slash);

    *path =
        slash == SLICE_NOT_FOUND ? (struct slice){0} : slice_part(*path, slash + 1, path->length);
    return segment;
}

bool router_match(struct call *call, const char *pattern)
{
    struct slice expected = slice_from(pattern);
    struct slice path = call->request->path;
    size_t captured = 0;

    while (expected.start && path.start) {
        struct slice wanted = take_segment(&expected);
        struct slice found = take_segment(&path);
        if (slice_starts_with(wanted, "{")) {
            assert(captured < CALL_CAPTURES);
            if (found.length == 0) {
                return false;
            }
            call->captures[captured++] = percent_decode(call->arena, found);
        } else if (!slice_equal(wanted, found)) {
            return false;
        }
    }
    return !expected.start && !path.start;
}

enum routing router_take(struct call *call, const struct route *routes, bool *is_answered)
{
    enum routing routing = ROUTED_NOWHERE;
    /* A HEAD is a GET of which the server leaves out the body. */
    const char *method = strcmp(call->request->method, "HEAD") == 0 ? "GET" : call->request->method;

    for (const struct route *route = routes; route->method; route++) {
        if (!router_match(call, route->pattern)) {
            continue;
        }
        if (strcmp(route->method, method) == 0) {
            *is_answered = route->handle(call);
            return ROUTED;
        }
        routing = ROUTED_OTHERWISE;
    }
    return routing;
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/collection.h"

#include "base/limit.h"
#include "base/strbuf.h"
#include "server/parameter.h"

enum { LINK_MOST = 32 * 1024 };

/* The path with /wiki, and the query as it was sent but for the cursor. */
static const char *next_link(struct call *call, struct slice next)
{
    CLEANUP_STRBUF struct strbuf link = STRBUF(LINK_MOST);
    const struct slice query = call->request->query;

    strbuf_append_slice(&link, call->request->path);
    strbuf_append_char(&link, '?');
    for (size_t start = 0; start < query.length;) {
        size_t end = slice_find_char(query, start, '&');
        if (end == SLICE_NOT_FOUND) {
            end = query.length;
        }
        struct slice part = slice_part(query, start, end);
        if (part.length > 0 && !slice_starts_with(part, "cursor=")) {
            strbuf_append_slice(&link, part);
            strbuf_append_char(&link, '&');
        }
        start = end + 1;
    }
    strbuf_append(&link, "cursor=");
    percent_encode(&link, next);
    return strbuf_copy(&link, call->arena).start;
}

static void add_link_header(struct call *call, const char *next, const char *base)
{
    CLEANUP_STRBUF struct strbuf header = STRBUF(LINK_MOST + LIMIT_PATH);

    if (next) {
        strbuf_append_format(&header, "<%s>; rel=\"next\", ", next);
    }
    strbuf_append_format(&header, "<%s>; rel=\"base\"", base);
    server_response_add(call->response, "Link", strbuf_copy(&header, call->arena).start);
}

bool reply_collection(struct call *call, json_t *rows, struct slice next)
{
    const char *base = call_base(call);
    const char *link = next.start ? next_link(call, next) : NULL;
    json_auto_t *json =
        json_pack("{s:o, s:{s:s*, s:s}}", "results", rows, "_links", "next", link, "base", base);

    add_link_header(call, link, base);
    return reply_json(call, 200, json);
}

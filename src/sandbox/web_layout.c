/* SPDX-License-Identifier: MIT */
#include "sandbox/web_layout.h"

#include <string.h>

#include "base/limit.h"
#include "sandbox/html.h"
#include "sandbox/link.h"
#include "sandbox/page_list.h"
#include "sandbox/timestamp.h"

/* The tree at the side: how many children of one page it shows, and how deep it goes. */
enum { CHILDREN_SHOWN = 200, DEPTH_SHOWN = 32 };

/* Nothing is loaded but our own style, and forms lead nowhere else. */
#define POLICY                                                                                     \
    "default-src 'none'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; "  \
    "frame-ancestors 'none'"

void web_append_moment(struct strbuf *html, long long moment_ms)
{
    char text[TIMESTAMP_SIZE];

    /* 2026-11-20T09:03:59.007Z without its seconds. */
    timestamp_write(moment_ms, text);
    strbuf_append_slice(html, (struct slice){text, strlen("2026-11-20")});
    strbuf_append_char(html, ' ');
    strbuf_append_slice(html, (struct slice){text + strlen("2026-11-20T"), strlen("09:03")});
    strbuf_append(html, " UTC");
}

struct tree {
    struct call *call;
    struct strbuf *html;
    long long path[DEPTH_SHOWN]; /* from the page up to the top */
    size_t path_length;
};

static bool find_path(struct tree *tree, long long id)
{
    struct call *call = tree->call;

    while (id != 0 && tree->path_length < DEPTH_SHOWN) {
        struct page page;
        if (!page_get(call->sandbox, call->arena, id, false, &page, &call->problem)) {
            return false;
        }
        tree->path[tree->path_length++] = id;
        id = page.parent;
    }
    return true;
}

static bool is_on_path(const struct tree *tree, long long id)
{
    for (size_t i = 0; i < tree->path_length; i++) {
        if (tree->path[i] == id) {
            return true;
        }
    }
    return false;
}

/* Opens only what leads to the page that is shown; as deep as DEPTH_SHOWN. */
static bool append_branch(struct tree *tree, const struct page_query *query)
{
    struct call *call = tree->call;
    struct page_listing listing;

    if (!page_list(call->sandbox, call->arena, query, &listing, &call->problem)) {
        return false;
    }
    if (listing.count == 0) {
        return true;
    }
    strbuf_append(tree->html, "<ul>");
    for (size_t i = 0; i < listing.count; i++) {
        const struct page *page = &listing.pages[i];
        struct page_query below = *query;
        bool is_here = tree->path_length > 0 && tree->path[0] == page->id;
        strbuf_append(tree->html, is_here ? "<li class=\"here\">" : "<li>");
        strbuf_append_format(tree->html, "<a href=\"/wiki%s\">", link_webui(call->arena, page));
        html_append(tree->html, page->title);
        strbuf_append(tree->html, "</a>");
        below.is_root_only = false;
        below.parent = page->id;
        if (is_on_path(tree, page->id) && !append_branch(tree, &below)) {
            return false;
        }
        strbuf_append(tree->html, "</li>");
    }
    strbuf_append(tree->html, listing.next.start ? "<li>…</li></ul>" : "</ul>");
    return true;
}

static bool append_tree(struct call *call, const struct web_frame *frame, struct strbuf *html)
{
    struct tree tree = {.call = call, .html = html};
    struct page_query query = {
        .space = frame->space->id,
        .is_root_only = true,
        .statuses = "[\"current\"]",
        .order = {.sort = PAGE_SORT_POSITION, .name = SLICE_LITERAL("child-position")},
        .limit = CHILDREN_SHOWN,
    };

    /* The home page's children are always shown. */
    if (!find_path(&tree, frame->page ? frame->page : frame->space->homepage)) {
        return false;
    }
    strbuf_append(html, "<nav>");
    if (!append_branch(&tree, &query)) {
        return false;
    }
    strbuf_append(html, "</nav>");
    return true;
}

static void append_header(struct strbuf *html, const struct web_frame *frame)
{
    strbuf_append(html, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        "<meta name=\"viewport\" content=\"width=device-width\"><title>");
    html_append(html, frame->title);
    strbuf_append(html,
                  "</title><link rel=\"stylesheet\" href=\"/_sandbox/style.css\"></head><body>"
                  "<header><strong><a href=\"/\">Sandbox</a></strong>");
    if (frame->space) {
        strbuf_append_format(html, "<a href=\"/wiki/spaces/%s/overview\">", frame->space->key);
        html_append(html, frame->space->name);
        strbuf_append(html, "</a>");
    }
    strbuf_append(html, "<small>imitates Confluence, for trying out confsync</small></header>"
                        "<div class=\"columns\">");
}

bool web_reply(struct call *call, const struct web_frame *frame, const struct strbuf *content)
{
    CLEANUP_STRBUF struct strbuf html = STRBUF(LIMIT_ANSWER);

    append_header(&html, frame);
    if (frame->space && !append_tree(call, frame, &html)) {
        return false;
    }
    strbuf_append(&html, "<main>");
    strbuf_append_slice(&html, strbuf_slice(content));
    strbuf_append(&html, "</main></div></body></html>\n");
    server_response_add(call->response, "Content-Security-Policy", POLICY);
    server_response_add(call->response, "X-Content-Type-Options", "nosniff");
    server_response_add(call->response, "Cache-Control", "no-store");
    return reply_text(call, frame->status, "text/html; charset=utf-8",
                      strbuf_copy(&html, call->arena));
}

bool web_redirect(struct call *call, const char *path)
{
    CLEANUP_STRBUF struct strbuf location = STRBUF(LIMIT_PATH);

    strbuf_append_format(&location, "/wiki%s", path);
    server_response_add(call->response, "Location", strbuf_copy(&location, call->arena).start);
    return reply_empty(call, 303);
}

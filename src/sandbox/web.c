/* SPDX-License-Identifier: MIT */
/* What people read in the browser: spaces, pages, histories. Writing is in web_edit.c. */
#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"
#include "sandbox/argument.h"
#include "sandbox/call.h"
#include "sandbox/html.h"
#include "sandbox/link.h"
#include "sandbox/page_list.h"
#include "sandbox/render.h"
#include "sandbox/version_list.h"
#include "sandbox/web_edit.h"
#include "sandbox/web_layout.h"

enum { VERSIONS_SHOWN = 200 };

static bool list_spaces(struct call *call)
{
    const struct space_query all = {.limit = -1};
    CLEANUP_STRBUF struct strbuf html = STRBUF(LIMIT_ANSWER);
    const struct web_frame frame = {.status = 200, .title = SLICE_LITERAL("Spaces")};
    struct space *spaces = NULL;
    size_t count = 0;

    if (!space_list(call->sandbox, call->arena, &all, &spaces, &count, &call->problem)) {
        return false;
    }
    strbuf_append(&html, "<h1 class=\"title\">Spaces</h1><ul class=\"spaces\">");
    for (size_t i = 0; i < count; i++) {
        strbuf_append_format(&html, "<li><a href=\"/wiki/spaces/%s/overview\"><b>", spaces[i].key);
        html_append(&html, spaces[i].name);
        strbuf_append_format(&html, "</b><small>%s</small></a></li>", spaces[i].key);
    }
    strbuf_append_format(&html,
                         "</ul><p class=\"meta\">Clone one with <code>confsync clone "
                         "http://127.0.0.1:%hu/wiki/spaces/KEY</code></p>",
                         call->sandbox->port);
    return web_reply(call, &frame, &html);
}

/* The title of the page above, with a link; nothing at the top. */
static bool append_trail(struct call *call, const struct page *page, struct strbuf *html)
{
    struct page parent;

    if (page->parent == 0) {
        return true;
    }
    if (!page_get(call->sandbox, call->arena, page->parent, false, &parent, &call->problem)) {
        return false;
    }
    strbuf_append_format(html, "<div class=\"meta\"><a href=\"/wiki%s\">",
                         link_webui(call->arena, &parent));
    html_append(html, parent.title);
    strbuf_append(html, "</a> /</div>");
    return true;
}

static void append_actions(struct call *call, const struct page *page, struct strbuf *html)
{
    const char *key = page->space_key;

    strbuf_append(html, "<div class=\"actions\">");
    if (page->status == PAGE_CURRENT) {
        strbuf_append_format(html, "<a class=\"button main\" href=\"/wiki%s\">Edit</a>",
                             link_edit_v2(call->arena, page));
        strbuf_append_format(html,
                             "<a class=\"button\" href=\"/wiki/spaces/%s/create?parent=%lld\">New "
                             "child page</a>",
                             key, page->id);
    }
    strbuf_append_format(html,
                         "<a class=\"button\" href=\"/wiki/spaces/%s/history/%lld\">History"
                         "</a></div>",
                         key, page->id);
}

static bool append_meta(struct call *call, const struct page *page, struct strbuf *html)
{
    struct slice name = {0};

    if (!user_name_of(call->sandbox, call->arena, page->version_author, &name, &call->problem)) {
        return false;
    }
    strbuf_append_format(html, "<div class=\"meta\">Version %lld by ", page->number);
    html_append(html, name);
    strbuf_append(html, ", ");
    web_append_moment(html, page->version_ms);
    if (page->status != PAGE_CURRENT) {
        strbuf_append_format(html, " · <span class=\"status Yellow\">%s</span>",
                             page_status_name(page->status));
    }
    strbuf_append(html, "</div>");
    return true;
}

static bool show(struct call *call, const struct space *space, const struct page *page)
{
    CLEANUP_STRBUF struct strbuf html = STRBUF(LIMIT_ANSWER);
    const struct web_frame frame = {
        .status = 200, .title = page->title, .space = space, .page = page->id};

    append_actions(call, page, &html);
    if (!append_trail(call, page, &html)) {
        return false;
    }
    strbuf_append(&html, "<h1 class=\"title\">");
    html_append(&html, page->title);
    strbuf_append(&html, "</h1>");
    if (!append_meta(call, page, &html)) {
        return false;
    }
    strbuf_append_slice(&html, render_storage(call->arena, page->body, page->space_key));
    return web_reply(call, &frame, &html);
}

static bool show_home(struct call *call)
{
    struct space space;
    struct page page;

    return space_get_by_key(call->sandbox, call->arena, call->captures[0], &space,
                            &call->problem) &&
           page_get(call->sandbox, call->arena, space.homepage, true, &page, &call->problem) &&
           show(call, &space, &page);
}

static bool show_page(struct call *call)
{
    struct space space;
    struct page page;
    long long id = 0;
    long long version = 0;

    if (!argument_path_id(call, 1, "ContentId", &id) ||
        !argument_number(call, "version", &version)) {
        return false;
    }
    bool is_found =
        version > 0
            ? page_get_version(call->sandbox, call->arena, id, version, &page, &call->problem)
            : page_get(call->sandbox, call->arena, id, true, &page, &call->problem);
    return is_found && space_get(call->sandbox, call->arena, page.space, &space, &call->problem) &&
           show(call, &space, &page);
}

static bool append_version(struct call *call, const struct page *version, struct strbuf *html)
{
    struct slice name = {0};

    if (!user_name_of(call->sandbox, call->arena, version->version_author, &name, &call->problem)) {
        return false;
    }
    strbuf_append_format(html,
                         "<tr><td><a href=\"/wiki/spaces/%s/pages/%lld?version=%lld\">%lld</a>",
                         version->space_key, version->id, version->number, version->number);
    strbuf_append(html, "</td><td>");
    web_append_moment(html, version->version_ms);
    strbuf_append(html, "</td><td>");
    html_append(html, name);
    strbuf_append(html, "</td><td>");
    html_append(html, version->title);
    strbuf_append(html, "</td><td>");
    html_append(html, version->message);
    strbuf_append_format(
        html,
        "</td><td><a href=\"/wiki/spaces/%s/pages/edit-v2/%lld?version=%lld\">Edit "
        "from here</a></td></tr>",
        version->space_key, version->id, version->number);
    return true;
}

static bool show_history(struct call *call)
{
    CLEANUP_STRBUF struct strbuf html = STRBUF(LIMIT_ANSWER);
    struct version_query query = {.limit = VERSIONS_SHOWN};
    struct version_listing listing;
    struct space space;
    struct page page;

    if (!argument_path_id(call, 1, "ContentId", &query.page) ||
        !page_get(call->sandbox, call->arena, query.page, false, &page, &call->problem) ||
        !space_get(call->sandbox, call->arena, page.space, &space, &call->problem) ||
        !version_list(call->sandbox, call->arena, &query, &listing, &call->problem)) {
        return false;
    }
    strbuf_append_format(&html, "<div class=\"meta\"><a href=\"/wiki%s\">",
                         link_webui(call->arena, &page));
    html_append(&html, page.title);
    strbuf_append(&html, "</a> /</div><h1 class=\"title\">History</h1><table><tr><th>Version</th>"
                         "<th>When</th><th>Who</th><th>Title</th><th>Message</th><th></th></tr>");
    for (size_t i = 0; i < listing.count; i++) {
        if (!append_version(call, &listing.versions[i], &html)) {
            return false;
        }
    }
    strbuf_append(&html, "</table>");
    const struct web_frame frame = {
        .status = 200, .title = page.title, .space = &space, .page = page.id};
    return web_reply(call, &frame, &html);
}

static bool redirect_to(struct call *call, long long id)
{
    struct page page;

    return page_get(call->sandbox, call->arena, id, false, &page, &call->problem) &&
           web_redirect(call, link_webui(call->arena, &page));
}

/* /display/KEY/Title, which links between pages use: they know no ids. */
static bool find_by_title(struct call *call)
{
    struct page_query query = {
        .statuses = "[\"current\"]",
        .title = call->captures[1],
        .order = {.sort = PAGE_SORT_ID, .name = SLICE_LITERAL("id")},
        .limit = 1,
    };
    struct page_listing listing;
    struct space space;

    if (!utf8_is_valid(query.title) ||
        !space_get_by_key(call->sandbox, call->arena, call->captures[0], &space, &call->problem)) {
        return problem_set(&call->problem, 404, "NOT_FOUND", "There is no such page");
    }
    query.space = space.id;
    if (!page_list(call->sandbox, call->arena, &query, &listing, &call->problem)) {
        return false;
    }
    if (listing.count == 0) {
        return problem_set(&call->problem, 404, "NOT_FOUND", "There is no such page");
    }
    return web_redirect(call, link_webui(call->arena, &listing.pages[0]));
}

static bool find_by_tiny_link(struct call *call)
{
    long long id = 0;

    if (!link_tiny_parse(call->arena, call->captures[0], &id)) {
        return problem_set(&call->problem, 404, "NOT_FOUND", "There is no such page");
    }
    return redirect_to(call, id);
}

/* The addresses that older versions of Confluence gave to pages, and editui still does. */
static bool find_by_parameter(struct call *call)
{
    long long page = 0;
    long long draft = 0;

    return argument_number(call, "pageId", &page) && argument_number(call, "draftId", &draft) &&
           redirect_to(call, page > 0 ? page : draft);
}

/* What tells scoped tokens which site they are for; needs no credentials. */
static bool get_tenant(struct call *call)
{
    return reply_text(call, 200, "application/json",
                      SLICE_LITERAL("{\"cloudId\":\"5a4d0b0c-0000-4000-8000-000000000000\"}"));
}

const struct route web_routes[] = {
    {"GET", "/", list_spaces},
    {"GET", "/wiki", list_spaces},
    {"GET", "/wiki/", list_spaces},
    {"GET", "/wiki/spaces/{key}", show_home},
    {"GET", "/wiki/spaces/{key}/overview", show_home},
    {"GET", "/wiki/spaces/{key}/create", web_show_creation},
    {"POST", "/wiki/spaces/{key}/create", web_create},
    {"GET", "/wiki/spaces/{key}/history/{id}", show_history},
    {"GET", "/wiki/spaces/{key}/pages/edit-v2/{id}", web_show_edit},
    {"POST", "/wiki/spaces/{key}/pages/edit-v2/{id}", web_edit},
    {"POST", "/wiki/spaces/{key}/trash/{id}", web_trash},
    {"GET", "/wiki/spaces/{key}/pages/{id}", show_page},
    {"GET", "/wiki/spaces/{key}/pages/{id}/{title}", show_page},
    {"GET", "/wiki/display/{key}/{title}", find_by_title},
    {"GET", "/wiki/x/{tiny}", find_by_tiny_link},
    {"GET", "/wiki/pages/viewpage.action", find_by_parameter},
    {"GET", "/wiki/pages/resumedraft.action", find_by_parameter},
    {"GET", "/_edge/tenant_info", get_tenant},
    {0},
};

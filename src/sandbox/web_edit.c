/* SPDX-License-Identifier: MIT */
#include "sandbox/web_edit.h"

#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"
#include "sandbox/argument.h"
#include "sandbox/html.h"
#include "sandbox/link.h"
#include "sandbox/normalise.h"
#include "sandbox/page_write.h"
#include "sandbox/title.h"
#include "sandbox/user.h"
#include "sandbox/web_layout.h"

/* What a form shows, and what comes back. */
struct form {
    const char *action;
    const struct space *space;
    long long page;   /* being edited; 0: a new one */
    long long parent; /* of a new one */
    long long number; /* of the version that was on the screen */
    struct slice title;
    struct slice body;
    struct slice message;
};

static void append_hidden(struct strbuf *html, const char *name, long long number)
{
    strbuf_append_format(html, "<input type=\"hidden\" name=\"%s\" value=\"%lld\">", name, number);
}

static void append_text_field(struct strbuf *html, const char *label, const char *name,
                              struct slice value)
{
    strbuf_append_format(html, "<label>%s</label><input type=\"text\" name=\"%s\" value=\"", label,
                         name);
    html_append(html, value);
    strbuf_append(html, "\">");
}

static void append_trash_form(struct call *call, const struct form *form, struct strbuf *html)
{
    strbuf_append_format(html, "<form method=\"post\" action=\"/wiki/spaces/%s/trash/%lld\">",
                         form->space->key, form->page);
    strbuf_append_format(html, "<input type=\"hidden\" name=\"key\" value=\"%s\">",
                         call->sandbox->form_key);
    strbuf_append(html, "<p><button>Move this page to the trash</button></p></form>");
}

/* Answers with the form, and with what was wrong with it when call->problem says so. */
static bool reply_form(struct call *call, const struct form *form)
{
    CLEANUP_STRBUF struct strbuf html = STRBUF(LIMIT_ANSWER);
    bool is_new = form->page == 0;
    const struct web_frame frame = {
        .status = call->problem.status > 0 ? call->problem.status : 200,
        .title = is_new ? SLICE_LITERAL("New page") : form->title,
        .space = form->space,
        .page = is_new ? form->parent : form->page,
    };

    strbuf_append(&html,
                  is_new ? "<h1 class=\"title\">New page</h1>" : "<h1 class=\"title\">Edit</h1>");
    if (call->problem.status > 0) {
        strbuf_append(&html, "<p class=\"problem\">");
        html_append_text(&html, call->problem.title);
        strbuf_append(&html, "</p>");
    }
    strbuf_append_format(&html, "<form method=\"post\" action=\"/wiki%s\">", form->action);
    strbuf_append_format(&html, "<input type=\"hidden\" name=\"key\" value=\"%s\">",
                         call->sandbox->form_key);
    append_hidden(&html, "number", form->number);
    append_hidden(&html, "parent", form->parent);
    append_text_field(&html, "Title", "title", form->title);
    /* A browser drops a line end right behind the tag. */
    strbuf_append(&html, "<label>Storage format</label><textarea name=\"body\">\n");
    html_append(&html, form->body);
    strbuf_append(&html, "</textarea>");
    append_text_field(&html, "What changed (optional)", "message", form->message);
    strbuf_append(&html, "<p><button class=\"main\">Publish</button></p></form>");
    if (!is_new && form->page != form->space->homepage) {
        append_trash_form(call, form, &html);
    }
    return web_reply(call, &frame, &html);
}

/* Browsers send text with CR LF, whatever was in it. */
static struct slice without_returns(struct arena *arena, struct slice text)
{
    char *copy = ARENA_NEW_ARRAY(arena, char, text.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] != '\r') {
            copy[length++] = text.start[i];
        }
    }
    return (struct slice){copy, length};
}

static struct slice field_of(struct call *call, const struct parameters *fields, const char *name)
{
    const struct slice *value = parameters_find(fields, name);

    return value ? without_returns(call->arena, *value) : SLICE_LITERAL("");
}

static long long number_of(const struct parameters *fields, const char *name)
{
    const struct slice *value = parameters_find(fields, name);
    unsigned long long number = 0;

    return value && slice_parse_number(*value, &number) ? (long long)number : 0;
}

/* Refused unless the form came from one of our pages. Who wrote is the browser's user. */
static bool read_form(struct call *call, struct form *form)
{
    struct parameters fields = parameters_parse(call->arena, call->request->body);

    if (!slice_equals(field_of(call, &fields, "key"), call->sandbox->form_key)) {
        return problem_set(&call->problem, 403, "FORBIDDEN",
                           "This form is not from here, or from before a restart: load it again");
    }
    if (call->request->is_body_too_large || !utf8_is_valid(field_of(call, &fields, "title")) ||
        !utf8_is_valid(field_of(call, &fields, "message"))) {
        return problem_set(&call->problem, 400, "BAD_REQUEST", "This form cannot be read");
    }
    form->title = field_of(call, &fields, "title");
    form->body = field_of(call, &fields, "body");
    form->message = field_of(call, &fields, "message");
    form->number = number_of(&fields, "number");
    form->parent = number_of(&fields, "parent");
    return user_of_login(call->sandbox, call->arena, SLICE_LITERAL(USER_BROWSER), &call->user,
                         &call->problem);
}

static bool make_wish(struct call *call, const struct form *form, struct page_wish *wish)
{
    *wish = (struct page_wish){
        .author = call->user.account_id,
        .status = PAGE_CURRENT,
        .message = form->message,
        .space = form->space->id,
        .number = form->number + 1,
    };
    return title_check(form->title, &wish->title, &call->problem) &&
           normalise_body(call->arena, form->body, call->sandbox->random, &wish->body,
                          &call->problem);
}

static bool find_page(struct call *call, struct page *page, struct space *space)
{
    long long id = 0;

    return argument_path_id(call, 1, "ContentId", &id) &&
           page_get(call->sandbox, call->arena, id, true, page, &call->problem) &&
           space_get(call->sandbox, call->arena, page->space, space, &call->problem);
}

bool web_show_edit(struct call *call)
{
    struct space space;
    struct page page;
    struct page shown;
    long long version = 0;

    if (!find_page(call, &page, &space) || !argument_number(call, "version", &version) ||
        !page_get_version(call->sandbox, call->arena, page.id, version > 0 ? version : page.number,
                          &shown, &call->problem)) {
        return false;
    }
    struct form form = {
        .action = link_edit_v2(call->arena, &page),
        .space = &space,
        .page = page.id,
        .number = page.number,
        .title = shown.title,
        .body = shown.body,
    };
    return reply_form(call, &form);
}

/* Leads to the page; or shows the form once more, with what is wrong, so that no word is lost. */
static bool finish(struct call *call, const struct form *form, bool is_done, long long id)
{
    struct page page;

    if (!is_done) {
        return call->problem.status > 0 && reply_form(call, form);
    }
    return page_get(call->sandbox, call->arena, id, false, &page, &call->problem) &&
           web_redirect(call, link_webui(call->arena, &page));
}

bool web_edit(struct call *call)
{
    struct form form = {0};
    struct page_wish wish;
    struct space space;
    struct page page;
    bool has_changed = false;

    if (!find_page(call, &page, &space) || !read_form(call, &form)) {
        return false;
    }
    form.action = link_edit_v2(call->arena, &page);
    form.space = &space;
    form.page = page.id;
    bool is_done =
        make_wish(call, &form, &wish) &&
        page_update(call->sandbox, call->arena, page.id, &wish, &has_changed, &call->problem);
    call->has_written = is_done && has_changed;
    return finish(call, &form, is_done, page.id);
}

static const char *creation_action(struct call *call, const struct space *space)
{
    CLEANUP_STRBUF struct strbuf action = STRBUF(LIMIT_PATH);

    strbuf_append_format(&action, "/spaces/%s/create", space->key);
    return strbuf_copy(&action, call->arena).start;
}

bool web_show_creation(struct call *call)
{
    struct form form = {.body = SLICE_LITERAL("<p></p>")};
    struct space space;

    if (!space_get_by_key(call->sandbox, call->arena, call->captures[0], &space, &call->problem) ||
        !argument_number(call, "parent", &form.parent)) {
        return false;
    }
    form.action = creation_action(call, &space);
    form.space = &space;
    return reply_form(call, &form);
}

bool web_create(struct call *call)
{
    struct form form = {0};
    struct page_wish wish;
    struct space space;
    long long id = 0;

    if (!space_get_by_key(call->sandbox, call->arena, call->captures[0], &space, &call->problem) ||
        !read_form(call, &form)) {
        return false;
    }
    form.action = creation_action(call, &space);
    form.space = &space;
    bool is_done = make_wish(call, &form, &wish);
    if (is_done) {
        wish.parent = form.parent;
        is_done = page_create(call->sandbox, call->arena, &wish, &id, &call->problem);
    }
    call->has_written = is_done;
    return finish(call, &form, is_done, id);
}

bool web_trash(struct call *call)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct form form = {0};
    struct space space;
    struct page page;

    if (!find_page(call, &page, &space) || !read_form(call, &form) ||
        !page_delete(call->sandbox, call->arena, page.id, PAGE_DELETE_TO_TRASH, &call->problem)) {
        return false;
    }
    call->has_written = true;
    strbuf_append_format(&path, "/spaces/%s/overview", space.key);
    return web_redirect(call, strbuf_text(&path));
}

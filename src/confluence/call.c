/* SPDX-License-Identifier: MIT */
#include "base/limit.h"
#include "base/utf8.h"
#include "confluence/errors_internal.h"
#include "confluence/json_internal.h"
#include "confluence/site_internal.h"
#include "http/status.h"

/* A call on its way. */
struct confluence_ticket {
    struct confluence_ticket *next; /* in the list of the site that it is in */
    struct confluence *site;
    struct confluence_call call;
    confluence_on_result on_result;
    void *data;
    struct error error; /* why it cannot be made */
};

void confluence_call_purpose(const struct confluence_call *call, struct strbuf *purpose)
{
    switch (call->action) {
    case CONFLUENCE_FETCH:
        strbuf_append_format(purpose, "read page %s", call->id);
        if (call->version > 0) {
            strbuf_append_format(purpose, " version %d", call->version);
        }
        break;
    case CONFLUENCE_CREATE:
        strbuf_append_format(purpose, "create page \"%s\"", call->title);
        break;
    case CONFLUENCE_UPDATE:
        strbuf_append_format(purpose, "update page %s", call->id);
        break;
    case CONFLUENCE_RENAME:
        strbuf_append_format(purpose, "rename page %s", call->id);
        break;
    case CONFLUENCE_MOVE:
        strbuf_append_format(purpose, "move page %s", call->id);
        break;
    case CONFLUENCE_TRASH:
        strbuf_append_format(purpose, "move page %s to the trash", call->id);
        break;
    case CONFLUENCE_RESTORE:
        strbuf_append_format(purpose, "restore page %s", call->id);
        break;
    }
}

/* --- before --- */

static bool check_id(const char *id, const char *what, struct error *error)
{
    if (!confluence_is_id(id)) {
        return error_set(error, ERROR_USAGE, 0, "%s is no id: %s", what, id ? id : "(none)");
    }
    return true;
}

static bool check_text(struct slice text, const char *what, struct error *error)
{
    if (!utf8_is_valid(text)) {
        return error_set(error, ERROR_USAGE, 0, "%s is not valid UTF-8", what);
    }
    return true;
}

static bool check(const struct confluence_call *call, struct error *error)
{
    if (call->action != CONFLUENCE_CREATE && !check_id(call->id, "the page", error)) {
        return false;
    }
    if (call->action == CONFLUENCE_MOVE && !check_id(call->target_id, "the target", error)) {
        return false;
    }
    if (call->parent_id && !check_id(call->parent_id, "the parent", error)) {
        return false;
    }
    return check_text(slice_from(call->title), "the title", error) &&
           check_text(slice_from(call->message), "the version's message", error) &&
           check_text(call->body, "the body", error);
}

/* --- after --- */

static bool has_page_in_answer(enum confluence_action action)
{
    return action != CONFLUENCE_MOVE && action != CONFLUENCE_TRASH;
}

/* Tickets live in the site's arena and are used again. */
static void put_back(struct confluence_ticket *ticket)
{
    ticket->next = ticket->site->spare;
    ticket->site->spare = ticket;
}

static void tell(struct confluence_ticket *ticket, const struct confluence_result *result)
{
    confluence_on_result on_result = ticket->on_result;
    void *data = ticket->data;

    put_back(ticket);
    on_result(data, result);
}

static void tell_answer(struct confluence_ticket *ticket, const struct http_answer *answer,
                        const char *purpose)
{
    struct error error;
    struct confluence_page page = {.id = ticket->call.id, .title = "", .space_id = ""};
    page.version_message = "";

    if (answer->status >= HTTP_CLIENT_ERROR) {
        refusal_error(answer, purpose, ticket->call.action != CONFLUENCE_FETCH, &error);
        tell(ticket, &(struct confluence_result){.error = &error, .refusal = refusal_kind(answer)});
        return;
    }
    json_auto_t *json = has_page_in_answer(ticket->call.action) ? answer_json(answer) : NULL;
    if (has_page_in_answer(ticket->call.action) && !ticket->site->dialect->read_page(json, &page)) {
        nonsense_error(answer, purpose, &error);
        tell(ticket, &(struct confluence_result){.error = &error});
        return;
    }
    tell(ticket, &(struct confluence_result){.page = &page});
}

static void on_done(void *data, const struct http_answer *answer, const struct error *error)
{
    struct confluence_ticket *ticket = data;
    CLEANUP_STRBUF struct strbuf purpose = STRBUF(ERROR_MESSAGE_SIZE);

    if (error) {
        tell(ticket, &(struct confluence_result){.error = error});
        return;
    }
    confluence_call_purpose(&ticket->call, &purpose);
    tell_answer(ticket, answer, strbuf_text(&purpose));
}

static void write_body(void *data, struct strbuf *body)
{
    const struct confluence_ticket *ticket = data;
    json_auto_t *json = ticket->site->dialect->call_body(&ticket->call);

    if (json) {
        append_json(body, json);
    }
}

/* --- the queue --- */

static struct confluence_ticket *take_ticket(struct confluence *site)
{
    struct confluence_ticket *ticket = site->spare;

    if (!ticket) {
        return ARENA_NEW(site->arena, struct confluence_ticket);
    }
    site->spare = ticket->next;
    return ticket;
}

static void submit(struct confluence *site, struct confluence_ticket *ticket)
{
    CLEANUP_STRBUF struct strbuf purpose = STRBUF(ERROR_MESSAGE_SIZE);
    struct confluence_wire wire = {.target = STRBUF(LIMIT_PATH)};

    site->dialect->call_wire(&wire, &ticket->call);
    confluence_call_purpose(&ticket->call, &purpose);
    http_pool_submit(site->pool, &(struct http_request){
                                     .method = wire.method,
                                     .target = strbuf_text(&wire.target),
                                     .purpose = strbuf_text(&purpose),
                                     .write_body = write_body,
                                     .on_done = on_done,
                                     .data = ticket,
                                     .owner = site,
                                 });
    strbuf_release(&wire.target);
}

void confluence_queue(struct confluence *site, const struct confluence_call *call,
                      confluence_on_result on_result, void *data)
{
    struct confluence_ticket *ticket = take_ticket(site);

    *ticket = (struct confluence_ticket){
        .site = site,
        .call = *call,
        .on_result = on_result,
        .data = data,
    };
    if (check(call, &ticket->error)) {
        submit(site, ticket);
        return;
    }
    ticket->next = site->refused;
    site->refused = ticket;
}

static void tell_refused(struct confluence *site)
{
    while (site->refused) {
        struct confluence_ticket *ticket = site->refused;
        struct error error = ticket->error;
        site->refused = ticket->next;
        tell(ticket, &(struct confluence_result){.error = &error});
    }
}

bool confluence_run(struct confluence *site, struct error *error)
{
    do {
        tell_refused(site);
        if (!http_pool_run(site->pool, error)) {
            tell_refused(site);
            return false;
        }
    } while (site->refused);
    return true;
}

/* --- one call by itself --- */

struct single_call {
    struct arena *arena;
    struct confluence_page *page;
    struct error error;
    bool has_failed;
};

static void note_result(void *data, const struct confluence_result *result)
{
    struct single_call *single = data;

    if (result->error) {
        single->has_failed = true;
        single->error = *result->error;
    } else {
        confluence_copy_page(single->arena, result->page, single->page);
    }
}

bool confluence_do(struct confluence *site, const struct confluence_call *call, struct arena *arena,
                   struct confluence_page *page, struct error *error)
{
    struct single_call single = {.arena = arena, .page = page};

    confluence_queue(site, call, note_result, &single);
    bool has_run = confluence_run(site, error);
    if (single.has_failed) {
        *error = single.error;
        return false;
    }
    return has_run;
}

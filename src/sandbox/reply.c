/* SPDX-License-Identifier: MIT */
#include "sandbox/call.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"

static int add_piece(const char *bytes, size_t size, void *data)
{
    struct strbuf *text = data;

    strbuf_append_slice(text, (struct slice){bytes, size});
    return text->is_full ? -1 : 0;
}

bool reply_text(struct call *call, int status, const char *type, struct slice text)
{
    call->response->status = status;
    call->response->body = text;
    server_response_add(call->response, "Content-Type", type);
    return true;
}

bool reply_json(struct call *call, int status, const json_t *json)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_ANSWER);

    if (!json || json_dump_callback(json, add_piece, &text, JSON_COMPACT) != 0) {
        return problem_set(&call->problem, 500, "INTERNAL_SERVER_ERROR",
                           "The answer is larger than %zu bytes", LIMIT_ANSWER);
    }
    return reply_text(call, status, "application/json", strbuf_copy(&text, call->arena));
}

bool reply_empty(struct call *call, int status)
{
    call->response->status = status;
    call->response->body = SLICE_LITERAL("");
    return true;
}

const char *call_base(struct call *call)
{
    CLEANUP_STRBUF struct strbuf base = STRBUF(LIMIT_PATH);

    strbuf_append_format(&base, "http://127.0.0.1:%hu/wiki", call->sandbox->port);
    return strbuf_copy(&base, call->arena).start;
}

static json_t *v2_envelope(const struct problem *problem)
{
    return json_pack("{s:[{s:i, s:s, s:s, s:s?}]}", "errors", "status", problem->status, "code",
                     problem->code, "title", problem->title, "detail", problem->detail);
}

/* "data" says nothing a client could use, and stays away where access is refused. */
static json_t *v1_envelope(const struct problem *problem)
{
    if (problem->status == 403) {
        return json_pack("{s:i, s:s}", "statusCode", problem->status, "message", problem->title);
    }
    return json_pack("{s:i, s:{s:b, s:b, s:[], s:b}, s:s}", "statusCode", problem->status, "data",
                     "authorized", 1, "valid", problem->status != 400, "errors", "successful", 0,
                     "message", problem->title);
}

static void reply_page(struct call *call)
{
    CLEANUP_STRBUF struct strbuf page = STRBUF(LIMIT_ANSWER);

    strbuf_append_format(&page, "%d: %s\n", call->problem.status, call->problem.title);
    (void)reply_text(call, call->problem.status, "text/plain; charset=utf-8",
                     strbuf_copy(&page, call->arena));
}

void reply_problem(struct call *call)
{
    struct problem *problem = &call->problem;

    if (problem->status == 0) {
        (void)problem_set(problem, 500, "INTERNAL_SERVER_ERROR", "%s", problem->error.message);
    }
    if (call->dialect == DIALECT_WEB) {
        reply_page(call);
        return;
    }
    json_auto_t *json = call->dialect == DIALECT_V1 ? v1_envelope(problem) : v2_envelope(problem);
    if (!reply_json(call, problem->status, json)) {
        /* Only a text that is not UTF-8 can do that, and none comes here. */
        reply_page(call);
    }
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/dispatch.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/access.h"
#include "sandbox/call.h"
#include "sandbox/faults.h"
#include "sandbox/request_log.h"
#include "sandbox/router.h"
#include "sandbox/unknown.h"

static enum dialect dialect_of(struct slice path)
{
    if (slice_starts_with(path, "/wiki/api/v2/")) {
        return DIALECT_V2;
    }
    if (slice_starts_with(path, "/wiki/rest/")) {
        return DIALECT_V1;
    }
    return slice_starts_with(path, "/_sandbox/") ? DIALECT_ADMIN : DIALECT_WEB;
}

/* Tries one list after the other; a path that fits one of them is known. */
static bool take(struct call *call, const struct route *const *lists,
                 bool (*otherwise)(struct call *call))
{
    bool is_known = false;
    bool is_answered = false;

    for (; *lists; lists++) {
        enum routing routing = router_take(call, *lists, &is_answered);
        if (routing == ROUTED) {
            return is_answered;
        }
        is_known = is_known || routing == ROUTED_OTHERWISE;
    }
    return is_known ? unknown_method(call) : otherwise(call);
}

static bool find_nothing(struct call *call)
{
    return problem_set(&call->problem, 404, "NOT_FOUND", "There is nothing here");
}

static bool route(struct call *call)
{
    static const struct route *const v2[] = {v2_page_routes, v2_space_routes, NULL};
    static const struct route *const v1[] = {v1_routes, NULL};
    static const struct route *const admin[] = {admin_routes, NULL};
    static const struct route *const web[] = {web_routes, NULL};

    switch (call->dialect) {
    case DIALECT_V2:
        return access_check(call) && take(call, v2, unknown_v2);
    case DIALECT_V1:
        return access_check(call) && take(call, v1, unknown_v1);
    case DIALECT_ADMIN:
        return take(call, admin, find_nothing);
    case DIALECT_WEB:
        return take(call, web, find_nothing);
    }
    return find_nothing(call);
}

static void add_retry_after(struct call *call, const struct fault *fault)
{
    CLEANUP_STRBUF struct strbuf seconds = STRBUF(LIMIT_PATH);

    if (fault->retry_after_s < 0) {
        return;
    }
    strbuf_append_format(&seconds, "%lld", fault->retry_after_s);
    server_response_add(call->response, "Retry-After", strbuf_copy(&seconds, call->arena).start);
}

/* Gateways answer in HTML, whatever was asked for. */
static void answer_as_gateway(struct call *call, int status, const char *words)
{
    CLEANUP_STRBUF struct strbuf page = STRBUF(LIMIT_PATH);

    strbuf_append_format(
        &page, "<html><head><title>%d %s</title></head><body><h1>%d %s</h1></body></html>", status,
        words, status, words);
    (void)reply_text(call, status, "text/html", strbuf_copy(&page, call->arena));
}

static void answer_too_many(struct call *call, const struct fault *fault)
{
    if (fault->retry_after_s < 0) {
        server_response_add(call->response, "X-Failure-Category", "FAILURE CLIENT RATE LIMITED");
    } else {
        server_response_add(call->response, "X-RateLimit-Limit", "100");
        server_response_add(call->response, "X-RateLimit-Remaining", "0");
        server_response_add(call->response, "RateLimit-Reason", "confluence-quota-tenant-based");
    }
    (void)reply_text(call, 429, "application/json",
                     SLICE_LITERAL("{\"code\":429,\"message\":\"Rate limit exceeded\"}"));
}

static void answer_normally(struct call *call)
{
    if (!route(call)) {
        reply_problem(call);
    }
}

static void answer_with_fault(struct call *call, const struct fault *fault)
{
    add_retry_after(call, fault);
    switch (fault->kind) {
    case FAULT_NONE:
    case FAULT_DELAY:
        answer_normally(call);
        break;
    case FAULT_429:
        answer_too_many(call, fault);
        break;
    case FAULT_500:
        answer_as_gateway(call, 500, "Internal Server Error");
        break;
    case FAULT_503:
        answer_as_gateway(call, 503, "Service Temporarily Unavailable");
        break;
    case FAULT_CUT_BEFORE:
        call->response->fate = SERVER_DROP;
        break;
    case FAULT_CUT_AFTER_COMMIT:
        answer_normally(call);
        call->response->fate = SERVER_DROP;
        break;
    case FAULT_CUT_BODY:
        answer_normally(call);
        call->response->fate = SERVER_CUT_OFF;
        break;
    case FAULT_NO_ACCESS:
        (void)access_refuse(call);
        reply_problem(call);
        break;
    }
}

static const char *make_trace(struct call *call)
{
    CLEANUP_STRBUF struct strbuf trace = STRBUF(LIMIT_PATH);

    strbuf_append_format(&trace, "%016llx%016llx",
                         (unsigned long long)random_next(call->sandbox->random),
                         (unsigned long long)random_next(call->sandbox->random));
    return strbuf_copy(&trace, call->arena).start;
}

void dispatch_answer(void *data, const struct server_request *request,
                     struct server_response *response)
{
    struct sandbox *sandbox = data;
    struct call *call = ARENA_NEW(request->arena, struct call);

    call->sandbox = sandbox;
    call->arena = request->arena;
    call->request = request;
    call->response = response;
    call->dialect = dialect_of(request->path);
    call->query = parameters_parse(request->arena, request->query);
    call->trace = make_trace(call);
    response->note = call;
    server_response_add(response, "atl-traceid", call->trace);

    /* Ordering faults must stay possible while they are in force. */
    struct fault fault = {.kind = FAULT_NONE, .retry_after_s = -1};
    if (call->dialect != DIALECT_ADMIN) {
        fault = faults_meet(sandbox->faults, request->method, request->target);
        response->delay_ms = sandbox->delay_ms + fault.delay_ms;
    }
    call->fault = fault.kind == FAULT_NONE ? NULL : fault_name(fault.kind);
    answer_with_fault(call, &fault);
}

void dispatch_sending(void *data, const struct server_request *request,
                      const struct server_response *response, long long duration_ms)
{
    const struct sandbox *sandbox = data;

    if (sandbox->log) {
        request_log_add(sandbox->log, request, response, duration_ms, response->note);
    }
}

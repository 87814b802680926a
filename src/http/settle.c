/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/mem.h"
#include "http/pool_internal.h"
#include "http/retry.h"
#include "http/status.h"

enum { MOST_REDIRECTIONS = 5, MIB = 1024 * 1024 };

static const char *find_header(CURL *transfer, const char *name)
{
    struct curl_header *header = NULL;

    if (curl_easy_header(transfer, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) {
        return NULL;
    }
    return header->value;
}

const char *http_answer_header(const struct http_answer *answer, const char *name)
{
    return find_header(answer->transfer, name);
}

/* Atlassian's edge names each request, under one of two names. */
static const char *find_trace(CURL *transfer)
{
    const char *trace = find_header(transfer, "atl-traceid");

    return trace ? trace : find_header(transfer, "x-arequestid");
}

/* The proxy answered CONNECT with anything but a tunnel: no server has seen a request. */
static bool is_tunnel_refused(CURL *transfer)
{
    long status = 0;

    curl_easy_getinfo(transfer, CURLINFO_HTTP_CONNECTCODE, &status);
    return status >= HTTP_REDIRECTION;
}

static bool attempt_was_sent(CURL *transfer)
{
    long size = 0;

    curl_easy_getinfo(transfer, CURLINFO_REQUEST_SIZE, &size);
    return size > 0 && !is_tunnel_refused(transfer);
}

static void report(const struct http_pool *pool, const struct http_exchange *exchange,
                   const struct http_event *event)
{
    if (!pool->settings.on_event) {
        return;
    }
    struct http_event whole = *event;
    whole.method = http_method_name(exchange->request.method);
    whole.url = exchange->url;
    whole.attempt = exchange->attempts;
    pool->settings.on_event(pool->settings.event_data, &whole);
}

static void call_back(struct http_pool *pool, struct http_exchange *exchange,
                      const struct http_answer *answer, const struct error *error)
{
    pool->is_calling_back = true;
    exchange->request.on_done(exchange->request.data, answer, error);
    pool->is_calling_back = false;
    for (int lane = 0; lane < HTTP_LANES; lane++) {
        pool->lanes[lane].queued_last = NULL;
    }
    http_exchange_free(exchange);
}

static void fail(struct http_pool *pool, struct http_exchange *exchange, const struct error *error)
{
    call_back(pool, exchange, NULL, error);
}

void http_settle_stopped(struct http_pool *pool, struct http_exchange *exchange)
{
    struct error error;

    if (exchange->was_sent && exchange->request.method != HTTP_GET) {
        error_set(&error, ERROR_NETWORK, NETWORK_UNANSWERED, "%s: stopped before %s answered",
                  exchange->purpose, pool->url.host);
    } else {
        error_set(&error, ERROR_INTERRUPTED, 0, "%s: stopped", exchange->purpose);
    }
    fail(pool, exchange, &error);
}

/* --- attempts without an answer --- */

static bool is_about_reaching_the_server(CURL *transfer, CURLcode code)
{
    return is_tunnel_refused(transfer) || code == CURLE_COULDNT_RESOLVE_HOST ||
           code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_CONNECT ||
           code == CURLE_SSL_CONNECT_ERROR;
}

static bool is_hopeless(const struct http_pool *pool, const struct http_exchange *exchange,
                        CURLcode code)
{
    switch ((int)code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_WRITE_ERROR:
    case CURLE_BAD_FUNCTION_ARGUMENT:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
        return true;
    default:
        /* A server that never answered is more likely a wrong address than a bad moment. */
        return !pool->has_answered && is_about_reaching_the_server(exchange->transfer, code);
    }
}

static const char *reason_of(const struct http_pool *pool, const struct http_exchange *exchange,
                             CURLcode code)
{
    long system_error = 0;

    curl_easy_getinfo(exchange->transfer, CURLINFO_OS_ERRNO, &system_error);
    /* libcurl's own text names whom it tried: with a proxy in use, the proxy. */
    if (code == CURLE_COULDNT_CONNECT && system_error != 0 &&
        strstr(exchange->failure, pool->url.host)) {
        return strerror((int)system_error);
    }
    if (code == CURLE_SEND_FAIL_REWIND) {
        return "the connection was closed";
    }
    return exchange->failure[0] != '\0' ? exchange->failure : curl_easy_strerror(code);
}

static void fail_unanswered(struct http_pool *pool, struct http_exchange *exchange, CURLcode code)
{
    struct error error;
    const char *server = strstr(pool->url.origin, "//") + 2;
    char attempts[32] = "";

    if (exchange->attempts > 1) {
        (void)snprintf(attempts, sizeof attempts, " (%d attempts)", exchange->attempts);
    }
    if (exchange->answer.is_full) {
        error_set(&error, ERROR_INPUT, 0, "%s: the answer is larger than %zu MiB",
                  exchange->purpose, LIMIT_ANSWER / MIB);
    } else if (exchange->was_sent) {
        error_set(&error, ERROR_NETWORK, NETWORK_UNANSWERED, "%s: no answer from %s: %s%s",
                  exchange->purpose, server, reason_of(pool, exchange, code), attempts);
    } else {
        error_set(&error, ERROR_NETWORK, NETWORK_NOT_SENT, "%s: cannot reach %s: %s%s",
                  exchange->purpose, server, reason_of(pool, exchange, code), attempts);
    }
    fail(pool, exchange, &error);
}

/* --- retries and redirections --- */

static void wait_again(struct http_pool *pool, struct http_exchange *exchange, long long due_ms)
{
    http_exchange_reset(exchange);
    exchange->due_ms = due_ms;
    http_list_insert(&http_pool_lane(pool, exchange)->waiting, NULL, exchange);
}

static bool retry(struct http_pool *pool, struct http_exchange *exchange,
                  const struct http_outcome *outcome, const char *reason)
{
    long long pause = http_retry_pause(&pool->settings, outcome);

    if (pause == HTTP_GIVE_UP || pool->is_stopped) {
        return false;
    }
    long long due_ms = clock_monotonic_ms(pool->settings.clock) + pause;
    if (outcome->ordered_pause_ms > 0 && due_ms > pool->paused_until_ms) {
        pool->paused_until_ms = due_ms;
    }
    report(pool, exchange,
           &(struct http_event){.kind = HTTP_WAITING,
                                .status = outcome->status,
                                .reason = reason,
                                .wait_ms = pause,
                                .patience_ms =
                                    outcome->is_refused ? pool->settings.refused_cap_ms : 0});
    pool->counts.retries++;
    wait_again(pool, exchange, due_ms);
    return true;
}

/* For how long all connections have been refused. */
static long long refused_for(struct http_pool *pool)
{
    long long now_ms = clock_monotonic_ms(pool->settings.clock);

    if (pool->refused_ms == 0) {
        pool->refused_ms = now_ms;
    }
    return now_ms - pool->refused_ms;
}

static void settle_unanswered(struct http_pool *pool, struct http_exchange *exchange, CURLcode code)
{
    exchange->was_sent = exchange->was_sent || attempt_was_sent(exchange->transfer);
    struct http_outcome outcome = {
        .is_idempotent = http_method_is_idempotent(exchange->request.method),
        .was_sent = exchange->was_sent,
        .is_hopeless = is_hopeless(pool, exchange, code),
        .retries = exchange->attempts - 1,
        .is_refused = code == CURLE_COULDNT_CONNECT,
    };
    outcome.refused_ms = outcome.is_refused ? refused_for(pool) : 0;

    report(pool, exchange,
           &(struct http_event){
               .kind = HTTP_FAILED,
               .reason = reason_of(pool, exchange, code),
               .duration_ms = clock_monotonic_ms(pool->settings.clock) - exchange->sent_ms,
           });
    if (!retry(pool, exchange, &outcome, reason_of(pool, exchange, code))) {
        fail_unanswered(pool, exchange, code);
    }
}

static bool is_within_the_server(const struct http_pool *pool, const char *address,
                                 struct arena *arena, struct http_url *url)
{
    struct error ignored;

    return http_url_parse(address, arena, url, &ignored) &&
           strcmp(url->origin, pool->url.origin) == 0;
}

static void settle_redirection(struct http_pool *pool, struct http_exchange *exchange, int status)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct http_url url = {.origin = "elsewhere"};
    struct error error;
    const char *address = NULL;

    curl_easy_getinfo(exchange->transfer, CURLINFO_REDIRECT_URL, &address);
    if (!address || !is_within_the_server(pool, address, arena, &url)) {
        error_set(&error, ERROR_HTTP, status, "%s: HTTP %d sends us to %s, which is not followed",
                  exchange->purpose, status, url.origin);
        fail(pool, exchange, &error);
    } else if (exchange->request.method != HTTP_GET) {
        error_set(&error, ERROR_HTTP, status, "%s: HTTP %d sends us to %s%s, which is not followed",
                  exchange->purpose, status, url.origin, url.path);
        fail(pool, exchange, &error);
    } else if (exchange->redirections >= MOST_REDIRECTIONS) {
        error_set(&error, ERROR_HTTP, status, "%s: more than %d redirections", exchange->purpose,
                  MOST_REDIRECTIONS);
        fail(pool, exchange, &error);
    } else {
        char *next = mem_copy_text(address);
        free(exchange->url);
        exchange->url = next;
        exchange->redirections++;
        exchange->attempts--; /* it is not a retry */
        wait_again(pool, exchange, 0);
    }
}

/* --- answers --- */

static size_t bytes_of(CURL *transfer, CURLINFO which)
{
    curl_off_t bytes = 0;

    curl_easy_getinfo(transfer, which, &bytes);
    return bytes > 0 ? (size_t)bytes : 0;
}

static void count(struct http_pool *pool, const struct http_exchange *exchange)
{
    pool->counts.bytes_sent += bytes_of(exchange->transfer, CURLINFO_SIZE_UPLOAD_T);
    pool->counts.bytes_received += bytes_of(exchange->transfer, CURLINFO_SIZE_DOWNLOAD_T);
}

/* 429 and 503 say "too much"; NearLimit says "soon" (Atlassian's rate limiting headers). */
static void adapt(struct http_pool *pool, const struct http_exchange *exchange, int status)
{
    struct http_window *window = &http_pool_lane(pool, exchange)->window;
    const char *near = find_header(exchange->transfer, "x-ratelimit-nearlimit");

    if (status == HTTP_TOO_MANY_REQUESTS || status == HTTP_UNAVAILABLE ||
        (near && strcmp(near, "true") == 0)) {
        http_window_narrow(window, exchange->sent_ms, clock_monotonic_ms(pool->settings.clock));
    } else if (status < HTTP_SERVER_ERROR) {
        http_window_praise(window);
    }
}

static void report_answer(const struct http_pool *pool, const struct http_exchange *exchange,
                          const struct http_answer *answer)
{
    report(pool, exchange,
           &(struct http_event){
               .kind = HTTP_ANSWERED,
               .trace = answer->trace,
               .status = answer->status,
               .duration_ms = clock_monotonic_ms(pool->settings.clock) - exchange->sent_ms,
               .bytes_sent = bytes_of(exchange->transfer, CURLINFO_SIZE_UPLOAD_T),
               .bytes_received = bytes_of(exchange->transfer, CURLINFO_SIZE_DOWNLOAD_T),
           });
}

/* X-RateLimit-Reset comes with answers of every kind, and is an order with 429 only. */
static long long ordered_pause(const struct http_pool *pool, CURL *transfer, int status)
{
    bool is_too_many = status == HTTP_TOO_MANY_REQUESTS;

    if (!is_too_many && status < HTTP_SERVER_ERROR) {
        return 0;
    }
    return http_ordered_pause(pool->settings.clock, find_header(transfer, "retry-after"),
                              is_too_many ? find_header(transfer, "x-ratelimit-reset") : NULL);
}

static struct http_answer answer_of(const struct http_pool *pool, struct http_exchange *exchange)
{
    CURL *transfer = exchange->transfer;
    const char *content_type = find_header(transfer, "content-type");
    long status = 0;

    curl_easy_getinfo(transfer, CURLINFO_RESPONSE_CODE, &status);
    return (struct http_answer){
        .status = (int)status,
        .attempts = exchange->attempts,
        .is_after_doubt = exchange->was_sent,
        .body = strbuf_slice(&exchange->answer),
        .content_type = content_type ? content_type : "",
        .trace = find_trace(transfer),
        .ordered_pause_ms = ordered_pause(pool, transfer, (int)status),
        .transfer = transfer,
    };
}

static void settle_answered(struct http_pool *pool, struct http_exchange *exchange)
{
    struct http_answer answer = answer_of(pool, exchange);
    struct http_outcome outcome = {
        .status = answer.status,
        .is_idempotent = http_method_is_idempotent(exchange->request.method),
        .was_sent = true,
        .retries = exchange->attempts - 1,
        .ordered_pause_ms = answer.ordered_pause_ms,
    };

    pool->has_answered = true;
    pool->refused_ms = 0;
    adapt(pool, exchange, answer.status);
    report_answer(pool, exchange, &answer);
    if (answer.status >= HTTP_REDIRECTION && answer.status < HTTP_CLIENT_ERROR) {
        settle_redirection(pool, exchange, answer.status);
        return;
    }
    if (answer.status >= HTTP_SERVER_ERROR) {
        /* A gateway gave up; what is behind it may not have. */
        exchange->was_sent = true;
    }
    if (answer.status < HTTP_CLIENT_ERROR ||
        !retry(pool, exchange, &outcome, http_status_words(answer.status))) {
        call_back(pool, exchange, &answer, NULL);
    }
}

void http_settle(struct http_pool *pool, struct http_exchange *exchange, CURLcode code)
{
    if (code == CURLE_OUT_OF_MEMORY) {
        mem_fail();
    }
    count(pool, exchange);
    if (code == CURLE_OK) {
        settle_answered(pool, exchange);
    } else {
        settle_unanswered(pool, exchange, code);
    }
}

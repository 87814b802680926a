/* SPDX-License-Identifier: MIT */
#include "http/pool.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "http/authorization.h"
#include "http/pool_internal.h"

/* How long the pool may be deaf to the wish to stop. */
enum { LONGEST_NAP_MS = 200 };

/* --- life --- */

static struct curl_slist *append_header(struct curl_slist *headers, const char *line)
{
    struct curl_slist *longer = curl_slist_append(headers, line);

    if (!longer) {
        mem_fail();
    }
    return longer;
}

static struct curl_slist *make_headers(const char *authorization)
{
    struct curl_slist *headers = append_header(NULL, "Accept: application/json");

    return authorization ? append_header(headers, authorization) : headers;
}

static void set_headers(struct http_pool *pool, const char *user, const char *token)
{
    char *authorization = token ? http_authorization_line(user, token) : NULL;

    pool->headers = make_headers(authorization);
    pool->headers_with_body = make_headers(authorization);
    append_header(pool->headers_with_body, "Content-Type: application/json");
    /* Waiting for "100 Continue" would cost a second with servers that do not know it. */
    append_header(pool->headers_with_body, "Expect:");
    http_wipe_text(authorization);
}

static void free_headers(struct curl_slist *headers)
{
    for (struct curl_slist *header = headers; header; header = header->next) {
        explicit_bzero(header->data, strlen(header->data));
    }
    curl_slist_free_all(headers);
}

bool http_pool_open(const struct http_pool_options *options, struct http_pool **pool,
                    struct error *error)
{
    CLEANUP(http_pool) struct http_pool *made = MEM_NEW(struct http_pool);

    made->settings = options->settings;
    made->arena = arena_new();
    made->root = arena_copy(made->arena, slice_from(options->root));
    made->lanes[HTTP_READS].window =
        http_window_of(options->settings.reads_first, options->settings.reads_most);
    made->lanes[HTTP_WRITES].window =
        http_window_of(options->settings.writes_first, options->settings.writes_most);
    /* Counted by libcurl: as many cleanups as inits. */
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(made->multi = curl_multi_init())) {
        mem_fail();
    }
    set_headers(made, options->user, options->token);
    curl_multi_setopt(made->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
    curl_multi_setopt(made->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                      (long)options->settings.reads_most);
    if (!http_url_parse(options->root, made->arena, &made->url, error)) {
        return false;
    }
    *pool = TAKE(made);
    return true;
}

static void forget(struct http_pool *pool, struct http_list *list, struct http_exchange *exchange)
{
    struct http_lane *lane = http_pool_lane(pool, exchange);

    if (lane->queued_last == exchange) {
        lane->queued_last = exchange->previous;
    }
    http_list_remove(list, exchange);
    if (exchange->transfer) {
        curl_multi_remove_handle(pool->multi, exchange->transfer);
        lane->window.under_way--;
    }
}

static void drop(struct http_pool *pool, struct http_list *list, const void *owner,
                 bool is_everything)
{
    struct http_exchange *next = NULL;

    for (struct http_exchange *exchange = list->first; exchange; exchange = next) {
        next = exchange->next;
        if (is_everything || exchange->request.owner == owner) {
            forget(pool, list, exchange);
            http_exchange_free(exchange);
        }
    }
}

static void drop_in_all_lists(struct http_pool *pool, const void *owner, bool is_everything)
{
    for (int lane = 0; lane < HTTP_LANES; lane++) {
        drop(pool, &pool->lanes[lane].waiting, owner, is_everything);
        drop(pool, &pool->lanes[lane].under_way, owner, is_everything);
    }
}

void http_pool_drop(struct http_pool *pool, const void *owner)
{
    drop_in_all_lists(pool, owner, false);
}

void http_pool_free(struct http_pool *pool)
{
    if (!pool) {
        return;
    }
    drop_in_all_lists(pool, NULL, true);
    curl_multi_cleanup(pool->multi);
    free_headers(pool->headers);
    free_headers(pool->headers_with_body);
    arena_free(pool->arena);
    free(pool);
    curl_global_cleanup();
}

struct http_counts http_pool_counts(const struct http_pool *pool)
{
    return pool->counts;
}

/* --- sending --- */

struct http_lane *http_pool_lane(struct http_pool *pool, const struct http_exchange *exchange)
{
    return &pool->lanes[exchange->request.method == HTTP_GET ? HTTP_READS : HTTP_WRITES];
}

void http_pool_submit(struct http_pool *pool, const struct http_request *request)
{
    struct http_exchange *exchange = http_exchange_new(request, pool->root);
    struct http_lane *lane = http_pool_lane(pool, exchange);

    if (pool->is_calling_back) {
        http_list_insert(&lane->waiting, lane->queued_last, exchange);
        lane->queued_last = exchange;
    } else {
        http_list_insert(&lane->waiting, lane->waiting.last, exchange);
    }
}

static void start(struct http_pool *pool, struct http_lane *lane, struct http_exchange *exchange)
{
    struct http_transport transport = {
        .headers = pool->headers,
        .headers_with_body = pool->headers_with_body,
        .settings = &pool->settings,
        .url = &pool->url,
    };

    http_list_remove(&lane->waiting, exchange);
    http_exchange_prepare(exchange, &transport);
    exchange->attempts++;
    exchange->sent_ms = clock_monotonic_ms(pool->settings.clock);
    http_list_insert(&lane->under_way, NULL, exchange);
    lane->window.under_way++;
    pool->counts.requests++;
    curl_multi_add_handle(pool->multi, exchange->transfer);
}

static bool has_room(const struct http_lane *lane)
{
    return lane->window.under_way < lane->window.size;
}

/* When the exchange may be sent as far as time is concerned. */
static long long due(const struct http_pool *pool, const struct http_exchange *exchange)
{
    return exchange->due_ms > pool->paused_until_ms ? exchange->due_ms : pool->paused_until_ms;
}

static void start_due(struct http_pool *pool, struct http_lane *lane)
{
    long long now_ms = clock_monotonic_ms(pool->settings.clock);
    struct http_exchange *next = NULL;

    for (struct http_exchange *exchange = lane->waiting.first; exchange && has_room(lane);
         exchange = next) {
        next = exchange->next;
        if (due(pool, exchange) <= now_ms) {
            start(pool, lane, exchange);
        }
    }
}

static void collect(struct http_pool *pool)
{
    int left = 0;
    CURLMsg *message = NULL;

    while ((message = curl_multi_info_read(pool->multi, &left))) {
        struct http_exchange *exchange = NULL;
        CURLcode code = message->data.result; /* the message is gone with the transfer */
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
        forget(pool, &http_pool_lane(pool, exchange)->under_way, exchange);
        http_settle(pool, exchange, code);
    }
}

/* --- stopping --- */

/* Ends what is in the list and may be given up; `is_late`: also writes under way. */
static void stop_list(struct http_pool *pool, struct http_list *list, bool is_late)
{
    struct http_exchange *exchange = list->first;

    while (exchange) {
        bool is_write = exchange->transfer && exchange->request.method != HTTP_GET;
        if (is_write && !is_late) {
            exchange = exchange->next;
            continue;
        }
        exchange->was_sent = exchange->was_sent || is_write;
        forget(pool, list, exchange);
        http_settle_stopped(pool, exchange);
        /* The callback may have changed the list. */
        exchange = list->first;
    }
}

static void stop_if_asked(struct http_pool *pool)
{
    long long now_ms = clock_monotonic_ms(pool->settings.clock);
    struct error ignored;

    if (!pool->is_stopped && !progress_continue(pool->settings.progress, &ignored)) {
        pool->is_stopped = true;
        pool->stopped_ms = now_ms;
    }
    if (!pool->is_stopped) {
        return;
    }
    bool is_late = now_ms - pool->stopped_ms >= pool->settings.stopping_ms;
    for (int lane = 0; lane < HTTP_LANES; lane++) {
        stop_list(pool, &pool->lanes[lane].waiting, is_late);
        stop_list(pool, &pool->lanes[lane].under_way, is_late);
    }
}

/* --- the loop --- */

/* How long nothing can happen except on the network. */
static long long nap_ms(const struct http_pool *pool)
{
    long long now_ms = clock_monotonic_ms(pool->settings.clock);
    long long soonest_ms = now_ms + LONGEST_NAP_MS;

    for (int i = 0; i < HTTP_LANES; i++) {
        const struct http_lane *lane = &pool->lanes[i];
        const struct http_exchange *exchange = has_room(lane) ? lane->waiting.first : NULL;
        for (; exchange; exchange = exchange->next) {
            long long due_ms = due(pool, exchange);
            soonest_ms = due_ms < soonest_ms ? due_ms : soonest_ms;
        }
    }
    return soonest_ms > now_ms ? soonest_ms - now_ms : 0;
}

static int count_under_way(const struct http_pool *pool)
{
    return pool->lanes[HTTP_READS].window.under_way + pool->lanes[HTTP_WRITES].window.under_way;
}

static bool is_busy(const struct http_pool *pool)
{
    return pool->lanes[HTTP_READS].waiting.first || pool->lanes[HTTP_WRITES].waiting.first ||
           count_under_way(pool) > 0;
}

static void work(struct http_pool *pool)
{
    int running = 0;

    for (int lane = 0; lane < HTTP_LANES; lane++) {
        start_due(pool, &pool->lanes[lane]);
    }
    curl_multi_perform(pool->multi, &running);
    collect(pool);
    if (!is_busy(pool)) {
        return;
    }
    if (count_under_way(pool) > 0) {
        curl_multi_poll(pool->multi, NULL, 0, (int)nap_ms(pool), NULL);
    } else {
        clock_sleep_ms(pool->settings.clock, nap_ms(pool));
    }
}

bool http_pool_run(struct http_pool *pool, struct error *error)
{
    while (is_busy(pool)) {
        stop_if_asked(pool);
        work(pool);
    }
    if (pool->is_stopped) {
        return error_set(error, ERROR_INTERRUPTED, 0, "interrupted");
    }
    return true;
}

/* SPDX-License-Identifier: MIT */
/* The inside of a pool, shared by pool.c (what is sent when) and settle.c (what becomes of it). */
#ifndef HTTP_POOL_INTERNAL_H
#define HTTP_POOL_INTERNAL_H

#include "base/arena.h"
#include "http/exchange_internal.h"
#include "http/pool.h"
#include "http/url.h"
#include "http/window.h"

/* Reads and writes queue up separately, so that neither holds up the other. */
struct http_lane {
    struct http_window window; /* under_way counts the list of that name */
    struct http_list waiting;  /* in the order in which they are to be sent */
    struct http_list under_way;
    struct http_exchange *queued_last; /* by the callback that runs; NULL: nothing yet */
};

enum { HTTP_READS, HTTP_WRITES };
#define HTTP_LANES 2

struct http_pool {
    struct http_settings settings;
    struct arena *arena; /* of root and url */
    const char *root;
    struct http_url url;
    struct curl_slist *headers; /* both with the credentials */
    struct curl_slist *headers_with_body;
    CURLM *multi;
    struct http_lane lanes[HTTP_LANES];
    bool is_calling_back;
    bool has_answered;         /* ever */
    long long refused_ms;      /* since then all connections are refused; 0: they are not */
    long long paused_until_ms; /* the server wants to be left alone so long; monotonic */
    bool is_stopped;           /* the user wants to stop, */
    long long stopped_ms;      /* since then */
    struct http_counts counts;
};

struct http_lane *http_pool_lane(struct http_pool *pool, const struct http_exchange *exchange);

/*
 * Decides about an exchange whose attempt ended with `code`, and which is in no list:
 * puts it back to wait for a retry or a redirection, or calls back and frees it.
 */
void http_settle(struct http_pool *pool, struct http_exchange *exchange, CURLcode code);

/*
 * Ends an exchange that is in no list because the user wants to stop: calls back with
 * ERROR_INTERRUPTED, or with ERROR_NETWORK when it may have had its effect, and frees it.
 */
void http_settle_stopped(struct http_pool *pool, struct http_exchange *exchange);

#endif

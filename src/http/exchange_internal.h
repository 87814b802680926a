/* SPDX-License-Identifier: MIT */
/*
 * One request on its way through the pool, with all its attempts: waiting → under
 * way → waiting again for a retry … → over.
 */
#ifndef HTTP_EXCHANGE_INTERNAL_H
#define HTTP_EXCHANGE_INTERNAL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "http/pool.h"
#include "http/url.h"

struct http_exchange {
    struct http_exchange *next; /* in the list that it is in */
    struct http_exchange *previous;
    struct http_request request;
    char *url; /* root and target; changed by redirections */
    char *purpose;
    struct strbuf body;
    bool has_body; /* was written, once for all attempts */
    size_t body_position;
    int attempts;
    int redirections;
    long long due_ms;  /* not to be sent before; monotonic */
    long long sent_ms; /* the present attempt */
    bool was_sent;     /* in an earlier attempt, without an answer that settles it */

    /* The present attempt only. */
    CURL *transfer;
    struct strbuf answer;
    char failure[CURL_ERROR_SIZE];
};

/* What every transfer of a pool has in common. Borrowed. */
struct http_transport {
    const struct curl_slist *headers; /* with the credentials */
    const struct curl_slist *headers_with_body;
    const struct http_settings *settings;
    const struct http_url *url; /* of the server */
};

struct http_list {
    struct http_exchange *first;
    struct http_exchange *last;
};

/* Puts it behind `position`, which is in the list; NULL: at the front. */
void http_list_insert(struct http_list *list, struct http_exchange *position,
                      struct http_exchange *exchange);
void http_list_remove(struct http_list *list, struct http_exchange *exchange);

struct http_exchange *http_exchange_new(const struct http_request *request, const char *root);
void http_exchange_free(struct http_exchange *exchange);

/* Makes exchange->transfer for the next attempt, and the body before the first one. */
void http_exchange_prepare(struct http_exchange *exchange, const struct http_transport *transport);

/* Forgets the present attempt; the transfer must not be in a multi handle any more. */
void http_exchange_reset(struct http_exchange *exchange);

const char *http_method_name(enum http_method method);

/* GET, PUT and DELETE: twice is the same as once. */
bool http_method_is_idempotent(enum http_method method);

#endif

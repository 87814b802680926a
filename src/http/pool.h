/* SPDX-License-Identifier: MIT */
/*
 * Requests to one server, several at a time over a few connections, without threads.
 *
 *     CLEANUP(http_pool) struct http_pool *pool = NULL;
 *     if (!http_pool_open(&options, &pool, error)) { ... }
 *     for (...) {
 *         http_pool_submit(pool, &request);      // only queues
 *     }
 *     if (!http_pool_run(pool, error)) { ... }   // sends, waits, calls back, until all is done
 *
 * The pool sends no more at a time than the server copes with (window.h), repeats
 * what is safe to repeat (retry.h), and follows redirections of GETs within the
 * server, never to another. It keeps no cookies. Credentials go to the one server
 * only, over TLS or to this machine; they are in no error and no event. A proxy is
 * taken from the environment as curl does, and so are trusted certificates
 * (CURL_CA_BUNDLE, SSL_CERT_FILE).
 */
#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "http/counts.h"
#include "http/settings.h"

struct http_pool;

struct http_pool_options {
    const char *root;  /* what all targets are appended to; no slash at the end */
    const char *user;  /* NULL: the token goes as a bearer token */
    const char *token; /* NULL: no credentials at all. Copied; wiped by http_pool_free */
    struct http_settings settings;
};

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_DELETE };

/* What the server said, whatever the status. Everything is valid until on_done returns. */
struct http_answer {
    int status;
    int attempts;
    bool is_after_doubt; /* an attempt before this one was sent, and may have had its effect */
    struct slice body;
    const char *content_type;   /* "" when there is none */
    const char *trace;          /* the server's name for the request; NULL: none */
    long long ordered_pause_ms; /* how long the server wants to be left alone; 0: it did not say */
    void *transfer;             /* for http_answer_header */
};

/* The value of a header of the answer, whatever the case of the name; NULL: not there. */
const char *http_answer_header(const struct http_answer *answer, const char *name);

struct http_request {
    enum http_method method;
    const char *target;  /* path and query, from the slash on; copied */
    const char *purpose; /* opens error messages: "update page 123"; copied */

    /* Writes the JSON to send, when the turn of the request comes; NULL: nothing to send. */
    void (*write_body)(void *data, struct strbuf *body);

    /*
     * The request is over: exactly one of answer and error is not NULL. May submit
     * more requests, which go before all that wait. Errors: ERROR_NETWORK;
     * ERROR_INPUT, the answer is beyond LIMIT_ANSWER; ERROR_HTTP, a redirection that
     * is not followed; ERROR_INTERRUPTED, it was not sent, or was a GET.
     */
    void (*on_done)(void *data, const struct http_answer *answer, const struct error *error);

    void *data;        /* for both functions */
    const void *owner; /* for http_pool_drop; only compared */
};

/* ERROR_USAGE when the root is no address that http_url_parse accepts. */
bool http_pool_open(const struct http_pool_options *options, struct http_pool **pool,
                    struct error *error) __attribute__((warn_unused_result));

/* Drops what is still there, without calling back. NULL is allowed. */
void http_pool_free(struct http_pool *pool);
DEFINE_CLEANUP(http_pool)

void http_pool_submit(struct http_pool *pool, const struct http_request *request);

/* Gives up all requests of this owner, also those under way, without calling back. */
void http_pool_drop(struct http_pool *pool, const void *owner);

/*
 * Returns when every request is over. False (ERROR_INTERRUPTED) when
 * settings.progress stopped it: GETs and what was not sent were given up, other
 * requests under way were waited for.
 */
bool http_pool_run(struct http_pool *pool, struct error *error) __attribute__((warn_unused_result));

/* Since http_pool_open. */
struct http_counts http_pool_counts(const struct http_pool *pool);

#endif

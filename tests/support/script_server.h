/* SPDX-License-Identifier: MIT */
/*
 * A web server on loopback that says what a test tells it to, over real sockets.
 *
 *     static const struct script_reply replies[] = {
 *         {.to = "GET /a", .status = 503, .headers = "Retry-After: 1\r\n"},
 *         {.to = "GET /a", .status = 200, .body = "{}"},
 *     };
 *     struct script_server *server = script_server_start(replies, COUNT_OF(replies));
 *     … talk to script_server_url(server) …
 *     assert_int_equal(script_server_count(server), 2);
 *     assert_non_null(strstr(script_server_request(server, 0), "Authorization: Basic"));
 *     script_server_stop(server);
 *
 * A request gets the first reply whose `to` it begins with and that is not used up;
 * where there is none, 599. The server runs in a process of its own, which ends with
 * the test's. Failures to set it up end the test program.
 */
#ifndef TESTS_SUPPORT_SCRIPT_SERVER_H
#define TESTS_SUPPORT_SCRIPT_SERVER_H

#include <stddef.h>

enum script_fault {
    SCRIPT_NO_FAULT,
    SCRIPT_HANG_UP,     /* read the request, close without an answer */
    SCRIPT_TRUNCATE,    /* promise the whole body, send half of it, close */
    SCRIPT_CLOSE,       /* answer, then close, without having said so */
    SCRIPT_SAY_NOTHING, /* leave the connection open for ever */
};

struct script_reply {
    const char *to; /* how the request begins, as "GET /a"; NULL: any request */
    int times;      /* how often to use it; 0 is once, a negative number for ever */
    int status;
    const char *type;    /* NULL: application/json */
    const char *headers; /* more of them, each line with its "\r\n"; NULL: none */
    const char *body;    /* NULL: empty */
    size_t filler;       /* a body of so many "x" instead */
    size_t hold_for;     /* do not answer before so many requests wait for an answer */
    enum script_fault fault;
};

struct script_server;

struct script_server *script_server_start(const struct script_reply *replies, size_t count);
void script_server_stop(struct script_server *server);

/* "http://127.0.0.1:PORT" */
const char *script_server_url(const struct script_server *server);

/* The text with the server's host and port in place of the first "@"; valid until the next call. */
const char *script_server_fill(struct script_server *server, const char *text);

/* How many requests came, also cut ones; and all of the one at a position, as it was sent. */
size_t script_server_count(const struct script_server *server);
const char *script_server_request(const struct script_server *server, size_t position);

/* The most requests that waited for an answer at the same time, and all connections made. */
size_t script_server_most_at_once(const struct script_server *server);
size_t script_server_connections(const struct script_server *server);

#endif

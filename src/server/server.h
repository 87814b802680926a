/* SPDX-License-Identifier: MIT */
/*
 * A small HTTP/1.1 server for the loopback interface, without threads.
 *
 *     CLEANUP(server) struct server *server = NULL;
 *     if (!server_open(&options, &server, error)) { ... }
 *     printf("http://127.0.0.1:%d/\n", server_port(server));
 *     return server_run(server, stop_descriptor, error);
 *
 * Each request is read whole and handed to the handler, which fills in an answer at
 * once. An answer may be sent later: the connection sleeps meanwhile, and others are
 * served. Requests whose Host is not this machine are refused before the handler sees
 * them, so that no web page can reach the server by a name that points here.
 *
 * Answers are compressed for clients that ask for it. The only user of libmicrohttpd.
 */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/slice.h"

struct server;

struct server_field {
    const char *name;
    const char *value;
};

/* Everything in it lives until the answer was sent, or could not be. */
struct server_request {
    struct arena *arena; /* for whatever makes the answer */
    const char *method;
    const char *target; /* path and query as they were sent */
    struct slice path;  /* of the target, still percent-encoded */
    struct slice query; /* behind the question mark; empty without one */
    struct slice body;
    bool is_body_too_large; /* more than the limit came; body holds only its start */
    const struct server_field *fields;
    size_t field_count;
};

/* The header field of that name, in any case, or NULL. */
const char *server_request_field(const struct server_request *request, const char *name);

/* What becomes of the answer on its way. */
enum server_fate {
    SERVER_SEND,
    SERVER_DROP,    /* nothing is sent, the connection is closed */
    SERVER_CUT_OFF, /* the connection is closed in the middle of the body */
};

#define SERVER_RESPONSE_FIELDS 16

struct server_response {
    int status;
    struct slice body; /* in the arena of the request, or static */
    struct server_field fields[SERVER_RESPONSE_FIELDS];
    size_t field_count;
    long long delay_ms; /* from the arrival of the request to the answer */
    enum server_fate fate;
    void *note; /* the handler's own, for `sending` */
};

/* Adds a header field; the texts are borrowed like the body. */
void server_response_add(struct server_response *response, const char *name, const char *value);

struct server_handler {
    /* Fills in the response, which comes as an empty 200. */
    void (*answer)(void *data, const struct server_request *request,
                   struct server_response *response);
    /* Called just before an answer is sent, or dropped; may be NULL. */
    void (*sending)(void *data, const struct server_request *request,
                    const struct server_response *response, long long duration_ms);
    void *data;
};

struct server_options {
    unsigned short port; /* 0: any free one */
    size_t body_limit;   /* bytes of a request's body that are kept */
    struct clock clock;
    struct server_handler handler;
};

/* Listens on 127.0.0.1. ERROR_IO when the port cannot be had. */
bool server_open(const struct server_options *options, struct server **server, struct error *error)
    __attribute__((warn_unused_result));

/* Closes all connections; answers that were still waiting are dropped. NULL is allowed. */
void server_free(struct server *server);
DEFINE_CLEANUP(server)

unsigned short server_port(const struct server *server);

/* Serves until the descriptor can be read from. */
bool server_run(struct server *server, int stop_descriptor, struct error *error)
    __attribute__((warn_unused_result));

#endif

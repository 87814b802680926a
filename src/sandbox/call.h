/* SPDX-License-Identifier: MIT */
/*
 * One request on its way through the sandbox: what routes are given, and how they
 * answer. A route returns true when it has answered; false, with `problem` filled in,
 * is answered in the form of its dialect.
 */
#ifndef SANDBOX_CALL_H
#define SANDBOX_CALL_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/problem.h"
#include "sandbox/user.h"
#include "server/parameter.h"
#include "server/server.h"

#define CALL_CAPTURES 4

enum dialect {
    DIALECT_V2,    /* /wiki/api/v2 */
    DIALECT_V1,    /* /wiki/rest */
    DIALECT_ADMIN, /* /_sandbox */
    DIALECT_WEB,   /* everything for people */
};

struct call {
    struct sandbox *sandbox;
    struct arena *arena;
    const struct server_request *request;
    struct server_response *response;
    enum dialect dialect;
    struct parameters query;
    struct slice captures[CALL_CAPTURES]; /* what the braces of the route's pattern matched */
    struct user user;                     /* who calls; empty where nobody has to say */
    struct problem problem;
    const char *trace; /* names the request in the answer and in the log */
    const char *fault; /* the ordered fault that it met; NULL: none */
    bool has_written;  /* something in the database is different now */
};

struct route {
    const char *method;
    const char *pattern; /* of the path; {name} matches one segment */
    bool (*handle)(struct call *call);
};

/* A list of routes that ends with one without a method. */
extern const struct route v2_page_routes[];
extern const struct route v2_space_routes[];
extern const struct route v1_routes[];
extern const struct route admin_routes[];
extern const struct route web_routes[];

/* Answers with the JSON, which stays the caller's. */
bool reply_json(struct call *call, int status, const json_t *json)
    __attribute__((warn_unused_result));

/* Answers without a body. Always true. */
bool reply_empty(struct call *call, int status);

/* Answers with text of a media type; it must live as long as the request's arena. Always true. */
bool reply_text(struct call *call, int status, const char *type, struct slice text);

/* Answers call->problem in the dialect of the call. */
void reply_problem(struct call *call);

/* "http://127.0.0.1:PORT/wiki" */
const char *call_base(struct call *call);

#endif

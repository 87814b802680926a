/* SPDX-License-Identifier: MIT */
/*
 * What may be set about requests, and what can be watched of them. Start from
 * http_settings_default() and change what differs.
 */
#ifndef HTTP_SETTINGS_H
#define HTTP_SETTINGS_H

#include <stddef.h>

#include "base/clock.h"
#include "base/progress.h"
#include "base/random.h"

enum http_event_kind {
    HTTP_ANSWERED, /* the server answered, whatever the status */
    HTTP_FAILED,   /* no answer; `reason` says why */
    HTTP_WAITING,  /* the request is put off for wait_ms and then sent again; `reason` says why */
};

/*
 * Something that happened to a request. Never holds credentials, nor bodies.
 * All texts are borrowed for the call only.
 */
struct http_event {
    enum http_event_kind kind;
    const char *method;
    const char *url;
    const char *reason; /* NULL for HTTP_ANSWERED */
    const char *trace;  /* the server's name for the request, for its support; NULL: none */
    int status;         /* 0 without an answer */
    int attempt;        /* from 1 */
    long long duration_ms;
    long long wait_ms;
    long long patience_ms; /* HTTP_WAITING for a refused connection: how long in all; else 0 */
    size_t bytes_sent;     /* of the body */
    size_t bytes_received;
};

struct http_settings {
    struct clock clock;
    struct random_source random; /* spreads retries */

    /* progress->is_stopped ends everything that can still be given up; may be NULL. */
    const struct progress *progress;

    /* Told of each event; may be NULL. */
    void (*on_event)(void *data, const struct http_event *event);
    void *event_data;

    int connect_timeout_ms;
    int stall_timeout_s;     /* less than some bytes per second for so long ends a request */
    int retry_base_ms;       /* the first pause; doubles each time up to retry_cap_ms */
    int retry_cap_ms;        /* not for pauses the server orders */
    int ordered_pause_cap_s; /* a longer pause ordered by the server fails the request */
    int refused_cap_ms;      /* how long connections may be refused, once there was an answer */
    int retries;             /* at most, after the first attempt */
    int reads_first;         /* GETs under way at the same time: at the start, */
    int reads_most;          /* and once many went well */
    int writes_first;        /* other requests, likewise */
    int writes_most;
    int stopping_ms; /* how long writes under way may take once the user wants to stop */
};

struct http_settings http_settings_default(void);

#endif

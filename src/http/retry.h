/* SPDX-License-Identifier: MIT */
/*
 * Whether a request that failed is sent once more, and after which pause. Pure.
 *
 * The rules are those Atlassian asks of clients ("Rate limiting" on
 * developer.atlassian.com), with one thought behind them: a request that may already
 * have had an effect is repeated only when doing it twice is the same as once.
 *
 *     429                      any request: it was refused before it did anything
 *     502, 503, 504            GET, PUT, DELETE
 *     other 5xx                GET, PUT, DELETE, if the server says when to come back
 *     no answer                GET, PUT, DELETE; others if they were certainly not sent
 *
 * A server that refuses connections, and did answer before, is being restarted or was
 * stopped: all requests together wait settings.refused_cap_ms for it, and no longer.
 *
 * The pause is what the server ordered, or doubles from one retry to the next, and
 * is then spread so that many clients do not come back at the same moment.
 */
#ifndef HTTP_RETRY_H
#define HTTP_RETRY_H

#include <stdbool.h>

#include "http/settings.h"

/* How one attempt ended. */
struct http_outcome {
    int status;                 /* 0: no answer */
    bool is_idempotent;         /* the method promises that twice is the same as once */
    bool was_sent;              /* some of it, in this attempt or one before */
    bool is_hopeless;           /* no answer, and another attempt will not change that */
    int retries;                /* how many there were before */
    bool is_refused;            /* no answer: the connection was refused, */
    long long refused_ms;       /* as all were for so long */
    long long ordered_pause_ms; /* 0: the server said nothing about it */
};

#define HTTP_GIVE_UP (-1)

/* The pause before the next attempt in milliseconds, or HTTP_GIVE_UP. */
long long http_retry_pause(const struct http_settings *settings,
                           const struct http_outcome *outcome);

/*
 * The pause a server orders in milliseconds, from the values of Retry-After (seconds
 * or a date) and, failing that, X-RateLimit-Reset (a date). Either may be NULL.
 * 0: none, or over already.
 */
long long http_ordered_pause(struct clock clock, const char *retry_after, const char *reset);

#endif

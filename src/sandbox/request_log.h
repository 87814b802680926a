/* SPDX-License-Identifier: MIT */
/*
 * The log of requests: one line of JSON for each, written before its answer is sent.
 *
 *     {"time":"2026-11-20T09:03:59.007Z","method":"GET","target":"/wiki/api/v2/spaces",
 *      "status":200,"bytes_in":0,"bytes_out":512,"milliseconds":2,"wrote":false,
 *      "fault":null,"trace":"0f3c…"}
 *
 * Bytes are those of the bodies, as they go over the wire. The status is 0 when the
 * connection was closed without an answer.
 */
#ifndef SANDBOX_REQUEST_LOG_H
#define SANDBOX_REQUEST_LOG_H

#include <stdbool.h>

#include "base/cleanup.h"
#include "base/clock.h"
#include "base/error.h"
#include "sandbox/call.h"

struct request_log;

/* Adds to the file, which is made when it is not there. */
bool request_log_open(const char *path, struct clock clock, struct request_log **log,
                      struct error *error) __attribute__((warn_unused_result));

void request_log_free(struct request_log *log);
DEFINE_CLEANUP(request_log)

/* `call` is NULL for a request that the server itself refused. */
void request_log_add(struct request_log *log, const struct server_request *request,
                     const struct server_response *response, long long duration_ms,
                     const struct call *call);

#endif

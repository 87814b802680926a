/* SPDX-License-Identifier: MIT */
/* The two functions through which the HTTP server calls the sandbox; `data` is a struct sandbox. */
#ifndef SANDBOX_DISPATCH_H
#define SANDBOX_DISPATCH_H

#include "server/server.h"

void dispatch_answer(void *data, const struct server_request *request,
                     struct server_response *response);

void dispatch_sending(void *data, const struct server_request *request,
                      const struct server_response *response, long long duration_ms);

#endif

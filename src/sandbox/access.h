/* SPDX-License-Identifier: MIT */
/*
 * Who may use the API: Basic credentials with the sandbox's token, or any at all when
 * it has none. Confluence Cloud disguises missing and wrong ones: 403 in v1, and in v2
 * a 404 whose title names nothing.
 */
#ifndef SANDBOX_ACCESS_H
#define SANDBOX_ACCESS_H

#include <stdbool.h>

#include "sandbox/call.h"

/* Sets call->user; refused in the way of the call's dialect. */
bool access_check(struct call *call) __attribute__((warn_unused_result));

/* The same refusal, whatever the credentials. Always returns false. */
bool access_refuse(struct call *call);

#endif

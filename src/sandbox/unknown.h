/* SPDX-License-Identifier: MIT */
/*
 * What the APIs answer where the sandbox has no route: as Confluence does for what
 * does not exist or was removed; 501 for what Confluence has and the sandbox has not.
 */
#ifndef SANDBOX_UNKNOWN_H
#define SANDBOX_UNKNOWN_H

#include <stdbool.h>

#include "sandbox/call.h"

bool unknown_v2(struct call *call) __attribute__((warn_unused_result));
bool unknown_v1(struct call *call) __attribute__((warn_unused_result));

/* The path is known, but not with this method. */
bool unknown_method(struct call *call) __attribute__((warn_unused_result));

#endif

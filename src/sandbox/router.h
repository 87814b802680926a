/* SPDX-License-Identifier: MIT */
/* Which route a request takes: its path is matched against patterns segment by segment. */
#ifndef SANDBOX_ROUTER_H
#define SANDBOX_ROUTER_H

#include <stdbool.h>

#include "sandbox/call.h"

enum routing {
    ROUTED,           /* the route was taken */
    ROUTED_NOWHERE,   /* no pattern fits the path */
    ROUTED_OTHERWISE, /* one fits, but not with this method */
};

/*
 * Finds the first route of the list that fits the request, decodes what its braces
 * match into call->captures, and calls it. *is_answered is what it returned.
 */
enum routing router_take(struct call *call, const struct route *routes, bool *is_answered);

/* Whether the path fits the pattern; captures are set as far as it does. */
bool router_match(struct call *call, const char *pattern);

#endif

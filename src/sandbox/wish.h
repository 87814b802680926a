/* SPDX-License-Identifier: MIT */
/* What a client wants a page to be, read from the JSON of its request. */
#ifndef SANDBOX_WISH_H
#define SANDBOX_WISH_H

#include <stdbool.h>

#include "sandbox/call.h"
#include "sandbox/page_write.h"

/*
 * Each sets *wish from the body of the request, whose JSON lives as long as the call's
 * arena needs it: texts are copied there. Refused: 413 for what is too large, 400 for
 * what is no JSON, lacks what is required or is malformed.
 */
bool wish_of_creation(struct call *call, struct page_wish *wish)
    __attribute__((warn_unused_result));

/* `id` is the page's in the path; the one in the body must be the same. */
bool wish_of_update(struct call *call, long long id, struct page_wish *wish)
    __attribute__((warn_unused_result));

bool wish_of_title(struct call *call, struct page_wish *wish) __attribute__((warn_unused_result));

/* The body of the request as JSON, to be freed by the caller; also refused as above. */
bool call_json(struct call *call, json_t **json) __attribute__((warn_unused_result));

#endif

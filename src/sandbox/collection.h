/* SPDX-License-Identifier: MIT */
/* v2's lists: {"results":[…],"_links":{"next":…,"base":…}} and the Link header. */
#ifndef SANDBOX_COLLECTION_H
#define SANDBOX_COLLECTION_H

#include <stdbool.h>

#include <jansson.h>

#include "base/slice.h"
#include "sandbox/call.h"

/*
 * Answers with the rows, which are taken over. `next` is the cursor of the next piece;
 * its link repeats the parameters of this request. A NULL start means the end.
 */
bool reply_collection(struct call *call, json_t *rows, struct slice next)
    __attribute__((warn_unused_result));

#endif

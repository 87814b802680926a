/* SPDX-License-Identifier: MIT */
/*
 * What Confluence does to storage format that is saved over REST (measured on Cloud;
 * Data Center does the same to tags and macros):
 *
 *   <br/>                            becomes <br />
 *   macros without them              get ac:schema-version="1" and a new ac:macro-id
 *   style="text-align: start"        becomes style=""
 *   line ends at the end of the body go
 *
 * Everything else stays byte for byte. Bodies that an editor saved do not pass here.
 */
#ifndef SANDBOX_NORMALISE_H
#define SANDBOX_NORMALISE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/random.h"
#include "base/slice.h"
#include "sandbox/problem.h"

/* Refused (400) when the body is not well-formed. The result is in the arena. */
bool normalise_body(struct arena *arena, struct slice body, struct random_source random,
                    struct slice *normalised, struct problem *problem)
    __attribute__((warn_unused_result));

#endif

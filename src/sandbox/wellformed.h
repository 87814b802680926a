/* SPDX-License-Identifier: MIT */
/*
 * Refusing malformed storage format in the words of Woodstox, the parser that
 * Confluence uses, so that clients can be tested against the texts they will meet:
 *
 *     Error parsing xhtml: Unexpected close tag </p>; expected </b>.
 *      at [row,col {unknown-source}]: [1,20]
 */
#ifndef SANDBOX_WELLFORMED_H
#define SANDBOX_WELLFORMED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/problem.h"
#include "storage/parse.h"

/* Parses the storage format, as storage_parse; a fault becomes a 400. */
bool wellformed_parse(struct arena *arena, struct slice storage, struct xml_node **root,
                      struct problem *problem) __attribute__((warn_unused_result));

#endif

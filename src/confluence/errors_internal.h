/* SPDX-License-Identifier: MIT */
/* Refusals of Confluence, in all the shapes they come in, as errors. */
#ifndef CONFLUENCE_ERRORS_INTERNAL_H
#define CONFLUENCE_ERRORS_INTERNAL_H

#include <stdbool.h>

#include "base/error.h"
#include "confluence/confluence.h"
#include "http/pool.h"

/*
 * Makes the error of an answer whose status is 400 or more:
 *
 *     update page 7: HTTP 409: Version must be incremented … (trace 1a2b)
 *
 * `is_write`: a refusal after an attempt that may have worked is ERROR_NETWORK
 * (NETWORK_UNANSWERED), because it may be the first attempt that made it fail.
 * Always returns false.
 */
bool refusal_error(const struct http_answer *answer, const char *purpose, bool is_write,
                   struct error *error);

/* The error of an answer that should have been JSON and is not. Always returns false. */
bool nonsense_error(const struct http_answer *answer, const char *purpose, struct error *error);

/* What a caller can do about a refused write. */
enum confluence_refusal refusal_kind(const struct http_answer *answer);

#endif

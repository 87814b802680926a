/* SPDX-License-Identifier: MIT */
/* The helper command: how it is run, and how its output is read. */
#ifndef SECRETS_HELPER_INTERNAL_H
#define SECRETS_HELPER_INTERNAL_H

#include "base/slice.h"
#include "secrets/secret.h"

/*
 * Runs the helper of the request and takes user and token from its output; the user
 * is left alone when the output names none. ERROR_ACCESS when it fails.
 */
bool secret_ask_helper(const struct secret_request *request, struct secret *secret,
                       struct error *error) __attribute__((warn_unused_result));

/* Reads a helper's output. False when there is no token in it. */
bool secret_parse_output(struct slice output, struct secret *secret);

/* Overwrites and frees *text, and puts a copy of `value` in its place. */
void secret_set(char **text, struct slice value);

#endif

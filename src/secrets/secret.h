/* SPDX-License-Identifier: MIT */
/*
 * The user name and token for a site. Looked for in this order:
 *
 *   1. the environment: CONFSYNC_USER and CONFSYNC_TOKEN (the token alone is a bearer
 *      token). With CONFSYNC_SITE set, only for that site: a workspace that comes with
 *      a stranger's configuration then cannot have the token sent to the stranger.
 *   2. a helper command of the user's, as git's credential helpers and mbsync's PassCmd.
 *      It must come from the user's own settings, never from a workspace's
 *      configuration: that one is shared with others, and the helper is executed.
 *   3. the desktop's keyring (Secret Service), where the program is built with it.
 *
 * Secrets are never part of an error, a log or the arguments of a process, and are
 * overwritten before their memory is given back.
 *
 *     CLEANUP_SECRET struct secret secret = {0};
 *     if (!secret_load(&request, &secret, error)) { ... }
 */
#ifndef SECRETS_SECRET_H
#define SECRETS_SECRET_H

#include <stdbool.h>

#include "base/error.h"

struct secret {
    char *user; /* NULL: the token is a bearer token */
    char *token;
};

/*
 * A program that prints the token. It is told the site in CONFSYNC_SITE, and in the
 * form of git's credential protocol (git-credential(1)) on its standard input. Either
 * it prints the token alone on one line, or lines "user=…" and "token=…" ("username="
 * and "password=" will do, so that `git credential fill` is a helper).
 */
struct secret_helper {
    const char *command;          /* a line for /bin/sh; NULL: see arguments */
    const char *const *arguments; /* the program and its arguments, then NULL; NULL: no helper */
    int timeout_ms;               /* 0: a minute, enough to type a passphrase */
};

struct secret_request {
    const char *site; /* the address, as confluence_location.site */
    const char *user; /* from the user's settings; NULL: not known */
    struct secret_helper helper;
};

/*
 * Finds the secret. ERROR_ACCESS: there is none, or the helper failed; ERROR_USAGE:
 * what was found cannot be sent, such as a token with a line end in it.
 */
bool secret_load(const struct secret_request *request, struct secret *secret, struct error *error)
    __attribute__((warn_unused_result));

/* Overwrites and frees what is in it; the struct is empty then. */
void secret_release(struct secret *secret);

#define CLEANUP_SECRET __attribute__((cleanup(secret_release)))

#endif

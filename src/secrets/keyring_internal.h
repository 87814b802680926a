/* SPDX-License-Identifier: MIT */
/*
 * The desktop's keyring. Entries have the attributes service=confsync, site=ADDRESS
 * and, unless the token is a bearer token, user=NAME; this makes one:
 *
 *     secret-tool store --label="confsync" service confsync site https://HOST/wiki user me@…
 */
#ifndef SECRETS_KEYRING_INTERNAL_H
#define SECRETS_KEYRING_INTERNAL_H

#include "secrets/secret.h"

/*
 * Takes user and token from the entry of the site (and of the user, if he is known).
 * False when there is none: *reason is a static text then, or NULL where the program
 * is not in a desktop's session or built without a keyring: that is the usual case.
 */
bool secret_ask_keyring(const struct secret_request *request, struct secret *secret,
                        const char **reason);

#endif

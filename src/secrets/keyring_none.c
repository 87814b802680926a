/* SPDX-License-Identifier: MIT */
/* Built in place of keyring_libsecret.c where libsecret is not wanted or not there. */
#include <stddef.h>

#include "secrets/keyring_internal.h"

bool secret_ask_keyring(const struct secret_request *request, struct secret *secret,
                        const char **reason)
{
    (void)request;
    (void)secret;
    *reason = NULL;
    return false;
}

/* SPDX-License-Identifier: MIT */
#include "secrets/secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/cleanup.h"
#include "base/slice.h"
#include "secrets/helper_internal.h"
#include "secrets/keyring_internal.h"

static void wipe(char **text)
{
    if (*text) {
        explicit_bzero(*text, strlen(*text));
    }
    free(*text);
    *text = NULL;
}

void secret_release(struct secret *secret)
{
    wipe(&secret->user);
    wipe(&secret->token);
}

/* The variable's value; NULL when it is empty, too. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value && *value != '\0' ? value : NULL;
}

/* Whether CONFSYNC_SITE, if it is set, means this site. A slash at its end does not matter. */
static bool is_for_site(const char *site)
{
    const char *only = variable("CONFSYNC_SITE");
    struct slice wanted = slice_from(only);

    while (slice_ends_with(wanted, "/")) {
        wanted = slice_part(wanted, 0, wanted.length - 1);
    }
    return !only || slice_equals(wanted, site);
}

static bool ask_environment(const struct secret_request *request, struct secret *secret)
{
    const char *token = variable("CONFSYNC_TOKEN");
    const char *user = variable("CONFSYNC_USER");

    if (!token || !is_for_site(request->site)) {
        return false;
    }
    secret_set(&secret->token, slice_from(token));
    if (user) {
        secret_set(&secret->user, slice_from(user));
    }
    return true;
}

/* Where only the token was found, the user is the one of the settings. */
static void complete_user(const struct secret_request *request, struct secret *secret)
{
    if (!secret->user && request->user) {
        secret_set(&secret->user, slice_from(request->user));
    }
}

static bool has_control_character(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == '\x7f') {
            return true;
        }
    }
    return false;
}

/* What goes into a header must not be able to end it, nor the user's name to end itself. */
static bool check(const struct secret *secret, struct error *error)
{
    if (has_control_character(secret->token)) {
        return error_set(error, ERROR_USAGE, 0,
                         "the token has a line end or another control character in it");
    }
    if (secret->user && has_control_character(secret->user)) {
        return error_set(error, ERROR_USAGE, 0, "the user name has a control character in it");
    }
    if (secret->user && strchr(secret->user, ':')) {
        return error_set(error, ERROR_USAGE, 0, "the user name has a colon in it");
    }
    return true;
}

static bool find(const struct secret_request *request, struct secret *secret, struct error *error)
{
    if (ask_environment(request, secret)) {
        return true;
    }
    struct secret_request wish = *request;
    wish.user = variable("CONFSYNC_USER") ? variable("CONFSYNC_USER") : request->user;
    if (wish.helper.command || wish.helper.arguments) {
        bool is_found = secret_ask_helper(&wish, secret, error);
        complete_user(&wish, secret);
        return is_found;
    }
    const char *reason = NULL;
    if (secret_ask_keyring(&wish, secret, &reason)) {
        complete_user(&wish, secret);
        return true;
    }
    if (variable("CONFSYNC_TOKEN")) {
        return error_set(error, ERROR_ACCESS, 0,
                         "no credentials for %s: those in the environment are for another site "
                         "(CONFSYNC_SITE)",
                         request->site);
    }
    return error_set(error, ERROR_ACCESS, 0, "no credentials for %s: CONFSYNC_TOKEN is not set%s%s",
                     request->site, reason ? ", and " : "", reason ? reason : "");
}

bool secret_load(const struct secret_request *request, struct secret *secret, struct error *error)
{
    CLEANUP_SECRET struct secret found = {0};

    if (!find(request, &found, error) || !check(&found, error)) {
        return false;
    }
    *secret = found;
    found = (struct secret){0};
    return true;
}

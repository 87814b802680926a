/* SPDX-License-Identifier: MIT */
#include <libsecret/secret.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limit.h"
#include "secrets/helper_internal.h"
#include "secrets/keyring_internal.h"

/* Without a session bus GLib would try to start one. */
static bool has_session_bus(void)
{
    char path[LIMIT_PATH];
    const char *directory = getenv("XDG_RUNTIME_DIR");

    if (getenv("DBUS_SESSION_BUS_ADDRESS")) {
        return true;
    }
    if (!directory) {
        return false;
    }
    (void)snprintf(path, sizeof path, "%s/bus", directory);
    return access(path, F_OK) == 0;
}

static GList *search(const struct secret_request *request, const char **reason)
{
    static const SecretSchema schema = {
        .name = "org.confsync.Token",
        .flags = SECRET_SCHEMA_DONT_MATCH_NAME, /* so that secret-tool can store entries */
        .attributes =
            {
                {"service", SECRET_SCHEMA_ATTRIBUTE_STRING},
                {"site", SECRET_SCHEMA_ATTRIBUTE_STRING},
                {"user", SECRET_SCHEMA_ATTRIBUTE_STRING},
            },
    };
    SecretSearchFlags flags = SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS;
    GError *failure = NULL;
    GList *items = secret_password_search_sync(&schema, flags, NULL, &failure, "service",
                                               "confsync", "site", request->site,
                                               request->user ? "user" : NULL, request->user, NULL);

    *reason = failure ? "no keyring answers on the session bus" : "the keyring has no entry for it";
    g_clear_error(&failure);
    return items;
}

static bool take_item(SecretRetrievable *item, struct secret *secret)
{
    SecretValue *value = secret_retrievable_retrieve_secret_sync(item, NULL, NULL);
    gsize length = 0;
    const char *token = value ? secret_value_get(value, &length) : NULL;

    if (!token) {
        return false;
    }
    GHashTable *attributes = secret_retrievable_get_attributes(item);
    const char *user = g_hash_table_lookup(attributes, "user");
    if (user) {
        secret_set(&secret->user, slice_from(user));
    }
    secret_set(&secret->token, (struct slice){token, length});
    g_hash_table_unref(attributes);
    secret_value_unref(value);
    return true;
}

static void unref_item(gpointer item)
{
    g_object_unref(item);
}

bool secret_ask_keyring(const struct secret_request *request, struct secret *secret,
                        const char **reason)
{
    *reason = NULL;
    GList *items = has_session_bus() ? search(request, reason) : NULL;
    bool is_found = items && take_item(SECRET_RETRIEVABLE(items->data), secret);

    if (items && !is_found) {
        *reason = "the keyring is locked";
    }
    g_list_free_full(items, unref_item);
    return is_found;
}

/* SPDX-License-Identifier: MIT */
/*
 * The remote side of a sync: the pages of one space, or of one subtree of it, on a
 * Confluence site. Fills struct remote_store of sync/store.h, where every function's
 * contract is.
 *
 *     CLEANUP(remote_site) struct remote_site *site = NULL;
 *     if (!remote_site_open(&options, &site, error)) { … }     // asks for the space
 *     files_options.root = remote_site_identity(site)->root;
 *     sync.remote = remote_site_store(site);
 */
#ifndef STORES_REMOTE_STORE_H
#define STORES_REMOTE_STORE_H

#include "base/cleanup.h"
#include "base/error.h"
#include "confluence/confluence.h"
#include "sync/store.h"

struct remote_site;

/* Everything is borrowed and must outlive the store. */
struct remote_site_options {
    struct confluence *confluence;
    const char *url;   /* of the site, as the configuration has it */
    const char *space; /* its key */
    const char *root;  /* id of the page whose subtree is kept; NULL: the whole space */
};

/* ERROR_NOT_FOUND: no such space, or not for us. The caller frees it. */
bool remote_site_open(const struct remote_site_options *options, struct remote_site **site,
                      struct error *error) __attribute__((warn_unused_result));

/* NULL is allowed. */
void remote_site_free(struct remote_site *site);
DEFINE_CLEANUP(remote_site)

/* Where we are; known from the opening, lives as long as the site. */
const struct remote_identity *remote_site_identity(const struct remote_site *site);

/* Lives as long as the site. */
const struct remote_store *remote_site_store(struct remote_site *site);

#endif

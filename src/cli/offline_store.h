/* SPDX-License-Identifier: MIT */
/*
 * Confluence as it was at the last sync, as a remote store that needs no network: for
 * `status --local`, `diff` and `resolve`. A scan with it finds what was changed in the
 * files since then, and nothing else. It cannot be written to.
 */
#ifndef CLI_OFFLINE_STORE_H
#define CLI_OFFLINE_STORE_H

#include "state/state.h"
#include "sync/store.h"

/* What the store's functions get as `data`; must live as long as the store. */
struct offline_store {
    struct state *state;
    long long mount;
};

/* Borrows `offline`. Its identify fails (ERROR_USAGE) where the mount was never synced. */
struct remote_store offline_store_make(struct offline_store *offline);

#endif

/* SPDX-License-Identifier: MIT */
/* What the parts of the remote store share: remote_store.c looks, remote_perform.c changes. */
#ifndef STORES_REMOTE_SITE_INTERNAL_H
#define STORES_REMOTE_SITE_INTERNAL_H

#include "base/arena.h"
#include "base/strmap.h"
#include "stores/remote_store.h"

/* A page that was listed or made: tells where it is and whether others are below the root. */
struct listed_page {
    const char *id;
    const char *parent_id; /* NULL: none */
    bool is_parent_page;   /* false: a folder or the like, whose own place we do not know */
    bool is_current;
    struct remote_page page;
};

struct remote_site {
    struct remote_site_options options;
    struct confluence *confluence;
    struct confluence_space space;
    struct remote_identity identity;
    struct remote_store store;
    struct arena *arena;      /* of the above */
    struct arena *list_arena; /* of the listing */
    struct strmap *listed;    /* struct listed_page by id */
};

/* Where a page is, seen from the mount. */
enum mount_relation {
    MOUNT_INSIDE,
    MOUNT_OUTSIDE,
    MOUNT_UNCLEAR, /* below a folder, or a page we do not see */
};

enum mount_relation remote_relation(const struct remote_site *site, const char *id,
                                    const char *parent_id, bool is_parent_page);

/* Remembers where the page is. */
void remote_note_page(struct remote_site *site, const struct confluence_page *page);

/* The page in the engine's words; its texts are borrowed. */
struct remote_page remote_page_of(const struct remote_site *site,
                                  const struct confluence_page *page);

/* An id as Confluence writes it; in the arena. */
const char *remote_id_text(struct arena *arena, long long id);

/* struct remote_store's perform. */
bool remote_perform(void *data, struct arena *arena, struct remote_operation *operations,
                    size_t count, const struct remote_observer *observer, struct error *error)
    __attribute__((warn_unused_result));

#endif

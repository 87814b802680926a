/* SPDX-License-Identifier: MIT */
/*
 * What Cloud and Data Center do differently: how things are asked for, and how
 * answers are read. Everything else (connections, paging, batches, errors) is common.
 * Targets are paths behind the root of struct confluence.
 */
#ifndef CONFLUENCE_DIALECT_INTERNAL_H
#define CONFLUENCE_DIALECT_INTERNAL_H

#include <jansson.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "confluence/confluence.h"
#include "http/pool.h"

/* How a call goes over the wire. */
struct confluence_wire {
    enum http_method method;
    struct strbuf target;
};

struct confluence_dialect {
    const char *context; /* where the REST paths begin: "/wiki" */
    size_t most_ids;     /* in one request without bodies */

    void (*user_target)(struct strbuf *target);
    bool (*read_user)(const json_t *json, struct arena *arena, struct confluence_user *user);

    void (*space_target)(struct strbuf *target, const char *key);
    bool (*read_space)(const json_t *row, struct arena *arena, struct confluence_space *space);

    void (*listing_target)(struct strbuf *target, const struct confluence_query *query);
    void (*children_target)(struct strbuf *target, const char *id);

    /* With bodies: those that are current or archived. Without: those of every status. */
    void (*pages_target)(struct strbuf *target, const char *const *ids, size_t count,
                         bool has_bodies);

    void (*call_wire)(struct confluence_wire *wire, const struct confluence_call *call);

    /* What to send with a call; NULL: nothing. Owned by the caller. */
    json_t *(*call_body)(const struct confluence_call *call);

    /*
     * Fills in what there is; texts belong to the row. False: it is no page, or one
     * whose ids are none.
     */
    bool (*read_page)(const json_t *row, struct confluence_page *page);
};

/* Digits only: ids become parts of addresses and of file names. NULL is none. */
bool confluence_is_id(const char *text);

extern const struct confluence_dialect confluence_cloud;

#endif

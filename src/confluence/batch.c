/* SPDX-License-Identifier: MIT */
/*
 * Many pages by their ids. Each batch of ids is a walk of its own, so that several
 * are under way at the same time; one that the server cannot cope with is halved.
 */
#include <string.h>

#include "base/limit.h"
#include "base/strmap.h"
#include "confluence/json_internal.h"
#include "confluence/site_internal.h"
#include "http/status.h"

/* Bodies are 10 to 20 KB each: large enough to save round trips, small enough to answer soon. */
enum { BODIES_AT_A_TIME = 50 };

/* What all batches have in common; also their owner. */
struct gathering {
    struct confluence *site;
    struct arena *arena;
    const char *purpose;
    bool has_bodies;
    struct strmap *seen; /* by id; NULL: nobody wants to know */
    confluence_on_page on_page;
    void *data;
    bool has_failed;
    struct error error;
};

struct batch {
    struct gathering *gathering;
    const char *const *ids;
    size_t count;
    size_t rows;
};

static void fail(struct gathering *gathering, const struct error *error)
{
    if (!gathering->has_failed) {
        gathering->has_failed = true;
        gathering->error = *error;
    }
    http_pool_drop(gathering->site->pool, gathering);
}

static void note_seen(struct gathering *gathering, const char *id)
{
    if (gathering->seen) {
        const char *key = arena_copy(gathering->arena, slice_from(id));
        strmap_put(gathering->seen, slice_from(key), gathering);
    }
}

static bool take_row(void *data, const json_t *row, struct error *error)
{
    struct batch *batch = data;
    struct gathering *gathering = batch->gathering;
    struct confluence_page page;

    batch->rows++;
    if (!gathering->site->dialect->read_page(row, &page)) {
        return error_set(error, ERROR_INPUT, 0, "%s: a row of the answer is no page",
                         gathering->purpose);
    }
    note_seen(gathering, page.id);
    return gathering->on_page(gathering->data, &page, error);
}

/* The answer was too much: for the server, for a gateway, or for us. */
static bool is_too_much(const struct error *error)
{
    return error->kind == ERROR_INPUT ||
           (error->kind == ERROR_HTTP &&
            (error->code == HTTP_TOO_LARGE || error->code == HTTP_SERVER_ERROR ||
             error->code == HTTP_GATEWAY_TIMEOUT));
}

static void start_batch(struct gathering *gathering, const char *const *ids, size_t count);

static void end_batch(void *data, const struct error *error)
{
    struct batch *batch = data;
    size_t half = batch->count / 2;

    if (!error) {
        return;
    }
    if (half == 0 || batch->rows > 0 || !is_too_much(error)) {
        fail(batch->gathering, error);
        return;
    }
    start_batch(batch->gathering, batch->ids, half);
    start_batch(batch->gathering, batch->ids + half, batch->count - half);
}

static void start_batch(struct gathering *gathering, const char *const *ids, size_t count)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_REQUEST);
    struct batch *batch = ARENA_NEW(gathering->arena, struct batch);

    *batch = (struct batch){.gathering = gathering, .ids = ids, .count = count};
    gathering->site->dialect->pages_target(&target, ids, count, gathering->has_bodies);
    confluence_walk_start(gathering->site, gathering->arena,
                          &(struct confluence_walk){
                              .purpose = gathering->purpose,
                              .on_row = take_row,
                              .on_end = end_batch,
                              .data = batch,
                              .owner = gathering,
                          },
                          strbuf_text(&target));
}

static bool check_ids(const char *const *ids, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (!confluence_is_id(ids[i])) {
            return error_set(error, ERROR_USAGE, 0, "the page is no id: %s", ids[i]);
        }
    }
    return true;
}

static bool run_batches(struct gathering *gathering, const char *const *ids, size_t count,
                        size_t batch_size, struct error *error)
{
    for (size_t i = 0; i < count; i += batch_size) {
        start_batch(gathering, ids + i, count - i < batch_size ? count - i : batch_size);
    }
    bool has_run = http_pool_run(gathering->site->pool, error);
    if (gathering->has_failed) {
        *error = gathering->error;
        return false;
    }
    return has_run;
}

bool confluence_fetch_bodies(struct confluence *site, const char *const *ids, size_t count,
                             confluence_on_page on_page, void *data, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct gathering gathering = {
        .site = site,
        .arena = arena,
        .purpose = "read pages",
        .has_bodies = true,
        .on_page = on_page,
        .data = data,
    };

    return check_ids(ids, count, error) &&
           run_batches(&gathering, ids, count, BODIES_AT_A_TIME, error);
}

/* --- whatever the status --- */

static void take_single_page(void *data, const struct confluence_result *result)
{
    struct gathering *gathering = data;
    struct error error;

    if (result->error) {
        if (result->error->kind != ERROR_NOT_FOUND) {
            fail(gathering, result->error);
        }
        return;
    }
    struct confluence_page page = *result->page;
    page.has_body = false;
    if (!gathering->has_failed && !gathering->on_page(gathering->data, &page, &error)) {
        fail(gathering, &error);
    }
}

/* Asks for each of the ids that did not come in a batch by itself: that is the stronger evidence. */
static bool look_at_missing(struct gathering *gathering, const char *const *ids, size_t count,
                            struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (!strmap_find(gathering->seen, slice_from(ids[i]))) {
            confluence_queue(gathering->site,
                             &(struct confluence_call){.action = CONFLUENCE_FETCH, .id = ids[i]},
                             take_single_page, gathering);
        }
    }
    bool has_run = confluence_run(gathering->site, error);
    if (gathering->has_failed) {
        *error = gathering->error;
        return false;
    }
    return has_run;
}

bool confluence_look(struct confluence *site, const char *const *ids, size_t count,
                     confluence_on_page on_page, void *data, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *seen = strmap_new();
    struct gathering gathering = {
        .site = site,
        .arena = arena,
        .purpose = "look at pages",
        .seen = seen,
        .on_page = on_page,
        .data = data,
    };

    return check_ids(ids, count, error) &&
           run_batches(&gathering, ids, count, site->dialect->most_ids, error) &&
           look_at_missing(&gathering, ids, count, error);
}

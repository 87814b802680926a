/* SPDX-License-Identifier: MIT */
/* Bodies from the remote side for carrying out, and what is sent there. */
#include "sync/execute_internal.h"

struct fetching {
    struct arena *arena;
    const long long *ids;
    size_t count;
    struct fetched_page *fetched;
};

static bool keep(void *context, const struct remote_page *page, struct error *error)
{
    struct fetching *fetching = context;

    (void)error;
    for (size_t i = 0; i < fetching->count; i++) {
        if (fetching->ids[i] == page->id) {
            fetching->fetched[i] = (struct fetched_page){
                .is_found = true,
                .version = page->version,
                .title = arena_copy(fetching->arena, slice_from(page->title)),
                .message = arena_copy(fetching->arena, slice_from(page->message)),
                .storage = {arena_copy(fetching->arena, page->storage), page->storage.length},
            };
        }
    }
    return true;
}

bool executor_fetch(const struct executor *executor, struct arena *arena, const long long *ids,
                    size_t count, struct fetched_page *fetched, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    struct fetching fetching = {arena, ids, count, fetched};
    const struct remote_visitor visitor = {keep, &fetching};

    return count == 0 || store->fetch(store->data, ids, count, &visitor, error);
}

bool executor_remote_bodies(struct executor *executor, struct arena *arena,
                            const struct window *window, struct fetched_page *fetched,
                            struct error *error)
{
    long long *ids = ARENA_NEW_ARRAY(arena, long long, window->count);
    size_t *places = ARENA_NEW_ARRAY(arena, size_t, window->count);
    struct fetched_page *missing = ARENA_NEW_ARRAY(arena, struct fetched_page, window->count);
    size_t count = 0;

    for (size_t i = 0; i < window->count; i++) {
        size_t page = executor_step(executor, window->steps[i])->page;
        const struct scan_page *details = &executor->scan->pages[page];
        if (details->storage.start) {
            fetched[i] = (struct fetched_page){
                .is_found = true,
                .version = executor->scan->facts.pages[page].remote.version,
                .title = details->remote_title,
                .storage = details->storage,
            };
        } else {
            places[count] = i;
            ids[count++] = executor->work[page].id;
        }
    }
    if (!executor_fetch(executor, arena, ids, count, missing, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        fetched[places[i]] = missing[i];
        if (!missing[i].is_found) {
            executor_finish(executor, window->steps[places[i]], STEP_OUTDATED);
        }
    }
    return true;
}

static void ignore(void *context, struct remote_operation *operation)
{
    (void)context;
    (void)operation;
}

bool executor_perform(const struct executor *executor, struct arena *arena,
                      struct remote_operation *operations, size_t count, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    const struct remote_observer observer = {ignore, NULL};

    return count == 0 || store->perform(store->data, arena, operations, count, &observer, error);
}

/* SPDX-License-Identifier: MIT */
#include "sync/look_internal.h"

#include <string.h>

static bool note_look(void *context, const struct remote_page *page, struct error *error)
{
    struct looks *looks = context;

    (void)error;
    for (size_t i = 0; i < looks->window->count; i++) {
        if (executor_work(looks->executor, looks->window->steps[i])->id == page->id) {
            looks->pages[i] = *page;
            looks->pages[i].title = arena_copy(looks->arena, slice_from(page->title));
            looks->is_seen[i] = true;
        }
    }
    return true;
}

bool executor_look(struct executor *executor, struct arena *arena, const struct window *window,
                   struct looks *looks, struct error *error)
{
    const struct remote_store *store = executor->sync->remote;
    long long *ids = ARENA_NEW_ARRAY(arena, long long, window->count);

    *looks = (struct looks){
        .window = window,
        .executor = executor,
        .arena = arena,
        .pages = ARENA_NEW_ARRAY(arena, struct remote_page, window->count),
        .is_seen = ARENA_NEW_ARRAY(arena, bool, window->count),
    };
    const struct remote_visitor visitor = {note_look, looks};
    for (size_t i = 0; i < window->count; i++) {
        ids[i] = executor_work(executor, window->steps[i])->id;
    }
    return window->count == 0 || store->look(store->data, ids, window->count, &visitor, error);
}

bool look_is_as_planned(const struct executor *executor, size_t step,
                        const struct remote_page *seen)
{
    const struct page_work *work = executor_work(executor, step);

    return seen->status == REMOTE_CURRENT && seen->version == work->version &&
           strcmp(seen->title, work->remote_title) == 0 &&
           executor_seen_parent(executor, seen) == work->remote_parent;
}

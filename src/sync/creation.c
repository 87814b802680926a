/* SPDX-License-Identifier: MIT */
#include "sync/body.h"
#include "sync/sync_internal.h"

static bool says_what_was_sent(const struct sync *sync, struct arena *arena, struct slice sent,
                               struct slice stored, bool *is_same, struct error *error)
{
    struct conversion_base mine = {0};
    struct conversion_base theirs = {0};

    if (!body_convert(sync, arena, sent, NULL, &mine, error) ||
        !body_convert(sync, arena, stored, NULL, &theirs, error)) {
        return error->kind == ERROR_INPUT;
    }
    return body_says_same(sync, arena, mine.markdown, &theirs, is_same, error);
}

bool creation_made(const struct sync *sync, const struct remote_page *page, struct slice sent,
                   bool *is_made, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct state_body known = {0};

    *is_made = false;
    if (!page->is_mine) {
        return true;
    }
    return state_load_body(sync->state, arena, sync->mount, page->id, &known, error) &&
           (known.storage.start ||
            says_what_was_sent(sync, arena, sent, page->storage, is_made, error));
}

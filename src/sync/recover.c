/* SPDX-License-Identifier: MIT */
/*
 * What an interrupted run left in the intent journal is settled by looking.
 *
 * A creation: the page was made if the title is there, by this account, and says what
 * was sent. Then the file is that page; it will get its id as a file that is known by
 * its path. Otherwise nothing was made, and the plan will create it as if nothing had
 * happened. A temporary title stays an intent while the page has it.
 */
#include <string.h>

#include "base/vec.h"
#include "sync/scan_internal.h"

struct search {
    const struct sync *sync;
    const struct state_intent *intent;
};

static bool bind_if_ours(void *context, const struct remote_page *page, struct error *error)
{
    const struct search *search = context;
    const struct sync *sync = search->sync;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_base plain = {0};
    bool is_ours = false;

    if (!creation_made(sync, page, search->intent->storage, &is_ours, error)) {
        return false;
    }
    if (!is_ours) {
        return true;
    }
    if (!body_convert(sync, arena, page->storage, NULL, &plain, error)) {
        return false;
    }
    const struct state_page row = {
        .id = page->id,
        .version = page->version,
        .parent = page->parent,
        .position = page->position,
        .title = page->title,
        .path = search->intent->path,
        .is_unmarked = true,
    };
    const struct state_body body = body_to_state(arena, &plain, plain.markdown);
    return state_save_page(sync->state, sync->mount, &row, &body, error);
}

static bool settle_creation(const struct sync *sync, const struct state_intent *intent,
                            struct error *error)
{
    struct search search = {sync, intent};
    const struct remote_visitor visitor = {bind_if_ours, &search};

    return sync->remote->find(sync->remote->data, intent->title, &visitor, error) &&
           state_drop_intent(sync->state, sync->mount, intent->number, error);
}

bool scan_recover(struct scanner *scanner, struct error *error)
{
    const struct sync *sync = scanner->sync;

    if (!state_list_intents(sync->state, scanner->arena, sync->mount, &scanner->intents, error)) {
        return false;
    }
    for (size_t i = 0; !scanner->options->is_dry_run && i < scanner->intents.count; i++) {
        const struct state_intent *intent = &scanner->intents.items[i];
        if (intent->kind == STATE_INTENT_CREATE && !settle_creation(sync, intent, error)) {
            return error_prefix(error, "finishing an interrupted creation of \"%s\"",
                                intent->title);
        }
    }
    return true;
}

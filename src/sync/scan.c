/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sync/scan_internal.h"

/* Another site, space or root page than last time would look like everything deleted. */
static bool check_identity(const struct remote_identity *found, const struct state_identity *known,
                           struct error *error)
{
    if (!known->site) {
        return true;
    }
    if (strcmp(found->site, known->site) != 0) {
        return error_set(error, ERROR_STOPPED, 0, "this is a copy of %s, but %s answers",
                         known->site, found->site);
    }
    if (found->space_id != known->space_id) {
        return error_set(error, ERROR_STOPPED, 0,
                         "space %s is not the one that was synced: its id was %lld and is %lld",
                         found->space, known->space_id, found->space_id);
    }
    if (found->root != known->root) {
        return error_set(error, ERROR_STOPPED, 0,
                         "the root page of %s is another one: its id was %lld and is %lld",
                         found->space, known->root, found->root);
    }
    return true;
}

static bool identify(struct scanner *scanner, struct error *error)
{
    const struct sync *sync = scanner->sync;
    struct remote_identity *found = &scanner->scan->identity;
    struct state_identity known = {0};

    return sync->remote->identify(sync->remote->data, scanner->arena, found, error) &&
           state_load_identity(sync->state, scanner->arena, sync->mount, &known, error) &&
           check_identity(found, &known, error);
}

static bool read_both_sides(struct scanner *scanner, struct error *error)
{
    const struct sync *sync = scanner->sync;

    return scan_recover(scanner, error) &&
           state_list_pages(sync->state, scanner->arena, sync->mount, &scanner->rows, error) &&
           state_list_conflicts(sync->state, scanner->arena, sync->mount, &scanner->conflicts,
                                error) &&
           scan_list_remote(scanner, error) && progress_continue(sync->progress, error) &&
           scan_list_local(scanner, error) && progress_continue(sync->progress, error) &&
           scan_adopt(scanner, error);
}

bool sync_scan(const struct sync *sync, struct arena *arena, const struct sync_options *options,
               struct sync_scan **scan, struct error *error)
{
    CLEANUP(strmap) struct strmap *rows_by_path = strmap_new();
    struct scanner scanner = {
        .sync = sync,
        .options = options,
        .arena = arena,
        .scan = ARENA_NEW(arena, struct sync_scan),
        .rows_by_path = rows_by_path,
    };

    scanner.scan->options = *options;
    if (!identify(&scanner, error) || !read_both_sides(&scanner, error)) {
        return false;
    }
    scan_join(&scanner);
    if (!scan_look(&scanner, error) || !scan_compare(&scanner, error)) {
        return false;
    }
    scanner.scan->plan =
        plan_make(arena, &scanner.scan->facts, options->direction, options->selection);
    *scan = scanner.scan;
    return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * Settling a conflict: the base becomes the remote version that the conflict was found
 * with, and the file what the user chose. Then an ordinary run does the rest: what the
 * file has of its own is pushed, and a remote change since then is found as such.
 */
#include <string.h>

#include "sync/body.h"
#include "sync/marker.h"

struct resolver {
    const struct sync *sync;
    struct arena *arena;
    long long page;
    enum resolution resolution;
    struct slice merged;
    struct state_page row; /* of the page; id 0: it has none */
    bool has_file;
    struct local_page file;
    struct base_body base;
};

struct search {
    long long page;
    const char *path;
    size_t key; /* LOCAL_NONE: not found */
};

static bool find_file(void *context, const struct local_page *page, struct error *error)
{
    struct search *search = context;
    bool is_named = !page->fault && page->id == search->page;
    bool is_at_home = page->id == 0 && search->path && strcmp(page->path, search->path) == 0;

    (void)error;
    if (is_named || (is_at_home && search->key == LOCAL_NONE)) {
        search->key = page->key;
    }
    return true;
}

/* The page's row and its file, as it is now. */
static bool find_page(struct resolver *resolver, struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct search search = {.page = resolver->page, .key = LOCAL_NONE};
    const struct local_visitor visitor = {find_file, &search};
    struct state_pages pages = {0};

    if (!state_list_pages(sync->state, resolver->arena, sync->mount, &pages, error)) {
        return false;
    }
    for (size_t i = 0; i < pages.count; i++) {
        if (pages.items[i].id == resolver->page) {
            resolver->row = pages.items[i];
            search.path = pages.items[i].path;
        }
    }
    if (!sync->local->list(sync->local->data, NULL, 0, &visitor, error) ||
        !body_load(sync, resolver->arena, resolver->page, &resolver->base, error)) {
        return false;
    }
    resolver->has_file = search.key != LOCAL_NONE;
    return !resolver->has_file || sync->local->read(sync->local->data, resolver->arena, search.key,
                                                    &resolver->file, error);
}

static bool check_file(const struct resolver *resolver, struct error *error)
{
    if (!resolver->has_file) {
        return error_set(error, ERROR_USAGE, 0, "the page has no file any more");
    }
    if (resolver->file.fault) {
        return error_set(error, ERROR_USAGE, 0, "%s: %s", resolver->file.path,
                         resolver->file.fault);
    }
    return true;
}

static bool change_file(const struct resolver *resolver, struct local_operation *operation,
                        struct error *error)
{
    const struct sync *sync = resolver->sync;

    operation->key = resolver->file.key;
    operation->id = resolver->page;
    operation->expected_body = resolver->file.body;
    operation->expected_title = resolver->file.title;
    if (!sync->local->perform(sync->local->data, operation, 1, error)) {
        return false;
    }
    switch (operation->outcome) {
    case OUTCOME_DONE:
        return true;
    case OUTCOME_CHANGED:
        return error_set(error, ERROR_CONFLICT, 0, "%s was changed just now; try again",
                         resolver->file.path);
    case OUTCOME_REFUSED:
    case OUTCOME_UNKNOWN:
    case OUTCOME_PENDING:
        break;
    }
    *error = operation->error;
    return false;
}

/* A page's file that is handed in has blank lines where its front matter was. */
static struct slice without_leading_lines(struct slice text)
{
    size_t start = 0;

    while (start < text.length && text.start[start] == '\n') {
        start++;
    }
    return slice_part(text, start, text.length);
}

/* What was written into the file since is not in the merged text: nobody could merge it. */
static bool check_merged(const struct resolver *resolver, const struct state_conflict *conflict,
                         struct error *error)
{
    struct slice found = resolver->file.body;
    bool is_known = !conflict->local.start || slice_equal(found, conflict->local) ||
                    slice_equal(found, without_leading_lines(resolver->merged));

    return is_known ||
           error_set(error, ERROR_CONFLICT, 0,
                     "%s was edited after this conflict was found; run confsync sync, which notes "
                     "the conflict anew, and merge again",
                     resolver->file.path);
}

/* The text the file gets; the file's own when it stays. */
static bool choose_text(struct resolver *resolver, const struct conversion_base *remote,
                        struct slice *text, struct error *error)
{
    const struct body_sides sides = {
        .base = &resolver->base,
        .local = resolver->base.exists ? resolver->base.own : remote->markdown,
        .remote = remote,
    };

    switch (resolver->resolution) {
    case RESOLVE_LOCAL:
        *text = resolver->file.body;
        break;
    case RESOLVE_REMOTE:
        return body_follow(resolver->sync, resolver->arena, &sides, text, error);
    case RESOLVE_MERGED:
        *text = resolver->merged;
        break;
    }
    size_t marker = marker_find(*text);
    if (marker > 0) {
        return error_set(error, ERROR_USAGE, 0, "a conflict marker is left in line %zu of the text",
                         marker);
    }
    if (resolver->resolution == RESOLVE_MERGED) {
        *text = without_leading_lines(*text);
    }
    return true;
}

/* A crash between file and base must not lose that this text settles the conflict. */
static bool intend(const struct resolver *resolver, const struct state_conflict *conflict,
                   struct slice text, struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct state_intent intent = {.kind = STATE_INTENT_PULL,
                                  .page = resolver->page,
                                  .version = conflict->version,
                                  .created_ms = clock_now_ms(sync->clock),
                                  .markdown = text};
    struct state_intents intents = {&intent, 1};

    return state_add_intents(sync->state, sync->mount, &intents, error);
}

/* The base becomes the remote version; what the file has of its own is a local change then. */
static bool save_base(struct resolver *resolver, const struct state_conflict *conflict,
                      const struct conversion_base *remote, struct slice text, struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct state_page *row = &resolver->row;
    bool is_same = false;

    if (!body_says_same(resolver->sync, resolver->arena, text, remote, &is_same, error)) {
        return false;
    }
    const struct state_body body =
        body_to_state(resolver->arena, remote, is_same ? text : remote->markdown);
    row->id = resolver->page;
    row->version = conflict->version;
    row->title = row->title ? row->title : conflict->remote_title;
    row->path = resolver->file.path;
    row->stamp = (struct file_stamp){0};
    return state_save_page(sync->state, sync->mount, row, &body, error);
}

static bool resolve_body(struct resolver *resolver, const struct state_conflict *conflict,
                         struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct local_operation operation = {
        .action = LOCAL_WRITE,
        .set = LOCAL_FIELD_BODY | LOCAL_FIELD_VERSION | LOCAL_FIELD_ID,
        .version = conflict->version,
    };
    struct conversion_base remote = {0};

    if (!check_file(resolver, error) ||
        (resolver->resolution == RESOLVE_MERGED && !check_merged(resolver, conflict, error)) ||
        !body_convert(resolver->sync, resolver->arena, conflict->storage,
                      sync->local->attachments(sync->local->data, resolver->file.key), &remote,
                      error) ||
        !choose_text(resolver, &remote, &operation.body, error)) {
        return false;
    }
    if (!resolver->base.exists && resolver->resolution == RESOLVE_REMOTE) {
        operation.set |= LOCAL_FIELD_TITLE;
        operation.title = conflict->remote_title;
    }
    return intend(resolver, conflict, operation.body, error) &&
           change_file(resolver, &operation, error) &&
           save_base(resolver, conflict, &remote, operation.body, error);
}

static bool resolve_title(struct resolver *resolver, const struct state_conflict *conflict,
                          struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct local_operation operation = {
        .action = LOCAL_WRITE, .set = LOCAL_FIELD_TITLE, .title = conflict->remote_title};

    if (resolver->row.id == 0) {
        return true; /* nothing is known of it any more */
    }
    if (resolver->resolution == RESOLVE_REMOTE &&
        (!check_file(resolver, error) || !change_file(resolver, &operation, error))) {
        return false;
    }
    resolver->row.title = conflict->remote_title;
    resolver->row.stamp = (struct file_stamp){0};
    return state_save_page(sync->state, sync->mount, &resolver->row, NULL, error);
}

/* Edited here and deleted there: the file goes, or the next run takes the page out of the trash. */
static bool resolve_page(struct resolver *resolver, const struct state_conflict *conflict,
                         struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct state_conflict decided = *conflict;
    struct local_operation operation = {.action = LOCAL_TRASH};

    if (resolver->resolution == RESOLVE_LOCAL) {
        decided.resolution = "keep";
        return state_save_conflict(sync->state, sync->mount, &decided, error);
    }
    return check_file(resolver, error) && change_file(resolver, &operation, error) &&
           state_forget_page(sync->state, sync->mount, resolver->page, error);
}

static bool is_about(const struct state_conflict *conflict, const char *attribute)
{
    return strcmp(conflict->attribute, attribute) == 0;
}

static bool resolve_one(struct resolver *resolver, const struct state_conflict *conflict,
                        struct error *error)
{
    const struct sync *sync = resolver->sync;
    struct local_operation clear = {.action = LOCAL_CLEAR_CONFLICT, .id = resolver->page};

    if (is_about(conflict, "page")) {
        return resolve_page(resolver, conflict, error);
    }
    if (is_about(conflict, "title")) {
        return resolve_title(resolver, conflict, error) &&
               state_drop_conflict(sync->state, sync->mount, resolver->page, "title", error);
    }
    return resolve_body(resolver, conflict, error) &&
           sync->local->perform(sync->local->data, &clear, 1, error) &&
           state_drop_conflict(sync->state, sync->mount, resolver->page, "body", error);
}

/* A merged text settles bodies only. */
static bool fits(const struct resolver *resolver, const struct state_conflict *conflict)
{
    return resolver->resolution != RESOLVE_MERGED || is_about(conflict, "body");
}

bool sync_resolve(const struct sync *sync, long long page, enum resolution resolution,
                  struct slice merged, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct resolver resolver = {
        .sync = sync, .arena = arena, .page = page, .resolution = resolution, .merged = merged};
    struct state_conflicts conflicts = {0};
    size_t settled = 0;

    if (!state_load_conflicts(sync->state, arena, sync->mount, page, &conflicts, error) ||
        !find_page(&resolver, error)) {
        return false;
    }
    for (size_t i = 0; i < conflicts.count; i++) {
        if (!fits(&resolver, &conflicts.items[i])) {
            continue;
        }
        /* Each may have changed the file and the row. */
        if ((settled > 0 && !find_page(&resolver, error)) ||
            !resolve_one(&resolver, &conflicts.items[i], error)) {
            return false;
        }
        settled++;
    }
    if (settled > 0) {
        return true;
    }
    return conflicts.count == 0
               ? error_set(error, ERROR_USAGE, 0, "the page has no conflict")
               : error_set(error, ERROR_USAGE, 0,
                           "a merged text does not settle this conflict; take one of the sides");
}

/* SPDX-License-Identifier: MIT */
/* The remote side of a scan: the listing, what is missing from it, bodies that changed. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "sync/scan_internal.h"

/* Bodies that were fetched for comparing are kept for carrying out, up to this much in all. */
#define KEPT_BODIES ((size_t)64 * 1024 * 1024)

static bool add_listed(void *context, const struct remote_page *page, struct error *error)
{
    struct scanner *scanner = context;
    struct remote_page listed = *page;

    (void)error;
    listed.title = arena_copy(scanner->arena, slice_from(page->title));
    listed.message = "";
    listed.storage = (struct slice){0};
    scanner->remote = VEC_GROW(scanner->arena, scanner->remote, scanner->remote_count);
    scanner->remote[scanner->remote_count++] = listed;
    progress_report(
        scanner->sync->progress,
        &(struct progress_event){.activity = "listing pages", .done = scanner->remote_count});
    return true;
}

static int compare_ids(const void *left, const void *right)
{
    const struct remote_page *one = left;
    const struct remote_page *other = right;

    return one->id < other->id ? -1 : one->id > other->id;
}

bool scan_list_remote(struct scanner *scanner, struct error *error)
{
    const struct remote_store *store = scanner->sync->remote;
    const struct remote_visitor visitor = {add_listed, scanner};

    if (!store->list(store->data, &visitor, error)) {
        return false;
    }
    if (scanner->remote_count > 0) {
        qsort(scanner->remote, scanner->remote_count, sizeof scanner->remote[0], compare_ids);
    }
    return true;
}

const struct remote_page *scan_find_remote(const struct scanner *scanner, long long id)
{
    const struct remote_page wanted = {.id = id};

    return scanner->remote_count == 0 ? NULL
                                      : bsearch(&wanted, scanner->remote, scanner->remote_count,
                                                sizeof wanted, compare_ids);
}

static bool note_status(void *context, const struct remote_page *page, struct error *error)
{
    struct scanner *scanner = context;
    size_t index = facts_find(&scanner->scan->facts, page->id);

    (void)error;
    if (index < scanner->scan->facts.count) {
        scanner->scan->facts.pages[index].status = page->status;
    }
    return true;
}

bool scan_look(struct scanner *scanner, struct error *error)
{
    const struct remote_store *store = scanner->sync->remote;
    const struct remote_visitor visitor = {note_status, scanner};
    const struct facts *facts = &scanner->scan->facts;
    long long *missing = NULL;
    size_t count = 0;

    for (size_t i = 0; i < facts->count; i++) {
        if (facts->pages[i].id != 0 && !facts->pages[i].remote.exists) {
            missing = VEC_GROW(scanner->arena, missing, count);
            missing[count++] = facts->pages[i].id;
        }
    }
    return count == 0 || store->look(store->data, missing, count, &visitor, error);
}

struct comparison {
    struct scanner *scanner;
    bool *is_visited; /* by page of the facts */
    size_t kept;      /* bytes of bodies kept */
    size_t done;
    size_t total;
};

/* The text of a page's file, as it is now. */
static bool read_file_body(struct scanner *scanner, struct arena *arena, size_t key,
                           struct slice *body, struct error *error)
{
    const struct local_store *store = scanner->sync->local;
    struct local_page file = {0};

    if (!store->read(store->data, arena, key, &file, error)) {
        return false;
    }
    *body = file.fault ? SLICE_LITERAL("") : file.body;
    return true;
}

/* What an interrupted run began with this version of the page; NULL: nothing. */
static const struct state_intent *find_begun(const struct scanner *scanner,
                                             const struct remote_page *fetched)
{
    for (size_t i = 0; i < scanner->intents.count; i++) {
        const struct state_intent *intent = &scanner->intents.items[i];
        bool is_ours =
            intent->kind == STATE_INTENT_PULL ||
            (intent->kind == STATE_INTENT_PUSH && strcmp(intent->message, fetched->message) == 0);
        if (is_ours && intent->page == fetched->id && intent->version == fetched->version) {
            return intent;
        }
    }
    return NULL;
}

/* The file includes this version of the page: that version is the base, and the rest local. */
static bool take_base(struct scanner *scanner, struct page_facts *page,
                      const struct conversion_base *remote, const struct state_intent *intent,
                      struct error *error)
{
    const struct sync *sync = scanner->sync;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(state_change) struct state_change *change = NULL;
    const struct state_body body = body_to_state(arena, remote, remote->markdown);
    struct state_page *row =
        &scanner->rows.items[scan_find_row(scanner, page->id) - scanner->rows.items];

    row->version = page->remote.version;
    row->stamp = (struct file_stamp){0};
    page->base.version = row->version;
    page->is_remote_body_changed = false;
    return state_change_begin(sync->state, &change, error) &&
           state_save_page(sync->state, sync->mount, row, &body, error) &&
           state_drop_intent(sync->state, sync->mount, intent->number, error) &&
           state_change_commit(change, error);
}

/*
 * Whether what was begun can go on: the file still holds what was merged, or what was
 * sent is what the file held then, whatever it holds now.
 */
static bool can_resume(const struct scanner *scanner, const struct conversion_base *remote,
                       struct slice local, const struct state_intent *intent, bool *can_go_on,
                       struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();

    *can_go_on = slice_equal(intent->markdown, local);
    return *can_go_on || intent->kind != STATE_INTENT_PUSH ||
           body_says_same(scanner->sync, arena, intent->markdown, remote, can_go_on, error);
}

static bool resume(struct scanner *scanner, struct page_facts *page,
                   const struct conversion_base *remote, struct slice local,
                   const struct state_intent *intent, struct error *error)
{
    struct scan_page *details = &scanner->scan->pages[page - scanner->scan->facts.pages];

    details->merge_intent = intent->number;
    if (intent->kind == STATE_INTENT_PUSH && slice_equal(intent->markdown, local)) {
        page->body = BODY_REMOTE_INCLUDES;
        details->merged_from = (struct slice){arena_copy(scanner->arena, local), local.length};
        return true;
    }
    page->body = BODY_LOCAL_INCLUDES;
    return scanner->options->is_dry_run || take_base(scanner, page, remote, intent, error);
}

/* Both bodies changed: how do they relate? */
static bool relate(struct scanner *scanner, struct arena *arena, struct page_facts *page,
                   const struct base_body *base, const struct remote_page *fetched,
                   struct error *error)
{
    const struct local_store *store = scanner->sync->local;
    struct conversion_base remote = {0};
    struct merge_result merged = {0};
    struct slice local;
    bool is_same = false;

    if (!body_convert(scanner->sync, arena, fetched->storage,
                      store->attachments(store->data, page->key), &remote, error) ||
        !read_file_body(scanner, arena, page->key, &local, error) ||
        !body_says_same(scanner->sync, arena, local, &remote, &is_same, error)) {
        return false;
    }
    if (is_same) {
        page->body = BODY_EQUAL;
        return true;
    }
    const struct state_intent *intent = find_begun(scanner, fetched);
    bool can_go_on = false;
    if (intent && !can_resume(scanner, &remote, local, intent, &can_go_on, error)) {
        return false;
    }
    if (can_go_on) {
        return resume(scanner, page, &remote, local, intent, error);
    }
    const struct body_sides sides = {
        base, local, &remote, {page->base.version, page->remote.version}};
    if (!body_merge(scanner->sync, arena, &sides, &merged, error)) {
        return false;
    }
    page->body = merged.has_conflict ? BODY_OVERLAPS : BODY_MERGES;
    return true;
}

/* A page on both sides without a base. */
static bool compare_without_base(struct scanner *scanner, struct arena *arena,
                                 struct page_facts *page, const struct remote_page *fetched,
                                 struct error *error)
{
    const struct local_store *store = scanner->sync->local;
    struct conversion_base remote = {0};
    struct slice local;
    bool is_same = false;

    if (!body_convert(scanner->sync, arena, fetched->storage,
                      store->attachments(store->data, page->key), &remote, error) ||
        !read_file_body(scanner, arena, page->key, &local, error) ||
        !body_says_same(scanner->sync, arena, local, &remote, &is_same, error)) {
        return false;
    }
    page->is_local_body_changed = !is_same;
    return true;
}

static bool compare_bodies(struct scanner *scanner, struct arena *arena, struct page_facts *page,
                           const struct remote_page *fetched, struct error *error)
{
    struct base_body base = {0};

    if (!page->base.exists) {
        return !page->local.exists || page->fault ||
               compare_without_base(scanner, arena, page, fetched, error);
    }
    if (!body_load(scanner->sync, arena, page->id, &base, error)) {
        return false;
    }
    page->is_remote_body_changed = !slice_equal(fetched->storage, base.plain.storage);
    bool are_both_changed = page->is_remote_body_changed && page->is_local_body_changed;
    return !are_both_changed || page->fault || relate(scanner, arena, page, &base, fetched, error);
}

static bool compare_fetched(void *context, const struct remote_page *fetched, struct error *error)
{
    struct comparison *comparison = context;
    struct scanner *scanner = comparison->scanner;
    struct facts *facts = &scanner->scan->facts;
    size_t index = facts_find(facts, fetched->id);
    CLEANUP(arena) struct arena *arena = arena_new();

    if (index == facts->count) {
        return true;
    }
    struct page_facts *page = &facts->pages[index];
    comparison->is_visited[index] = true;
    /* It may be newer than the listing; then the plan is made for what was fetched. */
    page->remote.version = fetched->version;
    if (strcmp(fetched->title, scanner->scan->pages[index].remote_title) != 0) {
        page->remote.title = arena_copy(scanner->arena, slice_from(fetched->title));
        scanner->scan->pages[index].remote_title = page->remote.title;
        page->temporary_title = NULL;
    }
    if (comparison->kept + fetched->storage.length <= KEPT_BODIES) {
        comparison->kept += fetched->storage.length;
        scanner->scan->pages[index].storage =
            (struct slice){arena_copy(scanner->arena, fetched->storage), fetched->storage.length};
    }
    comparison->done++;
    progress_report(scanner->sync->progress,
                    &(struct progress_event){.activity = "reading changed pages",
                                             .subject = fetched->title,
                                             .done = comparison->done,
                                             .total = comparison->total});
    if (compare_bodies(scanner, arena, page, fetched, error)) {
        return true;
    }
    if (error->kind != ERROR_INPUT) {
        return error_prefix(error, "page \"%s\"", fetched->title);
    }
    page->fault = arena_copy(scanner->arena, slice_from(error->message));
    return true;
}

static bool needs_body(const struct page_facts *page)
{
    if (!page->remote.exists) {
        return false;
    }
    return page->base.exists ? page->remote.version != page->base.version : page->local.exists;
}

/* Merges that no longer fit anything were never begun, or have been overtaken. */
static bool drop_stale_merges(struct scanner *scanner, struct error *error)
{
    const struct sync *sync = scanner->sync;
    const struct facts *facts = &scanner->scan->facts;

    for (size_t i = 0; !scanner->options->is_dry_run && i < scanner->intents.count; i++) {
        const struct state_intent *intent = &scanner->intents.items[i];
        bool is_merge = intent->kind == STATE_INTENT_PUSH || intent->kind == STATE_INTENT_PULL;
        size_t page = facts_find(facts, intent->page);
        bool is_alive =
            page < facts->count && scanner->scan->pages[page].merge_intent == intent->number;
        if (is_merge && !is_alive &&
            !state_drop_intent(sync->state, sync->mount, intent->number, error)) {
            return false;
        }
    }
    return true;
}

bool scan_compare(struct scanner *scanner, struct error *error)
{
    const struct remote_store *store = scanner->sync->remote;
    struct facts *facts = &scanner->scan->facts;
    struct comparison comparison = {
        .scanner = scanner, .is_visited = ARENA_NEW_ARRAY(scanner->arena, bool, facts->count)};
    const struct remote_visitor visitor = {compare_fetched, &comparison};
    long long *ids = ARENA_NEW_ARRAY(scanner->arena, long long, facts->count);

    for (size_t i = 0; i < facts->count; i++) {
        if (needs_body(&facts->pages[i])) {
            ids[comparison.total++] = facts->pages[i].id;
        }
    }
    if (comparison.total > 0 &&
        !store->fetch(store->data, ids, comparison.total, &visitor, error)) {
        return false;
    }
    for (size_t i = 0; i < facts->count; i++) {
        if (needs_body(&facts->pages[i]) && !comparison.is_visited[i]) {
            /* Gone between the listing and now: the next run will know more. */
            facts->pages[i].remote.exists = false;
            facts->pages[i].status = REMOTE_UNKNOWN;
        }
    }
    return drop_stale_merges(scanner, error);
}

/* SPDX-License-Identifier: MIT */
/* The texts of a page, for showing differences. */
#include "sync/body.h"
#include "sync/sync_internal.h"

struct wanted_body {
    struct arena *arena;
    struct slice storage;
};

static bool keep_storage(void *context, const struct remote_page *page, struct error *error)
{
    struct wanted_body *wanted = context;

    (void)error;
    wanted->storage =
        (struct slice){arena_copy(wanted->arena, page->storage), page->storage.length};
    return true;
}

/* The remote body: what the scan kept, else fetched. Start is NULL when the page is gone. */
static bool read_storage(const struct sync *sync, struct arena *arena, const struct sync_scan *scan,
                         size_t page, struct slice *storage, struct error *error)
{
    struct wanted_body wanted = {arena, scan->pages[page].storage};
    const struct remote_visitor visitor = {keep_storage, &wanted};

    if (!wanted.storage.start &&
        !sync->remote->fetch(sync->remote->data, &scan->facts.pages[page].id, 1, &visitor, error)) {
        return false;
    }
    *storage = wanted.storage;
    return true;
}

/* A remote body as a file of this user would show it. */
static bool show_storage(const struct sync *sync, struct arena *arena,
                         const struct conversion_base *plain, const struct base_body *base,
                         struct slice *text, struct error *error)
{
    const struct body_sides sides = {
        .base = base, .local = base->exists ? base->own : plain->markdown, .remote = plain};

    return body_follow(sync, arena, &sides, text, error);
}

bool sync_read_texts(const struct sync *sync, struct arena *arena, const struct sync_scan *scan,
                     size_t page, struct page_texts *texts, struct error *error)
{
    const struct page_facts *facts = &scan->facts.pages[page];
    struct page_texts found = {0};
    struct base_body base = {0};
    struct local_page file = {0};

    if (facts->base.exists && !body_load(sync, arena, facts->id, &base, error)) {
        return false;
    }
    found.base = base.own;
    if (facts->local.exists) {
        if (!sync->local->read(sync->local->data, arena, facts->key, &file, error)) {
            return false;
        }
        found.local = file.body;
    }
    if (facts->remote.exists && facts->base.exists && !facts->is_remote_body_changed) {
        found.remote = base.own;
    } else if (facts->remote.exists) {
        const char *attachments = facts->key == LOCAL_NONE
                                      ? NULL
                                      : sync->local->attachments(sync->local->data, facts->key);
        struct conversion_base plain = {0};
        struct slice storage;
        if (!read_storage(sync, arena, scan, page, &storage, error)) {
            return false;
        }
        if (storage.start && (!body_convert(sync, arena, storage, attachments, &plain, error) ||
                              !show_storage(sync, arena, &plain, &base, &found.remote, error))) {
            return false;
        }
    }
    *texts = found;
    return true;
}

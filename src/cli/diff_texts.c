/* SPDX-License-Identifier: MIT */
#include "cli/diff_texts.h"

#include "base/limit.h"
#include "base/strbuf.h"
#include "convert/convert.h"

const struct page_side *diff_texts_side(const struct diff_source *source,
                                        const struct page_facts *page)
{
    return source->side == DIFF_REMOTE ? &page->remote : &page->local;
}

bool diff_texts_differ(const struct diff_source *source, const struct page_facts *page)
{
    const struct page_side *side = diff_texts_side(source, page);
    bool is_remote = source->side == DIFF_REMOTE;

    if (side->exists != page->base.exists) {
        /* What Confluence only does not show need not be gone. */
        return !is_remote || side->exists || page->status != REMOTE_UNKNOWN;
    }
    return side->exists && (is_remote ? page->is_remote_body_changed : page->is_local_body_changed);
}

static bool read_markdown(const struct diff_source *source, struct arena *arena, size_t number,
                          struct diff_texts *texts, struct error *error)
{
    struct page_texts page;

    if (!sync_read_texts(source->sync, arena, source->scan, number, &page, error)) {
        return false;
    }
    texts->before = page.base;
    texts->after = source->side == DIFF_REMOTE ? page.remote : page.local;
    return true;
}

struct fetched {
    struct arena *arena;
    struct slice storage;
};

static bool keep_storage(void *context, const struct remote_page *page, struct error *error)
{
    struct fetched *fetched = context;
    (void)error;
    fetched->storage.start = arena_copy(fetched->arena, page->storage);
    fetched->storage.length = page->storage.length;
    return true;
}

static bool fetch_storage(const struct diff_source *source, struct arena *arena, long long id,
                          struct slice *storage, struct error *error)
{
    const struct remote_store *remote = source->sync->remote;
    struct fetched fetched = {.arena = arena};
    struct remote_visitor visitor = {keep_storage, &fetched};

    if (!remote->fetch(remote->data, &id, 1, &visitor, error)) {
        return false;
    }
    *storage = fetched.storage;
    return true;
}

/* What a push would send. `storage` comes in as the base's, start NULL where there is none. */
static bool make_storage(const struct diff_source *source, struct arena *arena, size_t number,
                         struct slice *storage, struct error *error)
{
    const struct page_facts *page = &source->scan->facts.pages[number];
    const struct local_store *local = source->sync->local;
    struct markdown_options options = *source->sync->markdown;
    struct conversion_base base = {0};
    struct conversion_report report;
    struct page_texts texts;
    bool has_base = storage->start != NULL;

    options.attachments = local->attachments(local->data, page->key);
    return sync_read_texts(source->sync, arena, source->scan, number, &texts, error) &&
           (!has_base || convert_to_markdown(arena, *storage, &options, &base, error)) &&
           convert_to_storage(arena, texts.local, has_base ? &base : NULL, &options, storage,
                              &report, error);
}

/* Storage format has no line ends of its own; between tags is where a reader wants them. */
static struct slice broken_at_tags(struct arena *arena, struct slice storage)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(2 * LIMIT_PAGE);

    for (size_t i = 0; i < storage.length; i++) {
        strbuf_append_char(&text, storage.start[i]);
        bool is_last = i + 1 == storage.length;
        if (is_last || (storage.start[i] == '>' && storage.start[i + 1] == '<')) {
            strbuf_append_char(&text, '\n');
        }
    }
    return strbuf_copy(&text, arena);
}

static bool read_storage(const struct diff_source *source, struct arena *arena, size_t number,
                         struct diff_texts *texts, struct error *error)
{
    const struct page_facts *page = &source->scan->facts.pages[number];
    struct state_body body = {0};

    if (page->base.exists &&
        !state_load_body(source->sync->state, arena, source->sync->mount, page->id, &body, error)) {
        return false;
    }
    struct slice after = body.storage;
    bool is_there = diff_texts_side(source, page)->exists;
    bool is_read = !is_there || (source->side == DIFF_REMOTE
                                     ? fetch_storage(source, arena, page->id, &after, error)
                                     : make_storage(source, arena, number, &after, error));
    if (!is_read) {
        return false;
    }
    texts->before = broken_at_tags(arena, body.storage);
    texts->after = broken_at_tags(arena, is_there ? after : (struct slice){0});
    return true;
}

bool diff_texts_read(const struct diff_source *source, struct arena *arena, size_t number,
                     struct diff_texts *texts, struct error *error)
{
    return source->is_storage ? read_storage(source, arena, number, texts, error)
                              : read_markdown(source, arena, number, texts, error);
}

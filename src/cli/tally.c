/* SPDX-License-Identifier: MIT */
#include "cli/tally.h"

#include <stdlib.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/strmap.h"

/* Where in the plan people read of a page, and what was done with it: bits. */
enum part {
    PART_REMOTE = 1,
    PART_LOCAL = 2,
    PART_MERGE = 4,
    PART_HOLD = 8,
    PART_NOTE = 16,
    PART_MARK = 32,
};

struct counted {
    long long id; /* 0: it had none when it was last seen */
    unsigned shown;
    unsigned done;
};

struct tally {
    struct arena *arena;
    struct strmap *pages; /* by "/" and id, and by path; those of a page are one */
    struct changes done;
    struct sync_report report;
};

struct tally *tally_new(void)
{
    struct tally *tally = MEM_NEW(struct tally);
    tally->arena = arena_new();
    tally->pages = strmap_new();
    return tally;
}

void tally_free(struct tally *tally)
{
    if (tally != NULL) {
        strmap_free(tally->pages);
        arena_free(tally->arena);
        free(tally);
    }
}

/* A page's key by its id; no path begins like that. */
static char *id_key(struct arena *arena, long long id)
{
    CLEANUP_STRBUF struct strbuf key = STRBUF(LIMIT_PATH);
    strbuf_append_format(&key, "/%lld", id);
    return arena_copy(arena, strbuf_slice(&key));
}

static struct counted *find_by_path(const struct tally *tally, const struct page_facts *page)
{
    struct counted *counted =
        page->path == NULL ? NULL : strmap_find(tally->pages, slice_from(page->path));
    bool is_other = counted != NULL && counted->id != 0 && page->id != 0 && counted->id != page->id;
    return is_other ? NULL : counted;
}

/* The page's entry, a new one if there is none. A page gets its id, or its path, in between. */
static struct counted *take(struct tally *tally, const struct page_facts *page)
{
    char *id = page->id == 0 ? NULL : id_key(tally->arena, page->id);
    struct counted *counted = id == NULL ? NULL : strmap_find(tally->pages, slice_from(id));

    if (counted == NULL) {
        counted = find_by_path(tally, page);
    }
    if (counted == NULL) {
        counted = ARENA_NEW(tally->arena, struct counted);
    }
    if (id != NULL) {
        counted->id = page->id;
        strmap_put(tally->pages, slice_from(id), counted);
    }
    if (page->path != NULL) {
        char *path = arena_copy(tally->arena, slice_from(page->path));
        strmap_put(tally->pages, slice_from(path), counted);
    }
    return counted;
}

static unsigned parts_of(const struct page_change *change)
{
    unsigned sides =
        (change->remote != 0 ? PART_REMOTE : 0U) | (change->local != 0 ? PART_LOCAL : 0U);
    return (change->is_merge ? PART_MERGE : sides) | (change->hold != NULL ? PART_HOLD : 0U) |
           (change->note != NULL ? PART_NOTE : 0U) | (change->is_marked ? PART_MARK : 0U);
}

/* Only the wanted parts of the change. */
static struct page_change take_parts(const struct page_change *change, unsigned parts)
{
    struct page_change rest = *change;
    rest.is_merge = change->is_merge && (parts & PART_MERGE) != 0;
    rest.remote = rest.is_merge || (parts & PART_REMOTE) != 0 ? change->remote : 0;
    rest.local = rest.is_merge || (parts & PART_LOCAL) != 0 ? change->local : 0;
    rest.is_marked = (parts & PART_MARK) != 0;
    rest.hold = (parts & PART_HOLD) != 0 ? change->hold : NULL;
    rest.note = (parts & PART_NOTE) != 0 ? change->note : NULL;
    return rest;
}

struct changes tally_news(struct tally *tally, struct arena *arena, const struct changes *planned)
{
    struct changes news = {.items = ARENA_NEW_ARRAY(arena, struct page_change, planned->count + 1)};

    for (size_t i = 0; i < planned->count; i++) {
        const struct page_change *change = &planned->items[i];
        struct counted *counted = take(tally, change->page);
        unsigned parts = parts_of(change) & ~counted->shown;
        counted->shown |= parts;
        if (parts != 0) {
            news.items[news.count++] = take_parts(change, parts);
        }
    }
    return news;
}

/* Takes a page into the counts, or out of them, by what was done with it. */
static void count(struct changes *counts, unsigned done, int by)
{
    bool is_merge = (done & PART_MERGE) != 0;
    bool is_marked = (done & (PART_REMOTE | PART_LOCAL | PART_MERGE | PART_MARK)) == PART_MARK;
    counts->merge_count += (size_t)(is_merge ? by : 0);
    counts->remote_count += (size_t)(!is_merge && (done & PART_REMOTE) != 0 ? by : 0);
    counts->local_count += (size_t)(!is_merge && (done & PART_LOCAL) != 0 ? by : 0);
    counts->mark_count += (size_t)(is_marked ? by : 0);
}

void tally_add(struct tally *tally, const struct changes *done, const struct sync_report *report)
{
    size_t steps_before = tally->report.done_count;

    for (size_t i = 0; i < done->count; i++) {
        struct counted *counted = take(tally, done->items[i].page);
        count(&tally->done, counted->done, -1);
        counted->done |= parts_of(&done->items[i]);
        count(&tally->done, counted->done, 1);
    }
    tally->done.page_count = done->page_count;
    tally->done.conflict_count = done->conflict_count;
    tally->done.held_count = done->held_count;
    tally->report = *report;
    tally->report.steps = NULL;
    tally->report.done_count += steps_before;
}

const struct changes *tally_done(const struct tally *tally)
{
    return &tally->done;
}

const struct sync_report *tally_report(const struct tally *tally)
{
    return &tally->report;
}

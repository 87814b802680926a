/* SPDX-License-Identifier: MIT */
/* Puts base, files and remote pages side by side. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sync/scan_internal.h"

static long long smallest(long long one, long long other)
{
    return other < one ? other : one;
}

/* Adds an empty page; there is room for all. */
static struct page_facts *add_page(struct scanner *scanner, long long id)
{
    struct facts *facts = &scanner->scan->facts;
    struct page_facts *page = &facts->pages[facts->count++];

    page->id = id;
    page->key = LOCAL_NONE;
    page->status = REMOTE_UNKNOWN;
    page->base.parent = FACTS_TOP;
    page->local.parent = FACTS_TOP;
    page->remote.parent = FACTS_TOP;
    page->is_root = id != 0 && id == scanner->scan->identity.root;
    return page;
}

/* One walk over three lists in the order of ids. */
static void add_pages_with_ids(struct scanner *scanner, struct file_entry **files, size_t count)
{
    size_t row = 0;
    size_t remote = 0;
    size_t file = 0;

    while (row < scanner->rows.count || remote < scanner->remote_count || file < count) {
        long long id = INT64_MAX;
        id = row < scanner->rows.count ? scanner->rows.items[row].id : id;
        id = remote < scanner->remote_count ? smallest(id, scanner->remote[remote].id) : id;
        id = file < count ? smallest(id, files[file]->claim) : id;
        (void)add_page(scanner, id);
        row += row < scanner->rows.count && scanner->rows.items[row].id == id;
        remote += remote < scanner->remote_count && scanner->remote[remote].id == id;
        while (file < count && files[file]->claim == id) {
            files[file++]->index = scanner->scan->facts.count - 1;
        }
    }
}

size_t facts_find(const struct facts *facts, long long id)
{
    size_t low = 0;
    size_t high = facts->count;

    /* New pages have no id and come last, as if theirs were the highest. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        long long found = facts->pages[middle].id;
        if (found != 0 && found < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return id != 0 && low < facts->count && facts->pages[low].id == id ? low : facts->count;
}

/* A page of the facts, or how a page that is none of them counts as a parent. */
static size_t parent_of(const struct facts *facts, long long id, size_t otherwise)
{
    size_t index = id == 0 ? facts->count : facts_find(facts, id);

    return index < facts->count ? index : id == 0 ? FACTS_TOP : otherwise;
}

static const struct state_intent *find_retitle(const struct scanner *scanner, long long id,
                                               const char *title)
{
    for (size_t i = 0; i < scanner->intents.count; i++) {
        const struct state_intent *intent = &scanner->intents.items[i];
        if (intent->kind == STATE_INTENT_RETITLE && intent->page == id &&
            strcmp(intent->title, title) == 0) {
            return intent;
        }
    }
    return NULL;
}

static void fill_base(struct scanner *scanner, size_t index)
{
    struct page_facts *page = &scanner->scan->facts.pages[index];
    const struct state_page *row = scan_find_row(scanner, page->id);

    scanner->scan->pages[index].row = row;
    if (row) {
        page->path = row->path;
        page->base = (struct page_side){
            .exists = true,
            .title = row->title,
            .parent = parent_of(&scanner->scan->facts, row->parent, FACTS_GONE),
            .version = row->version,
            .position = row->position,
        };
    }
}

static void fill_remote(struct scanner *scanner, size_t index)
{
    struct page_facts *page = &scanner->scan->facts.pages[index];
    const struct remote_page *remote = scan_find_remote(scanner, page->id);

    if (!remote) {
        return;
    }
    page->status = REMOTE_CURRENT;
    page->remote = (struct page_side){
        .exists = true,
        .title = remote->title,
        .parent = parent_of(&scanner->scan->facts, remote->parent, FACTS_TOP),
        .version = remote->version,
        .position = remote->position,
    };
    scanner->scan->pages[index].remote_title = remote->title;
    const struct state_intent *intent = find_retitle(scanner, page->id, remote->title);
    if (intent && page->base.exists) {
        page->temporary_title = remote->title;
        page->remote.title = page->base.title;
        scanner->scan->pages[index].retitle_intent = intent->number;
    }
}

/* The page whose file is gone from beside this one's folder; facts->count: nobody knows it. */
static size_t find_lost_parent(const struct scanner *scanner, const struct file_entry *entry)
{
    const struct facts *facts = &scanner->scan->facts;
    const struct state_page *row =
        strmap_find(scanner->rows_by_path, slice_from(entry->page.lost_path));
    size_t parent = row ? facts_find(facts, row->id) : facts->count;

    return parent != entry->index ? parent : facts->count;
}

static bool is_stranded(const struct scanner *scanner, const struct file_entry *entry)
{
    return entry->page.parent == LOCAL_PARENT_LOST &&
           find_lost_parent(scanner, entry) == scanner->scan->facts.count;
}

static const char *find_fault(struct scanner *scanner, const struct file_entry *entry)
{
    const struct page_facts *page = &scanner->scan->facts.pages[entry->index];

    if (entry->page.fault) {
        return entry->page.fault;
    }
    if (entry->doubt) {
        return entry->doubt;
    }
    if (!page->base.exists && is_stranded(scanner, entry)) {
        return "its folder belongs to no page: the page's file is missing";
    }
    return entry->fault;
}

/* The parent by where it was; one that nobody knows counts as the one it always was. */
static size_t lost_parent_of(const struct scanner *scanner, const struct file_entry *entry)
{
    const struct facts *facts = &scanner->scan->facts;
    const struct page_side *base = &facts->pages[entry->index].base;
    size_t parent = find_lost_parent(scanner, entry);

    return parent < facts->count ? parent : base->exists ? base->parent : FACTS_TOP;
}

static size_t local_parent_of(const struct scanner *scanner, const struct file_entry *entry,
                              const size_t *index_of_key)
{
    switch (entry->page.parent) {
    case LOCAL_PARENT_PAGE:
        return index_of_key[entry->page.parent_key];
    case LOCAL_PARENT_TOP:
        return FACTS_TOP;
    case LOCAL_PARENT_LOST:
        return lost_parent_of(scanner, entry);
    }
    return FACTS_TOP;
}

static void fill_local(struct scanner *scanner, const struct file_entry *entry,
                       const size_t *index_of_key)
{
    struct page_facts *page = &scanner->scan->facts.pages[entry->index];
    struct scan_page *details = &scanner->scan->pages[entry->index];
    const struct local_page *file = &entry->page;
    bool is_base_title = page->base.exists && (file->is_as_known || file->fault || entry->doubt ||
                                               file->is_title_implied);

    page->fault = find_fault(scanner, entry);
    page->notes = entry->notes;
    page->is_refused = scanner->options->is_strict && notes_lose(&entry->notes);
    page->key = file->key;
    page->path = file->path;
    page->is_unmarked = entry->is_claimed_by_path && !file->fault;
    page->is_stranded = is_stranded(scanner, entry);
    page->is_local_body_changed = entry->body == FILE_BODY_CHANGED;
    page->local = (struct page_side){
        .exists = true,
        .title = is_base_title ? page->base.title
                 : file->title ? file->title
                               : file->path,
        .parent = local_parent_of(scanner, entry, index_of_key),
        .version = file->is_as_known ? page->base.version : file->version,
    };
    details->stamp = file->stamp;
    details->is_file_as_known = file->is_as_known;
    details->is_title_implied = file->is_title_implied;
    details->is_reworded = entry->body == FILE_BODY_REWORDED;
}

/*
 * A page that lost its file to another page, which nobody here has seen before, or which
 * another file says it is too, or which the file does not do for: if that is a mistake,
 * the page is not to be deleted for it. When the doubt is gone, the deletion comes.
 */
static void doubt_deletion(struct scanner *scanner, const struct file_entry *entry)
{
    struct facts *facts = &scanner->scan->facts;
    const struct state_page *row = strmap_find(scanner->rows_by_path, slice_from(entry->page.path));
    size_t index = row ? facts_find(facts, row->id) : facts->count;
    const struct page_facts *page = &facts->pages[entry->index];
    bool is_doubtful = entry->claim != 0 && (!page->base.exists || entry->has_twin || page->fault);

    if (is_doubtful && index < facts->count && !facts->pages[index].local.exists &&
        facts->pages[index].remote.exists) {
        CLEANUP_STRBUF struct strbuf words = STRBUF(LIMIT_PATH);
        strbuf_append_format(&words,
                             "its file now names page %lld: set its id back to %lld, or move the "
                             "file to delete the page",
                             entry->claim, row->id);
        facts->pages[index].fault = strbuf_copy(&words, scanner->arena).start;
    }
}

static void fill_files(struct scanner *scanner)
{
    size_t key_count = 0;

    for (size_t i = 0; i < scanner->file_count; i++) {
        size_t key = scanner->files[i].page.key;
        key_count = key >= key_count ? key + 1 : key_count;
    }
    size_t *index_of_key = ARENA_NEW_ARRAY(scanner->arena, size_t, key_count);
    for (size_t i = 0; i < scanner->file_count; i++) {
        index_of_key[scanner->files[i].page.key] = scanner->files[i].index;
    }
    for (size_t i = 0; i < scanner->file_count; i++) {
        fill_local(scanner, &scanner->files[i], index_of_key);
    }
    for (size_t i = 0; i < scanner->file_count; i++) {
        doubt_deletion(scanner, &scanner->files[i]);
    }
}

/* The root has no parent here, wherever it hangs in its space; and a listing that was made
   while pages moved may hold a ring, which is opened at the top. */
static void cut_remote_tree(struct scanner *scanner)
{
    struct facts *facts = &scanner->scan->facts;
    size_t *walk_of = ARENA_NEW_ARRAY(scanner->arena, size_t, facts->count);

    for (size_t i = 0; i < facts->count; i++) {
        if (facts->pages[i].is_root) {
            facts->pages[i].base.parent = FACTS_TOP;
            facts->pages[i].local.parent = FACTS_TOP;
            facts->pages[i].remote.parent = FACTS_TOP;
        }
    }
    for (size_t i = 0; i < facts->count; i++) {
        size_t at = i;
        while (at < facts->count && walk_of[at] == 0) {
            walk_of[at] = i + 1;
            at = facts->pages[at].remote.parent;
        }
        if (at < facts->count && walk_of[at] == i + 1) {
            facts->pages[at].remote.parent = FACTS_TOP;
        }
    }
}

static void note_decisions(struct scanner *scanner)
{
    struct facts *facts = &scanner->scan->facts;

    for (size_t i = 0; i < scanner->conflicts.count; i++) {
        const struct state_conflict *conflict = &scanner->conflicts.items[i];
        size_t index = facts_find(facts, conflict->page);
        if (index < facts->count && conflict->resolution) {
            facts->pages[index].is_kept = strcmp(conflict->resolution, "keep") == 0;
        }
    }
}

void scan_join(struct scanner *scanner)
{
    struct facts *facts = &scanner->scan->facts;
    struct file_entry **files = scan_order_files(scanner);
    size_t room = scanner->rows.count + scanner->remote_count + scanner->file_count;
    size_t new_count = 0;

    while (new_count < scanner->file_count && files[new_count]->claim == 0) {
        new_count++;
    }
    facts->pages = ARENA_NEW_ARRAY(scanner->arena, struct page_facts, room);
    scanner->scan->pages = ARENA_NEW_ARRAY(scanner->arena, struct scan_page, room);
    add_pages_with_ids(scanner, files + new_count, scanner->file_count - new_count);
    for (size_t i = 0; i < new_count; i++) {
        files[i]->index = facts->count;
        (void)add_page(scanner, 0);
    }
    for (size_t i = 0; i < facts->count; i++) {
        fill_base(scanner, i);
        fill_remote(scanner, i);
    }
    fill_files(scanner);
    cut_remote_tree(scanner);
    note_decisions(scanner);
    facts->known_count = scanner->rows.count;
    facts->local_count = scanner->file_count;
    facts->remote_count = scanner->remote_count;
}

/* SPDX-License-Identifier: MIT */
/* The local side of a scan: the files, compared with the base as they are read. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "sync/scan_internal.h"

const struct state_page *scan_find_row(const struct scanner *scanner, long long id)
{
    size_t low = 0;
    size_t high = scanner->rows.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scanner->rows.items[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < scanner->rows.count && scanner->rows.items[low].id == id;
    return is_found ? &scanner->rows.items[low] : NULL;
}

/* The base that a file is to be compared with: of the page it names, else of its path. */
static const struct state_page *row_of(const struct scanner *scanner, const struct local_page *page)
{
    if (page->is_as_known) {
        return scanner->known[page->known_index];
    }
    return page->id != 0 && !page->fault
               ? scan_find_row(scanner, page->id)
               : strmap_find(scanner->rows_by_path, slice_from(page->path));
}

static bool add_file(void *context, const struct local_page *page, struct error *error)
{
    struct scanner *scanner = context;
    struct file_entry entry = {.page = *page, .row = row_of(scanner, page), .twin = LOCAL_NONE};

    entry.page.path = arena_copy(scanner->arena, slice_from(page->path));
    entry.page.body = (struct slice){0};
    if (page->parent == LOCAL_PARENT_LOST) {
        entry.page.lost_path = arena_copy(scanner->arena, slice_from(page->lost_path));
    }
    if (page->fault) {
        entry.page.fault = arena_copy(scanner->arena, slice_from(page->fault));
        entry.page.id = 0;
        entry.page.title = NULL;
    } else if (!page->is_as_known) {
        entry.page.title = arena_copy(scanner->arena, slice_from(page->title));
        if (!scan_body(scanner, &entry, page->body, error)) {
            return error_prefix(error, "%s", page->path);
        }
    }
    scanner->files = VEC_GROW(scanner->arena, scanner->files, scanner->file_count);
    scanner->files[scanner->file_count++] = entry;
    return true;
}

static int compare_paths(const void *left, const void *right)
{
    const struct state_page *const *one = left;
    const struct state_page *const *other = right;

    return strcmp((*one)->path, (*other)->path);
}

/*
 * The files of pages. Those with a stamp need not be read when they are as the state
 * knows them; of the others the store must know too that they were pages.
 */
static struct known_file *find_known(struct scanner *scanner, size_t *count)
{
    size_t found = 0;

    scanner->known =
        ARENA_NEW_ARRAY(scanner->arena, const struct state_page *, scanner->rows.count);
    for (size_t i = 0; i < scanner->rows.count; i++) {
        const struct state_page *row = &scanner->rows.items[i];
        if (row->path) {
            (void)strmap_put(scanner->rows_by_path, slice_from(row->path), &scanner->rows.items[i]);
            scanner->known[found++] = row;
        }
    }
    if (found > 0) {
        qsort(scanner->known, found, sizeof(const struct state_page *), compare_paths);
    }
    struct known_file *known = ARENA_NEW_ARRAY(scanner->arena, struct known_file, found);
    for (size_t i = 0; i < found; i++) {
        known[i] = (struct known_file){scanner->known[i]->path, scanner->known[i]->stamp};
    }
    *count = found;
    return known;
}

bool scan_list_local(struct scanner *scanner, struct error *error)
{
    const struct local_store *store = scanner->sync->local;
    const struct local_visitor visitor = {add_file, scanner};
    size_t count = 0;
    const struct known_file *known = find_known(scanner, &count);

    return store->list(store->data, known, count, &visitor, error);
}

/* A new file and a page of the same title that has no file. */
struct candidate {
    struct file_entry *entry;
    long long id;
};

struct adoption {
    struct scanner *scanner;
    struct candidate *candidates;
    size_t count;
};

/* The remote pages that nobody has a file of, by what their titles have in common. */
static struct strmap *map_free_titles(struct scanner *scanner)
{
    struct strmap *titles = strmap_new();
    struct strmap *claimed = strmap_new();

    for (size_t i = 0; i < scanner->file_count; i++) {
        long long *id = ARENA_NEW(scanner->arena, long long);
        *id = scanner->files[i].page.id;
        (void)strmap_put(claimed, (struct slice){(const char *)id, sizeof *id}, id);
    }
    for (size_t i = 0; i < scanner->remote_count; i++) {
        struct remote_page *page = &scanner->remote[i];
        struct slice key = {(const char *)&page->id, sizeof page->id};
        if (!scan_find_row(scanner, page->id) && !strmap_find(claimed, key)) {
            (void)strmap_put(titles, utf8_fold(scanner->arena, slice_from(page->title)), page);
        }
    }
    strmap_free(claimed);
    return titles;
}

static bool is_new(const struct file_entry *entry)
{
    return !entry->page.fault && !entry->page.is_as_known && entry->page.id == 0 && !entry->row;
}

static bool adopt_if_equal(void *context, const struct remote_page *fetched, struct error *error)
{
    struct adoption *adoption = context;
    struct scanner *scanner = adoption->scanner;
    const struct local_store *store = scanner->sync->local;
    CLEANUP(arena) struct arena *arena = arena_new();

    for (size_t i = 0; i < adoption->count; i++) {
        struct file_entry *entry = adoption->candidates[i].entry;
        struct conversion_base remote = {0};
        struct local_page file = {0};
        bool is_same = false;
        if (adoption->candidates[i].id != fetched->id) {
            continue;
        }
        if (!store->read(store->data, arena, entry->page.key, &file, error) ||
            !body_convert(scanner->sync, arena, fetched->storage,
                          store->attachments(store->data, entry->page.key), &remote, error) ||
            !body_says_same(scanner->sync, arena, file.fault ? SLICE_LITERAL("") : file.body,
                            &remote, &is_same, error)) {
            return error->kind == ERROR_INPUT;
        }
        if (is_same && !file.fault && entry->claim == 0) {
            entry->claim = fetched->id;
            entry->is_claimed_by_path = true;
            entry->fault = NULL;
            entry->notes = (struct notes){0};
        }
    }
    return true;
}

bool scan_adopt(struct scanner *scanner, struct error *error)
{
    const struct remote_store *store = scanner->sync->remote;
    struct adoption adoption = {.scanner = scanner};
    const struct remote_visitor visitor = {adopt_if_equal, &adoption};
    CLEANUP(strmap) struct strmap *titles = map_free_titles(scanner);
    long long *ids = ARENA_NEW_ARRAY(scanner->arena, long long, scanner->file_count);

    for (size_t i = 0; i < scanner->file_count && strmap_count(titles) > 0; i++) {
        if (!is_new(&scanner->files[i])) {
            continue;
        }
        struct slice key = utf8_fold(scanner->arena, slice_from(scanner->files[i].page.title));
        const struct remote_page *page = strmap_find(titles, key);
        if (page) {
            ids[adoption.count] = page->id;
            adoption.candidates = VEC_GROW(scanner->arena, adoption.candidates, adoption.count);
            adoption.candidates[adoption.count++] =
                (struct candidate){&scanner->files[i], page->id};
        }
    }
    return adoption.count == 0 || store->fetch(store->data, ids, adoption.count, &visitor, error);
}

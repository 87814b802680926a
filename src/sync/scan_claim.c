/* SPDX-License-Identifier: MIT */
/* Which file is which page, where files do not agree on that. */
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sync/scan_internal.h"

/* How likely a file is the page it is taken for, the least the most likely: it is where the page
   was, somewhere new, where another page was, or it does not even say so. */
static int doubtfulness(const struct file_entry *entry)
{
    enum { AT_HOME, MOVED, COPIED_OVER, TAKEN_BY_PATH };

    if (entry->is_claimed_by_path) {
        return TAKEN_BY_PATH;
    }
    if (entry->is_on_other) {
        return COPIED_OVER;
    }
    bool is_at_home =
        entry->row && entry->row->path && strcmp(entry->row->path, entry->page.path) == 0;
    return is_at_home ? AT_HOME : MOVED;
}

/* Files in the order of the pages they are; of several that say they are one page, the
   first keeps it: the likeliest, then by path. */
static int compare_claims(const void *left, const void *right)
{
    const struct file_entry *one = *(struct file_entry *const *)left;
    const struct file_entry *other = *(struct file_entry *const *)right;

    if (one->claim != other->claim) {
        return one->claim < other->claim ? -1 : 1;
    }
    if (doubtfulness(one) != doubtfulness(other)) {
        return doubtfulness(one) - doubtfulness(other);
    }
    return strcmp(one->page.path, other->page.path);
}

static int compare_by_path(const void *left, const void *right)
{
    const struct file_entry *one = *(struct file_entry *const *)left;
    const struct file_entry *other = *(struct file_entry *const *)right;

    return strcmp(one->page.path, other->page.path);
}

static void sort_entries(struct file_entry **entries, size_t count,
                         int (*compare)(const void *, const void *))
{
    if (count > 0) {
        qsort(entries, count, sizeof(struct file_entry *), compare);
    }
}

static void claim(const struct scanner *scanner, struct file_entry *entry)
{
    const struct state_page *home =
        strmap_find(scanner->rows_by_path, slice_from(entry->page.path));

    if (entry->claim != 0) {
        return; /* adopted */
    }
    if (entry->page.is_as_known) {
        entry->claim = entry->row->id;
    } else if (entry->page.id != 0) {
        entry->claim = entry->page.id;
        entry->is_on_other = home && home->id != entry->claim;
    } else if (entry->row) {
        entry->claim = entry->row->id;
        entry->is_claimed_by_path = true;
    }
}

/* It was taken for the page whose file was there; that page has moved, and this is a new one. */
static void become_new(struct file_entry *entry)
{
    entry->is_claimed_by_path = false;
    entry->row = NULL;
    entry->body = FILE_BODY_CHANGED;
}

/* Sorts by page, and finds the files that say they are a page that another one keeps. */
static void find_twins(struct scanner *scanner, struct file_entry **order)
{
    struct file_entry *keeper = NULL;

    sort_entries(order, scanner->file_count, compare_claims);
    for (size_t i = 0; i < scanner->file_count; i++) {
        struct file_entry *entry = order[i];
        bool is_second = keeper && entry->claim != 0 && entry->claim == keeper->claim;
        if (!is_second) {
            keeper = entry;
        } else if (entry->page.id != 0 || entry->page.fault) {
            entry->twin = (size_t)(keeper - scanner->files);
            keeper->has_twin = true;
        } else {
            become_new(entry);
        }
        entry->is_second = is_second;
    }
    for (size_t i = 0; i < scanner->file_count; i++) {
        order[i]->claim = order[i]->is_second ? 0 : order[i]->claim;
    }
}

static bool is_stray(const struct scanner *scanner, const struct file_entry *entry)
{
    return entry->claim != 0 && !scan_find_row(scanner, entry->claim) &&
           !scan_find_remote(scanner, entry->claim);
}

/* What the file says it is, which it is not. */
static void append_claim(struct strbuf *words, const struct scanner *scanner,
                         const struct file_entry *entry)
{
    if (entry->twin != LOCAL_NONE) {
        strbuf_append_format(words, "it names the same page as %s",
                             scanner->files[entry->twin].page.path);
    } else {
        strbuf_append_format(words, "it names page %lld, of which nothing is known here nor there",
                             entry->page.id);
    }
}

/*
 * A file that was another page's, and now says that it is one it cannot be: copied over,
 * most likely. It stays that page's file, which must not count as deleted.
 */
static void give_back(struct scanner *scanner, struct file_entry *entry, const bool *is_row_taken)
{
    CLEANUP_STRBUF struct strbuf words = STRBUF(LIMIT_PATH + ERROR_MESSAGE_SIZE);
    const struct state_page *row = strmap_find(scanner->rows_by_path, slice_from(entry->page.path));
    bool is_free = row && !is_row_taken[row - scanner->rows.items];

    if (entry->twin == LOCAL_NONE && !(is_free && is_stray(scanner, entry))) {
        return;
    }
    append_claim(&words, scanner, entry);
    if (is_free) {
        strbuf_append_format(&words,
                             ", but was page %lld: set its id back to that, or delete the file to "
                             "delete that page",
                             row->id);
        entry->claim = row->id;
        entry->row = row;
    } else {
        strbuf_append(&words, ": take its id out to make it a page of its own");
    }
    entry->doubt = strbuf_copy(&words, scanner->arena).start;
}

static void settle_doubts(struct scanner *scanner)
{
    bool *is_row_taken = ARENA_NEW_ARRAY(scanner->arena, bool, scanner->rows.count);

    for (size_t i = 0; i < scanner->file_count; i++) {
        const struct state_page *row = scan_find_row(scanner, scanner->files[i].claim);
        if (row) {
            is_row_taken[row - scanner->rows.items] = true;
        }
    }
    for (size_t i = 0; i < scanner->file_count; i++) {
        give_back(scanner, &scanner->files[i], is_row_taken);
    }
}

struct file_entry **scan_order_files(struct scanner *scanner)
{
    struct file_entry **order =
        ARENA_NEW_ARRAY(scanner->arena, struct file_entry *, scanner->file_count);

    for (size_t i = 0; i < scanner->file_count; i++) {
        order[i] = &scanner->files[i];
        claim(scanner, order[i]);
    }
    find_twins(scanner, order);
    settle_doubts(scanner);
    sort_entries(order, scanner->file_count, compare_claims);
    size_t new_count = 0;
    while (new_count < scanner->file_count && order[new_count]->claim == 0) {
        new_count++;
    }
    sort_entries(order, new_count, compare_by_path);
    return order;
}

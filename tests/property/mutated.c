/* SPDX-License-Identifier: MIT */
/*
 * What must hold for storage that nobody thought of: pages that were mutated at random
 * (mutate.h; the same on every run of a seed), some by nodes and some by bytes.
 *
 * One that is malformed
 *   1. has an error with a line of it, and goes back byte for byte;
 *   2. is refused when it was edited.
 * One that is well-formed
 *   3. makes Markdown that is never refused and says the same tree;
 *   4. comes back byte for byte from Markdown with one more blank line;
 *   5. makes well-formed storage without a base;
 *   6. takes a new word where the Markdown has the only one of its kind: the word is there
 *      once, in well-formed storage.
 *
 * A failing page is made as small as it goes before it is shown. `--count` is the number
 * of mutated pages for each page.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/markdown/compare.h"
#include "base/limit.h"
#include "base/random.h"
#include "base/strbuf.h"
#include "markdown/read.h"
#include "markdown/write.h"
#include "mutate.h"
#include "options.h"
#include "pages.h"
#include "storage/read.h"

enum { CASES_A_PAGE = 8, MOST_PAGE = 20000, MOST_MUTATIONS = 4 };

#define OLD_WORD "Qzxa"
#define NEW_WORD "Vwbk"

struct tour {
    const struct property_options *options;
    size_t cases;
    size_t malformed;
    size_t edited;
};

/* A mutated page, and why it fails. */
struct mutant {
    struct arena *arena;
    struct slice storage;
    struct conversion_base base;
    const char *kind; /* of failure; NULL: none yet */
    char reason[800];
    bool was_edited;
};

static bool fails(struct mutant *mutant, const char *kind, struct slice reason)
{
    mutant->kind = kind;
    snprintf(mutant->reason, sizeof mutant->reason, "%.*s", (int)reason.length, reason.start);
    return false;
}

/* NULL storage: it was refused, and the failure is recorded. */
static struct slice back(struct mutant *mutant, struct slice markdown,
                         const struct conversion_base *base, const char *kind)
{
    struct conversion_report report;
    struct slice storage = {NULL, 0};
    struct error error;

    if (!convert_to_storage(mutant->arena, markdown, base, &page_options, &storage, &report,
                            &error)) {
        fails(mutant, kind, slice_from(error.message));
        return (struct slice){NULL, 0};
    }
    return storage;
}

static struct slice joined(struct mutant *mutant, struct slice head, const char *middle,
                           struct slice tail)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);

    strbuf_append_slice(&text, head);
    strbuf_append(&text, middle);
    strbuf_append_slice(&text, tail);
    return strbuf_copy(&text, mutant->arena);
}

static size_t count_of(struct slice text, const char *words)
{
    size_t count = 0;

    for (size_t at = slice_find(text, 0, slice_from(words)); at != SLICE_NOT_FOUND;
         at = slice_find(text, at + 1, slice_from(words))) {
        count++;
    }
    return count;
}

static bool check_malformed(struct mutant *mutant)
{
    const struct conversion_base *base = &mutant->base;
    struct conversion_report report;
    struct slice storage;
    struct error error;
    size_t lines = count_of(mutant->storage, "\n") + 1;

    if (!base->fault || base->fault[0] == '\0' || base->fault_line < 1 ||
        base->fault_line > lines) {
        return fails(mutant, "malformed without a line",
                     slice_from(base->fault ? base->fault : ""));
    }
    storage = back(mutant, base->markdown, base, "malformed page refused unchanged");
    if (mutant->kind) {
        return false;
    }
    if (!slice_equal(storage, mutant->storage)) {
        return fails(mutant, "malformed page changed", storage);
    }
    struct slice edited = joined(mutant, base->markdown, "\nMore.\n", slice_from(""));
    if (convert_to_storage(mutant->arena, edited, base, &page_options, &storage, &report, &error)) {
        return fails(mutant, "malformed page took an edit", storage);
    }
    return true;
}

static bool check_tree(struct mutant *mutant)
{
    struct comparison comparison = {.arena = mutant->arena, .options = &page_options};
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
    struct block *page = NULL;
    struct block *read = NULL;
    struct xml_fault fault;
    struct error error;

    if (!storage_read(mutant->arena, mutant->storage, &page, &fault)) {
        return fails(mutant, "not read", slice_from(fault.message));
    }
    markdown_write(&markdown, page, &page_options);
    if (!markdown_read(mutant->arena, strbuf_slice(&markdown), &page_options, NULL, &read,
                       &error)) {
        return fails(mutant, "Markdown refused", slice_from(error.message));
    }
    CLEANUP(anchors) struct anchors *anchors = anchors_new(mutant->arena, page);
    comparison.anchors = anchors;
    return comparison_blocks(&comparison, page, read) ||
           fails(mutant, "another tree", slice_from(comparison.difference));
}

static bool check_bytes(struct mutant *mutant)
{
    struct slice more = joined(mutant, mutant->base.markdown, "\n", slice_from(""));
    struct slice storage = back(mutant, more, &mutant->base, "refused");

    return !mutant->kind &&
           (slice_equal(storage, mutant->storage) || fails(mutant, "bytes changed", storage));
}

static bool check_without_base(struct mutant *mutant)
{
    struct slice storage = back(mutant, mutant->base.markdown, NULL, "refused without base");

    return !mutant->kind && (storage_is_well_formed(storage, NULL) ||
                             fails(mutant, "malformed without base", storage));
}

static bool check_edit(struct mutant *mutant)
{
    struct slice markdown = mutant->base.markdown;

    if (count_of(mutant->storage, OLD_WORD) != 1 || count_of(markdown, OLD_WORD) != 1) {
        return true;
    }
    size_t behind = slice_find(markdown, 0, slice_from(OLD_WORD)) + strlen(OLD_WORD);
    struct slice edited = joined(mutant, slice_part(markdown, 0, behind), " " NEW_WORD,
                                 slice_part(markdown, behind, markdown.length));
    struct slice storage = back(mutant, edited, &mutant->base, "edit refused");
    if (mutant->kind) {
        return false;
    }
    mutant->was_edited = true;
    if (!storage_is_well_formed(storage, NULL)) {
        return fails(mutant, "malformed by an edit", storage);
    }
    return (count_of(storage, NEW_WORD) == 1 && count_of(storage, OLD_WORD) == 1) ||
           fails(mutant, "word lost", storage);
}

static bool check(struct mutant *mutant)
{
    struct error error;

    if (!convert_to_markdown(mutant->arena, mutant->storage, &page_options, &mutant->base,
                             &error)) {
        return fails(mutant, "not converted", slice_from(error.message));
    }
    if (mutant->base.is_opaque != !storage_is_well_formed(mutant->storage, NULL)) {
        return fails(mutant, "opaque, or not, without a reason", slice_from(""));
    }
    if (mutant->base.is_opaque) {
        return check_malformed(mutant);
    }
    return check_tree(mutant) && check_bytes(mutant) && check_without_base(mutant) &&
           check_edit(mutant);
}

static bool fails_alike(struct slice storage, void *data)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct mutant mutant = {.arena = arena, .storage = storage};
    const struct mutant *first = data;

    return !check(&mutant) && strcmp(mutant.kind, first->kind) == 0;
}

static void show(const struct page *page, struct mutant *mutant, uint64_t seed)
{
    struct mutant smallest = {.arena = mutant->arena};

    smallest.storage = mutate_shrink(mutant->arena, mutant->storage, fails_alike, mutant);
    (void)check(&smallest);
    printf("FAILED %s, case %llu: %s: %s\n  storage: %.*s\n  markdown: %.*s\n", page->path,
           (unsigned long long)seed, smallest.kind, smallest.reason, (int)smallest.storage.length,
           smallest.storage.start, (int)smallest.base.markdown.length,
           smallest.base.markdown.start);
    (void)fflush(stdout);
}

/* The word that an edit will stand beside, somewhere in a text. */
static struct slice mark_text(struct arena *arena, struct slice storage,
                              struct random_source random)
{
    CLEANUP_STRBUF struct strbuf marked = STRBUF(LIMIT_CONVERTED);
    size_t from = (size_t)random_between(random, 0, (long long)storage.length);
    size_t tag_end = slice_find(storage, from, slice_from("</p>"));

    if (tag_end == SLICE_NOT_FOUND) {
        return storage;
    }
    strbuf_append_slice(&marked, slice_part(storage, 0, tag_end));
    strbuf_append(&marked, " " OLD_WORD);
    strbuf_append_slice(&marked, slice_part(storage, tag_end, storage.length));
    return strbuf_copy(&marked, arena);
}

static void try_case(const struct page *page, uint64_t seed)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct tour *tour = page->pages->data;
    uint64_t state = seed;
    struct random_source random = random_seeded(&state);
    struct mutant mutant = {.arena = arena, .storage = page->base.storage};
    bool is_by_bytes = random_between(random, 0, 3) == 0;
    long long count = random_between(random, 1, MOST_MUTATIONS);

    mutant.storage = mark_text(arena, mutant.storage, random);
    for (long long i = 0; i < count; i++) {
        mutant.storage = (is_by_bytes ? mutate_bytes : mutate_node)(arena, mutant.storage, random);
    }
    bool is_right = check(&mutant);
    tour->cases++;
    tour->malformed += mutant.base.is_opaque;
    tour->edited += mutant.was_edited;
    if (!is_right) {
        page->pages->failures++;
        show(page, &mutant, seed);
    }
}

static void check_page(const struct page *page)
{
    const struct tour *tour = page->pages->data;
    uint64_t seed = tour->options->seed ^ ((uint64_t)page->base.storage.length * 2654435761U);

    for (size_t i = 0; page->base.storage.length <= MOST_PAGE && i < tour->options->count; i++) {
        try_case(page, seed + i * 7919);
    }
}

int main(int count, char **arguments)
{
    struct property_options options = {.seed = 1, .count = CASES_A_PAGE};
    struct tour tour = {.options = &options};
    struct pages pages = {.data = &tour};

    property_options_read(&options, count, arguments);
    int status = pages_check(&pages, options.rest_count, options.rest, check_page);
    printf("seed %llu: %zu mutated pages, %zu of them malformed, %zu edited; %zu failures\n",
           (unsigned long long)options.seed, tour.cases, tour.malformed, tour.edited,
           pages.failures);
    return pages.failures > 0 ? EXIT_FAILURE : status;
}

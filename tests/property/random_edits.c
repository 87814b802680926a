/* SPDX-License-Identifier: MIT */
/*
 * However somebody reworks a page, the way back to storage
 *
 *   - gives well-formed storage, or refuses the text and says why;
 *   - keeps every comment marker (ac:inline-comment-marker) whose words are still
 *     there: they stand in the text once, before and after. Code blocks are CDATA
 *     sections, where no marker can be, and what is in too many cells of a row is no
 *     text of the page.
 *
 * Each case makes one to four random edits (page_edits.h). Its numbers depend on the
 * seed, the page and the number of the case only: `--seed N --count M FILE.xml` tries
 * the first M cases of a page again. Pages with markers get more cases than others.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "options.h"
#include "page_edits.h"
#include "page_folder.h"
#include "pages.h"
#include "storage/elements.h"
#include "storage/parse.h"
#include "tally.h"
#include "words.h"

enum { CASES = 2000, MOST_EDITS = 4, MARKED_PAGE_FACTOR = 20 };

struct tour {
    const struct property_options *options;
    size_t cases_a_page;
    size_t cases;
    size_t refused;
    size_t markers; /* that had to be kept, in all cases */
    size_t lost;
    struct tally *reasons; /* of the refusals */
};

struct marker {
    struct slice reference;
    struct slice words;
};

struct marked_page {
    const struct page *page;
    struct marker *markers;
    size_t count;
};

/* The text that a marker can be put into. */
static void append_text(struct strbuf *text, const struct xml_node *parent)
{
    for (const struct xml_node *node = parent->first_child; node; node = node->next) {
        bool is_text = node->kind == XML_TEXT || node->kind == XML_ENTITY;
        strbuf_append_slice(text, is_text ? node->text : slice_from(""));
        append_text(text, node);
    }
}

static void find_markers(struct marked_page *marked, const struct xml_node *parent)
{
    for (const struct xml_node *node = parent->first_child; node; node = node->next) {
        const struct slice *reference = xml_attribute_find(node, "ac:ref");
        if (element_is(node, "ac:inline-comment-marker") && reference) {
            CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
            append_text(&text, node);
            struct arena *arena = marked->page->arena;
            marked->markers = VEC_GROW(arena, marked->markers, marked->count);
            marked->markers[marked->count++] =
                (struct marker){*reference, slice_trim(strbuf_copy(&text, arena))};
        }
        find_markers(marked, node);
    }
}

/* Stands in the text once, and not as a part of longer words. */
static bool is_there_once(struct slice text, struct slice words)
{
    size_t found = slice_find(text, 0, words);

    return words.length > 0 && found != SLICE_NOT_FOUND &&
           slice_find(text, found + 1, words) == SLICE_NOT_FOUND && !word_is_before(text, found) &&
           word_end(text, found + words.length) == found + words.length;
}

static bool has_reference(const struct xml_node *parent, struct slice wanted)
{
    for (const struct xml_node *node = parent->first_child; node; node = node->next) {
        const struct slice *reference = xml_attribute_find(node, "ac:ref");
        if ((reference && slice_equal(*reference, wanted)) || has_reference(node, wanted)) {
            return true;
        }
    }
    return false;
}

static void show(const struct page *page, size_t number, struct slice markdown, struct slice got)
{
    const struct tour *tour = page->pages->data;

    printf("    --seed %llu, case %zu of %s\n", (unsigned long long)tour->options->seed, number,
           page->path);
    if (tour->options->is_verbose) {
        printf("--- edited\n%.*s\n--- became\n%.*s\n---\n", (int)markdown.length, markdown.start,
               (int)got.length, got.start);
    }
}

static void check_markers(const struct marked_page *marked, size_t number, struct slice markdown,
                          struct slice got, const struct xml_node *root)
{
    const struct page *page = marked->page;
    struct tour *tour = page->pages->data;
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);

    append_text(&text, root);
    for (size_t i = 0; i < marked->count; i++) {
        const struct marker *marker = &marked->markers[i];
        if (!is_there_once(page->base.markdown, marker->words) ||
            !is_there_once(markdown, marker->words) ||
            slice_find(strbuf_slice(&text), 0, marker->words) == SLICE_NOT_FOUND) {
            continue;
        }
        tour->markers++;
        if (!has_reference(root, marker->reference)) {
            tour->lost++;
            if (tour->options->is_verbose) {
                printf("lost the comment on \"%.*s\"\n", (int)marker->words.length,
                       marker->words.start);
                show(page, number, markdown, got);
            }
        }
    }
}

/* FNV-1a, of what makes the case what it is. */
static uint64_t seed_of(const struct page *page, uint64_t seed, size_t number)
{
    uint64_t hash = 14695981039346656037U ^ seed;

    for (size_t i = 0; i < page->base.storage.length; i++) {
        hash = (hash ^ (unsigned char)page->base.storage.start[i]) * 1099511628211U;
    }
    return (hash ^ number) * 1099511628211U;
}

static void check_case(const struct marked_page *marked, const struct block_map *blocks,
                       size_t number)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct page *page = marked->page;
    struct tour *tour = page->pages->data;
    uint64_t state = seed_of(page, tour->options->seed, number);
    struct random_source random = random_seeded(&state);
    size_t count = (size_t)random_between(random, 1, MOST_EDITS);
    struct slice markdown = page_edits_make(arena, page->base.markdown, blocks, random, count);
    struct conversion_report report;
    struct xml_node *root = NULL;
    struct xml_fault fault;
    struct slice got;
    struct error error;

    tour->cases++;
    if (!convert_to_storage(arena, markdown, &page->base, &page_options, &got, &report, &error)) {
        tour->refused++;
        (void)tally_add(tour->reasons, slice_from(error.message));
    } else if (!storage_parse(arena, got, &root, &fault)) {
        page_fail(page, "became malformed", slice_from(fault.message));
        show(page, number, markdown, got);
    } else {
        check_markers(marked, number, markdown, got, root);
    }
}

static void check_page(const struct page *page)
{
    const struct tour *tour = page->pages->data;
    struct marked_page marked = {.page = page};
    struct xml_node *root = NULL;
    struct xml_fault fault;
    struct block_map blocks;
    struct error error;

    if (!storage_parse(page->arena, page->base.storage, &root, &fault) ||
        !convert_split(page->arena, page->base.markdown, &page_options, &blocks, &error)) {
        page_fail(page, "not split", slice_from(""));
        return;
    }
    find_markers(&marked, root);
    size_t cases = tour->cases_a_page * (marked.count > 0 ? MARKED_PAGE_FACTOR : 1);
    for (size_t i = 0; i < cases; i++) {
        check_case(&marked, &blocks, i);
    }
}

static void count_page(void *data, const char *path)
{
    size_t *count = data;

    (void)path;
    (*count)++;
}

int main(int count, char **arguments)
{
    struct property_options options = {.seed = 1, .count = CASES};
    CLEANUP_STRBUF struct strbuf folder = STRBUF(LIMIT_PATH);
    CLEANUP(tally) struct tally *reasons = tally_new();
    struct tour tour = {.options = &options, .reasons = reasons};
    struct pages pages = {.data = &tour};
    size_t page_count = 0;

    property_options_read(&options, count, arguments);
    if (page_folder_find(&folder, options.rest_count, options.rest)) {
        page_folder_visit(folder.bytes, count_page, &page_count);
    }
    tour.cases_a_page = page_count > 0 ? (options.count + page_count - 1) / page_count : 0;
    int status = pages_check(&pages, options.rest_count, options.rest, check_page);
    printf("seed %llu: %zu cases, %zu of them refused; %zu comment markers to keep, %zu lost\n",
           (unsigned long long)options.seed, tour.cases, tour.refused, tour.markers, tour.lost);
    if (options.is_verbose) {
        tally_print(reasons, 0, false);
    }
    return pages.failures > 0 || tour.lost > 0 ? EXIT_FAILURE : status;
}

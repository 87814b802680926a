/* SPDX-License-Identifier: MIT */
/*
 * Nothing that Markdown does not show is lost without a word: lines and things in a line
 * are deleted or lead elsewhere, at random (the same on every run); of every attribute of
 * the base that the page has less often afterwards, and that Markdown does not show, a
 * note has to hold the name. The attributes are counted in the tree of the XML, not by
 * what makes the notes. See pages.h for the arguments.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "pages.h"
#include "random_below.h"
#include "storage/parse.h"

enum { ROUNDS = 8 };

struct counts {
    size_t edits;
    size_t refused; /* a marker lost its partner */
    size_t lost;    /* attributes that a note names */
};

/* Hidden in every element that has them. */
static bool is_hidden(struct slice name)
{
    static const char *const names[] = {
        "style",
        "ac:align",
        "ac:layout",
        "ac:tooltip",
        "ac:border",
        "ac:width",
        "ac:original-width",
        "ac:card-appearance",
        "data-layout",
        "data-table-width",
        "data-card-appearance",
        "data-highlight-colour",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (slice_equals(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* Adds `step` to the count of each hidden attribute below the node, by its name and value. */
static void count_attributes(struct arena *arena, struct strmap *counts,
                             const struct xml_node *node, long step)
{
    for (size_t i = 0; i < node->attribute_count; i++) {
        const struct xml_attribute *attribute = &node->attributes[i];
        CLEANUP_STRBUF struct strbuf key = STRBUF(LIMIT_CONVERTED);
        if (!is_hidden(attribute->name) || attribute->value.length == 0) {
            continue;
        }
        strbuf_append_slice(&key, attribute->name);
        strbuf_append_char(&key, '=');
        strbuf_append_slice(&key, attribute->value);
        long *count = strmap_find(counts, strbuf_slice(&key));
        if (!count) {
            count = ARENA_NEW(arena, long);
            strmap_put(counts, strbuf_copy(&key, arena), count);
        }
        *count += step;
    }
    /* A copy of what stands before it. */
    bool is_copy = slice_equals(node->name, "ac:adf-fallback");
    for (const struct xml_node *child = node->first_child; child && !is_copy; child = child->next) {
        count_attributes(arena, counts, child, step);
    }
}

static void count_all(struct arena *arena, struct strmap *counts, struct slice storage, long step)
{
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (storage_parse(arena, storage, &root, &fault)) {
        count_attributes(arena, counts, root, step);
    }
}

/* Whether a note names the attribute, given with its value behind the "=". */
static bool is_noted(const struct notes *notes, struct slice attribute)
{
    struct slice name = slice_part(attribute, 0, slice_find_char(attribute, 0, '='));

    for (size_t i = 0; i < notes->count; i++) {
        if (notes->items[i].kind == NOTE_LOST &&
            slice_find(notes->items[i].text, 0, name) != SLICE_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* What stands in a fence of storage is shown, and so is the alignment of columns. */
static bool is_shown(const struct page *page, struct slice attribute)
{
    struct slice markdown = page->base.markdown;
    struct slice name = slice_part(attribute, 0, slice_find_char(attribute, 0, '='));
    bool has_columns = slice_find(markdown, 0, SLICE_LITERAL("-: |")) != SLICE_NOT_FOUND;

    return slice_find(markdown, 0, name) != SLICE_NOT_FOUND ||
           (has_columns && slice_starts_with(attribute, "style=text-align"));
}

static void check_losses(const struct page *page, struct arena *arena, struct slice written,
                         const struct notes *notes, struct slice markdown)
{
    CLEANUP(strmap) struct strmap *attributes = strmap_new();
    struct counts *counts = page->pages->data;

    count_all(arena, attributes, page->base.storage, 1);
    count_all(arena, attributes, written, -1);
    for (size_t i = 0; i < strmap_count(attributes); i++) {
        struct strmap_item item = strmap_item_at(attributes, i);
        bool is_lost = *(const long *)item.value > 0 && !is_shown(page, item.key);
        counts->lost += is_lost;
        if (is_lost && !is_noted(notes, item.key)) {
            page_fail(page, "lost without a word", item.key);
            page_fail(page, "in", markdown);
        }
    }
}

/* A span of the Markdown to be replaced: a line, or what is between brackets or behind them. */
static struct span choose(struct slice markdown, struct random_source random, bool *is_address)
{
    size_t from = random_below(random, markdown.length);
    size_t bracket = slice_find_char(markdown, from, '[');
    size_t joint = slice_find(markdown, from, SLICE_LITERAL("]("));
    size_t end = joint == SLICE_NOT_FOUND ? joint : slice_find_char(markdown, joint, ')');

    *is_address = end != SLICE_NOT_FOUND && random_below(random, 2) == 0;
    if (*is_address) {
        return (struct span){joint + 2, end};
    }
    if (end != SLICE_NOT_FOUND && bracket < joint && random_below(random, 2) == 0) {
        return (struct span){bracket, end + 1};
    }
    size_t start = from;
    while (start > 0 && markdown.start[start - 1] != '\n') {
        start--;
    }
    end = slice_find_char(markdown, from, '\n');
    return (struct span){start, end == SLICE_NOT_FOUND ? markdown.length : end};
}

static void write_edited(struct strbuf *edited, struct slice markdown, struct random_source random)
{
    static const char *const addresses[] = {"https://example.com/other", "_attachments/other.png",
                                            "confluence:page?title=Other", "#other"};
    bool is_address = false;
    struct span span = choose(markdown, random, &is_address);

    strbuf_append_slice(edited, slice_part(markdown, 0, span.start));
    if (is_address) {
        strbuf_append(edited, addresses[random_below(random, 4)]);
    } else if (random_below(random, 2) == 0) {
        strbuf_append(edited, "other");
    }
    strbuf_append_slice(edited, slice_part(markdown, span.end, markdown.length));
}

static void check_page(const struct page *page)
{
    uint64_t seed = page->base.storage.length * 2654435761U + 88172645463325252ULL;
    struct random_source random = random_seeded(&seed);
    struct counts *counts = page->pages->data;

    for (int round = 0; round < ROUNDS && page->base.markdown.length > 0; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_CONVERTED);
        struct conversion_report report;
        struct slice storage;
        struct error error;
        write_edited(&edited, page->base.markdown, random);
        counts->edits++;
        if (convert_to_storage(arena, strbuf_slice(&edited), &page->base, &page_options, &storage,
                               &report, &error)) {
            check_losses(page, arena, storage, &report.notes, strbuf_slice(&edited));
        } else {
            counts->refused++;
        }
    }
}

int main(int count, char **arguments)
{
    struct counts counts = {0};
    struct pages pages = {.data = &counts};
    int status = pages_check(&pages, count, arguments, check_page);

    if (status == EXIT_SUCCESS) {
        printf("%zu edits, %zu of them refused; %zu attributes lost\n", counts.edits,
               counts.refused, counts.lost);
    }
    return pages.failures > 0 ? EXIT_FAILURE : status;
}

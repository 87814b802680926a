/* SPDX-License-Identifier: MIT */
/*
 * What people get to see of storage format, and what Markdown alone can hold.
 *
 * Over the pages that the folder's INDEX.tsv calls real, or all where there is none:
 *
 *   - how many pages show storage format: as a fence, which stands for a block that has
 *     no form in Markdown, as a span in a line of text, or anywhere else (none may);
 *   - how many top-level blocks (those of layouts too) are plain GFM, without HTML;
 *   - how many pages look the same after they were made of their Markdown alone.
 *
 * --verbose lists what is shown as storage format by name, and causes with examples.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "convert/block_map.h"
#include "markdown/read.h"
#include "options.h"
#include "page_folder.h"
#include "pages.h"
#include "storage/parse.h"
#include "storage/read.h"
#include "tally.h"
#include "visible_text.h"
#include "words.h"

/*
 * Percents of the real pages and of their blocks; what is reached now, to be tightened and
 * never loosened. The bars are 3 (fences and spans), 78 (what the corpus allows) and 95.
 */
enum { MOST_WITH_FENCE = 2, MOST_WITH_SPAN = 1, LEAST_PLAIN = 75, LEAST_SAME = 98 };

struct study {
    const struct property_options *options;
    struct slice folder;
    struct strmap *real; /* their paths in the folder; empty: all pages */
    size_t pages;
    size_t with_fence;
    size_t with_span;
    size_t with_markup; /* outside of both */
    size_t blocks;
    size_t plain;
    size_t same;          /* without a base */
    size_t refused;       /* without a base */
    struct tally *raw;    /* what fences and spans hold */
    struct tally *causes; /* why a page without a base looks different */
};

/* A page that is looked at. */
struct view {
    const struct page *page;
    struct study *study;
    size_t fences;
    size_t spans;
};

/* The name of the first element of some storage: "ac:structured-macro toc". */
static void append_name(struct strbuf *name, struct arena *arena, struct slice raw)
{
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (!storage_parse(arena, raw, &root, &fault)) {
        strbuf_append(name, "(not well-formed)");
        return;
    }
    const struct xml_node *node = root->first_child;
    while (node && node->kind != XML_ELEMENT) {
        node = node->next;
    }
    if (!node) {
        strbuf_append(name, "(no element)");
        return;
    }
    const struct slice *macro = xml_attribute_find(node, "ac:name");
    strbuf_append_slice(name, node->name);
    if (macro && slice_ends_with(node->name, "macro")) {
        strbuf_append_char(name, ' ');
        strbuf_append_slice(name, *macro);
    }
}

static void record_raw(struct view *view, const char *where, struct slice raw)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_PAGE);

    strbuf_append_format(&name, "%s ", where);
    append_name(&name, view->page->arena, raw);
    if (tally_add(view->study->raw, strbuf_slice(&name))) {
        CLEANUP_STRBUF struct strbuf example = STRBUF(LIMIT_PAGE);
        struct slice start = slice_part(raw, 0, 200);
        strbuf_append_format(&example, "            %s: %.*s", view->page->path, (int)start.length,
                             start.start);
        tally_example(view->study->raw, strbuf_slice(&example));
    }
}

static void find_spans(struct view *view, const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_RAW) {
            view->spans++;
            record_raw(view, "span", node->text);
        }
        find_spans(view, node->first_child);
    }
}

/* In the tree that was read of the Markdown. */
static void find_raw(struct view *view, const struct block *parent)
{
    for (const struct block *block = parent->first_child; block; block = block->next) {
        if (block->kind == BLOCK_RAW) {
            view->fences++;
            record_raw(view, "fence", block->text);
        }
        find_spans(view, block->content);
        find_raw(view, block);
    }
}

/* The next character that is no code and not escaped; at the end of the text, its length. */
static size_t next_open(struct slice text, size_t at)
{
    while (at < text.length) {
        if (text.start[at] == '\\') {
            at += 2;
        } else if (text.start[at] == '`') {
            size_t ticks = at;
            while (at < text.length && text.start[at] == '`') {
                at++;
            }
            size_t end = slice_find(text, at, slice_part(text, ticks, at));
            at = end == SLICE_NOT_FOUND ? at : end + (at - ticks);
        } else {
            return at;
        }
    }
    return text.length;
}

/* A tag or a comment outside of code; with `prefix`, one that starts with it. */
static bool has_tag(struct slice text, const char *prefix)
{
    for (size_t at = next_open(text, 0); at < text.length; at = next_open(text, at + 1)) {
        struct slice rest = slice_part(text, at, text.length);
        if (rest.start[0] != '<' || rest.length < 2) {
            continue;
        }
        bool is_tag = isalpha((unsigned char)rest.start[1]) || strchr("/!", rest.start[1]);
        bool is_address = slice_starts_with(rest, "<http") || slice_starts_with(rest, "<mailto");
        if (prefix ? slice_starts_with(rest, prefix) : is_tag && !is_address) {
            return true;
        }
    }
    return false;
}

static struct slice lines_of(struct slice text, struct line_range lines)
{
    size_t start = 0;
    for (size_t i = 1; i < lines.first; i++) {
        start = slice_find_char(text, start, '\n') + 1;
    }
    size_t end = start;
    for (size_t i = lines.first; i <= lines.last && end < text.length; i++) {
        size_t line_end = slice_find_char(text, end, '\n');
        end = line_end == SLICE_NOT_FOUND ? text.length : line_end + 1;
    }
    return slice_part(text, start, end);
}

static void count_plain(struct view *view, const struct block *parent)
{
    for (const struct block *block = parent->first_child; block; block = block->next) {
        if (block->kind == BLOCK_LAYOUT || block->kind == BLOCK_SECTION ||
            block->kind == BLOCK_COLUMN) {
            count_plain(view, block);
            continue;
        }
        struct slice text = lines_of(view->page->base.markdown, block->lines);
        bool is_raw = slice_find(text, 0, slice_from("=confluence}")) != SLICE_NOT_FOUND ||
                      slice_find(text, 0, slice_from("```confluence")) != SLICE_NOT_FOUND;
        bool is_macro = block->kind == BLOCK_MACRO && block->macro->body != MACRO_BODY_PLAIN;
        view->study->blocks++;
        view->study->plain += !is_raw && !is_macro && !has_tag(text, NULL);
    }
}

/* The part of the text that follows, with "w" for words, so that like causes look alike. */
static void append_pattern(struct strbuf *name, struct slice text)
{
    enum { LONGEST = 24 };

    for (size_t at = 0, count = 0; at < text.length && count < LONGEST; count++) {
        size_t behind = word_end(text, at);
        bool is_tag = at > 0 && strchr("<[/{", text.start[at - 1]);
        if (behind > at && is_tag) {
            strbuf_append_slice(name, slice_part(text, at, behind));
        } else {
            strbuf_append_char(name, behind > at ? 'w' : text.start[at]);
        }
        if (behind == at) {
            (void)utf8_next(text, &behind);
        }
        at = behind;
        if (strchr("]>\n", name->bytes[name->length - 1])) {
            break;
        }
    }
}

static void append_line(struct strbuf *example, const char *title, struct slice text)
{
    size_t end = slice_find_char(text, 0, '\n');
    struct slice line = slice_part(text, 0, end < 300 ? end : 300);

    strbuf_append_format(example, "\n              %s ", title);
    strbuf_append_slice(example, line);
}

static void record_cause(struct view *view, struct slice wanted, struct slice got)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf example = STRBUF(LIMIT_PAGE);
    size_t head = 0;

    while (head < wanted.length && head < got.length && wanted.start[head] == got.start[head]) {
        head++;
    }
    head = utf8_valid_length(slice_part(wanted, 0, head)); /* not inside of a character */
    append_pattern(&name, slice_part(wanted, head, wanted.length));
    strbuf_append(&name, " became ");
    append_pattern(&name, slice_part(got, head, got.length));
    while (head > 0 && wanted.start[head - 1] != '\n') {
        head--;
    }
    strbuf_append_format(&example, "            %s", view->page->path);
    append_line(&example, "was:   ", slice_part(wanted, head, wanted.length));
    append_line(&example, "became:", slice_part(got, head, got.length));
    if (tally_add(view->study->causes, strbuf_slice(&name))) {
        tally_example(view->study->causes, strbuf_slice(&example));
    }
}

static void check_without_base(struct view *view)
{
    const struct page *page = view->page;
    struct arena *arena = page->arena;
    struct conversion_report report;
    struct slice storage;
    struct slice wanted;
    struct slice got;
    struct error error;

    if (!convert_to_storage(arena, page->base.markdown, NULL, &page_options, &storage, &report,
                            &error) ||
        !visible_text(arena, page->base.storage, &wanted) || !visible_text(arena, storage, &got)) {
        view->study->refused++;
        page_fail(page, "not converted without a base", slice_from(error.message));
    } else if (slice_equal(wanted, got)) {
        view->study->same++;
    } else {
        record_cause(view, wanted, got);
    }
}

static bool is_wanted(const struct study *study, const char *path)
{
    struct slice below = slice_part(slice_from(path), study->folder.length + 1, strlen(path));

    return strmap_count(study->real) == 0 || strmap_find(study->real, below);
}

static void check_page(const struct page *page)
{
    struct study *study = page->pages->data;
    struct view view = {.page = page, .study = study};
    struct block *tree = NULL;
    struct block *shown = NULL;
    struct error error;
    struct xml_fault fault;

    if (!is_wanted(study, page->path)) {
        return;
    }
    if (!storage_read(page->arena, page->base.storage, &tree, &fault) ||
        !block_map_apply(&page->base.map, tree) ||
        !markdown_read(page->arena, page->base.markdown, &page_options, NULL, &shown, &error)) {
        page_fail(page, "not read again", slice_from(""));
        return;
    }
    find_raw(&view, shown);
    count_plain(&view, tree);
    bool has_markup = has_tag(page->base.markdown, "<ac:") || has_tag(page->base.markdown, "<ri:");
    if (has_markup) {
        page_fail(page, "shows storage format outside of fences and spans", slice_from(""));
    }
    study->pages++;
    study->with_fence += view.fences > 0;
    study->with_span += view.spans > 0;
    study->with_markup += has_markup;
    check_without_base(&view);
}

/* The paths of the real pages; the lines of INDEX.tsv: path, licence, class … */
static void read_index(struct study *study, struct arena *arena)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct slice index;
    struct error error;

    strbuf_append_slice(&path, study->folder);
    strbuf_append(&path, "/INDEX.tsv");
    if (!file_read(arena, strbuf_text(&path), LIMIT_PAGE, &index, &error)) {
        return;
    }
    for (size_t at = 0; at < index.length;) {
        size_t end = slice_find_char(index, at, '\n');
        struct slice line = slice_part(index, at, end);
        size_t first = slice_find_char(line, 0, '\t');
        if (first != SLICE_NOT_FOUND &&
            slice_find(line, first + 1, slice_from("\treal\t")) != SLICE_NOT_FOUND) {
            (void)strmap_put(study->real, slice_part(line, 0, first), study);
        }
        at = end == SLICE_NOT_FOUND ? index.length : end + 1;
    }
}

static double percent(size_t part, size_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : 0.0;
}

/* Only the shared corpus knows which pages are real: others have no bounds. */
static bool is_within_bounds(const struct study *study)
{
    return strmap_count(study->real) == 0 ||
           (study->with_fence * 100 <= study->pages * MOST_WITH_FENCE &&
            study->with_span * 100 <= study->pages * MOST_WITH_SPAN &&
            study->plain * 100 >= study->blocks * LEAST_PLAIN &&
            study->same * 100 >= study->pages * LEAST_SAME);
}

static void report(const struct study *study)
{
    printf("%zu pages looked at: %zu (%.1f %%) show a fence of storage format, %zu (%.1f %%) a "
           "span of it in text, %zu some elsewhere\n",
           study->pages, study->with_fence, percent(study->with_fence, study->pages),
           study->with_span, percent(study->with_span, study->pages), study->with_markup);
    printf("%zu top-level blocks, %zu of them plain GFM (%.1f %%)\n", study->blocks, study->plain,
           percent(study->plain, study->blocks));
    printf("without a base %zu pages look the same (%.1f %%), %zu are refused\n", study->same,
           percent(study->same, study->pages), study->refused);
    printf(
        "bounds for real pages: at most %d %% with fences, %d %% with spans, at least %d %% of the blocks plain, "
        "%d %% the same without a base%s\n",
        MOST_WITH_FENCE, MOST_WITH_SPAN, LEAST_PLAIN, LEAST_SAME,
        is_within_bounds(study) ? "" : ": NOT KEPT");
    if (study->options->is_verbose) {
        printf("storage format that is shown:\n");
        tally_print(study->raw, 0, true);
        printf("first difference without a base:\n");
        tally_print(study->causes, 0, true);
    }
}

int main(int count, char **arguments)
{
    struct property_options options = {.seed = 1};
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *real = strmap_new();
    CLEANUP(tally) struct tally *raw = tally_new();
    CLEANUP(tally) struct tally *causes = tally_new();
    CLEANUP_STRBUF struct strbuf folder = STRBUF(LIMIT_PATH);
    struct study study = {.options = &options, .real = real, .raw = raw, .causes = causes};
    struct pages pages = {.data = &study};

    property_options_read(&options, count, arguments);
    if (page_folder_find(&folder, options.rest_count, options.rest)) {
        study.folder = strbuf_slice(&folder);
        read_index(&study, arena);
    }
    int status = pages_check(&pages, options.rest_count, options.rest, check_page);
    if (status == EXIT_SUCCESS) {
        report(&study);
    }
    return pages.failures > 0 || !is_within_bounds(&study) ? EXIT_FAILURE : status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Edit survival: a word added, deleted or made bold in a block of text of a page's
 * Markdown must give the page's storage with exactly that change (canonical.h), and
 * with the same bytes everywhere outside of the block.
 *
 * Every paragraph, heading and bare line counts, also in cells, items and macros.
 * Without --all at most `count` blocks of a page are edited, evenly spread from a
 * random first one. --verbose shows examples of each kind of failure. Fails when less
 * survives than LEAST_SURVIVING says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limit.h"
#include "base/vec.h"
#include "canonical.h"
#include "convert/block_map.h"
#include "convert/convert.h"
#include "options.h"
#include "pages.h"
#include "storage/elements.h"
#include "storage/read.h"
#include "tally.h"
#include "word_edits.h"

enum { BLOCKS_A_PAGE = 20, MOST_NAMES = 40 };

/* In hundredths of a percent of the edits of one kind. To be raised, never lowered. */
static const size_t least_surviving[WORD_EDIT_COUNT] = {
    [EDIT_START] = 9950,  [EDIT_MIDDLE] = 9950, [EDIT_END] = 9950,
    [EDIT_DELETE] = 9950, [EDIT_BOLD] = 9950,
};

struct survey {
    const struct property_options *options;
    size_t blocks;
    size_t wordless;     /* blocks where no word stands once on both sides */
    size_t not_editable; /* blocks of text inside raw storage */
    size_t tried[WORD_EDIT_COUNT];
    size_t survived[WORD_EDIT_COUNT];
    struct tally *failures;
};

struct text_block {
    const struct block *block;
};

/* A page whose blocks of text are edited. */
struct trial {
    const struct page *page;
    struct survey *survey;
    struct arena *arena;
    struct slice storage;
    struct slice markdown;
    const struct xml_node *root;
    size_t *line_starts; /* of the Markdown; one more than there are lines */
    size_t line_count;
    struct text_block *blocks;
    size_t block_count;
};

static void find_lines(struct trial *trial)
{
    struct slice text = trial->markdown;

    for (size_t at = 0; at <= text.length;) {
        trial->line_starts = VEC_GROW(trial->arena, trial->line_starts, trial->line_count);
        trial->line_starts[trial->line_count++] = at;
        size_t end = slice_find_char(text, at, '\n');
        at = end == SLICE_NOT_FOUND ? text.length + 1 : end + 1;
    }
    trial->line_starts = VEC_GROW(trial->arena, trial->line_starts, trial->line_count);
    trial->line_starts[trial->line_count] = text.length;
}

/* Blocks of text below raw storage, as far as elements tell. */
static size_t count_texts(const struct xml_node *parent, struct span part)
{
    size_t count = 0;

    for (const struct xml_node *node = parent->first_child; node; node = node->next) {
        if (node->kind != XML_ELEMENT || node->outer.end <= part.start ||
            node->outer.start >= part.end) {
            continue;
        }
        enum element_kind kind = element_kind(node);
        bool is_text = kind == ELEMENT_PARAGRAPH || kind == ELEMENT_HEADING;
        if (is_text && node->outer.start >= part.start) {
            count++;
        } else if (!element_is(node, "ac:adf-fallback")) {
            count += count_texts(node, part);
        }
    }
    return count;
}

/* What such a node holds twice is once in what an edit makes of it: corpus.c checks that. */
static bool has_fallback(const struct block *block)
{
    bool is_adf =
        block->is_decision_list || (block->macro && slice_starts_with(block->macro->name, "adf:"));

    return is_adf &&
           slice_find(block_raw(block), 0, slice_from("<ac:adf-fallback")) != SLICE_NOT_FOUND;
}

static void find_blocks(struct trial *trial, const struct block *parent)
{
    for (const struct block *block = parent->first_child; block; block = block->next) {
        bool is_text = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING;
        if (block->kind == BLOCK_RAW) {
            trial->survey->not_editable += count_texts(trial->root, block->source->outer);
        } else if (is_text && block->content && block->lines.first > 0) {
            trial->blocks = VEC_GROW(trial->arena, trial->blocks, trial->block_count);
            trial->blocks[trial->block_count++].block = block;
        } else if (!has_fallback(block)) {
            find_blocks(trial, block);
        }
    }
}

/* The part of another version of the storage that is where the block was. */
static struct slice block_part(const struct trial *trial, struct span block, struct slice storage)
{
    size_t tail = trial->storage.length - block.end;
    return slice_part(storage, block.start, storage.length > tail ? storage.length - tail : 0);
}

/* Where two texts differ: the length of what they have in common at the start and at the end. */
struct difference {
    size_t head;
    size_t tail;
};

static bool is_inside_character(struct slice text, size_t position)
{
    return position < text.length && ((unsigned char)text.start[position] & 0xC0) == 0x80;
}

/* In whole characters: two may begin or end with the same bytes. */
static struct difference compare(struct slice left, struct slice right)
{
    struct difference common = {0, 0};
    size_t most = left.length < right.length ? left.length : right.length;

    while (common.head < most && left.start[common.head] == right.start[common.head]) {
        common.head++;
    }
    while (common.tail < most - common.head && left.start[left.length - 1 - common.tail] ==
                                                   right.start[right.length - 1 - common.tail]) {
        common.tail++;
    }
    while (is_inside_character(left, common.head) || is_inside_character(right, common.head)) {
        common.head--;
    }
    while (common.tail > 0 && is_inside_character(left, left.length - common.tail)) {
        common.tail--;
    }
    return common;
}

static void append_excerpt(struct strbuf *text, const char *title, struct slice version,
                           struct difference common)
{
    enum { AROUND = 160 };
    size_t start = common.head > AROUND ? common.head - AROUND : 0;
    size_t end = version.length - common.tail + AROUND;

    strbuf_append_format(text, "\n      %-9s %s", title, start > 0 ? "…" : "");
    strbuf_append_slice(text, slice_part(version, start, end));
    strbuf_append(text, end < version.length ? "…" : "");
}

static void keep_example(struct trial *trial, const struct edited_block *edited,
                         const struct edit *edit, struct slice expected, struct slice got)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
    struct slice base = slice_of_span(trial->storage, edited->block->source->outer);
    struct difference common = compare(expected, got);
    struct difference edge = compare(base, expected);

    edge.head = edge.head < common.head ? edge.head : common.head;
    edge.tail = edge.tail < common.tail ? edge.tail : common.tail;
    strbuf_append_format(&text, "    %s line %zu, word \"%.*s\"", trial->page->path,
                         edited->block->lines.first, (int)edit->word->text.length,
                         edit->word->text.start);
    append_excerpt(&text, "storage:", base, edge);
    append_excerpt(&text, "expected:", expected, common);
    append_excerpt(&text, "got:", got, common);
    tally_example(trial->survey->failures, strbuf_slice(&text));
}

/* What differs, with "w" for words and without attributes, so that like failures look alike. */
static void append_pattern(struct strbuf *name, struct slice text, struct difference common)
{
    enum { LONGEST = 48 };
    size_t end = text.length - common.tail;
    size_t most = name->length + LONGEST;

    for (size_t at = common.head; at < end && name->length < most;) {
        size_t behind = word_end(text, at);
        bool is_name = at > 0 && strchr("</:-", text.start[at - 1]);
        if (behind > at && !is_name) {
            strbuf_append_char(name, 'w');
        } else if (behind > at) {
            strbuf_append_slice(name, slice_part(text, at, behind));
        } else {
            strbuf_append_char(name, text.start[at] == '\n' ? ' ' : text.start[at]);
            behind = at + 1;
        }
        at = behind;
    }
}

static void record_failure(struct trial *trial, const struct edited_block *edited,
                           enum word_edit kind, const struct edit *edit, const char *what,
                           struct slice got)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_PAGE);
    struct span outer = edited->block->source->outer;
    struct slice elements = word_elements(arena, edit->word->node, edited->block);
    struct slice expected =
        block_part(trial, outer, variant_apply(arena, &edit->expected[0], trial->storage));
    struct slice part = block_part(trial, outer, got);
    struct difference common = compare(expected, part);

    strbuf_append_format(&name, "%s: %s, in <%.*s>: \"", word_edit_name(kind), what,
                         (int)elements.length, elements.start);
    append_pattern(&name, expected, common);
    strbuf_append(&name, "\" became \"");
    append_pattern(&name, part, common);
    strbuf_append(&name, "\"");
    if (tally_add(trial->survey->failures, strbuf_slice(&name))) {
        keep_example(trial, edited, edit, expected, part);
    }
}

static bool is_same_outside(const struct trial *trial, struct span block, struct slice got)
{
    struct slice base = trial->storage;
    size_t tail = base.length - block.end;

    return got.length >= block.start + tail &&
           slice_equal(slice_part(got, 0, block.start), slice_part(base, 0, block.start)) &&
           slice_equal(slice_part(got, got.length - tail, got.length),
                       slice_part(base, block.end, base.length));
}

static bool is_expected(const struct trial *trial, struct arena *arena, const struct edit *edit,
                        struct slice got)
{
    struct slice expected[MOST_VARIANTS];

    for (size_t i = 0; i < edit->expected_count; i++) {
        expected[i] = variant_apply(arena, &edit->expected[i], trial->storage);
        if (slice_equal(expected[i], got)) {
            return true;
        }
    }
    for (size_t i = 0; i < edit->expected_count; i++) {
        if (canonical_equal(expected[i], got)) {
            return true;
        }
    }
    return false;
}

static void try_edit(struct trial *trial, const struct edited_block *edited, enum word_edit kind,
                     const struct edit *edit)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice markdown = variant_apply(arena, &edit->markdown, trial->markdown);
    struct conversion_report report;
    struct slice got = {NULL, 0};
    struct error error;

    trial->survey->tried[kind]++;
    if (!convert_to_storage(arena, markdown, &trial->page->base, &page_options, &got, &report,
                            &error)) {
        record_failure(trial, edited, kind, edit, "refused", slice_from(error.message));
    } else if (!is_same_outside(trial, edited->block->source->outer, got)) {
        record_failure(trial, edited, kind, edit, "outside of the block", got);
    } else if (!is_expected(trial, arena, edit, got)) {
        record_failure(trial, edited, kind, edit, "inside", got);
    } else {
        trial->survey->survived[kind]++;
    }
}

static void edit_block(struct trial *trial, const struct block *block, struct random_source random)
{
    struct span lines = {trial->line_starts[block->lines.first - 1],
                         trial->line_starts[block->lines.last]};
    struct edited_block edited = {
        .storage = trial->storage, .markdown = trial->markdown, .block = block};
    struct edit edit;

    edited.words =
        words_of(trial->arena, trial->root, trial->storage, block, trial->markdown, lines);
    trial->survey->wordless += edited.words.count == 0;
    for (int kind = 0; kind < WORD_EDIT_COUNT; kind++) {
        if (word_edit_make(&edited, (enum word_edit)kind, random, &edit)) {
            try_edit(trial, &edited, (enum word_edit)kind, &edit);
        }
    }
}

static void edit_blocks(struct trial *trial)
{
    const struct property_options *options = trial->survey->options;
    uint64_t state = options->seed;
    struct random_source random = random_seeded(&state);
    size_t step = options->is_all ? 1 : trial->block_count / options->count + 1;

    trial->survey->blocks += trial->block_count;
    for (size_t i = (size_t)random_between(random, 0, (long long)step - 1); i < trial->block_count;
         i += step) {
        edit_block(trial, trial->blocks[i].block, random);
    }
}

static void check_page(const struct page *page)
{
    struct trial trial = {.page = page,
                          .survey = page->pages->data,
                          .arena = page->arena,
                          .storage = page->base.storage,
                          .markdown = page->base.markdown};
    struct block *tree = NULL;
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (!storage_read(page->arena, trial.storage, &tree, &fault) ||
        !block_map_apply(&page->base.map, tree) ||
        !storage_parse(page->arena, trial.storage, &root, &fault)) {
        page_fail(page, "not read again", slice_from(""));
        return;
    }
    trial.root = root;
    find_lines(&trial);
    find_blocks(&trial, tree);
    edit_blocks(&trial);
}

static bool report_kind(const struct survey *survey, enum word_edit kind)
{
    size_t tried = survey->tried[kind];
    size_t survived = survey->survived[kind];
    bool is_enough = survived * 10000 >= tried * least_surviving[kind];

    printf("%-26s tried %7zu  survived %7zu  %6.2f %%  (at least %.2f %%)%s\n",
           word_edit_name(kind), tried, survived,
           tried > 0 ? 100.0 * (double)survived / (double)tried : 100.0,
           (double)least_surviving[kind] / 100.0, is_enough ? "" : "  TOO FEW");
    return is_enough;
}

static bool report(const struct survey *survey)
{
    bool is_enough = true;

    printf("seed %llu: %zu blocks of text (%zu of those tried without a fit word), "
           "%zu more inside raw storage\n",
           (unsigned long long)survey->options->seed, survey->blocks, survey->wordless,
           survey->not_editable);
    for (int kind = 0; kind < WORD_EDIT_COUNT; kind++) {
        is_enough = report_kind(survey, (enum word_edit)kind) && is_enough;
    }
    tally_print(survey->failures, MOST_NAMES, survey->options->is_verbose);
    return is_enough;
}

int main(int count, char **arguments)
{
    struct property_options options = {.seed = 1, .count = BLOCKS_A_PAGE};
    CLEANUP(tally) struct tally *failures = tally_new();
    struct survey survey = {.options = &options, .failures = failures};
    struct pages pages = {.data = &survey};

    property_options_read(&options, count, arguments);
    int status = pages_check(&pages, options.rest_count, options.rest, check_page);
    bool is_enough = status == EXIT_SUCCESS && report(&survey) && pages.failures == 0;
    return status == EXIT_SUCCESS && !is_enough ? EXIT_FAILURE : status;
}

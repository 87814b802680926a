/* SPDX-License-Identifier: MIT */
#include "convert/rewrap.h"

#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/strmap.h"
#include "base/vec.h"
#include "convert/find_run.h"
#include "convert/page_words.h"
#include "convert/wrap_words.h"
#include "storage/parse.h"
#include "storage/read.h"
#include "storage/tag.h"

/* Bytes of the base that were copied; in an array sorted by where they began. */
struct copied {
    struct span base;
    size_t written;
    size_t farthest; /* the largest end of this one and those before it */
};

/* The hidden wrappers of a page that say something: their tags have attributes. */
struct hidden {
    const struct inline_node **items;
    size_t count;
};

struct rewrapping {
    struct arena *arena;
    const struct rewrap_base *base;
    const struct trail *trail;
    struct copied *copied;
    struct strmap *references; /* comment markers that are in the new page */
    struct strmap *wrapped;    /* wrappers that were put back, by the bytes of the pointer */
    struct strmap *losses;     /* trail_loss, by the bytes of the pointer to the wrapper */
    struct page_words page;
    size_t written_length;
    const struct inline_node *wrapper; /* that is to be put back now */
};

static struct slice start_tag(const struct inline_node *wrapper)
{
    return slice_part(wrapper->raw, 0, wrapper->inner.start - wrapper->source.start);
}

/* The reference of a comment marker; empty for other wrappers. */
static struct slice reference_of(const struct inline_node *wrapper)
{
    struct slice tag = start_tag(wrapper);
    struct span marker = tag_find(tag, "ac:inline-comment-marker");
    struct tag_attribute attribute;
    size_t position = 0;

    while (marker.start == 0 && marker.end > 0 && tag_next_attribute(tag, &position, &attribute)) {
        if (slice_equals(attribute.name, "ac:ref")) {
            return attribute.value;
        }
    }
    return slice_from("");
}

static bool says_something(const struct inline_node *wrapper)
{
    return slice_find_char(start_tag(wrapper), 0, '=') != SLICE_NOT_FOUND;
}

static void find_hidden_inline(struct arena *arena, const struct inline_node *first,
                               struct hidden *hidden)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_HIDDEN && says_something(node)) {
            hidden->items = VEC_GROW(arena, hidden->items, hidden->count);
            hidden->items[hidden->count++] = node;
        }
        find_hidden_inline(arena, node->first_child, hidden);
    }
}

static void find_hidden(struct arena *arena, const struct block *block, struct hidden *hidden)
{
    find_hidden_inline(arena, block->content, hidden);
    for (const struct block *child = block->first_child; child; child = child->next) {
        find_hidden(arena, child, hidden);
    }
}

static int compare_copied(const void *left, const void *right)
{
    size_t left_start = ((const struct copied *)left)->base.start;
    size_t right_start = ((const struct copied *)right)->base.start;

    return (left_start > right_start) - (left_start < right_start);
}

static struct copied *sort_copies(struct arena *arena, const struct trail *trail)
{
    struct copied *copied = ARENA_NEW_ARRAY(arena, struct copied, trail->copy_count);
    size_t farthest = 0;

    for (size_t i = 0; i < trail->copy_count; i++) {
        copied[i] = (struct copied){trail->copies[i].base, trail->copies[i].written, 0};
    }
    if (trail->copy_count > 0) {
        qsort(copied, trail->copy_count, sizeof *copied, compare_copied);
    }
    for (size_t i = 0; i < trail->copy_count; i++) {
        farthest = copied[i].base.end > farthest ? copied[i].base.end : farthest;
        copied[i].farthest = farthest;
    }
    return copied;
}

/* The last copy that begins at or before the position of the base; NULL: there is none. */
static const struct copied *copy_before(const struct rewrapping *rewrapping, size_t position)
{
    size_t start = 0;
    size_t end = rewrapping->trail->copy_count;

    while (start < end) {
        size_t middle = start + (end - start) / 2;
        if (rewrapping->copied[middle].base.start <= position) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    return start > 0 ? &rewrapping->copied[start - 1] : NULL;
}

static bool is_copied(const struct rewrapping *rewrapping, size_t position)
{
    const struct copied *copied = copy_before(rewrapping, position);

    return copied && position < copied->farthest;
}

/* Between two copies, things are expected where they would be if all there had been stretched. */
static size_t expected_place(const void *context, size_t base_position)
{
    const struct rewrapping *rewrapping = context;
    const struct copied *before = copy_before(rewrapping, base_position);
    const struct copied *end = rewrapping->copied + rewrapping->trail->copy_count;
    const struct copied *after = before ? before + 1 : rewrapping->copied;
    struct span base = {0, rewrapping->base->storage.length};
    struct span written = {0, rewrapping->written_length};

    if (before) {
        size_t length = before->base.end - before->base.start;
        size_t inside = base_position - before->base.start;
        base.start = inside < length ? base_position : before->base.end;
        written.start = before->written + (inside < length ? inside : length);
    }
    if (after < end && after->written >= written.start) {
        base.end = after->base.start;
        written.end = after->written;
    }
    if (base.end <= base.start || base_position <= base.start) {
        return written.start;
    }
    return written.start +
           (size_t)((double)(written.end - written.start) *
                    ((double)(base_position - base.start) / (double)(base.end - base.start)));
}

/* Whether the word of the new page is not a copy of the base's bytes. */
static bool is_fresh(const struct rewrapping *rewrapping, size_t word)
{
    const struct page_words *page = &rewrapping->page;
    const struct trail *trail = rewrapping->trail;
    size_t position = page->items[word].source.start;
    size_t start = 0;
    size_t end = trail->copy_count;

    while (start < end) {
        size_t middle = start + (end - start) / 2;
        if (trail->copies[middle].written <= position) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    if (start == 0) {
        return true;
    }
    const struct trail_copy *copy = &trail->copies[start - 1];
    return position - copy->written >= copy->base.end - copy->base.start;
}

/* Words that have got a wrapper already get another only if one was in the other. */
static bool is_taken(const struct rewrapping *rewrapping, size_t word)
{
    const struct page_words *page = &rewrapping->page;
    const struct page_word *item = &page->items[word];
    struct span source = rewrapping->wrapper->source;

    for (size_t i = 0; i < item->depth; i++) {
        const struct inline_node *added = wrap_words_added(item->around[i]);
        if (added && (added->source.end <= source.start || source.end <= added->source.start)) {
            return true;
        }
    }
    return false;
}

static bool is_free(const void *context, struct run found, bool is_unique)
{
    const struct rewrapping *rewrapping = context;
    bool is_new = is_unique;

    for (size_t i = found.first; i < found.end && !is_new; i++) {
        is_new = is_fresh(rewrapping, i);
    }
    return is_new && !is_taken(rewrapping, found.first) && !is_taken(rewrapping, found.end - 1);
}

static struct slice as_key(const struct inline_node *const *wrapper)
{
    return (struct slice){(const char *)wrapper, sizeof(const void *)};
}

static void remember(struct rewrapping *rewrapping, const struct inline_node *wrapper)
{
    const struct inline_node **key = ARENA_NEW(rewrapping->arena, const struct inline_node *);
    struct slice reference = reference_of(wrapper);

    *key = wrapper;
    strmap_put(rewrapping->wrapped, as_key(key), key);
    if (reference.length > 0) {
        strmap_put(rewrapping->references, reference, key);
    }
}

static bool has_reference(const struct rewrapping *rewrapping, const struct inline_node *wrapper)
{
    return strmap_find(rewrapping->references, reference_of(wrapper));
}

static bool is_marker(const struct inline_node *wrapper)
{
    return reference_of(wrapper).length > 0;
}

typedef bool (*find_function)(const struct run_search *search, struct run base, struct run *found);

static void put_back(struct rewrapping *rewrapping, const struct run_search *search,
                     const struct wrapped_words *words, find_function find)
{
    struct run base = {words->first, words->end};
    struct run found;

    rewrapping->wrapper = words->wrapper;
    if (find(search, base, &found) &&
        wrap_words(rewrapping->arena, &rewrapping->page, found.first, found.end, words->wrapper)) {
        remember(rewrapping, words->wrapper);
    }
}

/* The wrappers that are around words and that nothing in the new page stands for. */
static struct wrapped_words *find_lost(struct rewrapping *rewrapping, const struct page_words *base,
                                       size_t *lost_count)
{
    size_t count = 0;
    struct wrapped_words *words = page_words_wrapped(rewrapping->arena, base, &count);

    *lost_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct inline_node *wrapper = words[i].wrapper;
        bool is_there = is_marker(wrapper) ? has_reference(rewrapping, wrapper)
                                           : is_copied(rewrapping, wrapper->source.start);
        if (says_something(wrapper) && !is_there && words[i].first < words[i].end) {
            words[(*lost_count)++] = words[i];
        }
    }
    return words;
}

/* Whether the word of the page is in tags like the wrapper's. */
static bool is_in_wrapper(const struct rewrapping *rewrapping, size_t word)
{
    const struct page_word *item = &rewrapping->page.items[word];

    for (size_t i = 0; i < item->depth; i++) {
        const struct inline_node *node = item->around[i];
        if (node->kind == INLINE_HIDDEN &&
            slice_equal(start_tag(node), start_tag(rewrapping->wrapper))) {
            return true;
        }
    }
    return false;
}

/* Whether the part of the wrapper's words goes on where another part of them ends, or begins. */
static bool is_beside_wrapper(const struct rewrapping *rewrapping, struct run found)
{
    bool follows = found.first > 0 && is_in_wrapper(rewrapping, found.first - 1);
    bool precedes = found.end < rewrapping->page.count && is_in_wrapper(rewrapping, found.end);
    bool is_in = is_in_wrapper(rewrapping, found.first) || is_in_wrapper(rewrapping, found.end - 1);

    return (follows || precedes) && !is_in;
}

/* Words that a wrapper was around, of which one part went elsewhere: it goes with them. */
static void put_part_back(struct rewrapping *rewrapping, const struct run_search *search,
                          struct run part)
{
    struct run found;

    if (find_run(search, part, &found) && is_beside_wrapper(rewrapping, found) &&
        wrap_words(rewrapping->arena, &rewrapping->page, found.first, found.end,
                   rewrapping->wrapper)) {
        remember(rewrapping, rewrapping->wrapper);
    }
}

/* The wrapper is in the new page, but not around all of its words: the others, run by run. */
static void put_parts_back(struct rewrapping *rewrapping, const struct run_search *search,
                           const struct wrapped_words *words)
{
    const struct page_word *items = search->base->items;
    struct run part = {words->first, words->first};

    rewrapping->wrapper = words->wrapper;
    for (size_t i = words->first; i <= words->end; i++) {
        if (i < words->end && !is_copied(rewrapping, items[i].source.start)) {
            part.end = i + 1;
            continue;
        }
        if (part.end > part.first) {
            put_part_back(rewrapping, search, part);
        }
        part = (struct run){i + 1, i + 1};
    }
}

static void put_all_parts_back(struct rewrapping *rewrapping, const struct run_search *search)
{
    size_t count = 0;
    struct wrapped_words *words = page_words_wrapped(rewrapping->arena, search->base, &count);

    for (size_t i = 0; i < count; i++) {
        if (says_something(words[i].wrapper) &&
            is_copied(rewrapping, words[i].wrapper->source.start)) {
            put_parts_back(rewrapping, search, &words[i]);
        }
    }
}

static void put_all_back(struct rewrapping *rewrapping, const struct page_words *base,
                         size_t number_count)
{
    struct run_search search = {
        .base = base,
        .page = &rewrapping->page,
        .base_index = page_words_index(rewrapping->arena, base, number_count),
        .page_index = page_words_index(rewrapping->arena, &rewrapping->page, number_count),
        .expect = expected_place,
        .is_free = is_free,
        .context = rewrapping};
    size_t count = 0;
    struct wrapped_words *lost = find_lost(rewrapping, base, &count);

    for (size_t i = 0; i < count; i++) {
        put_back(rewrapping, &search, &lost[i], find_run);
    }
    for (size_t i = 0; i < count; i++) {
        if (is_marker(lost[i].wrapper) && !has_reference(rewrapping, lost[i].wrapper)) {
            put_back(rewrapping, &search, &lost[i], find_run_part);
        }
    }
    put_all_parts_back(rewrapping, &search);
}

static void write_again(struct rewrapping *rewrapping, struct strbuf *written)
{
    struct slice storage = wrap_words_write(rewrapping->arena, &rewrapping->page,
                                            strbuf_slice(written), rewrapping->base->storage);

    strbuf_clear(written);
    strbuf_append_slice(written, storage);
}

static void add_references(struct rewrapping *rewrapping, const struct block *page)
{
    struct hidden hidden = {NULL, 0};

    find_hidden(rewrapping->arena, page, &hidden);
    for (size_t i = 0; i < hidden.count; i++) {
        struct slice reference = reference_of(hidden.items[i]);
        if (reference.length > 0) {
            /* The key must outlive what is written now. */
            struct slice key = {arena_copy(rewrapping->arena, reference), reference.length};
            strmap_put(rewrapping->references, key, rewrapping);
        }
    }
}

/* Looks for the words in the new page, if it can be read. */
static void search_page(struct rewrapping *rewrapping, struct strbuf *written)
{
    CLEANUP(strmap) struct strmap *numbers = strmap_new();
    CLEANUP(strmap) struct strmap *parts = strmap_new();
    struct word_names names = {numbers, parts};
    struct arena *arena = rewrapping->arena;
    struct slice storage = strbuf_slice(written);
    struct block *page = NULL;
    struct xml_fault fault;

    if (!storage_read(arena, storage, &page, &fault)) {
        return;
    }
    add_references(rewrapping, page);
    rewrapping->written_length = storage.length;
    page_words_find_parts(arena, rewrapping->base->page, rewrapping->base->storage, &names);
    struct page_words base =
        page_words_read(arena, rewrapping->base->page, rewrapping->base->storage, &names);
    rewrapping->page = page_words_read(arena, page, storage, &names);
    put_all_back(rewrapping, &base, strmap_count(numbers));
    if (strmap_count(rewrapping->wrapped) > 0) {
        write_again(rewrapping, written);
    }
}

static void note_losses(struct rewrapping *rewrapping, const struct hidden *hidden,
                        struct notes *notes)
{
    for (size_t i = 0; i < hidden->count; i++) {
        const struct inline_node *wrapper = hidden->items[i];
        const struct trail_loss *loss = strmap_find(rewrapping->losses, as_key(&wrapper));
        bool is_lost = is_marker(wrapper)
                           ? !has_reference(rewrapping, wrapper)
                           : loss && !strmap_find(rewrapping->wrapped, as_key(&wrapper));
        if (is_lost) {
            notes_add(notes, NOTE_LOST, loss ? loss->line : 0, start_tag(wrapper));
            remember(rewrapping, wrapper);
        }
    }
}

/* All bytes, be it in several copies. */
static bool is_all_copied(const struct rewrapping *rewrapping, struct span span)
{
    while (span.start < span.end) {
        const struct copied *copied = copy_before(rewrapping, span.start);
        if (!copied || copied->farthest <= span.start) {
            return false;
        }
        span.start = copied->farthest;
    }
    return true;
}

static bool is_any_lost(const struct rewrapping *rewrapping, const struct hidden *hidden)
{
    for (size_t i = 0; i < hidden->count; i++) {
        if (!is_all_copied(rewrapping, hidden->items[i]->source)) {
            return true;
        }
    }
    return false;
}

void rewrap(struct arena *arena, const struct rewrap_base *base, const struct trail *trail,
            struct strbuf *written, struct notes *notes)
{
    CLEANUP(strmap) struct strmap *references = strmap_new();
    CLEANUP(strmap) struct strmap *wrapped = strmap_new();
    CLEANUP(strmap) struct strmap *losses = strmap_new();
    struct rewrapping rewrapping = {.arena = arena,
                                    .base = base,
                                    .trail = trail,
                                    .copied = sort_copies(arena, trail),
                                    .references = references,
                                    .wrapped = wrapped,
                                    .losses = losses};
    struct hidden hidden = {NULL, 0};

    find_hidden(arena, base->page, &hidden);
    if (!is_any_lost(&rewrapping, &hidden)) {
        return;
    }
    for (size_t i = 0; i < trail->loss_count; i++) {
        strmap_put(losses, as_key(&trail->losses[i].wrapper), &trail->losses[i]);
    }
    search_page(&rewrapping, written);
    note_losses(&rewrapping, &hidden, notes);
}

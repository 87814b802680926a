/* SPDX-License-Identifier: MIT */
#include "convert/wrap_words.h"

#include "base/limit.h"

struct wrapping {
    struct arena *arena;
    struct page_words *page;
    const struct inline_node *wrapper;
    bool is_done;
};

/* Words [first, end). */
struct stretch {
    size_t first;
    size_t end;
};

/* An added wrapper is a copy without children: nothing that words are in has none. */
const struct inline_node *wrap_words_added(const struct inline_node *around)
{
    return around->first_child ? NULL : around;
}

static const struct inline_node *node_at(const struct page_word *word, size_t depth)
{
    return depth < word->depth ? word->around[depth] : NULL;
}

static const struct inline_node *const *around_with(struct arena *arena,
                                                    const struct page_word *word, size_t depth,
                                                    const struct inline_node *added)
{
    const struct inline_node **around =
        ARENA_NEW_ARRAY(arena, const struct inline_node *, word->depth + 1);

    for (size_t i = 0; i < depth; i++) {
        around[i] = word->around[i];
    }
    around[depth] = added;
    for (size_t i = depth; i < word->depth; i++) {
        around[i + 1] = word->around[i];
    }
    return around;
}

/* Puts the wrapper around the whole of the stretch, inside of what is around it to that depth. */
static void put_around(struct wrapping *wrapping, struct stretch stretch, size_t depth)
{
    struct page_word *words = wrapping->page->items;
    if (stretch.first == stretch.end) {
        return;
    }
    struct inline_node *added = ARENA_NEW(wrapping->arena, struct inline_node);
    *added = *wrapping->wrapper;
    added->first_child = NULL;
    added->last_child = NULL;
    const struct inline_node *const *before = NULL;
    const struct inline_node *const *around = NULL;
    for (size_t i = stretch.first; i < stretch.end; i++) {
        if (!around || words[i].around != before) {
            before = words[i].around;
            around = around_with(wrapping->arena, &words[i], depth, added);
        }
        words[i].around = around;
        words[i].depth++;
    }
    wrapping->is_done = true;
}

/* From `at` on, as far as the stretch and the node that is around its words go. */
static size_t node_end(const struct page_words *page, size_t at, size_t end, size_t depth)
{
    const struct inline_node *node = node_at(&page->items[at], depth);

    while (at < end && node_at(&page->items[at], depth) == node) {
        at++;
    }
    return at;
}

static bool is_whole(const struct page_words *page, struct stretch part, size_t depth)
{
    const struct inline_node *node = node_at(&page->items[part.first], depth);
    bool begins = part.first == 0 || node_at(&page->items[part.first - 1], depth) != node;
    bool ends = part.end == page->count || node_at(&page->items[part.end], depth) != node;

    return begins && ends;
}

static bool can_be_written_in(const struct inline_node *node)
{
    return node->inner.start != node->inner.end;
}

static void wrap_stretch(struct wrapping *wrapping, struct stretch stretch, size_t depth)
{
    const struct page_words *page = wrapping->page;
    size_t piece = stretch.first;

    for (size_t at = stretch.first; at < stretch.end;) {
        const struct inline_node *node = node_at(&page->items[at], depth);
        struct stretch part = {at, node ? node_end(page, at, stretch.end, depth) : at + 1};
        if (node && !is_whole(page, part, depth)) {
            put_around(wrapping, (struct stretch){piece, at}, depth);
            if (can_be_written_in(node)) {
                wrap_stretch(wrapping, part, depth + 1);
            }
            piece = part.end;
        }
        at = part.end;
    }
    put_around(wrapping, (struct stretch){piece, stretch.end}, depth);
}

bool wrap_words(struct arena *arena, struct page_words *page, size_t first, size_t end,
                const struct inline_node *wrapper)
{
    struct wrapping wrapping = {.arena = arena, .page = page, .wrapper = wrapper};
    struct stretch stretch = {first, end};

    wrap_stretch(&wrapping, stretch, 0);
    return wrapping.is_done;
}

struct writer {
    struct slice written;
    struct slice base;
    struct strbuf *text;
    size_t done; /* of what was written */
};

static void write_until(struct writer *writer, size_t position)
{
    if (position > writer->done) {
        strbuf_append_slice(writer->text, slice_part(writer->written, writer->done, position));
        writer->done = position;
    }
}

/* The bytes of the word, or of the outermost thing of the written page deeper than `depth`. */
static struct span bytes_below(const struct page_word *word, size_t depth)
{
    for (size_t i = depth + 1; i < word->depth; i++) {
        if (!wrap_words_added(word->around[i])) {
            return word->around[i]->source;
        }
    }
    return word->source;
}

static void open_added(struct writer *writer, const struct page_word *word, size_t from)
{
    for (size_t i = from; i < word->depth; i++) {
        const struct inline_node *added = wrap_words_added(word->around[i]);
        if (added) {
            write_until(writer, bytes_below(word, i).start);
            strbuf_append_slice(writer->text,
                                slice_part(writer->base, added->source.start, added->inner.start));
        }
    }
}

static void close_added(struct writer *writer, const struct page_word *word, size_t until)
{
    for (size_t i = word->depth; i > until; i--) {
        const struct inline_node *added = wrap_words_added(word->around[i - 1]);
        if (added) {
            write_until(writer, bytes_below(word, i - 1).end);
            strbuf_append_slice(writer->text,
                                slice_part(writer->base, added->inner.end, added->source.end));
        }
    }
}

struct slice wrap_words_write(struct arena *arena, const struct page_words *page,
                              struct slice written, struct slice base)
{
    static const struct page_word nothing = {.depth = 0};
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    struct writer writer = {.written = written, .base = base, .text = &text};
    const struct page_word *before = &nothing;

    for (size_t i = 0; i < page->count; i++) {
        const struct page_word *word = &page->items[i];
        size_t common = page_words_common_depth(before, word);
        close_added(&writer, before, common);
        open_added(&writer, word, common);
        before = word;
    }
    close_added(&writer, before, 0);
    write_until(&writer, written.length);
    return strbuf_copy(&text, arena);
}

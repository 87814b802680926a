/* SPDX-License-Identifier: MIT */
#include "convert/wrap_words.h"

#include "base/limit.h"

struct wrapping {
    struct arena *arena;
    struct page_words *page;
    const struct inline_node *wrapper;
    bool is_done;
};

/* Tokens [first, end). */
struct stretch {
    size_t first;
    size_t end;
};

/* An added wrapper is a copy without children: nothing that tokens are in has none. */
const struct inline_node *wrap_words_added(const struct inline_node *around)
{
    return around->first_child ? NULL : around;
}

static const struct inline_node *node_at(const struct token *token, size_t depth)
{
    return depth < token->depth ? token->around[depth] : NULL;
}

static bool is_seen(const struct token *token)
{
    return token->kind == TOKEN_WORD || token->kind == TOKEN_NODE;
}

static const struct inline_node *const *around_with(struct arena *arena, const struct token *token,
                                                    size_t depth, const struct inline_node *added)
{
    const struct inline_node **around =
        ARENA_NEW_ARRAY(arena, const struct inline_node *, token->depth + 1);

    for (size_t i = 0; i < depth; i++) {
        around[i] = token->around[i];
    }
    around[depth] = added;
    for (size_t i = depth; i < token->depth; i++) {
        around[i + 1] = token->around[i];
    }
    return around;
}

/* Puts the wrapper around the whole of the stretch, inside of what is around it to that depth. */
static void put_around(struct wrapping *wrapping, struct stretch stretch, size_t depth)
{
    struct token *tokens = wrapping->page->tokens.items;
    while (stretch.first < stretch.end && !is_seen(&tokens[stretch.first])) {
        stretch.first++;
    }
    while (stretch.first < stretch.end && !is_seen(&tokens[stretch.end - 1])) {
        stretch.end--;
    }
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
        if (!around || tokens[i].around != before) {
            before = tokens[i].around;
            around = around_with(wrapping->arena, &tokens[i], depth, added);
        }
        tokens[i].around = around;
        tokens[i].depth++;
    }
    wrapping->is_done = true;
}

/* From `at` on, as far as the stretch and the node that is around its tokens go. */
static size_t node_end(const struct tokens *tokens, size_t at, size_t end, size_t depth)
{
    const struct inline_node *node = node_at(&tokens->items[at], depth);

    while (at < end && node_at(&tokens->items[at], depth) == node) {
        at++;
    }
    return at;
}

static bool is_whole(const struct tokens *tokens, struct stretch part, size_t depth)
{
    const struct inline_node *node = node_at(&tokens->items[part.first], depth);
    bool begins = part.first == 0 || node_at(&tokens->items[part.first - 1], depth) != node;
    bool ends = part.end == tokens->count || node_at(&tokens->items[part.end], depth) != node;

    return begins && ends;
}

static bool can_be_written_in(const struct inline_node *node)
{
    return node->inner.start != node->inner.end;
}

static void wrap_stretch(struct wrapping *wrapping, struct stretch stretch, size_t depth)
{
    const struct tokens *tokens = &wrapping->page->tokens;
    size_t piece = stretch.first;

    for (size_t at = stretch.first; at < stretch.end;) {
        const struct inline_node *node = node_at(&tokens->items[at], depth);
        struct stretch part = {at, node ? node_end(tokens, at, stretch.end, depth) : at + 1};
        if (node && !is_whole(tokens, part, depth)) {
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
    struct stretch stretch = {page->words[first].token, page->words[end - 1].token + 1};

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

/* The bytes of the token, or of the outermost thing of the written page deeper than `depth`. */
static struct span bytes_below(const struct token *token, size_t depth)
{
    for (size_t i = depth + 1; i < token->depth; i++) {
        if (!wrap_words_added(token->around[i])) {
            return token->around[i]->source;
        }
    }
    return token->source;
}

static void open_added(struct writer *writer, const struct token *token, size_t from)
{
    for (size_t i = from; i < token->depth; i++) {
        const struct inline_node *added = wrap_words_added(token->around[i]);
        if (added) {
            write_until(writer, bytes_below(token, i).start);
            strbuf_append_slice(writer->text,
                                slice_part(writer->base, added->source.start, added->inner.start));
        }
    }
}

static void close_added(struct writer *writer, const struct token *token, size_t until)
{
    for (size_t i = token->depth; i > until; i--) {
        const struct inline_node *added = wrap_words_added(token->around[i - 1]);
        if (added) {
            write_until(writer, bytes_below(token, i - 1).end);
            strbuf_append_slice(writer->text,
                                slice_part(writer->base, added->inner.end, added->source.end));
        }
    }
}

static size_t common_depth(const struct token *left, const struct token *right)
{
    size_t depth = 0;

    while (depth < left->depth && depth < right->depth &&
           left->around[depth] == right->around[depth]) {
        depth++;
    }
    return depth;
}

struct slice wrap_words_write(struct arena *arena, const struct page_words *page,
                              struct slice written, struct slice base)
{
    static const struct token nothing = {.kind = TOKEN_UNSEEN};
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    struct writer writer = {.written = written, .base = base, .text = &text};
    const struct token *before = &nothing;

    for (size_t i = 0; i < page->tokens.count; i++) {
        const struct token *token = &page->tokens.items[i];
        size_t common = common_depth(before, token);
        close_added(&writer, before, common);
        open_added(&writer, token, common);
        before = token;
    }
    close_added(&writer, before, 0);
    write_until(&writer, written.length);
    return strbuf_copy(&text, arena);
}

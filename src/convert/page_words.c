/* SPDX-License-Identifier: MIT */
#include "convert/page_words.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "convert/tokens.h"
#include "document/equal.h"

struct reader {
    struct arena *arena;
    struct arena *scratch; /* for the tokens of one line */
    struct slice storage;
    const struct word_names *names;
    struct strbuf key;
    struct page_words page;
    unsigned line;
    /* What was around the last token in its list, and around it in all. */
    const struct inline_node *const *around_token;
    const struct inline_node *const *around;
};

/* What is around a list of nodes: that of the token it is in, and the token's node. */
struct place {
    const struct token *token;
    const struct place *outside;
    size_t depth;
};

static size_t number_of(struct reader *reader)
{
    struct slice key = strbuf_slice(&reader->key);
    const size_t *known = strmap_find(reader->names->numbers, key);
    if (known) {
        return *known;
    }
    size_t *number = ARENA_NEW(reader->arena, size_t);
    *number = strmap_count(reader->names->numbers);
    strmap_put(reader->names->numbers, strbuf_copy(&reader->key, reader->arena), number);
    return *number;
}

static bool is_punctuation(const struct token *token)
{
    size_t position = 0;
    if (token->kind != TOKEN_WORD || token->text.length == 0) {
        return false;
    }
    uint32_t first = utf8_next(token->text, &position);
    return !utf8_is_letter(first) && !utf8_is_digit(first);
}

static bool is_word(const struct token *token)
{
    return token->kind == TOKEN_WORD ||
           (token->kind == TOKEN_NODE && token->node->kind != INLINE_BREAK);
}

static size_t number_of_token(struct reader *reader, const struct token *token)
{
    strbuf_clear(&reader->key);
    if (token->kind == TOKEN_WORD) {
        strbuf_append_char(&reader->key, 'w');
        strbuf_append_slice(&reader->key, token->text);
    } else {
        inline_append_key(&reader->key, token->node);
    }
    return number_of(reader);
}

static const struct inline_node *const *
join_around(struct reader *reader, const struct token *token, const struct place *place)
{
    size_t outside = place ? place->depth : 0;
    if (outside + token->depth == 0) {
        return NULL;
    }
    const struct inline_node **around =
        ARENA_NEW_ARRAY(reader->arena, const struct inline_node *, outside + token->depth);

    for (size_t i = 0; i < token->depth; i++) {
        around[outside + i] = token->around[i];
    }
    for (; place; place = place->outside) {
        size_t before = place->outside ? place->outside->depth : 0;
        for (size_t i = 0; i < place->token->depth; i++) {
            around[before + i] = place->token->around[i];
        }
        around[place->depth - 1] = place->token->node;
    }
    return around;
}

/* With what is around its list in front of what is around it. */
static void add_word(struct reader *reader, const struct token *token, const struct place *place)
{
    struct page_words *page = &reader->page;

    if (!reader->around || reader->around_token != token->around) {
        reader->around = join_around(reader, token, place);
        reader->around_token = token->around;
    }
    page->items = VEC_GROW(reader->arena, page->items, page->count);
    page->items[page->count++] =
        (struct page_word){.number = (unsigned)number_of_token(reader, token),
                           .line = reader->line,
                           .around = reader->around,
                           .depth = (unsigned)((place ? place->depth : 0) + token->depth),
                           .is_punctuation = is_punctuation(token),
                           .source = token->source};
}

static bool has_text(const struct token *token)
{
    return token->kind == TOKEN_NODE && token->node->first_child &&
           (token->node->kind == INLINE_LINK || token->node->kind == INLINE_MARK);
}

static void add_list(struct reader *reader, const struct inline_node *first,
                     const struct place *place)
{
    struct tokens tokens = tokens_of(reader->scratch, first, reader->storage);

    tokens = tokens_split_by(reader->scratch, tokens, reader->names->parts);
    reader->around = NULL;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        if (has_text(token)) {
            struct place inside = {token, place, (place ? place->depth : 0) + token->depth + 1};
            add_list(reader, token->node->first_child, &inside);
            reader->around = NULL;
        } else if (is_word(token)) {
            add_word(reader, token, place);
        }
    }
}

static void add_line(struct reader *reader, const struct inline_node *first)
{
    CLEANUP(arena) struct arena *scratch = arena_new();

    reader->scratch = scratch;
    add_list(reader, first, NULL);
    reader->line++;
}

static void add_block(struct reader *reader, const struct block *block)
{
    if (block->content) {
        add_line(reader, block->content);
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        add_block(reader, child);
    }
}

struct page_words page_words_read(struct arena *arena, const struct block *page,
                                  struct slice storage, const struct word_names *names)
{
    struct reader reader = {
        .arena = arena, .storage = storage, .names = names, .key = STRBUF(SIZE_MAX)};

    add_block(&reader, page);
    strbuf_release(&reader.key);
    return reader.page;
}

/* Only there can words be in parts. */
static bool has_wrapper(const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_HIDDEN || has_wrapper(node->first_child)) {
            return true;
        }
    }
    return false;
}

static void find_parts(struct reader *reader, const struct inline_node *first)
{
    struct tokens tokens = tokens_of(reader->arena, first, reader->storage);

    tokens_find_parts(reader->arena, &tokens, reader->names->parts);
    for (size_t i = 0; i < tokens.count; i++) {
        if (has_text(&tokens.items[i]) && has_wrapper(tokens.items[i].node->first_child)) {
            find_parts(reader, tokens.items[i].node->first_child);
        }
    }
}

static void find_block_parts(struct reader *reader, const struct block *block)
{
    if (has_wrapper(block->content)) {
        find_parts(reader, block->content);
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        find_block_parts(reader, child);
    }
}

void page_words_find_parts(struct arena *arena, const struct block *page, struct slice storage,
                           const struct word_names *names)
{
    struct reader reader = {.arena = arena, .storage = storage, .names = names};

    find_block_parts(&reader, page);
}

size_t page_words_common_depth(const struct page_word *left, const struct page_word *right)
{
    size_t depth = 0;

    if (left->around == right->around && left->depth == right->depth) {
        return left->depth;
    }
    while (depth < left->depth && depth < right->depth &&
           left->around[depth] == right->around[depth]) {
        depth++;
    }
    return depth;
}

/* The wrappers that are open while the row is walked along. */
struct open_wrappers {
    struct arena *arena;
    struct wrapped_words *all;
    size_t count;
    size_t *by_depth; /* position in `all`; of other nodes, nothing to be read */
    size_t depth;
};

static void open_wrappers(struct open_wrappers *open, const struct page_word *item, size_t from,
                          size_t word)
{
    for (size_t i = from; i < item->depth; i++) {
        if (i == open->depth) {
            open->by_depth = VEC_GROW(open->arena, open->by_depth, open->depth);
            open->depth++;
        }
        if (item->around[i]->kind == INLINE_HIDDEN) {
            open->by_depth[i] = open->count;
            open->all = VEC_GROW(open->arena, open->all, open->count);
            open->all[open->count++] = (struct wrapped_words){item->around[i], word, word};
        }
    }
}

static void close_wrappers(struct open_wrappers *open, const struct page_word *item, size_t until,
                           size_t word)
{
    for (size_t i = until; open->all && i < item->depth; i++) {
        if (item->around[i]->kind == INLINE_HIDDEN) {
            open->all[open->by_depth[i]].end = word;
        }
    }
}

struct wrapped_words *page_words_wrapped(struct arena *arena, const struct page_words *page,
                                         size_t *count)
{
    static const struct page_word nothing = {.depth = 0};
    struct open_wrappers open = {.arena = arena};
    const struct page_word *before = &nothing;

    for (size_t i = 0; i < page->count; i++) {
        const struct page_word *word = &page->items[i];
        size_t common = page_words_common_depth(before, word);
        close_wrappers(&open, before, common, i);
        open_wrappers(&open, word, common, i);
        before = word;
    }
    close_wrappers(&open, before, 0, page->count);
    *count = open.count;
    return open.all;
}

struct word_index page_words_index(struct arena *arena, const struct page_words *page,
                                   size_t number_count)
{
    struct word_index index = {ARENA_NEW_ARRAY(arena, size_t, number_count + 2),
                               ARENA_NEW_ARRAY(arena, size_t, page->count)};

    /* While it is filled, starts[N + 1] is where the next position of N goes. */
    for (size_t i = 0; i < page->count; i++) {
        index.starts[page->items[i].number + 2]++;
    }
    for (size_t i = 2; i < number_count + 2; i++) {
        index.starts[i] += index.starts[i - 1];
    }
    for (size_t i = 0; i < page->count; i++) {
        index.items[index.starts[page->items[i].number + 1]++] = i;
    }
    return index;
}

/* SPDX-License-Identifier: MIT */
#include "convert/page_words.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "document/equal.h"

struct reader {
    struct arena *arena;
    struct slice storage;
    const struct word_names *names;
    struct strbuf key;
    struct page_words page;
    size_t line;
    const struct token *joined; /* the token whose `around` was joined last, and with what result */
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

static void add_word(struct reader *reader, const struct token *token)
{
    struct page_words *page = &reader->page;

    strbuf_clear(&reader->key);
    if (token->kind == TOKEN_WORD) {
        strbuf_append_char(&reader->key, 'w');
        strbuf_append_slice(&reader->key, token->text);
    } else {
        inline_append_key(&reader->key, token->node);
    }
    page->words = VEC_GROW(reader->arena, page->words, page->count);
    page->words[page->count++] = (struct page_word){number_of(reader), page->tokens.count,
                                                    reader->line, is_punctuation(token)};
}

static const struct inline_node *const *
join_around(struct reader *reader, const struct token *token, const struct place *place)
{
    size_t outside = place->depth;
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

/* The token with what is around its list in front of what is around it. */
static void add_token(struct reader *reader, const struct token *token, const struct place *place)
{
    struct page_words *page = &reader->page;
    struct token added = *token;

    if (place) {
        if (!reader->joined || reader->joined->around != token->around) {
            reader->around = join_around(reader, token, place);
        }
        reader->joined = token;
        added.around = reader->around;
        added.depth = place->depth + token->depth;
    }
    if (is_word(token)) {
        add_word(reader, token);
    }
    page->tokens.items = VEC_GROW(reader->arena, page->tokens.items, page->tokens.count);
    page->lines = VEC_GROW(reader->arena, page->lines, page->tokens.count);
    page->lines[page->tokens.count] = reader->line;
    page->tokens.items[page->tokens.count++] = added;
}

static bool has_text(const struct token *token)
{
    return token->kind == TOKEN_NODE && token->node->first_child &&
           (token->node->kind == INLINE_LINK || token->node->kind == INLINE_MARK);
}

static void add_list(struct reader *reader, const struct inline_node *first,
                     const struct place *place)
{
    struct tokens tokens = tokens_of(reader->arena, first, reader->storage);

    tokens = tokens_split_by(reader->arena, tokens, reader->names->parts);
    reader->joined = NULL;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        if (has_text(token)) {
            struct place inside = {token, place, (place ? place->depth : 0) + token->depth + 1};
            add_list(reader, token->node->first_child, &inside);
            reader->joined = NULL;
        } else {
            add_token(reader, token, place);
        }
    }
}

static void add_block(struct reader *reader, const struct block *block)
{
    if (block->content) {
        add_list(reader, block->content, NULL);
        reader->line++;
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

bool page_words_add_parts(struct arena *arena, const struct page_words *page,
                          const struct word_names *names)
{
    for (size_t start = 0; start < page->tokens.count;) {
        struct tokens line = {page->tokens.items + start, 0};
        while (start < page->tokens.count &&
               page->lines[start] == page->lines[start - line.count]) {
            line.count++;
            start++;
        }
        tokens_find_parts(arena, &line, names->parts);
    }
    return strmap_count(names->parts) > 0;
}

/* The wrappers that are open while the row is walked along. */
struct open_wrappers {
    struct arena *arena;
    struct wrapped_words *all;
    size_t count;
    size_t *by_depth; /* position in `all`; of other nodes, nothing to be read */
    size_t depth;
};

static size_t common_depth(const struct token *left, const struct token *right)
{
    size_t depth = 0;

    while (depth < left->depth && depth < right->depth &&
           left->around[depth] == right->around[depth]) {
        depth++;
    }
    return depth;
}

static void open_wrappers(struct open_wrappers *open, const struct token *token, size_t from,
                          size_t word)
{
    for (size_t i = from; i < token->depth; i++) {
        if (i == open->depth) {
            open->by_depth = VEC_GROW(open->arena, open->by_depth, open->depth);
            open->depth++;
        }
        if (token->around[i]->kind == INLINE_HIDDEN) {
            open->by_depth[i] = open->count;
            open->all = VEC_GROW(open->arena, open->all, open->count);
            open->all[open->count++] = (struct wrapped_words){token->around[i], word, word};
        }
    }
}

static void close_wrappers(struct open_wrappers *open, const struct token *token, size_t until,
                           size_t word)
{
    for (size_t i = until; open->all && i < token->depth; i++) {
        if (token->around[i]->kind == INLINE_HIDDEN) {
            open->all[open->by_depth[i]].end = word;
        }
    }
}

struct wrapped_words *page_words_wrapped(struct arena *arena, const struct page_words *page,
                                         size_t *count)
{
    static const struct token nothing = {.kind = TOKEN_UNSEEN};
    struct open_wrappers open = {.arena = arena};
    const struct token *before = &nothing;
    size_t word = 0;

    for (size_t i = 0; i < page->tokens.count; i++) {
        const struct token *token = &page->tokens.items[i];
        size_t common = common_depth(before, token);
        close_wrappers(&open, before, common, word);
        open_wrappers(&open, token, common, word);
        word += word < page->count && page->words[word].token == i;
        before = token;
    }
    close_wrappers(&open, before, 0, word);
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
        index.starts[page->words[i].number + 2]++;
    }
    for (size_t i = 2; i < number_count + 2; i++) {
        index.starts[i] += index.starts[i - 1];
    }
    for (size_t i = 0; i < page->count; i++) {
        index.items[index.starts[page->words[i].number + 1]++] = i;
    }
    return index;
}

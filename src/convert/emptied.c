/* SPDX-License-Identifier: MIT */
#include "convert/emptied.h"

#include "base/utf8.h"

struct search {
    const struct tokens *original;
    struct trace *traces;
    size_t trace_count;
    struct strmap *emptied;
};

/* The tokens [first, end) of the storage, which a wrapper is around. */
struct inside {
    size_t depth; /* of the wrapper around each of them */
    size_t first;
    size_t end;
};

static bool says_something(const struct token *token)
{
    size_t position = 0;
    if (token->kind != TOKEN_WORD) {
        return token->kind == TOKEN_NODE && token->node->kind != INLINE_BREAK;
    }
    uint32_t first = utf8_next(token->text, &position);

    return first >= 0x80 || utf8_is_letter(first) || utf8_is_digit(first);
}

static bool is_around(const struct token *token, size_t depth, const struct inline_node *node)
{
    return depth < token->depth && token->around[depth] == node;
}

static struct inside inside_of(const struct search *search, size_t first, size_t depth)
{
    const struct token *tokens = search->original->items;
    struct inside inside = {depth, first, first};

    while (inside.end < search->original->count &&
           is_around(&tokens[inside.end], depth, tokens[first].around[depth])) {
        inside.end++;
    }
    return inside;
}

/* The first trace from `at` on whose origin is the token or one behind it. */
static size_t next_trace(const struct search *search, size_t at, size_t token)
{
    while (at < search->trace_count &&
           (search->traces[at].origin == TRACE_NEW || search->traces[at].origin < token)) {
        at++;
    }
    return at;
}

static bool is_emptied(const struct search *search, struct inside inside, size_t trace)
{
    bool had_words = false;

    for (size_t i = inside.first; i < inside.end; i++) {
        had_words = had_words || says_something(&search->original->items[i]);
    }
    for (size_t i = trace; i < search->trace_count; i++) {
        size_t origin = search->traces[i].origin;
        if (origin != TRACE_NEW && origin >= inside.end) {
            break;
        }
        if (origin != TRACE_NEW && says_something(&search->original->items[origin])) {
            return false;
        }
    }
    return had_words;
}

static void empty(const struct search *search, struct inside inside, size_t trace)
{
    const struct inline_node *const *wrapper =
        &search->original->items[inside.first].around[inside.depth];
    struct slice key = {(const char *)wrapper, sizeof(const void *)};

    strmap_put(search->emptied, key, search->traces);
    for (size_t i = trace; i < search->trace_count; i++) {
        size_t origin = search->traces[i].origin;
        if (origin != TRACE_NEW && origin >= inside.end) {
            return;
        }
        if (origin != TRACE_NEW) {
            search->traces[i].has_same_marks = false;
        }
    }
}

/* The wrappers that begin before the token. */
static void look_at(const struct search *search, size_t token, size_t trace)
{
    const struct token *tokens = search->original->items;

    for (size_t depth = 0; depth < tokens[token].depth; depth++) {
        const struct inline_node *node = tokens[token].around[depth];
        bool begins = token == 0 || !is_around(&tokens[token - 1], depth, node);
        if (!begins || node->kind != INLINE_HIDDEN) {
            continue;
        }
        struct inside inside = inside_of(search, token, depth);
        if (is_emptied(search, inside, trace)) {
            empty(search, inside, trace);
        }
    }
}

void emptied_find(const struct tokens *original, struct trace *traces, size_t trace_count,
                  struct strmap *emptied)
{
    const struct search search = {original, traces, trace_count, emptied};
    size_t trace = 0;

    for (size_t i = 0; i < original->count; i++) {
        trace = next_trace(&search, trace, i);
        look_at(&search, i, trace);
    }
}

bool emptied_has(const struct strmap *emptied, const struct inline_node *wrapper)
{
    return strmap_find(emptied, (struct slice){(const char *)&wrapper, sizeof(const void *)});
}

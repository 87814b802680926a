/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/vec.h"
#include "convert/tokens.h"

/* A word, and the tokens of the pattern that it is made of: those that are words, from first on. */
struct parts {
    const struct token *first;
    size_t count;
};

static bool is_plain_word(const struct token *token)
{
    return token->kind == TOKEN_WORD && token->text.length > 0;
}

/* The next word at or behind `at` that no blank and nothing to be seen is before; or count. */
static size_t next_part(const struct tokens *pattern, size_t at)
{
    while (at < pattern->count && pattern->items[at].kind == TOKEN_UNSEEN) {
        at++;
    }
    return at < pattern->count && is_plain_word(&pattern->items[at]) ? at : pattern->count;
}

/* Both are letters or digits of one script, so that Markdown has one word there. */
static bool makes_one_word(struct arena *arena, struct slice left, struct slice right)
{
    CLEANUP_STRBUF struct strbuf both = STRBUF(SIZE_MAX);

    strbuf_append_slice(&both, left);
    strbuf_append_slice(&both, right);
    struct inline_node text = {.kind = INLINE_TEXT, .text = strbuf_slice(&both)};
    return tokens_of(arena, &text, slice_from("")).count == 1;
}

void tokens_find_parts(struct arena *arena, const struct tokens *pattern, struct strmap *words)
{
    CLEANUP(arena) struct arena *scratch = arena_new();

    for (size_t i = 0; i < pattern->count;) {
        struct parts parts = {&pattern->items[i], 1};
        size_t next = next_part(pattern, i + 1);
        if (!is_plain_word(&pattern->items[i]) || next == pattern->count) {
            i++;
            continue;
        }
        CLEANUP_STRBUF struct strbuf word = STRBUF(SIZE_MAX);
        strbuf_append_slice(&word, pattern->items[i].text);
        while (next < pattern->count &&
               makes_one_word(scratch, strbuf_slice(&word), pattern->items[next].text)) {
            strbuf_append_slice(&word, pattern->items[next].text);
            parts.count++;
            i = next;
            next = next_part(pattern, i + 1);
        }
        if (parts.count > 1) {
            struct parts *kept = ARENA_NEW(arena, struct parts);
            *kept = parts;
            strmap_put(words, strbuf_copy(&word, arena), kept);
        }
        i++;
    }
}

static void add_split(struct arena *arena, struct tokens *split, const struct token *token,
                      const struct parts *parts)
{
    const struct token *part = parts->first;
    struct span source = token->source;

    for (size_t left = parts->count; left > 0; part++) {
        if (part->kind == TOKEN_WORD) {
            split->items = VEC_GROW(arena, split->items, split->count);
            source.end = source.start + part->text.length;
            split->items[split->count] = *token;
            split->items[split->count].text = part->text;
            split->items[split->count++].source = source;
            source.start = source.end;
            left--;
        }
    }
}

/* Its bytes are its characters: no character reference is among them. */
static bool is_literal(const struct token *token)
{
    return token->source.end - token->source.start == token->text.length;
}

struct tokens tokens_split_by(struct arena *arena, struct tokens tokens, const struct strmap *words)
{
    struct tokens split = {NULL, 0};

    if (strmap_count(words) == 0) {
        return tokens;
    }
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        const struct parts *parts =
            is_plain_word(token) && is_literal(token) ? strmap_find(words, token->text) : NULL;
        if (parts) {
            add_split(arena, &split, token, parts);
        } else {
            split.items = VEC_GROW(arena, split.items, split.count);
            split.items[split.count++] = *token;
        }
    }
    return split;
}

struct tokens tokens_split(struct arena *arena, struct tokens tokens, const struct tokens *pattern)
{
    CLEANUP(strmap) struct strmap *words = strmap_new();

    tokens_find_parts(arena, pattern, words);
    return tokens_split_by(arena, tokens, words);
}

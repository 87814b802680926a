/* SPDX-License-Identifier: MIT */
/*
 * A line of text as a flat list: words, blanks, and the things that stand in it,
 * each with the marks and hidden wrappers around it.
 *
 * Links and code are one token each, whatever is in them. Punctuation is a token
 * of its own, and so is each character of scripts that have no blanks.
 */
#ifndef CONVERT_TOKENS_H
#define CONVERT_TOKENS_H

#include "base/arena.h"
#include "base/strmap.h"
#include "document/document.h"

enum token_kind {
    TOKEN_WORD,
    TOKEN_BLANK,  /* one, or a run of them that shows as one */
    TOKEN_NODE,   /* break, image, link, macro, code, raw */
    TOKEN_UNSEEN, /* of storage: a blank before a line break, or a wrapper (node) of nothing */
};

struct token {
    enum token_kind kind;
    unsigned depth;                          /* how many marks and wrappers are around it */
    struct slice text;                       /* TOKEN_WORD, decoded */
    const struct inline_node *node;          /* TOKEN_NODE, TOKEN_UNSEEN */
    const struct inline_node *const *around; /* the outermost first */
    struct span source;                      /* its bytes, in a tree read from storage */
};

struct tokens {
    struct token *items;
    size_t count;
};

/* The tokens of a list of inline nodes; `storage` is what it was read from, empty for Markdown. */
struct tokens tokens_of(struct arena *arena, const struct inline_node *first, struct slice storage);

/* Where the blanks end that a part of the storage begins with: no-break spaces are some, too. */
size_t tokens_blank_end(struct slice storage, struct span part);

/*
 * Splits words where the pattern has the same word in parts: hidden wrappers begin and
 * end inside of words of the storage, where Markdown has nothing to tell.
 */
struct tokens tokens_split(struct arena *arena, struct tokens tokens, const struct tokens *pattern);

/* The same for several patterns: adds the words that one has in parts to a map … */
void tokens_find_parts(struct arena *arena, const struct tokens *pattern, struct strmap *words);

/* … and splits those words, except where character references stand in them. */
struct tokens tokens_split_by(struct arena *arena, struct tokens tokens,
                              const struct strmap *words);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * All words of a page read from storage, in one row, whatever blocks they are in: for
 * finding a run of words again that went elsewhere.
 *
 * A word is what stands in a line and can be seen, punctuation and images included;
 * blanks and line breaks are not. Links and code with a text are wrappers around it.
 */
#ifndef CONVERT_PAGE_WORDS_H
#define CONVERT_PAGE_WORDS_H

#include "base/arena.h"
#include "base/strmap.h"
#include "convert/tokens.h"

struct page_word {
    size_t number; /* the same for the same words, in all pages with the same names */
    size_t token;
    size_t line; /* counts the lines of the page */
    bool is_punctuation;
};

struct page_words {
    struct tokens tokens; /* of all lines; `around` has links and code, too */
    size_t *lines;        /* of each token */
    struct page_word *words;
    size_t count;
};

/* The same for all pages that are compared. Begins with empty maps. */
struct word_names {
    struct strmap *numbers;
    struct strmap *parts; /* words that are split, since wrappers begin or end inside of them */
};

struct page_words page_words_read(struct arena *arena, const struct block *page,
                                  struct slice storage, const struct word_names *names);

/* Adds the words that the page has in parts. True: there are some; the page has to be read again. */
bool page_words_add_parts(struct arena *arena, const struct page_words *page,
                          const struct word_names *names);

/* Which words a hidden wrapper is around: [first, end). */
struct wrapped_words {
    const struct inline_node *wrapper;
    size_t first;
    size_t end;
};

/* All hidden wrappers of the page, the outer before the inner ones. */
struct wrapped_words *page_words_wrapped(struct arena *arena, const struct page_words *page,
                                         size_t *count);

/* Where each number stands: the positions of number N are items[starts[N]] to before starts[N + 1]. */
struct word_index {
    size_t *starts;
    size_t *items;
};

/* `number_count` is strmap_count of the numbers, which must not grow afterwards. */
struct word_index page_words_index(struct arena *arena, const struct page_words *page,
                                   size_t number_count);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * All words of a page read from storage, in one row, whatever blocks they are in: for
 * finding a run of words again that went elsewhere.
 *
 *     struct word_names names = {strmap_new(), strmap_new()};
 *     page_words_find_parts(arena, base_page, base_storage, &names);
 *     base = page_words_read(arena, base_page, base_storage, &names);
 *     page = page_words_read(arena, new_page, new_storage, &names);
 *
 * A word is what stands in a line and can be seen, punctuation and images included;
 * blanks and line breaks are not. Links and code with a text are wrappers around it.
 */
#ifndef CONVERT_PAGE_WORDS_H
#define CONVERT_PAGE_WORDS_H

#include "base/arena.h"
#include "base/strmap.h"
#include "document/document.h"

struct page_word {
    unsigned number; /* the same for the same words, in all pages with the same names */
    unsigned line;   /* counts the lines of the page */
    /* Marks, wrappers, links and code around it, the outermost first. */
    const struct inline_node *const *around;
    unsigned depth;
    bool is_punctuation;
    struct span source;
};

struct page_words {
    struct page_word *items;
    size_t count;
};

/* The same for all pages that are compared. Begins with empty maps. */
struct word_names {
    struct strmap *numbers;
    struct strmap *parts; /* words that are split, since wrappers begin or end inside of them */
};

/* Adds the words that the page has in parts to the names. Before any page is read. */
void page_words_find_parts(struct arena *arena, const struct block *page, struct slice storage,
                           const struct word_names *names);

struct page_words page_words_read(struct arena *arena, const struct block *page,
                                  struct slice storage, const struct word_names *names);

/* How many things are around both words, from the outermost on. */
size_t page_words_common_depth(const struct page_word *left, const struct page_word *right);

/* Which words a hidden wrapper is around: [first, end). */
struct wrapped_words {
    const struct inline_node *wrapper;
    size_t first;
    size_t end;
};

/* All hidden wrappers around words of the page, the outer before the inner ones. */
struct wrapped_words *page_words_wrapped(struct arena *arena, const struct page_words *page,
                                         size_t *count);

/* Where each number stands: number N at items[starts[N]] to before items[starts[N + 1]]. */
struct word_index {
    size_t *starts;
    size_t *items;
};

/* `number_count` is the count of all numbers there are, in all pages. */
struct word_index page_words_index(struct arena *arena, const struct page_words *page,
                                   size_t number_count);

#endif

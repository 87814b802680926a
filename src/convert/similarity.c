/* SPDX-License-Identifier: MIT */
#include "convert/similarity.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "document/equal.h"

/* Blocks further apart than this in an edited stretch are not compared: keeps it linear. */
enum { WINDOW = 48 };

/* Below it, blocks have only small words in common. */
static const double least_likeness = 0.25;

/* Below it, what is not in its place is not the same any more. */
static const double least_alike = 0.6;

/* The words of a block as hashes, sorted. */
struct words {
    uint64_t *hashes;
    size_t count;
};

static bool is_word_byte(unsigned char byte)
{
    return byte >= 0x80 ? byte != 0xFF
                        : (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                              (byte >= 'a' && byte <= 'z');
}

static void add_words_of_text(struct arena *arena, struct words *words, struct slice text)
{
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && is_word_byte((unsigned char)text.start[end])) {
            end++;
        }
        if (end > at) {
            words->hashes = VEC_GROW(arena, words->hashes, words->count);
            words->hashes[words->count++] = hash_bytes(slice_part(text, at, end));
        }
        at = end + 1;
    }
}

static void add_words_of_macro(struct arena *arena, struct words *words, const struct macro *macro)
{
    add_words_of_text(arena, words, macro->name);
    for (size_t i = 0; i < macro->parameter_count; i++) {
        add_words_of_text(arena, words, macro->parameters[i].value);
    }
    add_words_of_text(arena, words, macro->text);
}

static void add_words(struct arena *arena, struct words *words, const struct block *block)
{
    CLEANUP_STRBUF struct strbuf key = STRBUF(SIZE_MAX);

    for (const struct inline_node *node = block->content; node; node = node->next) {
        inline_append_key(&key, node);
    }
    add_words_of_text(arena, words, strbuf_slice(&key));
    add_words_of_text(arena, words, block->text);
    if (block->macro) {
        add_words_of_macro(arena, words, block->macro);
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        add_words(arena, words, child);
    }
}

static int compare_hashes(const void *left, const void *right)
{
    uint64_t left_hash = *(const uint64_t *)left;
    uint64_t right_hash = *(const uint64_t *)right;

    return (left_hash > right_hash) - (left_hash < right_hash);
}

static struct words words_of(struct arena *arena, const struct block *block)
{
    struct words words = {NULL, 0};

    add_words(arena, &words, block);
    if (words.count > 0) {
        qsort(words.hashes, words.count, sizeof words.hashes[0], compare_hashes);
    }
    return words;
}

static double likeness(struct words left, struct words right)
{
    size_t common = 0;
    size_t i = 0;
    size_t j = 0;
    if (left.count + right.count == 0) {
        return 1;
    }
    while (i < left.count && j < right.count) {
        int order = compare_hashes(&left.hashes[i], &right.hashes[j]);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return 2 * (double)common / (double)(left.count + right.count);
}

double similarity_of(const struct block *left, const struct block *right)
{
    CLEANUP(arena) struct arena *arena = arena_new();

    return likeness(words_of(arena, left), words_of(arena, right));
}

/* A window of the lists: at most WINDOW blocks of each, from these positions on. */
struct window {
    size_t left;
    size_t left_count;
    size_t right;
    size_t right_count;
};

struct search {
    const struct similarity_lists *lists;
    struct arena *arena;
    struct words *left_words;
    struct words *right_words;
    size_t *partner;
};

static bool is_allowed(const struct search *search, size_t left, size_t right)
{
    return search->lists->is_allowed(search->lists->context, left, right);
}

/* The best sum of likenesses for the first i and j blocks of a window, by dynamic programming. */
struct score {
    double best[WINDOW + 1][WINDOW + 1];
    double pair[WINDOW][WINDOW]; /* likeness; negative: may not be paired */
};

static double least_of(const struct search *search)
{
    return search->lists->only_alike ? least_alike : least_likeness;
}

static void fill_scores(const struct search *search, struct window window, struct score *score)
{
    const double least = least_of(search);

    for (size_t i = 0; i < window.left_count; i++) {
        for (size_t j = 0; j < window.right_count; j++) {
            size_t left = window.left + i;
            size_t right = window.right + j;
            double value = is_allowed(search, left, right)
                               ? likeness(search->left_words[left], search->right_words[right])
                               : -1;
            double with = value >= least ? score->best[i][j] + value : -1;
            double without = score->best[i][j + 1] > score->best[i + 1][j] ? score->best[i][j + 1]
                                                                           : score->best[i + 1][j];
            score->pair[i][j] = value;
            score->best[i + 1][j + 1] = with > without ? with : without;
        }
    }
}

/* Walks the scores back from the end and notes the pairs that make up the best sum. */
static void note_pairs(const struct search *search, struct window window, const struct score *score)
{
    const double least = least_of(search);
    size_t i = window.left_count;
    size_t j = window.right_count;

    while (i > 0 && j > 0) {
        double value = score->pair[i - 1][j - 1];
        bool is_pair = value >= least && score->best[i][j] <= score->best[i - 1][j - 1] + value &&
                       score->best[i][j] > score->best[i - 1][j] &&
                       score->best[i][j] > score->best[i][j - 1];
        if (is_pair) {
            search->partner[window.left + --i] = window.right + --j;
        } else if (score->best[i - 1][j] >= score->best[i][j - 1]) {
            i--;
        } else {
            j--;
        }
    }
}

static void pair_window(const struct search *search, struct window window)
{
    struct score *score = MEM_NEW(struct score);

    fill_scores(search, window, score);
    note_pairs(search, window, score);
    free(score);
}

static size_t smaller(size_t left, size_t right)
{
    return left < right ? left : right;
}

/* Blocks with nothing in common that stand in the same place: the one was replaced by the other. */
static void pair_rest(const struct search *search, struct span left, struct span right)
{
    if (left.end - left.start != right.end - right.start) {
        return;
    }
    for (size_t i = 0; i < left.end - left.start; i++) {
        if (is_allowed(search, left.start + i, right.start + i)) {
            search->partner[left.start + i] = right.start + i;
        }
    }
}

static void pair_rests(const struct search *search)
{
    struct span left = {0, 0};
    struct span right = {0, 0};

    for (size_t i = 0; i < search->lists->left_count; i++) {
        size_t partner = search->partner[i];
        if (partner != SIMILARITY_NONE) {
            left.end = i;
            right.end = partner;
            pair_rest(search, left, right);
            left.start = i + 1;
            right.start = partner + 1;
        }
    }
    left.end = search->lists->left_count;
    right.end = search->lists->right_count;
    pair_rest(search, left, right);
}

static struct words *all_words(struct arena *arena, const struct block *const *blocks, size_t count)
{
    struct words *words = ARENA_NEW_ARRAY(arena, struct words, count);

    for (size_t i = 0; i < count; i++) {
        words[i] = words_of(arena, blocks[i]);
    }
    return words;
}

void similarity_pair(const struct similarity_lists *lists, size_t *partner)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct search search = {.lists = lists, .arena = arena, .partner = partner};
    struct window window = {0};

    for (size_t i = 0; i < lists->left_count; i++) {
        partner[i] = SIMILARITY_NONE;
    }
    if (lists->only_alike || lists->left_count != 1 || lists->right_count != 1) {
        search.left_words = all_words(arena, lists->left, lists->left_count);
        search.right_words = all_words(arena, lists->right, lists->right_count);
        while (window.left < lists->left_count && window.right < lists->right_count) {
            window.left_count = smaller(WINDOW, lists->left_count - window.left);
            window.right_count = smaller(WINDOW, lists->right_count - window.right);
            pair_window(&search, window);
            window.left += window.left_count;
            window.right += window.right_count;
        }
    }
    if (!lists->only_alike) {
        pair_rests(&search);
    }
}

/* SPDX-License-Identifier: MIT */
#include "base/suggest.h"

#include <string.h>

enum { LONGEST_WORD = 64 };

static size_t smaller(size_t left, size_t right)
{
    return left < right ? left : right;
}

size_t suggest_distance(const char *typed, const char *word)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t typed_length = strnlen(typed, LONGEST_WORD);
    size_t word_length = strnlen(word, LONGEST_WORD);

    for (size_t j = 0; j <= word_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= typed_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above_that = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= word_length; j++) {
            size_t replaced = above[j - 1] + (typed[i - 1] == word[j - 1] ? 0 : 1);
            row[j] = smaller(replaced, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1]) {
                row[j] = smaller(row[j], above_that[j - 2] + 1);
            }
        }
    }
    return rows[typed_length % 3][word_length];
}

const char *suggest_better(const char *typed, const char *best, const char *word)
{
    size_t length = strlen(typed);
    size_t distance = suggest_distance(typed, word);

    /* The beginning of a word is a better sign than a few right letters: "stat", "conv". */
    if (length >= 3 && strncmp(typed, word, length) == 0) {
        distance = 0;
    }
    if (distance > smaller(2, length / 2)) {
        return best;
    }
    return best == NULL || distance < suggest_distance(typed, best) ? word : best;
}

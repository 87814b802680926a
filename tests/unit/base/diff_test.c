/* SPDX-License-Identifier: MIT */
#include "base/diff.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { LONGEST = 4000 };

static size_t to_numbers(const char *text, size_t *numbers)
{
    size_t count = strlen(text);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = (size_t)text[i];
    }
    return count;
}

/* Pairs must be equal, in order, and no right item may serve twice. Returns how many there are. */
static size_t count_valid_pairs(const size_t *left, size_t left_count, const size_t *right,
                                const size_t *partner)
{
    size_t pairs = 0;
    size_t next = 0;
    for (size_t i = 0; i < left_count; i++) {
        if (partner[i] == DIFF_NONE) {
            continue;
        }
        assert_true(partner[i] >= next);
        assert_int_equal(left[i], right[partner[i]]);
        next = partner[i] + 1;
        pairs++;
    }
    return pairs;
}

static size_t longest_common_length(const size_t *left, size_t left_count, const size_t *right,
                                    size_t right_count)
{
    size_t row[64] = {0};
    for (size_t i = 0; i < left_count; i++) {
        size_t diagonal = 0;
        for (size_t j = 0; j < right_count; j++) {
            size_t above = row[j + 1];
            size_t best = left[i] == right[j] ? diagonal + 1 : (above > row[j] ? above : row[j]);
            diagonal = above;
            row[j + 1] = best;
        }
    }
    return row[right_count];
}

static void known_sequences_pair_as_expected(void **state)
{
    (void)state;
    static const struct {
        const char *left;
        const char *right;
        size_t pairs;
    } cases[] = {
        /* clang-format off */
        {"", "", 0},
        {"a", "", 0},
        {"", "a", 0},
        {"abc", "abc", 3},
        {"abc", "xbc", 2},
        {"abc", "abx", 2},
        {"abcabba", "cbabac", 4},
        {"abc", "def", 0},
        {"ab", "ba", 1},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t left[16];
        size_t right[16];
        size_t partner[16];
        size_t left_count = to_numbers(cases[i].left, left);
        size_t right_count = to_numbers(cases[i].right, right);
        diff_align(left, left_count, right, right_count, partner);
        size_t pairs = count_valid_pairs(left, left_count, right, partner);
        if (pairs != cases[i].pairs) {
            fail_msg("%s and %s: %zu pairs, expected %zu", cases[i].left, cases[i].right, pairs,
                     cases[i].pairs);
        }
    }
}

static void short_random_sequences_pair_as_many_as_possible(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 20000; round++) {
        size_t left[40];
        size_t right[40];
        size_t partner[40];
        size_t left_count = (size_t)rand() % 40;
        size_t right_count = (size_t)rand() % 40;
        size_t letters = 1 + (size_t)rand() % 6;
        for (size_t i = 0; i < left_count; i++) {
            left[i] = (size_t)rand() % letters;
        }
        for (size_t i = 0; i < right_count; i++) {
            right[i] = (size_t)rand() % letters;
        }
        diff_align(left, left_count, right, right_count, partner);
        assert_int_equal(count_valid_pairs(left, left_count, right, partner),
                         longest_common_length(left, left_count, right, right_count));
    }
}

static void long_unlike_sequences_end_soon_and_stay_valid(void **state)
{
    (void)state;
    static size_t left[LONGEST];
    static size_t right[LONGEST];
    static size_t partner[LONGEST];

    srand(2);
    for (size_t i = 0; i < LONGEST; i++) {
        left[i] = (size_t)rand() % 50;
        right[i] = (size_t)rand() % 50;
    }
    diff_align(left, LONGEST, right, LONGEST, partner);
    assert_true(count_valid_pairs(left, LONGEST, right, partner) > LONGEST / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_sequences_pair_as_expected),
        cmocka_unit_test(short_random_sequences_pair_as_many_as_possible),
        cmocka_unit_test(long_unlike_sequences_end_soon_and_stay_valid),
    };
    return cmocka_run_group_tests_name("base/diff", tests, NULL, NULL);
}

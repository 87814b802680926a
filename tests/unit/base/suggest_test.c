/* SPDX-License-Identifier: MIT */
#include "base/suggest.h"

#include <string.h>

#include "unit.h"

static void the_distance_counts_single_slips(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("space", "space"), 0);
    assert_int_equal(suggest_distance("spce", "space"), 1);
    assert_int_equal(suggest_distance("spacee", "space"), 1);
    assert_int_equal(suggest_distance("spice", "space"), 1);
    assert_int_equal(suggest_distance("sapce", "space"), 1);
    assert_int_equal(suggest_distance("", "space"), 5);
    assert_int_equal(suggest_distance("space", ""), 5);
}

static void long_words_are_compared_by_their_beginning(void **state)
{
    (void)state;
    char left[200];
    char right[200];

    memset(left, 'a', sizeof left - 1);
    memset(right, 'a', sizeof right - 1);
    left[sizeof left - 1] = '\0';
    right[sizeof right - 1] = '\0';
    right[100] = 'b';

    assert_int_equal(suggest_distance(left, right), 0);
}

static const char *guess(const char *typed)
{
    static const char *const words[] = {"version", "sites", "mounts", "on_conflict"};
    const char *best = NULL;

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        best = suggest_better(typed, best, words[i]);
    }
    return best;
}

static void a_slip_is_taken_for_the_nearest_word(void **state)
{
    (void)state;
    assert_string_equal(guess("verison"), "version");
    assert_string_equal(guess("mount"), "mounts");
    assert_string_equal(guess("on-conflict"), "on_conflict");
    assert_string_equal(guess("vers"), "version");
    assert_null(guess("colour"));
    assert_null(guess(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_counts_single_slips),
        cmocka_unit_test(long_words_are_compared_by_their_beginning),
        cmocka_unit_test(a_slip_is_taken_for_the_nearest_word),
    };
    return cmocka_run_group_tests_name("base/suggest", tests, NULL, NULL);
}

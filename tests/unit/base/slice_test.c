/* SPDX-License-Identifier: MIT */
#include "base/slice.h"

#include "unit.h"

static void parts_are_cut_to_the_text(void **state)
{
    (void)state;
    struct slice text = SLICE_LITERAL("page");

    assert_true(slice_equals(slice_part(text, 1, 3), "ag"));
    assert_true(slice_equals(slice_part(text, 2, 99), "ge"));
    assert_int_equal(slice_part(text, 3, 2).length, 0);
    assert_int_equal(slice_part(text, 99, 100).length, 0);
    assert_true(slice_equals(slice_of_span(text, (struct span){0, 4}), "page"));
}

static void comparing_orders_by_bytes_then_length(void **state)
{
    (void)state;
    assert_int_equal(slice_compare(SLICE_LITERAL("a"), SLICE_LITERAL("a")), 0);
    assert_true(slice_compare(SLICE_LITERAL("a"), SLICE_LITERAL("b")) < 0);
    assert_true(slice_compare(SLICE_LITERAL("a"), SLICE_LITERAL("aa")) < 0);
    assert_true(slice_compare(SLICE_LITERAL("a"), slice_from(NULL)) > 0);
    assert_true(slice_equal(slice_from(NULL), slice_from("")));
    assert_false(slice_equals(SLICE_LITERAL("a"), "b"));
}

static void starts_and_ends_are_found(void **state)
{
    (void)state;
    struct slice text = SLICE_LITERAL("index.md");

    assert_true(slice_starts_with(text, "index"));
    assert_true(slice_ends_with(text, ".md"));
    assert_true(slice_starts_with(text, ""));
    assert_false(slice_starts_with(SLICE_LITERAL("in"), "index"));
    assert_false(slice_ends_with(SLICE_LITERAL("d"), ".md"));
}

static void letters_of_either_case_can_count_alike(void **state)
{
    (void)state;
    struct slice text = SLICE_LITERAL("<Pre class>");

    assert_true(slice_starts_with_any_case(text, "<pRE"));
    assert_true(slice_starts_with_any_case(text, ""));
    assert_false(slice_starts_with_any_case(text, "<pre class>>"));
    assert_false(slice_starts_with_any_case(text, "<tre"));
    assert_true(slice_equals_any_case(text, "<PRE CLASS>"));
    assert_true(slice_equals_any_case(slice_from(NULL), ""));
    assert_false(slice_equals_any_case(text, "<pre"));
}

static void finding_starts_where_it_is_told(void **state)
{
    (void)state;
    struct slice text = SLICE_LITERAL("a-b-c");

    assert_int_equal(slice_find_char(text, 0, '-'), 1);
    assert_int_equal(slice_find_char(text, 2, '-'), 3);
    assert_int_equal(slice_find_char(text, 4, '-'), SLICE_NOT_FOUND);
    assert_int_equal(slice_find_char(text, 99, '-'), SLICE_NOT_FOUND);
    assert_int_equal(slice_find(text, 0, SLICE_LITERAL("b-")), 2);
    assert_int_equal(slice_find(text, 3, SLICE_LITERAL("b-")), SLICE_NOT_FOUND);
    assert_int_equal(slice_find(text, 5, SLICE_LITERAL("")), 5);
}

static void words_of_any_length_are_found(void **state)
{
    (void)state;

    assert_int_equal(slice_find(SLICE_LITERAL("aaab"), 0, SLICE_LITERAL("aab")), 1);
    assert_int_equal(slice_find(SLICE_LITERAL("a long text"), 1, SLICE_LITERAL("long text")), 2);
    assert_int_equal(slice_find(SLICE_LITERAL("ab"), 1, SLICE_LITERAL("bc")), SLICE_NOT_FOUND);
    assert_int_equal(slice_find(SLICE_LITERAL("a[b["), 2, SLICE_LITERAL("[")), 3);
}

static void trimming_removes_blanks_at_both_ends(void **state)
{
    (void)state;
    assert_true(slice_equals(slice_trim(SLICE_LITERAL(" \t a b\r\n")), "a b"));
    assert_true(slice_is_blank(SLICE_LITERAL(" \n\t\r")));
    assert_true(slice_is_blank(slice_from(NULL)));
    assert_false(slice_is_blank(SLICE_LITERAL(" x ")));
}

static void skipping_blanks_stops_at_the_end_at_the_latest(void **state)
{
    (void)state;
    struct slice text = SLICE_LITERAL("a \t\r\n\v\fb  ");

    assert_int_equal(slice_skip_blanks(text, 0), 0);
    assert_int_equal(slice_skip_blanks(text, 1), 7);
    assert_int_equal(slice_skip_blanks(text, 8), 10);
    assert_int_equal(slice_skip_blanks(text, 10), 10);
    assert_int_equal(slice_skip_blanks(slice_from(NULL), 0), 0);
}

static void what_both_begin_and_end_with_is_measured(void **state)
{
    (void)state;
    char left[200];
    char right[200];

    for (size_t same = 0; same <= 150; same++) {
        memset(left, 'a', sizeof left);
        memset(right, 'a', sizeof right);
        right[same] = 'b';
        struct slice shorter = {right, 190};
        assert_int_equal(slice_shared_start((struct slice){left, 200}, shorter), same);
        right[same] = 'a';
        right[190 - 1 - same] = 'b';
        assert_int_equal(slice_shared_end(shorter, (struct slice){left, 200}), same);
    }
    assert_int_equal(slice_shared_start(slice_from("ab"), slice_from("abc")), 2);
    assert_int_equal(slice_shared_end(slice_from("bc"), slice_from("abc")), 2);
    assert_int_equal(slice_shared_start(slice_from(NULL), slice_from("a")), 0);
    assert_int_equal(slice_shared_end(slice_from("a"), slice_from(NULL)), 0);
}

static void only_whole_numbers_that_fit_are_numbers(void **state)
{
    (void)state;
    unsigned long long number = 7;

    assert_true(slice_parse_number(SLICE_LITERAL("18446744073709551615"), &number));
    assert_true(number == 18446744073709551615ULL);
    number = 7;
    assert_false(slice_parse_number(SLICE_LITERAL("18446744073709551616"), &number));
    assert_false(slice_parse_number(SLICE_LITERAL("-1"), &number));
    assert_false(slice_parse_number(SLICE_LITERAL("1a"), &number));
    assert_false(slice_parse_number(SLICE_LITERAL(""), &number));
    assert_int_equal(number, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_cut_to_the_text),
        cmocka_unit_test(comparing_orders_by_bytes_then_length),
        cmocka_unit_test(starts_and_ends_are_found),
        cmocka_unit_test(letters_of_either_case_can_count_alike),
        cmocka_unit_test(finding_starts_where_it_is_told),
        cmocka_unit_test(words_of_any_length_are_found),
        cmocka_unit_test(trimming_removes_blanks_at_both_ends),
        cmocka_unit_test(skipping_blanks_stops_at_the_end_at_the_latest),
        cmocka_unit_test(what_both_begin_and_end_with_is_measured),
        cmocka_unit_test(only_whole_numbers_that_fit_are_numbers),
    };
    return cmocka_run_group_tests_name("base/slice", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "markdown/line_start_internal.h"

#include "unit.h"

#define ORDINARY SLICE_NOT_FOUND

static void starts_of_blocks_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t position;
    } cases[] = {
        {"# a", 0},
        {"###### a", 0},
        {"#", 0},
        {"####### a", ORDINARY},
        {"#a", ORDINARY},
        {"[TOC]", 0},
        {"[TOC] a", ORDINARY},
        {"- a", 0},
        {"-", 0},
        {"-a", ORDINARY},
        {"+ a", 0},
        {"* a", 0},
        {"*a", ORDINARY},
        {"1. a", 1},
        {"1986) a", 4},
        {"1.", 1},
        {"1.5", ORDINARY},
        {"1234567890. a", ORDINARY},
        {"> a", 0},
        {">a", 0},
        {"---", 0},
        {"- - -", 0},
        {"--a", ORDINARY},
        {"===", 0},
        {"==a", ORDINARY},
        {"___", 0},
        {"_a_", ORDINARY},
        {"|-|", 0},
        {":--", 0},
        {"| a |", ORDINARY},
        {"<div", 0},
        {"<!-- a", 0},
        {"</a", 0},
        {"<1", ORDINARY},
        {"<<<<<<< local", 0},
        {"<<<<<<<", 0},
        {"<<<<<< six", ORDINARY},
        {"<<<<<<<eight", ORDINARY},
        {">>>>>>> remote", 0},
        {"=======", 0},
        {"< a", ORDINARY},
        {"[a]: b", 0},
        {"[a] b", ORDINARY},
        {"[ ] a", 0},
        {"[x] a", 0},
        {"[!NOTE]", 0},
        {"[a](b)]: c", 0},
        {"", ORDINARY},
        {"a", ORDINARY},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t position = line_start_find(slice_from(cases[i].text), true, true);
        if (position != cases[i].position) {
            fail_msg("%s: %zu", cases[i].text, position);
        }
    }
}

static void what_follows_on_the_line_counts(void **state)
{
    (void)state;

    assert_int_equal(line_start_find(slice_from("-"), true, false), ORDINARY);
    assert_int_equal(line_start_find(slice_from("1."), true, false), ORDINARY);
    assert_int_equal(line_start_find(slice_from("---"), true, false), ORDINARY);
    assert_int_equal(line_start_find(slice_from("[a"), true, true), ORDINARY);
    assert_int_equal(line_start_find(slice_from("[a"), true, false), 0);
    assert_int_equal(line_start_find(slice_from("- a"), true, false), 0);
}

static void definitions_boxes_and_alerts_are_only_on_first_lines(void **state)
{
    (void)state;

    assert_int_equal(line_start_find(slice_from("[a]: b"), false, true), ORDINARY);
    assert_int_equal(line_start_find(slice_from("[ ] a"), false, true), ORDINARY);
    assert_int_equal(line_start_find(slice_from("- a"), false, true), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_of_blocks_are_found),
        cmocka_unit_test(what_follows_on_the_line_counts),
        cmocka_unit_test(definitions_boxes_and_alerts_are_only_on_first_lines),
    };
    return cmocka_run_group_tests_name("markdown/line_start", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "storage/fault.h"

#include <string.h>

#include "unit.h"

static void lines_are_counted_by_line_feeds_and_columns_by_characters(void **state)
{
    (void)state;
    static const char text[] = "aé\r\n\n€x";
    static const struct {
        size_t position;
        size_t line;
        size_t column;
    } cases[] = {{0, 1, 1}, {1, 1, 2}, {3, 1, 3}, {5, 2, 1}, {6, 3, 1}, {9, 3, 2}, {10, 3, 3}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct xml_fault fault;
        fault_set(&fault, slice_from(text), cases[i].position, "here");
        assert_int_equal(fault.line, cases[i].line);
        assert_int_equal(fault.column, cases[i].column);
        assert_string_equal(fault.message, "here");
    }
}

static void a_long_message_ends_with_a_whole_character(void **state)
{
    (void)state;
    char name[400];
    struct xml_fault fault;
    for (size_t i = 0; i < sizeof name; i++) {
        name[i] = "é"[i % 2];
    }

    for (int lead = 0; lead < 2; lead++) {
        fault_set(&fault, slice_from(""), 0, "%s%.*s", lead == 0 ? "" : "a", (int)sizeof name,
                  name);
        size_t length = strlen(fault.message);
        assert_true(length >= sizeof fault.message - 2);
        assert_int_equal(length % 2, lead);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted_by_line_feeds_and_columns_by_characters),
        cmocka_unit_test(a_long_message_ends_with_a_whole_character),
    };
    return cmocka_run_group_tests_name("storage/fault", tests, NULL, NULL);
}

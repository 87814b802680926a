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

static void bytes_that_are_not_utf8_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t position;
    } cases[] = {
        /* clang-format off */
        {"", SLICE_NOT_FOUND},
        {"plain", SLICE_NOT_FOUND},
        {"é€😀", SLICE_NOT_FOUND},
        {"\xEE\x80\x80\xF4\x8F\xBF\xBF", SLICE_NOT_FOUND},
        {"a\x80", 1},                 /* a continuation without a start */
        {"ab\xC3", 2},                /* cut off */
        {"\xC3(", 0},
        {"\xC0\xAF", 0},              /* overlong */
        {"\xE0\x9F\xBF", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xED\xA0\x80", 0},          /* a surrogate */
        {"\xF4\x90\x80\x80", 0},      /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80", 0},
        {"x\xE2\x82(", 1},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t found = fault_find_bad_utf8(slice_from(cases[i].text));
        if (found != cases[i].position) {
            fail_msg("case %zu: found %zu", i, found);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted_by_line_feeds_and_columns_by_characters),
        cmocka_unit_test(a_long_message_ends_with_a_whole_character),
        cmocka_unit_test(bytes_that_are_not_utf8_are_found),
    };
    return cmocka_run_group_tests_name("storage/fault", tests, NULL, NULL);
}

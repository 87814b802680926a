/* SPDX-License-Identifier: MIT */
#include "markdown/parameters_internal.h"

#include "document/equal.h"
#include "unit.h"

static void addresses_come_back(void **state)
{
    (void)state;
    static const char *const values[] = {
        "text",
        "",
        "confluence:page",
        "confluence:page?title=T",
        "confluence:user/1 confluence:user?userkey=2",
        "confluence:attachment?file=a%20b.pdf",
        "confluence:url?value=https://a.b/%3Fc",
        "confluence:space?key=@self",
    };

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct macro_parameter parameter =
            parameter_of(arena, slice_from("p"), slice_from(values[i]));
        struct slice value = parameter_value(arena, &parameter);

        assert_int_equal(parameter.target_count > 0, i >= 2);
        assert_true(slice_equals(value, values[i]));
    }
}

static void what_is_no_list_of_addresses_is_text(void **state)
{
    (void)state;
    static const char *const values[] = {
        "confluence:",
        "confluence:page?",
        "confluence:page and more",
        "confluence:user/1 ",
        "confluence:macro/toc",
        " confluence:page",
        "confluence:user/1  confluence:user/2",
    };

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct macro_parameter parameter =
            parameter_of(arena, slice_from("p"), slice_from(values[i]));

        assert_int_equal(parameter.target_count, 0);
        assert_true(slice_equals(parameter.value, values[i]));
    }
}

static void text_that_would_be_read_as_addresses_is_not_writable(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct macro_parameter parameter = {.name = slice_from("p"), .value = slice_from("a")};
    struct macro macro = {.parameters = &parameter, .parameter_count = 1};

    assert_true(parameters_are_writable(arena, &macro));
    parameter.value = slice_from("confluence:page");
    assert_false(parameters_are_writable(arena, &macro));
    parameters_take_targets(arena, &macro);
    assert_true(parameters_are_writable(arena, &macro));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_come_back),
        cmocka_unit_test(what_is_no_list_of_addresses_is_text),
        cmocka_unit_test(text_that_would_be_read_as_addresses_is_not_writable),
    };
    return cmocka_run_group_tests_name("markdown/parameters", tests, NULL, NULL);
}

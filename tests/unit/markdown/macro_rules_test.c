/* SPDX-License-Identifier: MIT */
#include "markdown/macro_rules.h"

#include <string.h>

#include "unit.h"

static void every_rule_is_found_under_its_own_name(void **state)
{
    (void)state;
    size_t count = 0;
    const struct macro_rule *rules = macro_rules(&count);

    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(macro_rule_find(slice_from(rules[i].name)), &rules[i]);
    }
}

static void rules_are_sorted_and_unique(void **state)
{
    (void)state;
    size_t count = 0;
    const struct macro_rule *rules = macro_rules(&count);

    for (size_t i = 1; i < count; i++) {
        assert_true(strcmp(rules[i - 1].name, rules[i].name) < 0);
    }
}

static void part_of_a_name_finds_nothing(void **state)
{
    (void)state;

    assert_null(macro_rule_find(slice_from("inf")));
    assert_null(macro_rule_find(slice_from("infobox")));
    assert_null(macro_rule_find(slice_from("")));
    assert_non_null(macro_rule_find(slice_from("info")));
}

static void markers_are_found_in_any_case_of_letters(void **state)
{
    (void)state;

    const struct macro_rule *note = macro_rule_by_marker(MACRO_FORM_ALERT, slice_from("Note"));
    assert_string_equal(note->name, "info");
    assert_null(macro_rule_by_marker(MACRO_FORM_ALERT, slice_from("NOTES")));
    assert_null(macro_rule_by_marker(MACRO_FORM_FENCE, slice_from("note")));
    const struct macro_rule *code = macro_rule_by_marker(MACRO_FORM_FENCE, slice_from(""));
    assert_string_equal(code->name, "code");
}

static void every_form_but_navigation_has_what_the_reader_asks_it_for(void **state)
{
    (void)state;
    size_t count = 0;
    const struct macro_rule *rules = macro_rules(&count);

    for (size_t i = 0; i < count; i++) {
        bool has_marker = rules[i].form == MACRO_FORM_ALERT || rules[i].form == MACRO_FORM_FENCE;
        bool has_parameter =
            rules[i].form != MACRO_FORM_COMMENT && rules[i].form != MACRO_FORM_QUOTE;
        assert_int_equal(rules[i].marker != NULL, has_marker);
        assert_int_equal(rules[i].parameters[0] != NULL, has_parameter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_is_found_under_its_own_name),
        cmocka_unit_test(rules_are_sorted_and_unique),
        cmocka_unit_test(part_of_a_name_finds_nothing),
        cmocka_unit_test(markers_are_found_in_any_case_of_letters),
        cmocka_unit_test(every_form_but_navigation_has_what_the_reader_asks_it_for),
    };
    return cmocka_run_group_tests_name("markdown/macro_rules", tests, NULL, NULL);
}

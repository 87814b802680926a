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
        assert_int_equal(rules[i].parameters[0] != NULL,
                         has_parameter && strcmp(rules[i].name, "adf:note") != 0);
    }
}

/*
 * The sixty on most pages of real wikis, by their number, without two: view-file, whose
 * parameter holds an element, and one of a wiki's own tests.
 */
static void each_of_the_most_frequent_macros_has_a_form(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum macro_body body;
        enum macro_form form;
    } macros[] = {
        {"info", MACRO_BODY_RICH, MACRO_FORM_ALERT},
        {"toc", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"tip", MACRO_BODY_RICH, MACRO_FORM_ALERT},
        {"code", MACRO_BODY_PLAIN, MACRO_FORM_FENCE},
        {"children", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"note", MACRO_BODY_RICH, MACRO_FORM_ALERT},
        {"status", MACRO_BODY_NONE, MACRO_FORM_LINK},
        {"expand", MACRO_BODY_RICH, MACRO_FORM_DETAILS},
        {"jira", MACRO_BODY_NONE, MACRO_FORM_LINK},
        {"recently-updated", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"excerpt", MACRO_BODY_RICH, MACRO_FORM_CONTAINER},
        {"panel", MACRO_BODY_RICH, MACRO_FORM_QUOTE},
        {"details", MACRO_BODY_RICH, MACRO_FORM_CONTAINER},
        {"contributors", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"tasks-report-macro", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"pagetree", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"profile-picture", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"anchor", MACRO_BODY_NONE, MACRO_FORM_ANCHOR},
        {"pagetreesearch", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"blog-posts", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"warning", MACRO_BODY_RICH, MACRO_FORM_ALERT},
        {"livesearch", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"excerpt-include", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"listlabels", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"content-report-table", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"attachments", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"contentbylabel", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"spaces", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"navmap", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"noformat", MACRO_BODY_PLAIN, MACRO_FORM_FENCE},
        {"popular-labels", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"profile", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"drawio", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"gallery", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"create-space-button", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"change-history", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"column", MACRO_BODY_RICH, MACRO_FORM_CONTAINER},
        {"gadget", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"content-by-user", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"contributors-summary", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"favpages", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"im", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"space-details", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"network", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"index", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"space-attachments", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"global-reports", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"recently-used-labels", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"related-labels", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"spacejump", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"section", MACRO_BODY_RICH, MACRO_FORM_CONTAINER},
        {"recently-updated-dashboard", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"status-list", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"toc-zone", MACRO_BODY_RICH, MACRO_FORM_CONTAINER},
        {"roadmap", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"include", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
        {"multiexcerpt-macro", MACRO_BODY_RICH, MACRO_FORM_CONTAINER},
        {"create-from-template", MACRO_BODY_NONE, MACRO_FORM_COMMENT},
    };

    assert_true(COUNT_OF(macros) >= 58);
    for (size_t i = 0; i < COUNT_OF(macros); i++) {
        struct macro macro = {.name = slice_from(macros[i].name), .body = macros[i].body};
        const struct macro_rule *rule = macro_rule_for(&macro);
        assert_non_null(rule);
        assert_int_equal(rule->form, macros[i].form);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_is_found_under_its_own_name),
        cmocka_unit_test(rules_are_sorted_and_unique),
        cmocka_unit_test(part_of_a_name_finds_nothing),
        cmocka_unit_test(markers_are_found_in_any_case_of_letters),
        cmocka_unit_test(each_of_the_most_frequent_macros_has_a_form),
        cmocka_unit_test(every_form_but_navigation_has_what_the_reader_asks_it_for),
    };
    return cmocka_run_group_tests_name("markdown/macro_rules", tests, NULL, NULL);
}

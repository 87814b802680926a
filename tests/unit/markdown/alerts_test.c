/* SPDX-License-Identifier: MIT */
#include "markdown/alerts_internal.h"

#include "convert/convert.h"
#include "unit.h"

#define MACRO(name, parameters, text)                                                              \
    "<ac:structured-macro ac:name=\"" name "\">" parameters "<ac:rich-text-body><p>" text          \
    "</p></ac:rich-text-body></ac:structured-macro>"
#define PARAMETER(name, value) "<ac:parameter ac:name=\"" name "\">" value "</ac:parameter>"

static const struct panel_name names[] = {{"info", "IMPORTANT"}, {"panel", "CAUTION"}};

static struct markdown_options named_options(void)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;

    options.panels = names;
    options.panel_count = COUNT_OF(names);
    return options;
}

struct alert_case {
    const char *storage;
    const char *markdown;
};

static const struct alert_case cases[] = {
    {MACRO("info", "", "a"), "> [!IMPORTANT]\n> a\n"},
    {MACRO("panel", PARAMETER("title", "T"), "a"),
     "> [!CAUTION]\n> **T**<!--cf title-->\n>\n> a\n"},
    {MACRO("note", "", "a"), "> [!WARNING]\n> a\n"},
    {MACRO("warning", PARAMETER("title", "T"), "a"), "> <!-- cf:warning title=\"T\" -->\n>\n> a\n"},
    {"<ac:adf-extension><ac:adf-node type=\"panel\">"
     "<ac:adf-attribute key=\"panel-type\">note</ac:adf-attribute>"
     "<ac:adf-content><p>a</p></ac:adf-content></ac:adf-node></ac:adf-extension>",
     "> <!-- cf:adf:note -->\n>\n> a\n"},
};

static void to_markdown(struct arena *arena, struct slice storage,
                        const struct markdown_options *options, struct conversion_base *base)
{
    struct error error;

    assert_true(convert_to_markdown(arena, storage, options, base, &error));
}

static struct slice to_storage(struct arena *arena, const char *markdown,
                               const struct conversion_base *base,
                               const struct markdown_options *options)
{
    struct conversion_report report;
    struct slice storage = {0};
    struct error error;

    if (!convert_to_storage(arena, slice_from(markdown), base, options, &storage, &report,
                            &error)) {
        fail_msg("%s", error.message);
    }
    return storage;
}

static void a_panel_has_the_name_that_the_options_give_it_in_both_directions(void **state)
{
    (void)state;
    const struct markdown_options options = named_options();

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct conversion_base base = {0};
        to_markdown(arena, slice_from(cases[i].storage), &options, &base);
        assert_string_equal(arena_copy(arena, base.markdown), cases[i].markdown);
        to_markdown(arena, to_storage(arena, cases[i].markdown, NULL, &options), &options, &base);
        assert_string_equal(arena_copy(arena, base.markdown), cases[i].markdown);
    }
}

static void an_alert_whose_panel_has_another_name_is_still_that_panel(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct markdown_options options = named_options();
    struct slice storage = to_storage(arena, "> [!note]\n> a\n", NULL, &options);

    assert_true(slice_find(storage, 0, slice_from("ac:name=\"info\"")) != SLICE_NOT_FOUND);
}

static void an_edited_panel_keeps_what_its_alert_does_not_show(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct markdown_options options = named_options();
    struct conversion_base base = {0};

    to_markdown(
        arena,
        SLICE_LITERAL(MACRO("panel", PARAMETER("bgColor", "#eee") PARAMETER("title", "T"), "a")),
        &options, &base);
    struct slice edited =
        to_storage(arena, "> [!CAUTION]\n> **U**<!--cf title-->\n>\n> a b\n", &base, &options);
    assert_string_equal(
        arena_copy(arena, edited),
        MACRO("panel", PARAMETER("bgColor", "#eee") PARAMETER("title", "U"), "a b"));
}

static void panels_without_a_choice_are_what_the_table_says(void **state)
{
    (void)state;
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;

    assert_string_equal(alert_of(macro_rule_find(slice_from("info")), &options), "NOTE");
    assert_null(alert_of(macro_rule_find(slice_from("panel")), &options));
    assert_null(alert_macro(slice_from("NOTES"), &options));
    assert_null(alert_title(macro_rule_find(slice_from("adf:note"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_panel_has_the_name_that_the_options_give_it_in_both_directions),
        cmocka_unit_test(an_alert_whose_panel_has_another_name_is_still_that_panel),
        cmocka_unit_test(an_edited_panel_keeps_what_its_alert_does_not_show),
        cmocka_unit_test(panels_without_a_choice_are_what_the_table_says),
    };
    return cmocka_run_group_tests_name("markdown/alerts", tests, NULL, NULL);
}

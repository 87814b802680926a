/* SPDX-License-Identifier: MIT */
#include "markdown/diagrams_internal.h"

#include <string.h>

#include "base/limit.h"
#include "convert/convert.h"
#include "unit.h"

#define MACRO(name, body)                                                                          \
    "<ac:structured-macro ac:name=\"" name "\">" body                                              \
    "<ac:plain-text-body><![CDATA[a-->b]]></ac:plain-text-body></ac:structured-macro>"
#define LANGUAGE(language) "<ac:parameter ac:name=\"language\">" language "</ac:parameter>"

struct diagram_case {
    const char *mermaid;
    const char *storage;
    const char *markdown;
};

static const struct diagram_case cases[] = {
    {NULL, MACRO("code", LANGUAGE("mermaid")), "```mermaid\na-->b\n```\n"},
    {"m", MACRO("m", ""), "```mermaid\na-->b\n```\n"},
    {"m", MACRO("mermaid", ""), "```mermaid macro=\"mermaid\"\na-->b\n```\n"},
    {NULL, MACRO("mermaid", ""), "```mermaid macro=\"mermaid\"\na-->b\n```\n"},
    {"m", MACRO("code", LANGUAGE("mermaid")), "```mermaid macro=\"code\"\na-->b\n```\n"},
    {"m", MACRO("m", "<ac:parameter ac:name=\"width\">a \"b\"</ac:parameter>"),
     "```mermaid width=\"a \"b\"\"\na-->b\n```\n"},
    {NULL, MACRO("plantuml", ""), "```plantuml macro=\"plantuml\"\na-->b\n```\n"},
};

static struct markdown_options options_of(const struct diagram_case *a_case)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;

    options.mermaid = a_case->mermaid;
    return options;
}

static void a_diagram_is_a_fence_with_its_language_and_comes_back_without_a_base(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct markdown_options options = options_of(&cases[i]);
        struct conversion_base base = {0};
        struct conversion_report report;
        struct slice storage;
        struct error error;
        assert_true(
            convert_to_markdown(arena, slice_from(cases[i].storage), &options, &base, &error));
        assert_string_equal(arena_copy(arena, base.markdown), cases[i].markdown);
        assert_true(
            convert_to_storage(arena, base.markdown, NULL, &options, &storage, &report, &error));
        assert_null(strstr(arena_copy(arena, storage), "\"macro\""));
        assert_true(convert_to_markdown(arena, storage, &options, &base, &error));
        assert_string_equal(arena_copy(arena, base.markdown), cases[i].markdown);
    }
}

static void an_edited_diagram_keeps_its_macro(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *storage = "<ac:structured-macro ac:name=\"mermaid\" ac:macro-id=\"7\">"
                          "<ac:plain-text-body><![CDATA[a]]></ac:plain-text-body>"
                          "</ac:structured-macro>";
    const char *expected = "<ac:structured-macro ac:name=\"mermaid\" ac:macro-id=\"7\">"
                           "<ac:plain-text-body><![CDATA[b]]></ac:plain-text-body>"
                           "</ac:structured-macro>";
    struct conversion_base base = {0};
    struct conversion_report report;
    struct slice edited;
    struct error error;

    assert_true(
        convert_to_markdown(arena, slice_from(storage), &MARKDOWN_OPTIONS_DEFAULT, &base, &error));
    assert_true(convert_to_storage(arena, SLICE_LITERAL("```mermaid macro=\"mermaid\"\nb\n```\n"),
                                   &base, &MARKDOWN_OPTIONS_DEFAULT, &edited, &report, &error));
    assert_string_equal(arena_copy(arena, edited), expected);
}

static void what_a_fence_cannot_say_is_no_diagram(void **state)
{
    (void)state;
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct macro_parameter choice = {.name = SLICE_LITERAL("macro"), .value = SLICE_LITERAL("x")};
    struct macro macro = {.name = SLICE_LITERAL("mermaid"), .body = MACRO_BODY_PLAIN};

    assert_string_equal(diagram_language(&macro, &options), "mermaid");
    macro.text = SLICE_LITERAL("a\rb");
    assert_null(diagram_language(&macro, &options));
    macro.text = SLICE_LITERAL("a");
    macro.parameters = &choice;
    macro.parameter_count = 1;
    assert_null(diagram_language(&macro, &options));
    macro.parameter_count = 0;
    macro.body = MACRO_BODY_NONE;
    assert_null(diagram_language(&macro, &options));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_diagram_is_a_fence_with_its_language_and_comes_back_without_a_base),
        cmocka_unit_test(an_edited_diagram_keeps_its_macro),
        cmocka_unit_test(what_a_fence_cannot_say_is_no_diagram),
    };
    return cmocka_run_group_tests_name("markdown/diagrams", tests, NULL, NULL);
}

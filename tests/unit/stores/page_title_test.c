/* SPDX-License-Identifier: MIT */
#include "stores/page_title.h"

#include "base/strbuf.h"
#include "unit.h"

static void the_first_heading_is_the_title(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *title;
    } cases[] = {
        {"# Getting *started* with `confsync`\n\nText\n", "Getting started with confsync"},
        {"Text\n\n## Second level\n", "Second level"},
        {"Setext\n======\n", "Setext"},
        {"#\n\n# Real\n", "Real"},
        {"# [Link text](https://example.org) \\# no mark #\n", "Link text # no mark"},
        {"```\n# code\n```\n", "file"},
        {"> # quoted\n", "file"},
        {"No heading\n", "file"},
        {"", "file"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct page_title title;
        page_title_read(arena, slice_from(cases[i].text), "file", &MARKDOWN_OPTIONS_DEFAULT,
                        &title);
        assert_string_equal(title.text, cases[i].title);
    }
}

static void a_heading_1_that_the_text_begins_with_is_not_in_the_body(void **state)
{
    (void)state;
    const struct {
        const char *text;
        bool is_heading;
        size_t line_count;
        const char *body;
    } cases[] = {
        {"# A\n\nText\n", true, 2, "Text\n"},
        {"# A\nText\n", true, 1, "Text\n"},
        {"# A\n\n\nText\n", true, 2, "\nText\n"},
        {"\n# A\n\nText\n", true, 3, "Text\n"},
        {"A\nb\n===\n\n# B\n", true, 4, "# B\n"},
        {"# A", true, 1, ""},
        {"# A\n\n", true, 2, ""},
        {"# [A][b]\n\nText\n\n[b]: c.md\n", true, 2, "Text\n\n[b]: c.md\n"},
        {"## A\n\nText\n", false, 0, "## A\n\nText\n"},
        {"Text\n\n# A\n", false, 0, "Text\n\n# A\n"},
        {"#\n\n# A\n", false, 0, "#\n\n# A\n"},
        {"# A ![b](_attachments/c.png)\n", false, 0, "# A ![b](_attachments/c.png)\n"},
        {"<!-- note -->\n\n# A\n", false, 0, "<!-- note -->\n\n# A\n"},
        {"[b]: c.md\n\n# A\n", false, 0, "[b]: c.md\n\n# A\n"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct page_title title;
        page_title_read(arena, slice_from(cases[i].text), "file", &MARKDOWN_OPTIONS_DEFAULT,
                        &title);
        assert_int_equal(title.is_heading, cases[i].is_heading);
        assert_int_equal(title.line_count, cases[i].line_count);
        assert_string_equal(arena_copy(arena, title.body), cases[i].body);
    }
}

static void a_text_is_read_as_the_workspace_names_its_panels(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct panel_name panels[] = {{"info", "IMPORTANT"}};
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct page_title title;
    options.panels = panels;
    options.panel_count = COUNT_OF(panels);
    options.heading_shift = 1;

    page_title_read(arena, slice_from("# A\n\n> [!IMPORTANT]\n> **T**<!--cf title-->\n>\n> text\n"),
                    "file", &options, &title);
    assert_true(title.is_heading);
    assert_string_equal(title.text, "A");
}

static void a_heading_is_made_that_is_read_as_the_title(void **state)
{
    (void)state;
    const struct {
        const char *old;
        const char *title;
        const char *body;
        const char *text; /* NULL: there is none */
    } cases[] = {
        {NULL, "A", "Text\n", "# A\n\nText\n"},
        {NULL, "A", "", "# A\n"},
        {NULL, "A", "\nText\n", "# A\n\n\nText\n"},
        {NULL, "*A* #", "Text\n", "# \\*A\\* \\#\n\nText\n"},
        {NULL, "A  b", "Text\n", NULL},
        {"# *A*\nOld\n", "A", "New\n", "# *A*\n\nNew\n"},
        {"A\n===\n", "A", "New\n", "A\n===\n\nNew\n"},
        {"# A", "A", "New\n", "# A\n\nNew\n"},
        {"# *A*\n\nOld\n", "B", "Old\n", "# B\n\nOld\n"},
        {"# [A][b]\n\n[b]: c.md\n", "A", "New\n", "# A\n\nNew\n"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct page_title old = {0};
        struct slice text;
        if (cases[i].old) {
            page_title_read(arena, slice_from(cases[i].old), "file", &MARKDOWN_OPTIONS_DEFAULT,
                            &old);
        }
        bool is_made =
            page_title_write(arena, cases[i].title, slice_from(cases[i].body),
                             cases[i].old ? &old : NULL, &MARKDOWN_OPTIONS_DEFAULT, &text);
        assert_int_equal(is_made, cases[i].text != NULL);
        if (is_made) {
            assert_string_equal(arena_copy(arena, text), cases[i].text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_heading_is_the_title),
        cmocka_unit_test(a_heading_1_that_the_text_begins_with_is_not_in_the_body),
        cmocka_unit_test(a_text_is_read_as_the_workspace_names_its_panels),
        cmocka_unit_test(a_heading_is_made_that_is_read_as_the_title),
    };
    return cmocka_run_group_tests_name("stores/page_title", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "markdown/footnotes_internal.h"

#include "convert/convert.h"
#include "writes.h"

#define ANCHOR(name)                                                                                   \
    "<ac:structured-macro ac:name=\"anchor\" ac:schema-version=\"1\"><ac:parameter ac:name=\"\">" name \
    "</ac:parameter></ac:structured-macro>"
#define RAISED(anchor, label)                                                                      \
    "<sup><ac:link ac:anchor=\"" anchor "\"><ac:link-body>" label "</ac:link-body></ac:link></sup>"
#define REFERENCE(label)  ANCHOR("fnref-" label) RAISED("fn-" label, label)
#define NOTE(label, text) "<p>" ANCHOR("fn-" label) RAISED("fnref-" label, label) text "</p>"

struct both {
    const char *markdown;
    const char *storage;
};

static void footnotes_go_to_confluence_and_come_back_without_a_base(void **state)
{
    (void)state;
    static const struct both cases[] = {
        {"a[^1] b\n\n[^1]: c **d**\n",
         "<p>a" REFERENCE("1") " b</p>" NOTE("1", " c <strong>d</strong>")},
        {"a[^1][^näh-2], **b[^1]**\n\n[^1]: c\n\n[^näh-2]: d\n",
         "<p>a" REFERENCE("1") REFERENCE("näh-2") ", <strong>b" REFERENCE("1") "</strong></p>" NOTE(
             "1", " c") NOTE("näh-2", " d")},
        {"> [^1]: c\n\n- a[^1]\n\n# h[^1]\n", NULL},
        {"| a[^1] |\n| --- |\n| b |\n\n[^1]: c\\\nd\n", NULL},
        {"[^1]:\n\na\n", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct conversion_base base = {0};
        struct conversion_report report;
        struct slice storage;
        struct error error;
        if (!convert_to_storage(arena, slice_from(cases[i].markdown), NULL,
                                &MARKDOWN_OPTIONS_DEFAULT, &storage, &report, &error)) {
            fail_msg("%s", error.message);
        }
        if (cases[i].storage) {
            assert_string_equal(arena_copy(arena, storage), cases[i].storage);
        }
        assert_true(convert_to_markdown(arena, storage, &MARKDOWN_OPTIONS_DEFAULT, &base, &error));
        assert_string_equal(arena_copy(arena, base.markdown), cases[i].markdown);
    }
}

static void definitions_begin_paragraphs_with_lines_of_their_own(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"a link across them", "<a href=\"https://x\">a\n[^1]: b</a>\n",
         "paragraph 1: <a href=\"https://x\">a | paragraph 2: macro<anchor =fn-1>"
         "sup(link<anchor fnref-1>(1)) b</a>"},
        {"after text", "a\nb\n[^1]: c\nd\n[^2]: e\n",
         "paragraph 1-2: a b | paragraph 3-4: macro<anchor =fn-1>sup(link<anchor fnref-1>(1)) c d "
         "| paragraph 5: macro<anchor =fn-2>sup(link<anchor fnref-2>(2)) e"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void further_blocks_of_a_footnote_are_no_code(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"a paragraph", "[^1]: a\n\n    b **c**\n    d\n\ne\n",
         "paragraph 1: macro<anchor =fn-1>sup(link<anchor fnref-1>(1)) a | paragraph 3-4: b "
         "strong(c) d | paragraph 6: e"},
        {"a list and code", "[^1]: a\n\n\t- b\n\n\t      c\n\n    ```sh\n      d\n    ```\n",
         "paragraph 1: macro<anchor =fn-1>sup(link<anchor fnref-1>(1)) a | list 3-5{item 3-5{"
         "paragraph 3: b | macro<code>\"c\" 5}} | macro<code language=sh>\"  d\" 7-9"},
        {"in a quote", "> [^1]: a\n>\n>     > b\n>\n>     c\n",
         "quote 1-5{paragraph 1: macro<anchor =fn-1>sup(link<anchor fnref-1>(1)) a | "
         "quote 3{paragraph 3: b} | paragraph 5: c}"},
        {"in an item", "- [^1]: a\n\n      b\n",
         "list 1-3{item 1-3{paragraph 1: macro<anchor =fn-1>sup(link<anchor fnref-1>(1)) a | "
         "paragraph 3: b}}"},
        {"in a fence", "```\n[^1]: a\n\n    b\n```\n", "macro<code>\"[^1]: a\n\n    b\" 1-5"},
        {"after other text", "[1]: a\n\n    b\n\n[^2]: c\n",
         "macro<code>\"b\" 3 | paragraph 5: macro<anchor =fn-2>sup(link<anchor fnref-2>(2)) c"},
        {"a reference defined elsewhere", "[^1]: a\n\n    [b][c]\n\n[c]: https://d\n",
         "paragraph 1: macro<anchor =fn-1>sup(link<anchor fnref-1>(1)) a | paragraph 3: link<url "
         "https://d>(b)"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void brackets_without_a_definition_are_text(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"no definition", "a[^1]\n", "paragraph 1: a[^1]"},
        {"another label", "a[^2]\n\n\\[^1]: b\n", "paragraph 1: a[^2] | paragraph 3: [^1]: b"},
        {"no label", "a[^n o]\n\n> [^n o]: b c\n",
         "paragraph 1: a[^n o] | quote 3{paragraph 3: [^n o]: b c}"},
        {"in code only", "a[^1]\n\n    [^1]: b\n", "paragraph 1: a[^1] | macro<code>\"[^1]: b\" 3"},
        {"code", "`[^1]`\n\n\\[^1]: b\n", "paragraph 1: code([^1]) | paragraph 3: [^1]: b"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void text_that_looks_like_a_footnote_stays_text(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"text", "<p>[^1] and [^2]: a</p>", "\\[^1] and \\[^2]: a"},
        {"a link without the note", "<p>" REFERENCE("1") "</p>",
         "<a id=\"fnref-1\"></a><sup>[1](#fn-1)</sup>"},
        {"before a bracket", "<p>a" REFERENCE("1") "(b)</p>" NOTE("1", ""),
         "a<a id=\"fnref-1\"></a><sup>[1](#fn-1)</sup>(b)\n\n[^1]:"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void an_edited_note_keeps_what_is_not_seen(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *storage = "<p class=\"x\">a" REFERENCE("1") "</p>" NOTE("1", " <span>b</span> c");
    const char *expected =
        "<p class=\"x\">new a" REFERENCE("1") "</p>" NOTE("1", " <span>b</span> c d");
    struct conversion_base base = {0};
    struct conversion_report report;
    struct slice edited;
    struct error error;

    assert_true(
        convert_to_markdown(arena, slice_from(storage), &MARKDOWN_OPTIONS_DEFAULT, &base, &error));
    assert_true(convert_to_storage(arena, SLICE_LITERAL("new a[^1]\n\n[^1]: b c d\n"), &base,
                                   &MARKDOWN_OPTIONS_DEFAULT, &edited, &report, &error));
    assert_string_equal(arena_copy(arena, edited), expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(footnotes_go_to_confluence_and_come_back_without_a_base),
        cmocka_unit_test(definitions_begin_paragraphs_with_lines_of_their_own),
        cmocka_unit_test(further_blocks_of_a_footnote_are_no_code),
        cmocka_unit_test(brackets_without_a_definition_are_text),
        cmocka_unit_test(text_that_looks_like_a_footnote_stays_text),
        cmocka_unit_test(an_edited_note_keeps_what_is_not_seen),
    };
    return cmocka_run_group_tests_name("markdown/footnotes", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void paragraphs_are_one_line(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"nothing", "", ""},
        {"two", "<p>a</p><p>b</p>", "a\n\nb"},
        {"line ends in storage", "<p>a\n  b</p>", "a b"},
        {"spacers", "<p>a</p><p /><p>&nbsp;</p><p><br/></p><p>b</p>", "a\n\nb"},
        {"loose text", "a<p>b</p>", "a\n\nb"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void headings_have_hashes(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"levels", "<h1>a</h1><h6>b</h6>", "# a\n\n###### b"},
        {"nothing to see", "<h2></h2><p>a</p>", "a"},
        {"closing hashes", "<h2>a #</h2>", "## a \\#"},
        {"hashes that close nothing", "<h2>C#</h2>", "## C#"},
        {"only a hash", "<h2>#</h2>", "## \\#"},
        {"what would start a block in a paragraph", "<h2>1. a</h2>", "## 1. a"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void rules_and_quotes(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"rule", "<p>a</p><hr /><p>b</p>", "a\n\n---\n\nb"},
        {"quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"},
        {"two quotes", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
         "> a\n\n> b"},
        {"quote in a quote", "<blockquote><blockquote><p>a</p></blockquote></blockquote>", "> > a"},
        {"list in a quote", "<blockquote><ul><li>a</li></ul></blockquote>", "> - a"},
        {"nothing in a quote", "<blockquote><p/></blockquote><p>a</p>", "a"},
        {"text of an alert", "<blockquote><p>[!NOTE] a</p></blockquote>", "> \\[!NOTE] a"},
        {"code in a quote",
         "<blockquote><ac:structured-macro ac:name=\"code\"><ac:plain-text-body>"
         "<![CDATA[a\n\n b]]></ac:plain-text-body></ac:structured-macro></blockquote>",
         "> ```\n> a\n>\n>  b\n> ```"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void storage_without_a_form_is_fenced(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"unknown element", "<dl><dt>a</dt></dl>", "```confluence\n<dl><dt>a</dt></dl>\n```"},
        {"line ends", "<dl>\r\n</dl>", "```confluence\n<dl>\n</dl>\n```"},
        {"a fence inside", "<dl>```</dl>", "````confluence\n<dl>```</dl>\n````"},
        {"unknown macro", "<ac:structured-macro ac:name=\"x\" />",
         "```confluence\n<ac:structured-macro ac:name=\"x\" />\n```"},
        {"in an item", "<ul><li><dl>\n</dl></li></ul>", "- ```confluence\n  <dl>\n  </dl>\n  ```"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void headings_are_shifted_as_the_options_say_and_come_back(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        const char *markdown;
        int level; /* that is read */
    } cases[] = {
        {"<h1>a</h1>", "### a\n", 1},
        {"<h4>a</h4>", "###### a\n", 4},
        {"<h6>a</h6>", "###### a\n", 4},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
        struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
        struct block *page = NULL;
        struct xml_fault fault;
        struct error error;
        options.heading_shift = 2;
        assert_true(storage_read(arena, slice_from(cases[i].storage), &page, &fault));
        markdown_write(&markdown, page, &options);
        assert_string_equal(strbuf_text(&markdown), cases[i].markdown);
        assert_true(markdown_read(arena, strbuf_slice(&markdown), &options, NULL, &page, &error));
        assert_int_equal(page->first_child->level, cases[i].level);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_shifted_as_the_options_say_and_come_back),
        cmocka_unit_test(paragraphs_are_one_line),
        cmocka_unit_test(headings_have_hashes),
        cmocka_unit_test(rules_and_quotes),
        cmocka_unit_test(storage_without_a_form_is_fenced),
    };
    return cmocka_run_group_tests_name("markdown/write_blocks", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "writes.h"

#define MACRO(name, inside)                                                                        \
    "<ac:structured-macro ac:name=\"" name "\">" inside "</ac:structured-macro>"
#define PARAMETER(name, value) "<ac:parameter ac:name=\"" name "\">" value "</ac:parameter>"
#define RICH(body)             "<ac:rich-text-body>" body "</ac:rich-text-body>"
#define PLAIN(body)            "<ac:plain-text-body><![CDATA[" body "]]></ac:plain-text-body>"
#define CELL(body)             "<ac:layout-cell>" body "</ac:layout-cell>"

static void panels_are_alerts(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"info", MACRO("info", RICH("<p>a</p><p>b</p>")), "> [!NOTE]\n> a\n>\n> b"},
        {"tip", MACRO("tip", RICH("<p>a</p>")), "> [!TIP]\n> a"},
        {"note", MACRO("note", RICH("<p>a</p>")), "> [!WARNING]\n> a"},
        {"warning", MACRO("warning", RICH("<p>a</p>")), "> [!CAUTION]\n> a"},
        {"title", MACRO("info", PARAMETER("title", "T*") RICH("<p>a</p>")),
         "> [!NOTE]\n> **T\\***<!--cf title-->\n>\n> a"},
        {"hidden parameter", MACRO("info", PARAMETER("icon", "false") RICH("<p>a</p>")),
         "> [!NOTE]\n> a"},
        {"a list", MACRO("info", RICH("<ul><li>a</li></ul>")), "> [!NOTE]\n>\n> - a"},
        {"nothing", MACRO("info", RICH("")), "> [!NOTE]"},
        {"an underline", MACRO("info", RICH("<p>===</p>")), "> [!NOTE]\n> \\==="},
        {"without a body", "<ac:structured-macro ac:name=\"info\" />",
         "```confluence\n<ac:structured-macro ac:name=\"info\" />\n```"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void expands_are_details(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"title", MACRO("expand", PARAMETER("title", "a &lt; b") RICH("<p>c</p>")),
         "<details>\n<summary>a &lt; b</summary>\n\nc\n\n</details>"},
        {"no title", MACRO("expand", RICH("<p>a</p>")), "<details>\n\na\n\n</details>"},
        {"nothing", MACRO("expand", RICH("")), "<details>\n\n</details>"},
        {"in an item", "<ul><li>" MACRO("expand", RICH("<p>a</p>")) "</li></ul>",
         "- <details>\n\n  a\n\n  </details>"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void code_is_fenced(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"language", MACRO("code", PARAMETER("language", "c") PLAIN("a")), "```c\na\n```"},
        {"what authors care about",
         MACRO("code", PARAMETER("title", "a\"b") PARAMETER("theme", "x") PARAMETER("language", "c")
                           PARAMETER("breakoutWidth", "760") PLAIN("a")),
         "```c title=\"a\"b\" theme=\"x\"\na\n```"},
        {"only a title", MACRO("code", PARAMETER("title", "a") PLAIN("b")),
         "```title=\"a\"\nb\n```"},
        {"a language that is no word", MACRO("code", PARAMETER("language", "a b") PLAIN("c")),
         "```language=\"a b\"\nc\n```"},
        {"a language that means something",
         MACRO("code", PARAMETER("language", "confluence") PLAIN("a")),
         "```language=\"confluence\"\na\n```"},
        {"a fence inside", MACRO("code", PLAIN("```\na")), "````\n```\na\n````"},
        {"a backtick in the title", MACRO("code", PARAMETER("title", "`") PLAIN("~~~")),
         "~~~~title=\"`\"\n~~~\n~~~~"},
        {"line ends at both ends", MACRO("code", PLAIN("\na\n")), "```\n\na\n\n```"},
        {"nothing", MACRO("code", PLAIN("")), "```\n```"},
        {"noformat", MACRO("noformat", PLAIN("a")), "```noformat\na\n```"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void navigation_is_a_comment(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"toc", MACRO("toc", ""), "<!-- cf:toc -->"},
        {"in a paragraph of its own", "<p>" MACRO("toc", "") "</p>", "<!-- cf:toc -->"},
        {"parameters",
         MACRO("toc", PARAMETER("maxLevel", "3") PARAMETER("exclude", "a-->\"b&amp;")),
         "<!-- cf:toc maxLevel=\"3\" exclude=\"a-&#45;>&quot;b&amp;\" -->"},
        {"a nameless parameter", MACRO("children", PARAMETER("", "a")),
         "<!-- cf:children =\"a\" -->"},
        {"a name that is no word", MACRO("children", PARAMETER("a b", "c")),
         "```confluence\n" MACRO("children", PARAMETER("a b", "c")) "\n```"},
        {"without a row", MACRO("gliffy", ""), "```confluence\n" MACRO("gliffy", "") "\n```"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void coloured_panels_are_quotes(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"parameters",
         MACRO("panel",
               PARAMETER("bgColor", "#fff") PARAMETER("title", "T") RICH("<p>a</p><p>b</p>")),
         "> <!-- cf:panel bgColor=\"#fff\" title=\"T\" -->\n>\n> a\n>\n> b"},
        {"nothing", MACRO("panel", RICH("")), "> <!-- cf:panel -->"},
        {"in an item", "<ul><li>" MACRO("panel", RICH("<p>a</p>")) "</li></ul>",
         "- > <!-- cf:panel -->\n  >\n  > a"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void rich_bodies_without_a_row_are_containers(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"parameters", MACRO("excerpt", PARAMETER("hidden", "true") RICH("<p>a</p><p>b</p>")),
         "<!-- cf:begin excerpt hidden=\"true\" -->\n\na\n\nb\n\n<!-- cf:end excerpt -->"},
        {"nothing", MACRO("x", RICH("")), "<!-- cf:begin x -->\n\n<!-- cf:end x -->"},
        {"one in another", MACRO("x", RICH(MACRO("x", RICH("<p>a</p>")))),
         "<!-- cf:begin x -->\n\n<!-- cf:begin x -->\n\na\n\n<!-- cf:end x -->\n\n"
         "<!-- cf:end x -->"},
        {"in an item", "<ul><li>" MACRO("x", RICH("<p>a</p>")) "</li></ul>",
         "- <!-- cf:begin x -->\n\n  a\n\n  <!-- cf:end x -->"},
        {"with a row for another body", MACRO("code", RICH("<p>a</p>")),
         "<!-- cf:begin code -->\n\na\n\n<!-- cf:end code -->"},
        {"a name that would end a layout", MACRO("layout", RICH("")),
         "```confluence\n" MACRO("layout", RICH("")) "\n```"},
        {"a name that is no word", MACRO("a b", RICH("")),
         "```confluence\n" MACRO("a b", RICH("")) "\n```"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void layouts_are_comments_around_their_cells(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"two columns",
         "<ac:layout><ac:layout-section ac:type=\"two_equal\">" CELL("<p>a</p>")
             CELL("<p>b</p>") "</ac:layout-section></ac:layout>",
         "<!-- cf:layout -->\n<!-- cf:section two_equal -->\n<!-- cf:cell -->\n\na\n\n"
         "<!-- cf:cell -->\n\nb\n\n<!-- cf:end layout -->"},
        {"empty cells",
         "<ac:layout><ac:layout-section ac:type=\"two_equal\">" CELL("")
             CELL("") "</ac:layout-section></ac:layout>",
         "<!-- cf:layout -->\n<!-- cf:section two_equal -->\n<!-- cf:cell -->\n<!-- cf:cell -->\n"
         "<!-- cf:end layout -->"},
        {"two sections",
         "<ac:layout><ac:layout-section ac:type=\"single\">" CELL(
             "<p>a</p>") "</ac:layout-section><ac:layout-section ac:type=\"single\">" CELL("<p>b</p>") "</ac:layout-section></ac:layout>",
         "<!-- cf:layout -->\n<!-- cf:section single -->\n<!-- cf:cell -->\n\na\n\n"
         "<!-- cf:section single -->\n<!-- cf:cell -->\n\nb\n\n<!-- cf:end layout -->"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panels_are_alerts),
        cmocka_unit_test(expands_are_details),
        cmocka_unit_test(code_is_fenced),
        cmocka_unit_test(navigation_is_a_comment),
        cmocka_unit_test(coloured_panels_are_quotes),
        cmocka_unit_test(rich_bodies_without_a_row_are_containers),
        cmocka_unit_test(layouts_are_comments_around_their_cells),
    };
    return cmocka_run_group_tests_name("markdown/write_macros", tests, NULL, NULL);
}

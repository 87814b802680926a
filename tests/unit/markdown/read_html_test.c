/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void details_hold_what_stands_between(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"summary", "<details>\n<summary>a &lt; b</summary>\n\nc\n\n</details>\n",
         "macro<expand title=a < b> 1-6{paragraph 4: c}"},
        {"one line", "<details><summary>a</summary>\n\nb\n\n</details>\n",
         "macro<expand title=a> 1-5{paragraph 3: b}"},
        {"attributes", "<details open>\n\na\n\n</details>\n", "macro<expand> 1-5{paragraph 3: a}"},
        {"nothing", "<details>\n\n</details>\n", "macro<expand> 1-3"},
        {"nothing on one line", "<details></details>\n", "macro<expand> 1"},
        {"marks in the summary",
         "<details>\n<summary id=\"x\">\n  <b>a</b> &lt;\n  <code>c</code>\n"
         "</summary>\n\nd\n\n</details>\n",
         "macro<expand title=a < c> 1-9{paragraph 7: d}"},
        {"without blank lines", "<details>\n<summary>a</summary>\nb <b>c</b>\n*d*\n</details>\n",
         "macro<expand title=a> 1-5{paragraph 3-4: b strong(c) *d*}"},
        {"on one line", "<details><summary>a</summary>b</details>\n",
         "macro<expand title=a> 1{paragraph 1: b}"},
        {"blocks of HTML",
         "<details>\n<summary>a</summary>\n<p>b</p>\n<ul><li>c</li></ul>\n\nd\n\n"
         "</details>\n",
         "macro<expand title=a> 1-8{paragraph 3-4: b | list 3-4{item 3-4{paragraph 3-4: c}} | "
         "paragraph 6: d}"},
        {"nested", "<details>\n\n<details>\n\na\n\n</details>\n\n</details>\n",
         "macro<expand> 1-9{macro<expand> 3-7{paragraph 5: a}}"},
        {"one after the other", "<details>\n\na\n\n</details>\n<details>\n\nb\n\n</details>\n",
         "macro<expand> 1-5{paragraph 3: a} | macro<expand> 6-10{paragraph 8: b}"},
        {"in an item", "- <details>\n\n  a\n\n  </details>\n",
         "list 1-5{item 1-5{macro<expand> 1-5{paragraph 3: a}}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void layouts_hold_sections_and_cells(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"two cells",
         "<!-- cf:layout -->\n<!-- cf:section two_equal -->\n<!-- cf:cell -->\n\na\n\n"
         "<!-- cf:cell -->\nb\n\n<!-- cf:end layout -->\n",
         "layout 1-10{section \"two_equal\" 2-8{column 3-5{paragraph 5: a} | "
         "column 7-8{paragraph 8: b}}}"},
        {"empty cells",
         "<!-- cf:layout -->\n<!-- cf:section single -->\n<!-- cf:cell -->\n<!-- cf:end layout -->\n",
         "layout 1-4{section \"single\" 2-3{column 3}}"},
        {"markers left out", "<!-- cf:layout -->\n\na\n\n<!-- cf:end layout -->\n",
         "layout 1-5{section 3{column 3{paragraph 3: a}}}"},
        {"a cell without a section",
         "<!-- cf:layout -->\n<!-- cf:cell -->\n\na\n\n<!-- cf:end layout -->\n",
         "layout 1-6{section 2-4{column 2-4{paragraph 4: a}}}"},
        {"details in a cell",
         "<!-- cf:layout -->\n<!-- cf:section single -->\n<!-- cf:cell -->\n\n<details>\n\na\n\n</details>\n\n"
         "<!-- cf:end layout -->\n",
         "layout 1-11{section \"single\" 2-9{column 3-9{macro<expand> 5-9{paragraph 7: a}}}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void comments_are_macros_if_they_say_so(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"toc", "<!-- cf:toc -->\n", "macro<toc> 1"},
        {"parameters", "<!-- cf:toc maxLevel=\"3\" x=\"a-&#45;b&quot;\" -->\n",
         "macro<toc maxLevel=3 x=a--b\"> 1"},
        {"below text", "a\n<!-- cf:toc -->\nb\n", "paragraph 1: a | macro<toc> 2 | paragraph 3: b"},
        {"two", "<!-- cf:toc -->\n<!-- cf:children -->\n", "macro<toc> 1 | macro<children> 2"},
        {"any other", "<!-- a -->\n\n<!-- TODO: b\n\nc -->\n", ""},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void what_is_not_understood_stays_visible(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"never closed", "<details>\n\na\n", "paragraph 1: <details> | paragraph 3: a"},
        {"never opened", "a\n\n</details>\n", "paragraph 1: a | paragraph 3: </details>"},
        {"never closed in a layout",
         "<!-- cf:layout -->\n\n<details>\n\na\n\n<!-- cf:end layout -->\n",
         "layout 1-7{section 3-5{column 3-5{paragraph 3: <details> | paragraph 5: a}}}"},
        {"text behind details", "<details>a</details> b\n", "paragraph 1: <details>a</details> b"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void markers_mean_nothing_in_code_and_where_they_are_escaped(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"indented", "    <!-- cf:toc -->\n", "macro<code>\"<!-- cf:toc -->\" 1"},
        {"fence", "```\n<!-- cf:layout -->\n```\n", "macro<code>\"<!-- cf:layout -->\" 1-3"},
        {"span", "a `<!-- cf:end layout -->`\n", "paragraph 1: a code(<!-- cf:end layout -->)"},
        {"HTML", "<pre>\n<!-- cf:layout -->\n</pre>\n",
         "paragraph 1-3: <pre>br<!-- cf:layout -->br</pre>"},
        {"escaped", "\\<!-- cf:layout -->\n", "paragraph 1: <!-- cf:layout -->"},
    };
    check_reads(cases, COUNT_OF(cases));
}

#define LAYOUT_ABOVE "add <!-- cf:layout --> above it or remove it"
#define IN_NO_LAYOUT                                                                               \
    "stands in no layout: put it between <!-- cf:layout --> and <!-- cf:end layout --> or remove it"

static void a_layout_that_is_not_whole_is_refused(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"never closed", "a\n\n<!-- cf:layout -->\n\nb\n",
         "line 3: <!-- cf:layout --> is never closed: add <!-- cf:end layout --> or remove it"},
        {"never opened", "a\n\n<!-- cf:end layout -->\n",
         "line 3: <!-- cf:end layout --> closes nothing: " LAYOUT_ABOVE},
        {"in two quotes", "> <!-- cf:layout -->\n\na\n\n> <!-- cf:end layout -->\n",
         "line 1: <!-- cf:layout --> is never closed: add <!-- cf:end layout --> or remove it"},
        {"closed twice", "<!-- cf:layout -->\n<!-- cf:end layout -->\n<!-- cf:end layout -->\n",
         "line 3: <!-- cf:end layout --> closes nothing: " LAYOUT_ABOVE},
        {"crossed", "<details>\n\n<!-- cf:layout -->\n\n</details>\n\n<!-- cf:end layout -->\n",
         "line 3: <!-- cf:layout --> is not closed before the </details> in line 5: add "
         "<!-- cf:end layout --> or remove it"},
        {"a cell anywhere", "<!-- cf:cell -->\n", "line 1: <!-- cf:cell --> " IN_NO_LAYOUT},
        {"a section in an item", "- a\n\n  <!-- cf:section -->\n",
         "line 3: <!-- cf:section --> " IN_NO_LAYOUT},
        {"a section in details",
         "<!-- cf:layout -->\n\n<details>\n\n<!-- cf:section -->\n\n</details>\n\n"
         "<!-- cf:end layout -->\n",
         "line 5: <!-- cf:section --> stands inside the <details> in line 3: close that with "
         "</details> first"},
    };
    check_refusals(cases, COUNT_OF(cases));
}

static void a_marker_that_nobody_understands_is_refused(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"a word nobody knows", "a\n\n<!-- cf:tocc -->\n",
         "line 3: <!-- cf:tocc --> is no marker: correct its name or remove it"},
        {"nothing", "<!-- cf: -->\n",
         "line 1: <!-- cf: --> is no marker: correct its name or remove it"},
        {"arguments nobody can read", "<!-- cf:toc a=b -->\n",
         "line 1: <!-- cf:toc a=b --> cannot be read: it has to be "
         "<!-- cf:NAME key=\"value\" -->"},
        {"an argument too much", "<!-- cf:layout a -->\n",
         "line 1: <!-- cf:layout a --> cannot be read: it has to be <!-- cf:layout -->"},
        {"another end", "<!-- cf:end -->\n",
         "line 1: <!-- cf:end --> cannot be read: it has to be <!-- cf:end NAME -->"},
        {"a type that is none", "<!-- cf:section a b -->\n",
         "line 1: <!-- cf:section a b --> cannot be read: it has to be <!-- cf:section TYPE -->"},
        {"lines", "<!--\n  cf:toc\n  a -->\n",
         "line 1: <!-- cf:toc a --> cannot be read: it has to be "
         "<!-- cf:NAME key=\"value\" -->"},
        {"no end", "a\n<!-- cf:toc\n\nb\n",
         "line 2: <!-- cf:toc b is never ended: put --> behind it"},
        {"text behind it", "<!-- cf:end layout --> a\n",
         "line 1: <!-- cf:end layout --> has to stand on a line of its own"},
        {"other HTML around it", "<div>\n<!-- cf:toc -->\n</div>\n",
         "line 2: <!-- cf:toc --> stands among other HTML: put blank lines around it"},
        {"in text", "a\nb <!-- cf:toc -->\n",
         "line 2: <!-- cf:toc --> has to stand on a line of its own"},
        {"in a cell", "| a |\n|---|\n| <!-- cf:toc --> |\n",
         "line 3: <!-- cf:toc --> has to stand on a line of its own"},
        {"in a task", "- [ ] <!-- cf:toc -->\n",
         "line 1: <!-- cf:toc --> has to stand on a line of its own"},
        {"a title's mark", "> **a**<!--cf title-->\n",
         "line 1: <!--cf title--> is no title's mark here: it stands at the end of the line below "
         "> [!NOTE]"},
        {"the first of them", "<!-- cf:layout -->\n\n> <!-- cf:b -->\n",
         "line 1: <!-- cf:layout --> is never closed: add <!-- cf:end layout --> or remove it"},
    };
    check_refusals(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(details_hold_what_stands_between),
        cmocka_unit_test(layouts_hold_sections_and_cells),
        cmocka_unit_test(comments_are_macros_if_they_say_so),
        cmocka_unit_test(what_is_not_understood_stays_visible),
        cmocka_unit_test(markers_mean_nothing_in_code_and_where_they_are_escaped),
        cmocka_unit_test(a_layout_that_is_not_whole_is_refused),
        cmocka_unit_test(a_marker_that_nobody_understands_is_refused),
    };
    return cmocka_run_group_tests_name("markdown/read_html", tests, NULL, NULL);
}

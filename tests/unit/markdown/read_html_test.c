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
        {"crossed", "<details>\n\n<!-- cf:layout -->\n\n</details>\n\n<!-- cf:end layout -->\n",
         "macro<expand> 1-5{paragraph 3: <!-- cf:layout -->} | paragraph 7: <!-- cf:end layout -->"},
        {"a cell anywhere", "<!-- cf:cell -->\n", "paragraph 1: <!-- cf:cell -->"},
        {"a section in details",
         "<!-- cf:layout -->\n\n<details>\n\n<!-- cf:section -->\n\n</details>\n\n"
         "<!-- cf:end layout -->\n",
         "layout 1-9{section 3-7{column 3-7{macro<expand> 3-7{paragraph 5: <!-- cf:section -->}}}}"},
        {"a word nobody knows", "<!-- cf:tocc -->\n", "paragraph 1: <!-- cf:tocc -->"},
        {"arguments nobody can read", "<!-- cf:toc a=b -->\n", "paragraph 1: <!-- cf:toc a=b -->"},
        {"details with text on their lines", "<details>a</details>\n",
         "paragraph 1: <details>a</details>"},
        {"two on one line", "<details></details>\n", "paragraph 1: <details></details>"},
        {"code", "    <!-- cf:toc -->\n", "macro<code>\"<!-- cf:toc -->\" 1"},
    };
    check_reads(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(details_hold_what_stands_between),
        cmocka_unit_test(layouts_hold_sections_and_cells),
        cmocka_unit_test(comments_are_macros_if_they_say_so),
        cmocka_unit_test(what_is_not_understood_stays_visible),
    };
    return cmocka_run_group_tests_name("markdown/read_html", tests, NULL, NULL);
}

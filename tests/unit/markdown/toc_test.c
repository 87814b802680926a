/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void marks_of_other_programs_are_the_macro(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"Python-Markdown", "[TOC]\n", "macro<toc> 1"},
        {"lower case", "a\n\n [toc] \n", "paragraph 1: a | macro<toc> 3"},
        {"GitLab and Azure", "[[_TOC_]]\n", "macro<toc> 1"},
        {"in a quote", "> [TOC]\n", "quote 1{macro<toc> 1}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void anything_more_or_less_is_text(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"a backslash", "\\[TOC]\n", "paragraph 1: [TOC]"},
        {"a backslash in front of two", "\\[[_TOC_]]\n", "paragraph 1: [[em(TOC)]]"},
        {"stars", "[[*TOC*]]\n", "paragraph 1: [[em(TOC)]]"},
        {"text beside it", "[TOC] a\n", "paragraph 1: [TOC] a"},
        {"a line below it", "[TOC]\na\n", "paragraph 1-2: [TOC] a"},
        {"a heading", "# [TOC]\n", "heading1 1: [TOC]"},
        {"a link", "[TOC]\n\n[TOC]: /u\n", "paragraph 1: link<url /u>(TOC)"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void text_that_looks_like_one_stays_text(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"brackets", "<p>[TOC]</p>", "\\[TOC]"},
        {"in an item", "<ul><li>[toc]</li></ul>", "- \\[toc]"},
        {"underscores", "<p>[[_TOC_]]</p>", "[[\\_TOC\\_]]"},
        {"emphasis", "<p>[[<em>TOC</em>]]</p>", "[[*TOC*]]"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_other_programs_are_the_macro),
        cmocka_unit_test(anything_more_or_less_is_text),
        cmocka_unit_test(text_that_looks_like_one_stays_text),
    };
    return cmocka_run_group_tests_name("markdown/toc", tests, NULL, NULL);
}

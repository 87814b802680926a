/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void alerts_are_panels(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"text below", "> [!NOTE]\n> a\n> b\n", "macro<info> 1-3{paragraph 2-3: a b}"},
        {"blank line below", "> [!TIP]\n>\n> a\n", "macro<tip> 1-3{paragraph 3: a}"},
        {"small letters", "> [!warning]\n> a\n", "macro<note> 1-2{paragraph 2: a}"},
        {"nothing below", "> [!CAUTION]\n", "macro<warning> 1"},
        {"a list", "> [!NOTE]\n> - a\n", "macro<info> 1-2{list 2{item 2{paragraph 2: a}}}"},
        {"title", "> [!NOTE]\n> **a *b* &amp; c**<!--cf title-->\n>\n> d\n",
         "macro<info title=a b & c> 1-4{paragraph 4: d}"},
        {"the panel of ADF", "> [!IMPORTANT]\n> a\n", "macro<adf:note> 1-2{paragraph 2: a}"},
        {"title and text below", "> [!NOTE]\n> **a**<!--cf title-->\n> b\n",
         "macro<info title=a> 1-3{paragraph 3: b}"},
        {"a title that was joined", "> [!NOTE] > **a**<!--cf title-->\n>\n> b\n",
         "macro<info title=a> 1-3{paragraph 3: b}"},
        {"bold text that was joined", "> [!NOTE] > **a** b\n",
         "macro<info> 1{paragraph 1: strong(a) b}"},
        {"text that was joined", "> [!NOTE] > a\n> b\n", "macro<info> 1-2{paragraph 2: a b}"},
        {"what only looks joined", "> \\[!NOTE] > a\n", "quote 1{paragraph 1: [!NOTE] > a}"},
        {"a mark with blanks", "> [!NOTE]\n> **a**<!-- cf title -->\n", "macro<info title=a> 1-2"},
        {"only a title", "> [!NOTE]\n> **a**<!--cf title-->\n", "macro<info title=a> 1-2"},
        {"in a quote", "> > [!NOTE]\n> > a\n", "quote 1-2{macro<info> 1-2{paragraph 2: a}}"},
        {"in an item", "- > [!NOTE]\n  > a\n",
         "list 1-2{item 1-2{macro<info> 1-2{paragraph 2: a}}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void other_quotes_are_quotes(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"escaped", "> \\[!NOTE]\n> a\n", "quote 1-2{paragraph 1-2: [!NOTE] a}"},
        {"text behind", "> [!NOTE] a\n", "quote 1{paragraph 1: [!NOTE] a}"},
        {"a word without a macro", "> [!WHATEVER]\n> a\n",
         "quote 1-2{paragraph 1-2: [!WHATEVER] a}"},
        {"no quote", "[!NOTE]\n", "paragraph 1: [!NOTE]"},
        {"strong without the mark", "> [!NOTE]\n> **a**\n",
         "macro<info> 1-2{paragraph 2: strong(a)}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alerts_are_panels),
        cmocka_unit_test(other_quotes_are_quotes),
    };
    return cmocka_run_group_tests_name("markdown/read_quotes", tests, NULL, NULL);
}

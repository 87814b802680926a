/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void tables_hold_rows_and_cells(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"markdown in a cell", "<table>\n<tr><td>\n\n- a\n\n</td></tr>\n</table>\n",
         "table 1-7{row 2-6{cell 2-6{list 4{item 4{paragraph 4: a}}}}}"},
        {"headers and spans",
         "<table>\n<tr><th colspan=\"2\" rowspan=3>\n\na\n\n</th></tr>\n</table>\n",
         "table 1-7{row 2-6{cell header 2x3 2-6{paragraph 4: a}}}"},
        {"empty cells", "<table>\n<tr><td></td><td></td></tr>\n</table>\n",
         "table 1-3{row 2{cell 2 | cell 2}}"},
        {"groups of rows",
         "<table class=\"x\">\n<colgroup><col><col></colgroup>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n"
         "<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table>\n",
         "table 1-9{row 4{cell header 4{paragraph 4: a}} | row 7{cell 7{paragraph 7: b}}}"},
        {"text of one HTML block", "<table><tr><td>a <b>b</b> *c*<br>d</td></tr></table>\n",
         "table 1{row 1{cell 1{paragraph 1: a strong(b) *c*brd}}}"},
        {"blocks of one HTML block", "<table><tr><td>a<ul><li>b</li></ul></td></tr></table>\n",
         "table 1{row 1{cell 1{paragraph 1: a | list 1{item 1{paragraph 1: b}}}}}"},
        {"text on lines of its own", "<table>\n<tr><td>\na\n</td></tr>\n</table>\n",
         "table 1-5{row 2-4{cell 2-4{paragraph 3: a}}}"},
        {"a table in a cell",
         "<table>\n<tr><td>\n\n<table>\n<tr><td>\n\na\n\n</td></tr>\n</table>\n\n</td></tr>\n</table>\n",
         "table 1-13{row 2-12{cell 2-12{table 4-10{row 5-9{cell 5-9{paragraph 7: a}}}}}}"},
        {"what stands between the cells", "<table>\n<tr>\n\na\n\n<td>b</td></tr>\n</table>\n",
         "table 1-7{row 2-6{cell 6{paragraph 6: b}}} | paragraph 4: a"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void tags_of_no_table_are_text(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"never closed", "<table>\n", "paragraph 1: <table>"},
        {"no table at all", "<tr><td>a</td></tr>\n", "paragraph 1: <tr><td>a</td></tr>"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void a_table_whose_tags_do_not_fit_is_refused(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"never closed", "<table>\n<tr><td>\n\na\n\n</td></tr>\n",
         "line 1: <table> is never closed: add </table>"},
        {"a cell never closed", "<table>\n<tr><td>\n\na\n\n</tr>\n</table>\n",
         "line 6: </tr> closes no row: close the cell first"},
        {"a row never closed", "<table>\n<tr><td>\n\na\n\n</td>\n</table>\n",
         "line 7: </table> ends the table in the middle of a row: close the row first"},
        {"a cell without a row", "<table><td>a</td></table>\n",
         "line 1: <td> begins a cell outside of a row, or inside another cell"},
        {"one block, a cell never closed", "<table>\n<tr>\n<td>1\n<td>2</td>\n</tr>\n</table>\n",
         "line 4: <td> begins a cell outside of a row, or inside another cell"},
        {"one block, never closed", "<table>\n<tr><td>a</td></tr>\n",
         "line 1: <table> is never closed: add </table>"},
    };
    check_refusals(cases, COUNT_OF(cases));
}

static void containers_hold_what_is_between_their_markers(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"parameters", "<!-- cf:begin x a=\"1\" b=\"2\" -->\n\nc\n\n<!-- cf:end x -->\n",
         "macro<x a=1 b=2> 1-5{paragraph 3: c}"},
        {"without blank lines", "<!-- cf:begin x -->\na\n<!-- cf:end x -->\n",
         "macro<x> 1-3{paragraph 2: a}"},
        {"nothing", "<!-- cf:begin x -->\n<!-- cf:end x -->\n", "macro<x> 1-2"},
        {"one in another of the name",
         "<!-- cf:begin x -->\n\n<!-- cf:begin x -->\n<!-- cf:end x -->\n\na\n\n<!-- cf:end x -->\n",
         "macro<x> 1-8{macro<x> 3-4 | paragraph 6: a}"},
        {"in an item", "- <!-- cf:begin x -->\n\n  a\n\n  <!-- cf:end x -->\n",
         "list 1-5{item 1-5{macro<x> 1-5{paragraph 3: a}}}"},
        {"tags that are not closed in it",
         "<!-- cf:begin x -->\n\n<details>\n\na\n\n<!-- cf:end x -->\n",
         "macro<x> 1-7{paragraph 3: <details> | paragraph 5: a}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void containers_that_are_not_closed_or_opened_are_refused(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"never closed", "<!-- cf:begin x -->\n",
         "line 1: <!-- cf:begin x --> is never closed: add <!-- cf:end x --> or remove it"},
        {"never opened", "<!-- cf:end x -->\n",
         "line 1: <!-- cf:end x --> closes nothing: add <!-- cf:begin x --> above it or remove it"},
        {"another name", "<!-- cf:begin x -->\n\n<!-- cf:end y -->\n",
         "line 1: <!-- cf:begin x --> is never closed: add <!-- cf:end x --> or remove it"},
        {"crossed",
         "<!-- cf:begin x -->\n<!-- cf:begin y -->\n<!-- cf:end x -->\n<!-- cf:end y -->\n",
         "line 2: <!-- cf:begin y --> is not closed before the <!-- cf:end x --> in line 3: add "
         "<!-- cf:end y --> or remove it"},
        {"around a part of a layout",
         "<!-- cf:layout -->\n<!-- cf:begin x -->\n<!-- cf:cell -->\n<!-- cf:end x -->\n"
         "<!-- cf:end layout -->\n",
         "line 3: <!-- cf:cell --> stands inside the cf:begin x in line 2: close that first"},
        {"a panel outside of a quote", "<!-- cf:panel -->\n",
         "line 1: <!-- cf:panel --> cannot be read: it has to be the first line of a quote, > <!-- "
         "cf:NAME key=\"value\" -->"},
        {"over two cells",
         "<table>\n<tr><td>\n\n<!-- cf:begin x -->\n\n</td><td>\n\n<!-- cf:end x -->\n\n</td></tr>\n"
         "</table>\n",
         "line 6: </td> closes no cell"},
        {"without a name", "<!-- cf:begin -->\n",
         "line 1: <!-- cf:begin --> cannot be read: it has to be <!-- cf:begin NAME key=\"value\" "
         "-->"},
        {"the name of a layout", "<!-- cf:begin layout -->\n",
         "line 1: <!-- cf:begin layout --> cannot be read: it has to be <!-- cf:begin NAME "
         "key=\"value\" -->"},
    };
    check_refusals(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_hold_rows_and_cells),
        cmocka_unit_test(tags_of_no_table_are_text),
        cmocka_unit_test(a_table_whose_tags_do_not_fit_is_refused),
        cmocka_unit_test(containers_hold_what_is_between_their_markers),
        cmocka_unit_test(containers_that_are_not_closed_or_opened_are_refused),
    };
    return cmocka_run_group_tests_name("markdown/match_pieces", tests, NULL, NULL);
}

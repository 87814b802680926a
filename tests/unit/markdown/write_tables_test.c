/* SPDX-License-Identifier: MIT */
#include "writes.h"

#define TABLE(rows) "<table><tbody>" rows "</tbody></table>"

static void simple_tables_have_pipes(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"headers",
         TABLE("<tr><th>a</th><th><p>b</p></th></tr><tr><td>c</td><td><p>d</p></td></tr>"),
         "| a | b |\n| --- | --- |\n| c | d |"},
        {"no headers", TABLE("<tr><td>a</td><td>b</td></tr>"), "| | |\n| --- | --- |\n| a | b |"},
        {"only headers", TABLE("<tr><th>a</th></tr>"), "| a |\n| --- |"},
        {"empty cells", TABLE("<tr><th>a</th><th></th></tr><tr><td></td><td><p /></td></tr>"),
         "| a | |\n| --- | --- |\n| | |"},
        {"a pipe", TABLE("<tr><th>a|b</th></tr><tr><td><code>c|d</code></td></tr>"),
         "| a\\|b |\n| --- |\n| `c\\|d` |"},
        {"a backslash before a pipe",
         TABLE("<tr><th>a\\|b</th></tr><tr><td><code>c\\|d</code></td></tr>"),
         "| a\\\\\\|b |\n| --- |\n| `c\\\\|d` |"},
        {"a line break", TABLE("<tr><th>a<br/>b</th></tr>"), "| a<br>b |\n| --- |"},
        {"spans of one", TABLE("<tr><th colspan=\"1\" rowspan=\"1\">a</th></tr>"),
         "| a |\n| --- |"},
        {"what starts a block elsewhere", TABLE("<tr><th># a</th></tr><tr><td>- b</td></tr>"),
         "| # a |\n| --- |\n| - b |"},
        {"in an item", "<ul><li>" TABLE("<tr><th>a</th></tr>") "</li></ul>", "- | a |\n  | --- |"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_tables_have_pipes),
    };
    return cmocka_run_group_tests_name("markdown/write_tables", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "writes.h"

#define TABLE(rows) "<table><tbody>" rows "</tbody></table>"

static void cells_hold_markdown_between_blank_lines(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"a header column", TABLE("<tr><th>a</th><td>b</td></tr>"),
         "<table>\n<tr><th>\n\na\n\n</th><td>\n\nb\n\n</td></tr>\n</table>"},
        {"two header rows", TABLE("<tr><th>a</th></tr><tr><th>b</th></tr>"),
         "<table>\n<tr><th>\n\na\n\n</th></tr>\n<tr><th>\n\nb\n\n</th></tr>\n</table>"},
        {"merged columns", TABLE("<tr><th colspan=\"2\">a</th></tr><tr><td>b</td><td>c</td></tr>"),
         "<table>\n<tr><th colspan=\"2\">\n\na\n\n</th></tr>\n<tr><td>\n\nb\n\n</td><td>\n\nc\n\n"
         "</td></tr>\n</table>"},
        {"merged rows", TABLE("<tr><td rowspan=\"2\" colspan=\"3\">a</td></tr>"),
         "<table>\n<tr><td colspan=\"3\" rowspan=\"2\">\n\na\n\n</td></tr>\n</table>"},
        {"rows of several lengths", TABLE("<tr><td>a</td></tr><tr><td>b</td><td></td></tr>"),
         "<table>\n<tr><td>\n\na\n\n</td></tr>\n<tr><td>\n\nb\n\n</td><td></td></tr>\n</table>"},
        {"blocks", TABLE("<tr><td><p>a</p><ul><li>b</li></ul></td></tr>"),
         "<table>\n<tr><td>\n\na\n\n- b\n\n</td></tr>\n</table>"},
        {"a table", TABLE("<tr><td>" TABLE("<tr><td colspan=\"2\">a</td></tr>") "</td></tr>"),
         "<table>\n<tr><td>\n\n<table>\n<tr><td colspan=\"2\">\n\na\n\n</td></tr>\n</table>\n\n"
         "</td></tr>\n</table>"},
        {"blank headers", TABLE("<tr><th></th></tr><tr><td>a</td></tr>"),
         "<table>\n<tr><th></th></tr>\n<tr><td>\n\na\n\n</td></tr>\n</table>"},
        {"in an item", "<ul><li><p>a</p>" TABLE("<tr><th>b</th><td></td></tr>") "</li></ul>",
         "- a\n\n  <table>\n  <tr><th>\n\n  b\n\n  </th><td></td></tr>\n  </table>"},
        {"in a quote", "<blockquote>" TABLE("<tr><th>b</th><td></td></tr>") "</blockquote>",
         "> <table>\n> <tr><th>\n>\n> b\n>\n> </th><td></td></tr>\n> </table>"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_hold_markdown_between_blank_lines),
    };
    return cmocka_run_group_tests_name("markdown/write_html_tables", tests, NULL, NULL);
}

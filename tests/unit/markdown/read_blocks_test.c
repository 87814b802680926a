/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void blocks_are_read_with_their_lines(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"nothing", "", ""},
        {"only blank lines", "\n \n", ""},
        {"paragraphs", "a\nb\n\n\nc\n", "paragraph 1-2: a b | paragraph 5: c"},
        {"no line end at the end", "a\n\nb", "paragraph 1: a | paragraph 3: b"},
        {"carriage returns", "a\r\n\r\n# b\r\n", "paragraph 1: a | heading1 3: b"},
        {"only carriage returns", "a\r\rb", "paragraph 1: a | paragraph 3: b"},
        {"headings", "# a\n## b ##\n###\n", "heading1 1: a | heading2 2: b | heading3 3"},
        {"setext heading, then text", "a\n===\nb\n", "heading1 1-2: a | paragraph 3: b"},
        {"setext heading of two lines", "a\nb\n---\n", "heading2 1-3: a b"},
        {"setext heading in a quote", "> a\n> ===\n\nb\n",
         "quote 1-2{heading1 1-2: a} | paragraph 4: b"},
        {"rule", "a\n\n***\n", "paragraph 1: a | rule 3"},
        {"quote", "> a\nb\n>\n> c\n", "quote 1-4{paragraph 1-2: a b | paragraph 4: c}"},
        {"a definition", "[a]: /u\n\n[a]\n", "paragraph 3: link<url /u>(a)"},
        {"a definition in front", "[a]: /u\nb\n", "paragraph 1-2: b"},
        {"comment, then text", "<!-- c -->\na\n", "paragraph 2: a"},
        {"comment of two lines", "<!-- c\nd -->\n\na\n", "paragraph 4: a"},
        {"other HTML", "<form>\n<b>\n\na\n", "paragraph 1-2: <form>br<b> | paragraph 4: a"},
        {"HTML and blank lines", "<script>\na\n\nb\n</script>\n\n\nc\n",
         "paragraph 1-5: <script>brabrbrbbr</script> | paragraph 8: c"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void code_keeps_its_lines(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"fence", "```\na\n```\n", "macro<code>\"a\" 1-3"},
        {"language and title", "~~~ c title=\"a &amp;amp; b\" x\na\n~~~\n",
         "macro<code language=c>\"a\" 1-3"},
        {"keys", "```c title=\"a b\" linenumbers=\"true\"\n```\n",
         "macro<code language=c title=a b linenumbers=true>\"\" 1-2"},
        {"only keys", "```title=\"a\"\n```\n", "macro<code title=a>\"\" 1-2"},
        {"blank lines", "```\n\na\n\n```\n", "macro<code>\"\na\n\" 1-5"},
        {"noformat", "```noformat\na\n```\n", "macro<noformat>\"a\" 1-3"},
        {"storage", "```confluence\n<x/>\n```\n", "raw \"<x/>\" 1-3"},
        {"another word for storage", "```csf\n<x/>\n```\n", "raw \"<x/>\" 1-3"},
        {"indented", "    a\n\n    b\n\n\nc\n", "macro<code>\"a\n\nb\" 1-3 | paragraph 6: c"},
        {"never closed", "```\na\n\n", "macro<code>\"a\n\" 1-3"},
        {"never closed in an item", "- ```\n  a\n\n- b\n",
         "list 1-4{item 1-3{macro<code>\"a\n\" 1-3} | item 4{paragraph 4: b}}"},
        {"never closed in a quote", "> ```\n> a\nb\n",
         "quote 1-2{macro<code>\"a\" 1-2} | paragraph 3: b"},
        {"never closed before another", "- ```\n  a\n```\nb\n```\n",
         "list 1-2{item 1-2{macro<code>\"a\" 1-2}} | macro<code>\"b\" 3-5"},
        {"ours has no power in it", "```\n<!-- cf:toc -->\n`a`{=confluence}\n```\n",
         "macro<code>\"<!-- cf:toc -->\n`a`{=confluence}\" 1-4"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void tables_are_rows_of_cells(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"headers", "| a | b |\n|---|:-:|\n| c | |\n",
         "table 1-3{row 1{cell header 1{paragraph 1: a} | cell header 1{paragraph 1: b}} | "
         "row 3{cell 3{paragraph 3: c} | cell 3}}"},
        {"blank headers", "| |\n|-|\n| a |\n", "table 1-3{row 3{cell 3{paragraph 3: a}}}"},
        {"nothing at all", "| |\n|-|\n\na\n", "paragraph 4: a"},
        {"no rows", "| a |\n|-|\n", "table 1-2{row 1{cell header 1{paragraph 1: a}}}"},
        {"under a paragraph", "a\nb\n| c |\n|-|\n| d |\n",
         "paragraph 1-2: a b | table 3-5{row 3{cell header 3{paragraph 3: c}} | "
         "row 5{cell 5{paragraph 5: d}}}"},
        {"under a paragraph in a quote", "> a\n> | c |\n> |-|\n",
         "quote 1-3{paragraph 1: a | table 2-3{row 2{cell header 2{paragraph 2: c}}}}"},
        {"pipes", "| a\\|b |\n|-|\n| `c\\|d` |\n",
         "table 1-3{row 1{cell header 1{paragraph 1: a|b}} | row 3{cell 3{paragraph 3: code(c|d)}}}"},
        {"break", "| a<br>b |\n|-|\n", "table 1-2{row 1{cell header 1{paragraph 1: abrb}}}"},
        {"in an item", "- a\n\n  | b |\n  |-|\n- c\n",
         "list 1-5{item 1-4{paragraph 1: a | table 3-4{row 3{cell header 3{paragraph 3: b}}}} | "
         "item 5{paragraph 5: c}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void a_fence_of_storage_format_has_to_be_closed(void **state)
{
    (void)state;
#define NEVER_CLOSED                                                                               \
    "this fence of storage format is never closed: end it with a line of the same characters"
    static const struct read_case cases[] = {
        {"to the end", "a\n\n```confluence\n<hr />\n\nb\n", "line 3: " NEVER_CLOSED},
        {"in a quote", "> ~~~csf\n> <hr />\n\na\n", "line 1: " NEVER_CLOSED},
        {"nothing in it", "```confluence", "line 1: " NEVER_CLOSED},
    };
    check_refusals(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fence_of_storage_format_has_to_be_closed),
        cmocka_unit_test(blocks_are_read_with_their_lines),
        cmocka_unit_test(code_keeps_its_lines),
        cmocka_unit_test(tables_are_rows_of_cells),
    };
    return cmocka_run_group_tests_name("markdown/read_blocks", tests, NULL, NULL);
}

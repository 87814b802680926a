/* SPDX-License-Identifier: MIT */
#include "writes.h"

/* `shown` has a line for each note. */
static void check_notes(const struct read_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf shown = STRBUF(LIMIT_CONVERTED);
        struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
        struct notes notes = {.arena = arena};
        struct block *page = NULL;
        struct error error;
        if (!markdown_read(arena, slice_from(cases[i].markdown), &options, &notes, &page, &error)) {
            fail_msg("%s: %s", cases[i].what, error.message);
        }
        for (size_t j = 0; j < notes.count; j++) {
            strbuf_append_format(&shown, "%zu ", notes.items[j].line);
            note_print(&shown, &notes.items[j]);
            strbuf_append_char(&shown, '\n');
        }
        if (strcmp(strbuf_text(&shown), cases[i].shown) != 0) {
            fail_msg("%s:\nnoted\n%sexpected\n%s", cases[i].what, strbuf_text(&shown),
                     cases[i].shown);
        }
    }
}

static void comments_and_unknown_html_are_noted(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"comments", "<!-- a -->\n\nb\nc <!-- d\ne --> f\n\n<!--\ng\n-->\n<!-- h -->\n",
         "1 drops a comment\n4 drops a comment\n7 drops a comment\n10 drops a comment\n"},
        {"in a cell and a task", "| <!-- a --> |\n|-|\n| <!-- b --> |\n\n- [ ] <!-- c -->\n",
         "1 drops a comment\n3 drops a comment\n5 drops a comment\n"},
        {"ours", "<!-- cf:toc -->\n\n> [!NOTE]\n> <!--cf title-->\n> a\n", ""},
        {"a block", "a\n\n<form class=\"b\">\nc\n</form>\n",
         "3 drops the meaning of <form class=\"b\">: it is text now\n"},
        {"a comment in a block", "<div>\n<!-- c -->\na\n</div>\n", "1 drops a comment\n"},
        {"the size of an image", "a\nb <img src=\"https://x/y.png\" width=\"3%\">\n",
         "2 drops the size of an image\n"},
        {"in a line", "a\nb <bdo>c</bdo> <u>d</u> <b>\n",
         "2 drops the meaning of <bdo>: it is text now\n"
         "2 drops the meaning of </bdo>: it is text now\n"
         "2 drops the meaning of <b>: it is text now\n"},
        {"a date without an end",
         "a\n<time datetime=\"2026-10-01\"> b <time datetime=\"2026-10-02\">2</time> <time>\n",
         "2 drops the meaning of <time datetime=\"2026-10-01\">: it is text now\n"
         "2 drops the meaning of <time>: it is text now\n"},
        {"details without an end", "<details>\n\na\n",
         "1 drops the meaning of <details>: it is text now\n"},
    };
    check_notes(cases, COUNT_OF(cases));
}

static void titles_cells_and_words_of_fences_are_noted(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"cells beyond the header", "> | a | b |\n> | - | - |\n> | c \\| d | e |\n> f | g | h\n",
         "4 drops the cells of a row beyond those of the table's header\n"},
        {"alignment", "| b | c |\n|---|--:|\n", ""},
        {"the title of a link", "a\n[b](https://c \"d\") [e]\n\n[e]: https://f 'g'\n",
         "2 drops the title of a link\n2 drops the title of a link\n"},
        {"a caption", "![b](https://c \"d\")\n", ""},
        {"a link without text", "a [](https://b)\n", "1 drops a link without text\n"},
        {"words behind a language", "a\n\n```js {1,3}\nb\n```\n",
         "3 drops \"{1,3}\" behind the language of a fence\n"},
        {"keys", "```js title=\"a b\"\nb\n```\n", ""},
        {"words behind storage format", "```confluence a\n<hr/>\n```\n",
         "1 drops \"a\" behind the language of a fence\n"},
        {"another tool's storage format", "```{=confluence}\n<hr/>\n```\n",
         "1 drops the meaning of ```{=confluence}: it is code now, write ```confluence\n"},
        {"numbers", "3. a\n4. b\n", ""},
    };
    check_notes(cases, COUNT_OF(cases));
}

static void fences_that_nobody_closed_are_noted(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"to the end", "a\n\n```c\nb\n\nd\n",
         "3 never ends, and makes code of all that follows: ```c\n"},
        {"nothing in it", "a\n\n~~~~", "3 never ends, and makes code of all that follows: ~~~~\n"},
        {"preformatted", "```text {pre}\na\n",
         "1 never ends, and makes code of all that follows: ```text {pre}\n"},
        {"closed too short", "- a\n\n  ````\n  b\n  ```\n",
         "3 never ends, and makes code of all that follows: ````\n"},
        {"closed", "```\na\n```\n\n- ```c\n  b\n  ```\n  d\n\n> ~~~\n> e\n> ~~~~\n", ""},
        {"indented code", "a\n\n    b\n", ""},
    };
    check_notes(cases, COUNT_OF(cases));
}

static void what_is_almost_an_alert_or_a_task_is_noted(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"alerts", "> [!WARNIG]\n> a\n\n- > [!NOTE] Title\n",
         "1 looks like a mistake: [!WARNIG] begins no alert\n"
         "4 looks like a mistake: [!NOTE] Title begins no alert\n"},
        {"no alerts", "> [!NOTE]\n> a\n\n> \\[!b]\n\n> [![c](https://d)](https://e)\n\n> [!f\n",
         ""},
        {"tasks", "- []\n- [] a, which pages have as text\n- [ x] b\n- [x ] c\n\n-[ ] d\n",
         "3 looks like a mistake: [ x] b is no task: write [ ] or [x]\n"
         "4 looks like a mistake: [x ] c is no task: write [ ] or [x]\n"
         "6 looks like a mistake: -[ ] d is no task: write - [ ]\n"},
        {"no tasks", "- \\[] a\n- [](confluence:page?title=b)\n- [x][y] c\n\n\\-[ ] d\n", ""},
        {"spans",
         "<table>\n<tr><td colspan=\"two\" rowspan=\"1\">a</td><td rowspan=0>b</td></tr>\n</table>\n",
         "2 drops the colspan of a cell, which is no number of cells\n"
         "2 drops the rowspan of a cell, which is no number of cells\n"},
    };
    check_notes(cases, COUNT_OF(cases));
}

static void addresses_that_lead_nowhere_are_noted(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"pages and files", "a\n[b](c.md) [d](../e/f.md#g)\n[h](<i j.pdf>)\n",
         "2 leads nowhere on Confluence: c.md\n2 leads nowhere on Confluence: ../e/f.md#g\n"
         "3 leads nowhere on Confluence: i j.pdf\n"},
        {"a page from the top", "[a](/b/c.md)\n", "1 leads nowhere on Confluence: /b/c.md\n"},
        {"a file of this machine", "[a](file:///b)\n",
         "1 leads nowhere on Confluence: file:///b\n"},
        {"images", "![a](b.png) ![c](file:///d.png) ![e](./img/f.png)\n",
         "1 leads nowhere on Confluence: b.png\n1 leads nowhere on Confluence: file:///d.png\n"
         "1 leads nowhere on Confluence: ./img/f.png\n"},
        {"by reference", "a\nb [c]\n\n[c]: d.md\n", "2 leads nowhere on Confluence: d.md\n"},
        {"a confluence: address that says nothing",
         "[a](confluence:bogus)\n![b](confluence:page?x=y)\n",
         "1 leads nowhere on Confluence: confluence:bogus\n"
         "2 leads nowhere on Confluence: confluence:page?x=y\n"},
        {"a scheme nearly ours", "[a](conflunce:page?title=A) [b](Confluence:user/1)\n",
         "1 leads nowhere on Confluence: conflunce:page?title=A\n"
         "1 leads nowhere on Confluence: Confluence:user/1\n"},
        {"a program", "[a](javascript:b) <data:c,d>\n<a href=\" VBscript:e\">f</a>\n",
         "1 drops a link that runs a program: javascript:b\n"
         "1 drops a link that runs a program: data:c,d\n"
         "2 drops a link that runs a program: VBscript:e\n"},
        {"a day that there is not",
         "<time datetime=\"2026-02-29\">a</time> <time datetime=\"2028-02-29\">b</time>\n",
         "1 drops the meaning of <time datetime=\"2026-02-29\">: it is text now\n"
         "1 drops the meaning of </time>: it is text now\n"},
        {"what is fine",
         "[a](#b) [c](https://d) <e@f.gg> [h](mailto:i@j.kk) [l](confluence:page?title=M) "
         "[s](confluence:status?colour=Red) "
         "[n](_attachments/o) [p](a/_attachments/q) [r](//s/t) [u](/wiki/v) [w](?x=y) [z](tel:1)\n"
         "![a](https://b) ![c](data:image/png;base64,d) ![e](_attachments/f.png) ![g](/h.png)\n",
         ""},
    };
    check_notes(cases, COUNT_OF(cases));
}

static void characters_that_xml_does_not_have_are_noted(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"controls", "a \x01 b \x02\n\n`\x1B[0m`\t\r\n",
         "1 drops the character U+0001\n3 drops the character U+001B\n"},
        {"a noncharacter", "a\n\n```\n\xEF\xBF\xBF\n```\n", "4 drops the character U+FFFF\n"},
    };
    check_notes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_and_unknown_html_are_noted),
        cmocka_unit_test(titles_cells_and_words_of_fences_are_noted),
        cmocka_unit_test(fences_that_nobody_closed_are_noted),
        cmocka_unit_test(what_is_almost_an_alert_or_a_task_is_noted),
        cmocka_unit_test(addresses_that_lead_nowhere_are_noted),
        cmocka_unit_test(characters_that_xml_does_not_have_are_noted),
    };
    return cmocka_run_group_tests_name("markdown/read_notes", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void blocks_of_html_become_what_they_mean(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"around Markdown", "<div align=\"center\">\n\n**a**\n\n</div>\n",
         "paragraph 3: strong(a)"},
        {"paragraphs", "<p align=center>a *b*\n<p>c</p>\n",
         "paragraph 1-2: a *b* | paragraph 1-2: c"},
        {"heading", "<h2>a <i>b</i></h2>\n", "heading2 1: a em(b)"},
        {"rule", "<hr>\n", "rule 1"},
        {"quote", "<blockquote>\na\n</blockquote>\n", "quote 1-3{paragraph 1-3: a}"},
        {"code", "<pre><code class=\"language-c x\">\na &lt; b\n\nc\n</code></pre>\n",
         "macro<code language=c>\"a < b\n\nc\" 1-5"},
        {"code of a language with a reference",
         "<pre><code class=\"language-c&#43;&#43;\">a</code></pre>\n",
         "macro<code language=c++>\"a\" 1"},
        {"text as a fence of its kind", "<pre><code class=\"language-noformat\">a</code></pre>\n",
         "macro<noformat>\"a\" 1"},
        {"no storage format", "<pre><code class=\"language-confluence\">a</code></pre>\n",
         "macro<code>\"a\" 1"},
        {"image alone", "<img src=\"_attachments/a.png\" alt=\"b\">\n",
         "paragraph 1: image<file a.png>\"b\""},
        {"image in a centred paragraph",
         "<p align=\"center\">\n  <img src=\"_attachments/a.png\">\n</p>\n",
         "paragraph 1-3: image<file a.png>\"\""},
        {"break alone", "<br>\n", "paragraph 1: br"},
        {"empty list", "<ul></ul>\n\na\n", "paragraph 3: a"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void lists_nest_and_their_items_need_no_end(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"nested", "<ul><li>a<ol start=\"3\"><li>b</ol></li><li>c</ul>\n",
         "list 1{item 1{paragraph 1: a | list from 3 1{item 1{paragraph 1: b}}} | "
         "item 1{paragraph 1: c}}"},
        {"terms", "<dl><dt>a<dd>b</dd><dt>c</dl>\n",
         "list 1{item 1{paragraph 1: strong(a) | paragraph 1: b} | "
         "item 1{paragraph 1: strong(c)}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void other_html_is_text_as_a_whole(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"another tag", "<div><video>a</video></div>\n",
         "paragraph 1: <div><video>a</video></div>"},
        {"not closed", "<blockquote>a\n", "paragraph 1: <blockquote>a"},
        {"closes nothing", "</blockquote>\n", "paragraph 1: </blockquote>"},
        {"crossed", "<ul><li><blockquote>a</li></ul>\n",
         "paragraph 1: <ul><li><blockquote>a</li></ul>"},
        {"text between items", "<ul>a<li>b</ul>\n", "paragraph 1: <ul>a<li>b</ul>"},
        {"a block in a heading", "<h1><p>a</h1>\n", "paragraph 1: <h1><p>a</h1>"},
        {"marks in code", "<pre>a <b>c</b></pre>\n", "paragraph 1: <pre>a <b>c</b></pre>"},
    };
    check_reads(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_of_html_become_what_they_mean),
        cmocka_unit_test(lists_nest_and_their_items_need_no_end),
        cmocka_unit_test(other_html_is_text_as_a_whole),
    };
    return cmocka_run_group_tests_name("markdown/read_html_flow", tests, NULL, NULL);
}

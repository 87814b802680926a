/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void marks_come_from_delimiters_and_from_tags(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"delimiters", "**a** *b* _c_ `d` ~~e~~ ~f~",
         "paragraph 1: strong(a) em(b) em(c) code(d) strike(e) strike(f)"},
        {"tags", "<strong>a</strong><em>b</em><code>c</code><del>d</del>",
         "paragraph 1: strong(a)em(b)code(c)strike(d)"},
        {"other names", "<b>a</b><i>b</i><s>c</s>", "paragraph 1: strong(a)em(b)strike(c)"},
        {"without delimiters", "<u>a</u><sub>b</sub><sup>c</sup><small>d</small><big>e</big>",
         "paragraph 1: u(a)sub(b)sup(c)small(d)big(e)"},
        {"nested", "<u>a **b <sub>c</sub>** d</u>", "paragraph 1: u(a strong(b sub(c)) d)"},
        {"marks of meaning", "<kbd>a</kbd><q>b</q><abbr>c</abbr>",
         "paragraph 1: kbd(a)q(b)abbr(c)"},
        {"never closed", "a <u>b", "paragraph 1: a <u>b"},
        {"never opened", "a</u>", "paragraph 1: a</u>"},
        {"crossed", "<u>a<sub>b</u>c</sub>", "paragraph 1: u(a<sub>b)c</sub>"},
        {"across a delimiter", "*a<u>b*c</u>", "paragraph 1: em(a<u>b)c</u>"},
        {"attributes", "<u class=\"a\">b</u>", "paragraph 1: <u class=\"a\">b</u>"},
        {"unknown", "a <span>b</span>", "paragraph 1: a <span>b</span>"},
        {"comment", "a<!-- b -->c", "paragraph 1: ac"},
        {"breaks", "a\\\nb  \nc<br>d<br/>e<BR />f", "paragraph 1-3: abrbbrcbrdbrebrf"},
        {"line ends are blanks", "a\nb", "paragraph 1-2: a b"},
        {"blanks in a row", "a  b\t c `d  e`", "paragraph 1: a b c code(d  e)"},
        {"references", "&nbsp;&amp;&#8203;", "paragraph 1: \xC2\xA0&\xE2\x80\x8B"},
        {"anchor", "a<a id=\"b &quot;\"></a>", "paragraph 1: amacro<anchor =b \">"},
        {"date", "a <time datetime=\"2026-10-01\">1 October</time>",
         "paragraph 1: a element<time datetime=2026-10-01>"},
        {"date without end", "a <time datetime=\"b\">c", "paragraph 1: a <time datetime=\"b\">c"},
        {"date before a date",
         "a <time datetime=\"2026-10-01\"> b <time datetime=\"2026-10-02\">2</time>",
         "paragraph 1: a <time datetime=\"2026-10-01\"> b element<time datetime=2026-10-02>"},
        {"date with a mark", "a <time datetime=\"b\">*c*</time>",
         "paragraph 1: a <time datetime=\"b\">em(c)</time>"},
        {"emoticon", "[x](confluence:emoji?name=a&emoji-id=b)",
         "paragraph 1: element<ac:emoticon ac:name=a ac:emoji-id=b>"},
        {"placeholder", "a <!-- cf:placeholder type=\"t\" text=\"b\" -->",
         "paragraph 1: a element<ac:placeholder ac:type=t>\"b\""},
        {"placeholder first", "<!-- cf:placeholder text=\"b\" --> *c*",
         "paragraph 1: element<ac:placeholder>\"b\" em(c)"},
        {"anchor with text", "<a id=\"a\">b</a>", "paragraph 1: <a id=\"a\">b</a>"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void links_lead_to_what_they_name(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"url", "[a](b \"c\")", "paragraph 1: link<url b>\"c\"(a)"},
        {"in brackets", "<http://a.b> <a@b.cc>",
         "paragraph 1: link<url http://a.b>(http://a.b) link<url mailto:a@b.cc>(a@b.cc)"},
        {"page", "[a](confluence:page?space=S&title=T%20U#v%20w)",
         "paragraph 1: link<page T U S v w>(a)"},
        {"a page's own title", "[T](confluence:page?title=T)", "paragraph 1: link<page T>"},
        {"no page", "[a](confluence:page?space=S)",
         "paragraph 1: link<url confluence:page?space=S>(a)"},
        {"person", "[@Ada L](confluence:user/5b:1%2F2)", "paragraph 1: link<user 5b:1/2>"},
        {"name of a person", "[@a](confluence:user?username=a)", "paragraph 1: link<user a>"},
        {"nobody", "[a](confluence:user/)", "paragraph 1: link<url confluence:user/>(a)"},
        {"space", "[S](confluence:space?key=S)", "paragraph 1: link<space S>"},
        {"blog post", "[a](confluence:blog?space=S&date=2026/10/01&title=T#x)",
         "paragraph 1: link<blog T S x 2026/10/01>(a)"},
        {"content", "[a](confluence:content?id=4)", "paragraph 1: link<content 4>(a)"},
        {"file of another page", "![](confluence:attachment?file=a.png&title=T)",
         "paragraph 1: image<file T a.png>\"\""},
        {"anchor", "[a](#b%20c)", "paragraph 1: link<anchor b c>(a)"},
        {"element", "[a](?#b)", "paragraph 1: link<url #b>(a)"},
        {"file", "[a](_attachments/b%20c.pdf)", "paragraph 1: link<file b c.pdf>(a)"},
        {"file of a page elsewhere", "![a](../x/_attachments/b.png \"c\")",
         "paragraph 1: image<file b.png>\"a\"\"c\""},
        {"not a file", "[a](http://x/_attachments/b)",
         "paragraph 1: link<url http://x/_attachments/b>(a)"},
        {"marks in the text", "[**a** b](c)", "paragraph 1: link<url c>(strong(a) b)"},
        {"marks in an alternative text", "![**a** `b`](c)", "paragraph 1: image<url c>\"a b\""},
        {"nowhere", "[a]()", "paragraph 1: link<none>(a)"},
        {"no text", "a[](b)", "paragraph 1: a"},
        {"nothing at all", "a[]()", "paragraph 1: alink<none>"},
        {"wrong encoding", "[a](#%zz%ff)", "paragraph 1: link<anchor %zz%ff>(a)"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void links_with_a_macros_address_are_macros(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"text", "[DONE](confluence:status?colour=Green)",
         "paragraph 1: macro<status colour=Green title=DONE>"},
        {"marks in the text", "[a **b**](confluence:status)",
         "paragraph 1: macro<status title=a b>"},
        {"no text", "[](confluence:status)", "paragraph 1: macro<status>"},
        {"the macro's name", "[status](confluence:status)", "paragraph 1: macro<status>"},
        {"text in both", "[a](confluence:status?title=b)", "paragraph 1: macro<status title=a>"},
        {"the address counts", "[a](confluence:jira?key=B-1)", "paragraph 1: macro<jira key=B-1>"},
        {"text alone", "[B-1](confluence:jira)", "paragraph 1: macro<jira key=B-1>"},
        {"encoded", "[a](confluence:status?a%20b=%26&c)",
         "paragraph 1: macro<status a b=& c= title=a>"},
        {"another macro", "[a](confluence:code)", "paragraph 1: link<url confluence:code>(a)"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void addresses_in_text_are_links(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"http", "a https://b.c/d_(e), f",
         "paragraph 1: a link<url https://b.c/d_(e)>(https://b.c/d_(e)), f"},
        {"www", "www.a.b.", "paragraph 1: link<url http://www.a.b>(www.a.b)."},
        {"e-mail", "a@b.cc", "paragraph 1: link<url mailto:a@b.cc>(a@b.cc)"},
        {"escaped", "http\\://a.b www\\.c.d", "paragraph 1: http://a.b www.c.d"},
        {"broken", "a<!-- -->@b.cc", "paragraph 1: a@b.cc"},
        {"in code", "`http://a.b` <code>http://a.b</code>",
         "paragraph 1: code(http://a.b) code(http://a.b)"},
        {"in a link", "[http://a.b](c)", "paragraph 1: link<url c>(http://a.b)"},
        {"in a mark", "**http://a.b**", "paragraph 1: strong(link<url http://a.b>(http://a.b))"},
        {"escaped in code stays", "`http\\://a`", "paragraph 1: code(http\\://a)"},
        {"escaped in a URL", "[a](http\\://b)", "paragraph 1: link<url http://b>(a)"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void storage_stands_in_code_with_a_mark_behind_it(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"raw", "a `<x/>`{=confluence} b", "paragraph 1: a raw\"<x/>\" b"},
        {"backticks", "`` a`b ``{=confluence}", "paragraph 1: raw\"a`b\""},
        {"a comment between", "`a`<!-- -->{=confluence}", "paragraph 1: code(a){=confluence}"},
        {"another mark", "`a`{=html}", "paragraph 1: code(a){=html}"},
        {"in a cell", "| `a\\|b`{=confluence} |\n|-|\n",
         "table 1-2{row 1{cell header 1{paragraph 1: raw\"a|b\"}}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void code_between_dollars_is_a_formula_but_not_behind_a_backslash(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"a formula", "$`a`$", "paragraph 1: macro<mathinline body=a>"},
        {"before it", "\\$`a`$ b", "paragraph 1: $code(a)$ b"},
        {"behind it", "$`a`\\$ b", "paragraph 1: $code(a)$ b"},
        {"a backslash", "\\\\$`a`$", "paragraph 1: \\macro<mathinline body=a>"},
        {"in code", "`` a\\$`b`\\$ ``", "paragraph 1: code(a\\$`b`\\$)"},
        {"in a fence", "```\n\\$`a`\\$\n```", "macro<code>\"\\$`a`\\$\" 1-3"},
        {"in a link", "[\\$`a`\\$](b)", "paragraph 1: link<url b>($code(a)$)"},
    };
    check_reads(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_come_from_delimiters_and_from_tags),
        cmocka_unit_test(links_lead_to_what_they_name),
        cmocka_unit_test(links_with_a_macros_address_are_macros),
        cmocka_unit_test(addresses_in_text_are_links),
        cmocka_unit_test(storage_stands_in_code_with_a_mark_behind_it),
        cmocka_unit_test(code_between_dollars_is_a_formula_but_not_behind_a_backslash),
    };
    return cmocka_run_group_tests_name("markdown/read_inlines", tests, NULL, NULL);
}

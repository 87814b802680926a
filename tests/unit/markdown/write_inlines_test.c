/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void marks_use_delimiters_where_these_work(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"strong", "<p>a <strong>b</strong> c</p>", "a **b** c"},
        {"old name of strong", "<p><b>b</b></p>", "**b**"},
        {"emphasis", "<p>a <em>b</em> c</p>", "a *b* c"},
        {"inside a word", "<p>a<em>b</em>c<strong>d</strong>e</p>", "a*b*c**d**e"},
        {"emphasis in strong", "<p><strong><em>a</em></strong></p>", "**_a_**"},
        {"strong in emphasis", "<p><em><strong>a</strong></em></p>", "_**a**_"},
        {"emphasis at the end of strong", "<p><strong>a <em>b</em></strong></p>", "**a _b_**"},
        {"side by side", "<p><strong>a</strong><em>b</em></p>", "**a**_b_"},
        {"side by side in a word", "<p>x<strong>a</strong><em>b</em>y</p>", "x**a**<em>b</em>y"},
        {"struck through", "<p><s>a</s> <del>b</del></p>", "~~a~~ ~~b~~"},
        {"three in one", "<p><strong><em><del>a</del></em></strong></p>", "**_~~a~~_**"},
        {"without a form", "<p><u>a</u><sub>b</sub><sup>c</sup></p>",
         "<u>a</u><sub>b</sub><sup>c</sup>"},
        {"more without", "<p><small>a</small><big>b</big><ins>c</ins><mark>d</mark></p>",
         "<small>a</small><big>b</big><ins>c</ins><mark>d</mark>"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void marks_fall_back_to_tags_where_delimiters_fail(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"quotes in a word", "<p><strong>\"x\"</strong>y</p>", "<strong>\"x\"</strong>y"},
        {"brackets in a word", "<p>x<strong>(y)</strong>z</p>", "x<strong>(y)</strong>z"},
        {"no letters between words", "<p>中文<strong>。</strong>中文</p>",
         "中文<strong>。</strong>中文"},
        {"punctuation among letters", "<p><strong>「x」</strong>y</p>", "<strong>「x」</strong>y"},
        {"a symbol, which parsers disagree on", "<p>a<strong>€</strong>b</p>",
         "a<strong>€</strong>b"},
        {"blank at the edge of a strike", "<p><s>a </s>b</p>", "<del>a </del>b"},
        {"break at the edge of a strike", "<p>x <s>a<br/></s>b</p>", "x <del>a\\\n</del>b"},
        {"through a tilde", "<p>é<s>é</s><strong>(a)</strong></p>", "é~~é~~<strong>(a)</strong>"},
        {"word border in punctuation", "<p>(<strong>(a)</strong>)</p>", "(**(a)**)"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void blanks_stand_outside_of_marks(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"behind", "<p><strong>a </strong>b</p>", "**a** b"},
        {"before", "<p>a<em> b</em></p>", "a *b*"},
        {"no-break space", "<p><strong>a&nbsp;</strong>b</p>", "**a**&nbsp;b"},
        {"line break", "<p><strong>a<br/></strong>b</p>", "**a**\\\nb"},
        {"nothing else", "<p>a<strong> </strong>b</p>", "a b"},
        {"nothing", "<p>a<strong></strong>b</p>", "ab"},
        {"same neighbour", "<p><strong>a</strong><strong>b</strong></p>", "**ab**"},
        {"same neighbour in a span", "<p><strong>a</strong><span><strong>b</strong></span></p>",
         "**ab**"},
        {"same mark inside", "<p><strong>a <b>b</b></strong></p>", "**a b**"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void code_keeps_every_character(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"plain", "<p><code>a*b_c</code></p>", "`a*b_c`"},
        {"a backtick", "<p><code>a`b</code></p>", "``a`b``"},
        {"two backticks", "<p><code>a``b</code></p>", "`a``b`"},
        {"backtick at the edge", "<p><code>`a</code></p>", "`` `a ``"},
        {"blanks at both edges", "<p>x<code> a </code>y</p>", "x`  a  `y"},
        {"blank at one edge", "<p>x<code> a</code>y</p>", "x` a`y"},
        {"no-break space", "<p><code>a&nbsp;b</code></p>", "<code>a&nbsp;b</code>"},
        {"mark inside", "<p><code>a<em>b</em></code></p>", "<code>a*b*</code>"},
        {"in strong", "<p><strong><code>a</code></strong></p>", "**`a`**"},
        {"span inside", "<p><code><span>a</span>b</code></p>", "`ab`"},
        {"what marks storage behind it", "<p><code>a</code>{=confluence}</p>",
         "`a`<!-- -->{=confluence}"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void breaks_are_backslashes_in_paragraphs_and_tags_elsewhere(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"paragraph", "<p>a<br/>b</p>", "a\\\nb"},
        {"two", "<p>a<br/><br/>b</p>", "a\\\n\\\nb"},
        {"at the end", "<p>a<br/></p>", "a"},
        {"heading", "<h2>a<br/>b</h2>", "## a<br>b"},
        {"in a list", "<ul><li>a<br/>b</li></ul>", "- a\\\n  b"},
        {"in a quote", "<blockquote><p>a<br/>b</p></blockquote>", "> a\\\n> b"},
        {"a line that starts like a list", "<p>a<br/>- b</p>", "a\\\n\\- b"},
        {"a line that starts like an underline", "<p>a<br/>---</p>", "a\\\n\\---"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void storage_without_a_form_stays_in_the_line(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"element", "<p>a <ac:unknown ac:name=\"smile\" /> b</p>",
         "a `<ac:unknown ac:name=\"smile\" />`{=confluence} b"},
        {"two", "<p><ac:unknown ac:name=\"a\" /><ac:unknown ac:name=\"b\" /></p>",
         "`<ac:unknown ac:name=\"a\" />`{=confluence}`<ac:unknown ac:name=\"b\" />`{=confluence}"},
        {"behind code", "<p><code>a</code><ac:unknown ac:name=\"b\" /></p>",
         "`a`<!-- -->`<ac:unknown ac:name=\"b\" />`{=confluence}"},
        {"line ends", "<p>a <time\ndatetime=\"1\">b\nc</time></p>",
         "a `<time datetime=\"1\">b&#10;c</time>`{=confluence}"},
        {"line ends that count", "<p>a <bdo><![CDATA[b\nc]]></bdo></p>",
         "```confluence\n<p>a <bdo><![CDATA[b\nc]]></bdo></p>\n```"},
        {"anchor",
         "<p>a<ac:structured-macro ac:name=\"anchor\"><ac:parameter ac:name=\"\">b\"c"
         "</ac:parameter></ac:structured-macro></p>",
         "a<a id=\"b&quot;c\"></a>"},
        {"macro with a body",
         "<p>a <ac:structured-macro ac:name=\"b\"><ac:plain-text-body>c</ac:plain-text-body>"
         "</ac:structured-macro></p>",
         "a `<ac:structured-macro ac:name=\"b\"><ac:plain-text-body>c</ac:plain-text-body>"
         "</ac:structured-macro>`{=confluence}"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void small_elements_have_a_form(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"emoticon", "<p>a <ac:emoticon ac:name=\"tick\" /> b</p>", "a ✅ b"},
        {"emoticon by its id",
         "<p>a<ac:emoticon ac:name=\"blue-star\" ac:emoji-id=\"1f468-200d-1f4bb\" />b</p>",
         "a👨‍💻b"},
        {"emoticon of Atlassian's",
         "<p><ac:emoticon ac:name=\"x\" ac:emoji-id=\"atlassian-cross_mark\" /></p>", "❌"},
        {"emoticon that only Confluence has",
         "<p>a!<ac:emoticon ac:name=\"blue-star\" ac:emoji-shortname=\":s:\" "
         "ac:emoji-id=\"atlassian-s\" /></p>",
         "a\\![:s:](confluence:emoji?name=blue-star&emoji-shortname=:s:&emoji-id=atlassian-s)"},
        {"an id that is none", "<p><ac:emoticon ac:name=\"tick\" ac:emoji-id=\"41\" /></p>",
         "[:tick:](confluence:emoji?name=tick&emoji-id=41)"},
        {"date", "<p>on <time datetime=\"2026-10-01\" local-id=\"x\" /></p>",
         "on <time datetime=\"2026-10-01\">2026-10-01</time>"},
        {"placeholder",
         "<p>a <ac:placeholder ac:type=\"mention\">who -- \"x\"</ac:placeholder></p>",
         "a <!-- cf:placeholder type=\"mention\" text=\"who -&#45; &quot;x&quot;\" -->"},
        {"placeholder first", "<p><ac:placeholder>x</ac:placeholder> <em>a</em></p>",
         "<!-- cf:placeholder text=\"x\" --> *a*"},
        {"placeholder first, and a break", "<p><ac:placeholder>x</ac:placeholder><br/>a</p>",
         "`<ac:placeholder>x</ac:placeholder>`{=confluence}\\\na"},
    };
    check_writes(cases, COUNT_OF(cases));
}

#define STATUS(parameters)                                                                         \
    "<ac:structured-macro ac:name=\"status\">" parameters "</ac:structured-macro>"
#define PARAMETER(name, value) "<ac:parameter ac:name=\"" name "\">" value "</ac:parameter>"

static void macros_in_a_line_are_links(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"text alone", "<p>" STATUS(PARAMETER("title", "a b")) "</p>", "[a b](confluence:status)"},
        {"with a parameter",
         "<p>" STATUS(PARAMETER("title", "a") PARAMETER("colour", "Red")) "</p>",
         "[a](confluence:status?colour=Red)"},
        {"without text", "<p>" STATUS(PARAMETER("colour", "Red")) "</p>",
         "[status](confluence:status?colour=Red)"},
        {"its own name", "<p>" STATUS(PARAMETER("title", "status")) "</p>",
         "[status](confluence:status?title=status)"},
        {"text that is no line", "<p>" STATUS(PARAMETER("title", "a  b")) "</p>",
         "[status](confluence:status?title=a%20%20b)"},
        {"signs of Markdown", "<p>x!" STATUS(PARAMETER("title", "[a]*b*")) "</p>",
         "x\\![\\[a\\]\\*b\\*](confluence:status)"},
        {"in a link", "<p><a href=\"u\">x" STATUS(PARAMETER("title", "a")) "</a></p>",
         "[x`" STATUS(PARAMETER("title", "a")) "`{=confluence}](u)"},
        {"text that the address repeats",
         "<p><ac:structured-macro ac:name=\"jira\">" PARAMETER("key", "A-1")
             PARAMETER("server", "S 1") "</ac:structured-macro></p>",
         "[A-1](confluence:jira?key=A-1&server=S%201)"},
        {"without a row in the table", "<p>a <ac:structured-macro ac:name=\"road map\" /></p>",
         "a [road map](confluence:macro/road%20map)"},
        {"of Confluence 4",
         "<p>a <ac:macro ac:name=\"map\"><ac:default-parameter>x</ac:default-parameter></ac:macro>"
         "</p>",
         "a [map](confluence:macro/map?=x)"},
        {"about a file",
         "<p>a <ac:structured-macro ac:name=\"view-file\">" PARAMETER(
             "name", "<ri:attachment ri:filename=\"a b.pdf\"/>") "</ac:structured-macro></p>",
         "a [a b.pdf](confluence:macro/view-file?name=confluence:attachment%3Ffile%3Da%2520b.pdf)"},
        {"text that looks like an address",
         "<p>a <ac:structured-macro ac:name=\"m\">" PARAMETER(
             "p", "confluence:user/1") "</ac:structured-macro></p>",
         "a `<ac:structured-macro ac:name=\"m\">" PARAMETER(
             "p", "confluence:user/1") "</ac:structured-macro>`{=confluence}"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_use_delimiters_where_these_work),
        cmocka_unit_test(marks_fall_back_to_tags_where_delimiters_fail),
        cmocka_unit_test(blanks_stand_outside_of_marks),
        cmocka_unit_test(code_keeps_every_character),
        cmocka_unit_test(breaks_are_backslashes_in_paragraphs_and_tags_elsewhere),
        cmocka_unit_test(storage_without_a_form_stays_in_the_line),
        cmocka_unit_test(small_elements_have_a_form),
        cmocka_unit_test(macros_in_a_line_are_links),
    };
    return cmocka_run_group_tests_name("markdown/write_inlines", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "writes.h"

#define PAGE_LINK(attributes, resource, body)                                                      \
    "<p><ac:link" attributes "><ri:page " resource " />" body "</ac:link></p>"

static void links_lead_where_they_led(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"url", "<p><a href=\"https://a.b/c\">d</a></p>", "[d](https://a.b/c)"},
        {"only its url", "<p><a href=\"https://a.b/c\">https://a.b/c</a></p>", "<https://a.b/c>"},
        {"an e-mail address", "<p><a href=\"mailto:a@b.cc\">a@b.cc</a></p>", "<a@b.cc>"},
        {"blank in the url", "<p><a href=\"a b\">c</a></p>", "[c](<a b>)"},
        {"parentheses in pairs", "<p><a href=\"a_(b)\">c</a></p>", "[c](a_(b))"},
        {"parentheses without", "<p><a href=\"a)b\">c</a></p>", "[c](<a)b>)"},
        {"reference in the url", "<p><a href=\"a?b&amp;amp;c\">d</a></p>", "[d](a?b&amp;amp;c)"},
        {"ampersand that is none", "<p><a href=\"a?b&amp;c=d\">e</a></p>", "[e](a?b&c=d)"},
        {"brackets in the text", "<p><a href=\"a\">b]c[d</a></p>", "[b\\]c\\[d](a)"},
        {"image in a link", "<p><a href=\"a\"><img src=\"b\" /></a></p>", "[![](b)](a)"},
        {"no text", "<p>a<a href=\"b\"></a></p>", "a"},
        {"behind an exclamation mark", "<p>a!<a href=\"b\">c</a></p>", "a\\![c](b)"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void links_to_pages_name_the_page(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"title", PAGE_LINK("", "ri:content-title=\"A b\"", ""),
         "[A b](confluence:page?title=A%20b)"},
        {"space and text",
         PAGE_LINK("", "ri:content-title=\"A\" ri:space-key=\"S\"",
                   "<ac:link-body>t</ac:link-body>"),
         "[t](confluence:page?space=S&title=A)"},
        {"anchor",
         PAGE_LINK(" ac:anchor=\"x y\"", "ri:content-title=\"A\"",
                   "<ac:link-body>t</ac:link-body>"),
         "[t](confluence:page?title=A#x%20y)"},
        {"what ends a part", PAGE_LINK("", "ri:content-title=\"a&amp;b#c?(d)\"", ""),
         "[a&b#c?(d)](confluence:page?title=a%26b%23c%3F%28d%29)"},
        {"letters of other scripts", PAGE_LINK("", "ri:content-title=\"Größe\"", ""),
         "[Größe](confluence:page?title=Größe)"},
        {"another kind of resource", "<p><ac:link><ri:shortcut ri:key=\"k\" /></ac:link></p>",
         "`<ac:link><ri:shortcut ri:key=\"k\" /></ac:link>`{=confluence}"},
    };
    check_writes(cases, COUNT_OF(cases));
}

#define LINK(resource) "<p><ac:link>" resource "</ac:link></p>"

static void links_to_people_and_places_say_which(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"account", LINK("<ri:user ri:account-id=\"5b:1/2\" ri:local-id=\"x\" />"),
         "[@5b:1/2](confluence:user/5b:1%2F2)"},
        {"key of a user", LINK("<ri:user ri:userkey=\"ff80\" />"),
         "[@ff80](confluence:user?userkey=ff80)"},
        {"name of a user", LINK("<ri:user ri:username=\"ada_l\" />"),
         "[@ada_l](confluence:user?username=ada_l)"},
        {"a mention with a text of its own",
         LINK("<ri:user ri:username=\"a\" /><ac:link-body>b</ac:link-body>"),
         "`<ac:link><ri:user ri:username=\"a\" /><ac:link-body>b</ac:link-body></ac:link>`"
         "{=confluence}"},
        {"space", LINK("<ri:space ri:space-key=\"OPS\" />"), "[OPS](confluence:space?key=OPS)"},
        {"space with text",
         LINK("<ri:space ri:space-key=\"OPS\" /><ac:link-body>ops</ac:link-body>"),
         "[ops](confluence:space?key=OPS)"},
        {"blog post",
         LINK("<ri:blog-post ri:content-title=\"News\" ri:posting-day=\"2026/10/01\" "
              "ri:space-key=\"OPS\" />"),
         "[News](confluence:blog?title=News&date=2026/10/01&space=OPS)"},
        {"content", LINK("<ri:content-entity ri:content-id=\"42\" ri:version-at-save=\"3\" />"),
         "[42](confluence:content?id=42)"},
        {"file of another page",
         LINK("<ri:attachment ri:filename=\"a.pdf\"><ri:page ri:content-title=\"B\" "
              "ri:space-key=\"S\" /></ri:attachment>"),
         "[a.pdf](confluence:attachment?file=a.pdf&title=B&space=S)"},
        {"file of a space",
         LINK("<ri:attachment ri:filename=\"a.pdf\"><ri:space ri:space-key=\"S\" />"
              "</ri:attachment>"),
         "[a.pdf](confluence:attachment?file=a.pdf&space=S)"},
        {"file of content",
         LINK("<ri:attachment ri:filename=\"a.pdf\"><ri:content-entity ri:content-id=\"4\" />"
              "</ri:attachment>"),
         "[a.pdf](confluence:attachment?file=a.pdf&id=4)"},
        {"nowhere", LINK(""), "[]()"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void links_to_headings_use_their_slugs(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"a heading",
         "<h2>Set up: all</h2><p><ac:link ac:anchor=\"Set up: all\"><ac:link-body>x"
         "</ac:link-body></ac:link></p>",
         "## Set up: all\n\n[x](#set-up-all)"},
        {"the second of a slug", "<h2>A b</h2><h2>a-b</h2><p><ac:link ac:anchor=\"a-b\" /></p>",
         "## A b\n\n## a-b\n\n[a-b](#a-b-1)"},
        {"no heading", "<p><ac:link ac:anchor=\"some where\" /></p>",
         "[some where](#some%20where)"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void images_name_their_file(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"attachment",
         "<p><ac:image ac:alt=\"b\"><ri:attachment ri:filename=\"a 1.png\" /></ac:image></p>",
         "![b](_attachments/a%201.png)"},
        {"caption",
         "<ac:image><ri:attachment ri:filename=\"a.png\" /><ac:caption><p>a \"b\"</p></ac:caption></ac:image>",
         "![](_attachments/a.png \"a \\\"b\\\"\")"},
        {"url", "<p><ac:image><ri:url ri:value=\"http://a/b.png\" /></ac:image></p>",
         "![](http://a/b.png)"},
        {"brackets", "<p><ac:image ac:alt=\"[b]*\"><ri:url ri:value=\"a\" /></ac:image></p>",
         "![\\[b\\]\\*](a)"},
        {"a file of another page",
         "<p><ac:image><ri:attachment ri:filename=\"a\"><ri:page ri:content-title=\"b\" /></ri:attachment>"
         "</ac:image></p>",
         "![](confluence:attachment?file=a&title=b)"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void urls_that_look_like_ours_are_told_apart(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"a page", "<p><a href=\"confluence:page?title=a\">b</a></p>",
         "`<a href=\"confluence:page?title=a\">b</a>`{=confluence}"},
        {"a file", "<p><a href=\"_attachments/a\">b</a></p>",
         "`<a href=\"_attachments/a\">b</a>`{=confluence}"},
        {"an element on the page", "<p><a href=\"#a\">b</a></p>", "[b](?#a)"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_lead_where_they_led),
        cmocka_unit_test(links_to_pages_name_the_page),
        cmocka_unit_test(links_to_people_and_places_say_which),
        cmocka_unit_test(links_to_headings_use_their_slugs),
        cmocka_unit_test(images_name_their_file),
        cmocka_unit_test(urls_that_look_like_ours_are_told_apart),
    };
    return cmocka_run_group_tests_name("markdown/write_links", tests, NULL, NULL);
}

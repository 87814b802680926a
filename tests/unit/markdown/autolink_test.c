/* SPDX-License-Identifier: MIT */
#include "markdown/autolink_internal.h"

#include <string.h>

#include "unit.h"

/* Writes "[address|broken part]" for every address in the text. */
static void show(struct slice text, struct strbuf *out)
{
    struct autolink link;

    for (size_t from = 0; autolink_find(text, from, &link);) {
        size_t end = autolink_end(text, &link);
        strbuf_append_format(out, "[%s%.*s|%.*s]", link.prefix, (int)(end - link.start),
                             text.start + link.start, (int)(end - link.broken_at),
                             text.start + link.broken_at);
        from = end;
    }
}

/* Rules and examples of GFM 0.29, section 6.9. */
static void addresses_are_found_as_github_finds_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"www.commonmark.org", "[http://www.commonmark.org|.commonmark.org]"},
        {"Visit www.a.org/help for", "[http://www.a.org/help|.a.org/help]"},
        {"www.a.org.", "[http://www.a.org|.a.org]"},
        {"www.a.com/s?q=M(b)", "[http://www.a.com/s?q=M(b)|.a.com/s?q=M(b)]"},
        {"www.a.com/s?q=M(b)))", "[http://www.a.com/s?q=M(b)|.a.com/s?q=M(b)]"},
        {"(www.a.com/s?q=M(b))", "[http://www.a.com/s?q=M(b)|.a.com/s?q=M(b)]"},
        {"www.a.com/s?q=c&hl;", "[http://www.a.com/s?q=c|.a.com/s?q=c]"},
        {"www.a.org/he<lp", "[http://www.a.org/he|.a.org/he]"},
        {"http://a.org", "[http://a.org|://a.org]"},
        {"https://localhost/x", "[https://localhost/x|://localhost/x]"},
        {"ftp://foo.bar.baz", "[ftp://foo.bar.baz|://foo.bar.baz]"},
        {"\"http://a.b\"", "[http://a.b|://a.b]"},
        {"foo@bar.baz", "[mailto:foo@bar.baz|@bar.baz]"},
        {"hello@mail+xyz.example isn't", ""},
        {"hello+xyz@mail.example is", "[mailto:hello+xyz@mail.example|@mail.example]"},
        {"a.b-c_d@a.b", "[mailto:a.b-c_d@a.b|@a.b]"},
        {"a.b-c_d@a.b.", "[mailto:a.b-c_d@a.b|@a.b]"},
        {"a.b-c_d@a.b-", ""},
        {"a.b-c_d@a.b_", ""},
        {"a@b", ""},
        {"/a@b.c", ""},
        {"www.a_b.c_d", ""},
        {"www.a_b.c.d", "[http://www.a_b.c.d|.a_b.c.d]"},
        {"xwww.a.b", ""},
        {"xhttp://a.b", ""},
        {"gopher://a.b", ""},
        {"www", ""},
        {"www..a", ""},
        {"http://ü.de", "[http://ü.de|://ü.de]"},
        {"http://a.b www.c.d", "[http://a.b|://a.b][http://www.c.d|.c.d]"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf shown = STRBUF(1000);
        show(slice_from(cases[i].text), &shown);
        if (strcmp(strbuf_text(&shown), cases[i].shown) != 0) {
            fail_msg("%s: %s", cases[i].text, strbuf_text(&shown));
        }
    }
}

static void a_backslash_breaks_an_address_through_a_parser(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf marked = STRBUF(1000);
    struct autolink link;

    autolink_mark_breaks(&marked, slice_from("http\\://a.b www\\.c.d \\: \\\\"));
    assert_string_equal(strbuf_text(&marked),
                        "http\\:" AUTOLINK_BREAK "//a.b www\\." AUTOLINK_BREAK "c.d \\: \\\\");
    char parsed[] = "http:" AUTOLINK_BREAK "//a.b www." AUTOLINK_BREAK "c.d " AUTOLINK_BREAK;
    assert_false(autolink_find(slice_from(parsed), 0, &link));
    size_t length = autolink_drop_breaks(parsed, strlen(parsed));
    parsed[length] = '\0';
    assert_string_equal(parsed, "http://a.b www.c.d " AUTOLINK_BREAK);
}

static void a_backslash_before_the_dollar_of_a_formula_is_marked(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf marked = STRBUF(1000);

    autolink_mark_breaks(&marked, slice_from("\\$`a`$ $`a`\\$ \\\\$`a` \\$5"));
    assert_string_equal(strbuf_text(&marked),
                        "\\$" AUTOLINK_BREAK "`a`$ $`a`\\$" AUTOLINK_BREAK " \\\\$`a` \\$5");
    char parsed[] = "$" AUTOLINK_BREAK "a";
    parsed[autolink_drop_breaks(parsed, strlen(parsed))] = '\0';
    assert_string_equal(parsed, "$a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_found_as_github_finds_them),
        cmocka_unit_test(a_backslash_breaks_an_address_through_a_parser),
        cmocka_unit_test(a_backslash_before_the_dollar_of_a_formula_is_marked),
    };
    return cmocka_run_group_tests_name("markdown/autolink", tests, NULL, NULL);
}

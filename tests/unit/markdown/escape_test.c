/* SPDX-License-Identifier: MIT */
#include "markdown/escape_internal.h"

#include "unit.h"

struct escape_case {
    const char *text;
    const char *escaped;
};

static void check(const struct escape_case *cases, size_t count,
                  const struct escape_context *context)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
        markdown_escape_text(&out, slice_from(cases[i].text), context);
        assert_string_equal(strbuf_text(&out), cases[i].escaped);
    }
}

/* The whole paragraph is this text. */
static const struct escape_context alone = {
    .starts_block = true, .starts_line = true, .ends_block = true};

static void ordinary_text_stays_as_it_is(void **state)
{
    (void)state;
    static const struct escape_case cases[] = {
        {"snake_case_name", "snake_case_name"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"a _ b", "a _ b"},
        {"~5 and ~6", "~5 and ~6"},
        {"C:\\Users\\me", "C:\\Users\\me"},
        {"a < b > c & d; R&D", "a < b > c & d; R&D"},
        {"a <b", "a <b"},
        {"x[0] and [1]", "x[0] and [1]"},
        {"a[i][j]", "a[i][j]"},
        {"1986 was a year.", "1986 was a year."},
        {"#hashtag -5 +3 =4", "#hashtag -5 +3 =4"},
        {"a | b", "a | b"},
        {"wow!", "wow!"},
        {"\"quoted\" (text)", "\"quoted\" (text)"},
        {"10:30, a.b, x@y", "10:30, a.b, x@y"},
        {"漢字 ünd 🚢 👨‍👩‍👧", "漢字 ünd 🚢 👨‍👩‍👧"},
    };
    check(cases, COUNT_OF(cases), &alone);
}

static void text_never_becomes_markup(void **state)
{
    (void)state;
    static const struct escape_case cases[] = {
        {"__init__", "\\_\\_init\\_\\_"},
        {"2*3*4", "2\\*3\\*4"},
        {"a `b`", "a \\`b\\`"},
        {"a~b~ ~~c~~", "a\\~b\\~ \\~\\~c\\~\\~"},
        {"a [b](c)", "a [b\\](c)"},
        {"a <b>c", "a \\<b>c"},
        {"a <ac:x>", "a \\<ac:x>"},
        {"a </b>", "a \\</b>"},
        {"a <!-- b -->", "a \\<!-- b -->"},
        {"a <1@b.cc>", "a \\<1<!-- -->@b.cc>"},
        {"&lt; &#65; &#x41; &y", "\\&lt; \\&#65; \\&#x41; &y"},
        {"a\\*b \\", "a\\\\\\*b \\\\"},
    };
    check(cases, COUNT_OF(cases), &alone);
}

static void addresses_are_broken(void **state)
{
    (void)state;
    static const struct escape_case cases[] = {
        {"see http://a.b/c", "see http\\://a.b/c"},
        {"https://a ftp://b", "https\\://a ftp\\://b"},
        {"www.a.b", "www\\.a.b"},
        {"a@b.cc", "a<!-- -->@b.cc"},
        {"http://", "http://"},
        {"www.a", "www\\.a"},
        {"xhttp://a", "xhttp://a"},
    };
    check(cases, COUNT_OF(cases), &alone);
}

static void what_nobody_sees_is_a_reference(void **state)
{
    (void)state;
    static const struct escape_case cases[] = {
        {"a\xC2\xA0"
         "b",
         "a&nbsp;b"},
        {"a\xE2\x80\x8B"
         "b",
         "a&#8203;b"},
        {"\xEF\xBB\xBF"
         "a\xE2\x80\xA8",
         "&#65279;a&#8232;"},
        {"a\xC2\xAD"
         "b",
         "a&#173;b"},
        {"a\xE2\x80\x8D"
         "b",
         "a&#8205;b"},
    };
    check(cases, COUNT_OF(cases), &alone);
}

static void context_decides(void **state)
{
    (void)state;
    static const struct escape_case in_brackets[] = {{"a[b]c", "a\\[b\\]c"},
                                                     {"www.a.b", "www.a.b"}};
    static const struct escape_case before_link[] = {{"a!", "a\\!"}, {"a! b", "a! b"}};
    static const struct escape_case in_strike[] = {{"a ~b", "a \\~b"}};
    static const struct escape_case after_code[] = {{"{=x}", "<!-- -->{=x}"}, {"{x}", "{x}"}};
    static const struct escape_case in_heading[] = {{"a #", "a \\#"}, {"a#", "a#"}, {"##", "\\##"}};
    static const struct escape_case inside[] = {
        {"*", "\\*"}, {"_", "\\_"}, {"<b", "\\<b"}, {"# a", "# a"}};

    check(in_brackets, COUNT_OF(in_brackets), &(struct escape_context){.in_brackets = true});
    check(before_link, COUNT_OF(before_link), &(struct escape_context){.before_link = true});
    check(in_strike, COUNT_OF(in_strike), &(struct escape_context){.in_strike = true});
    check(after_code, COUNT_OF(after_code), &(struct escape_context){.after_code = true});
    check(in_heading, COUNT_OF(in_heading),
          &(struct escape_context){.in_heading = true, .starts_block = true, .ends_block = true});
    check(inside, COUNT_OF(inside), &(struct escape_context){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_text_stays_as_it_is),
        cmocka_unit_test(text_never_becomes_markup),
        cmocka_unit_test(addresses_are_broken),
        cmocka_unit_test(what_nobody_sees_is_a_reference),
        cmocka_unit_test(context_decides),
    };
    return cmocka_run_group_tests_name("markdown/escape", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/html.h"

#include "unit.h"

static void everything_that_could_be_markup_is_escaped(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf html = STRBUF(4096);

    html_append_text(&html, "<a href=\"x\" title='y'>&é</a>");
    assert_string_equal(strbuf_text(&html),
                        "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;é&lt;/a&gt;");
}

static void links_lead_to_the_web_or_within_the_site(void **state)
{
    (void)state;
    static const char *const safe[] = {"https://example.org/", "http://example.org/?a=b",
                                       "mailto:a@example.org", "#top", "/wiki/spaces/A"};
    static const char *const unsafe[] = {"javascript:alert(1)", "data:text/html,x",
                                         "vbscript:x",          " javascript:alert(1)",
                                         "JavaScript:alert(1)", ""};

    for (size_t i = 0; i < COUNT_OF(safe); i++) {
        assert_true(html_is_safe_link(slice_from(safe[i])));
    }
    for (size_t i = 0; i < COUNT_OF(unsafe); i++) {
        assert_false(html_is_safe_link(slice_from(unsafe[i])));
    }
}

static void styles_that_could_load_or_cover_something_go(void **state)
{
    (void)state;

    assert_true(html_is_safe_style(SLICE_LITERAL("color: rgb(255,86,48); width: 12.5%;")));
    assert_false(html_is_safe_style(SLICE_LITERAL("background: url(http://example.org/x)")));
    assert_false(html_is_safe_style(SLICE_LITERAL("position: fixed")));
    assert_false(html_is_safe_style(SLICE_LITERAL("background: \\75 rl(x)")));
    assert_false(html_is_safe_style(SLICE_LITERAL("color: red\" onclick=\"x")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_that_could_be_markup_is_escaped),
        cmocka_unit_test(links_lead_to_the_web_or_within_the_site),
        cmocka_unit_test(styles_that_could_load_or_cover_something_go),
    };
    return cmocka_run_group_tests_name("sandbox/html", tests, NULL, NULL);
}

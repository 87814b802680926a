/* SPDX-License-Identifier: MIT */
#include "storage/text_align.h"

#include "unit.h"

static void a_style_says_the_alignment_in_any_writing(void **state)
{
    (void)state;
    static const struct {
        const char *style;
        enum text_align align;
    } cases[] = {
        {"text-align: right;", TEXT_ALIGN_RIGHT},
        {"margin-left: 30.0px;TEXT-ALIGN:Center", TEXT_ALIGN_CENTER},
        {"text-align: right; text-align: left", TEXT_ALIGN_LEFT},
        {"text-align: justify;", TEXT_ALIGN_UNSAID},
        {"vertical-text-align: right;", TEXT_ALIGN_UNSAID},
        {"text-align", TEXT_ALIGN_UNSAID},
        {";;", TEXT_ALIGN_UNSAID},
        {"", TEXT_ALIGN_UNSAID},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_int_equal(text_align_of_style(slice_from(cases[i].style)), cases[i].align);
    }
}

static void a_tag_gets_an_alignment_and_keeps_everything_else(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        enum text_align align;
        const char *expected;
    } cases[] = {
        {"<p>", TEXT_ALIGN_RIGHT, "<p style=\"text-align: right;\">"},
        {"<p  id='1' >", TEXT_ALIGN_LEFT, "<p  id='1' style=\"text-align: left;\" >"},
        {"<p style=\"text-align: center\">", TEXT_ALIGN_RIGHT, "<p style=\"text-align: right;\">"},
        {"<p style=\"text-align: right; color: red\" id=\"1\">", TEXT_ALIGN_CENTER,
         "<p style=\"color: red; text-align: center;\" id=\"1\">"},
        {"<p style=\"color: red; text-align: right;\">", TEXT_ALIGN_NONE,
         "<p style=\"color: red;\">"},
        {"<p style=\"text-align: right;\">", TEXT_ALIGN_NONE, "<p>"},
        {"<p style=\"text-align:right\">", TEXT_ALIGN_RIGHT, "<p style=\"text-align:right\">"},
        {"<p style=\"text-align: justify;\">", TEXT_ALIGN_NONE,
         "<p style=\"text-align: justify;\">"},
        {"<p style=\"font: &quot;x&quot;;\">", TEXT_ALIGN_RIGHT,
         "<p style=\"font: &quot;x&quot;;\">"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf written = STRBUF(1000);
        text_align_append_tag(&written, slice_from(cases[i].tag), cases[i].align);
        assert_string_equal(strbuf_text(&written), cases[i].expected);
    }
}

static void only_a_style_of_nothing_else_is_all_alignment(void **state)
{
    (void)state;
    assert_true(text_align_is_all(slice_from("text-align:right")));
    assert_false(text_align_is_all(slice_from("text-align: right; color: red")));
    assert_false(text_align_is_all(slice_from("text-align: justify")));
    assert_false(text_align_is_all(slice_from("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_style_says_the_alignment_in_any_writing),
        cmocka_unit_test(a_tag_gets_an_alignment_and_keeps_everything_else),
        cmocka_unit_test(only_a_style_of_nothing_else_is_all_alignment),
    };
    return cmocka_run_group_tests_name("storage/text_align", tests, NULL, NULL);
}

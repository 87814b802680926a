/* SPDX-License-Identifier: MIT */
#include "markdown/html_tags_internal.h"

#include "unit.h"

static void assert_slice(struct slice found, const char *expected)
{
    assert_true(slice_equal(found, slice_from(expected)));
}

static void a_tag_has_a_name_and_attributes(void **state)
{
    (void)state;
    struct slice html = slice_from("x<TD Colspan=2 class='a>b' x title=\"c d\">y</td >");
    struct html_element element;
    struct slice value;

    size_t end = html_element_read(html, 1, &element);
    assert_slice(slice_part(html, end, html.length), "y</td >");
    assert_slice(element.name, "TD");
    assert_false(element.is_end);
    assert_true(html_attribute_find(&element, "colspan", &value));
    assert_slice(value, "2");
    assert_true(html_attribute_find(&element, "class", &value));
    assert_slice(value, "a>b");
    assert_true(html_attribute_find(&element, "x", &value));
    assert_slice(value, "");
    assert_true(html_attribute_find(&element, "title", &value));
    assert_slice(value, "c d");
    assert_false(html_attribute_find(&element, "rowspan", &value));

    assert_int_equal(html_element_read(html, end + 1, &element), html.length);
    assert_true(element.is_end);
    assert_slice(element.name, "td");
}

static void a_comment_holds_what_is_between_its_ends_without_blanks(void **state)
{
    (void)state;

    assert_slice(html_comment_inside(slice_from("<!-- cf:layout -->")), "cf:layout");
    assert_slice(html_comment_inside(slice_from("<!--\n cf:a b=\"c\"\n")), "cf:a b=\"c\"");
    assert_slice(html_comment_inside(slice_from("<!---->")), "");
    assert_slice(html_comment_inside(slice_from("<!-->")), "");
}

static void other_text_is_no_tag(void **state)
{
    (void)state;
    static const char *const texts[] = {"",    "a",     "<",           "<>",    "< a>",
                                        "<1>", "<a",    "<a b='c>",    "</>",   "<!-- a -->",
                                        "<a",  "<a$b>", "<a href=\"b", "<?php>"};
    struct html_element element;

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        assert_true(html_element_read(slice_from(texts[i]), 0, &element) == SLICE_NOT_FOUND);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_has_a_name_and_attributes),
        cmocka_unit_test(a_comment_holds_what_is_between_its_ends_without_blanks),
        cmocka_unit_test(other_text_is_no_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "document/colour.h"

#include "unit.h"

static const char *style_of(struct arena *arena, const char *style)
{
    return arena_copy(arena, colour_of_style(arena, slice_from(style)));
}

static void the_colours_of_a_style_have_one_form(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(style_of(arena, "color: rgb(255,86,48);"), "color: #ff5630");
    assert_string_equal(style_of(arena, "COLOR:RGB( 0 , 0,0)"), "color: #000000");
    assert_string_equal(style_of(arena, "background:#EEE;color: #f00"),
                        "color: #ff0000; background-color: #eeeeee");
    assert_string_equal(style_of(arena, "color: tomato; color: var(--ds-text, #172b4d)"),
                        "color: var(--ds-text, #172b4d)");
    assert_string_equal(style_of(arena, "color: Red"), "color: #ff0000");
    assert_string_equal(style_of(arena, "color: rgb(256,0,0)"), "color: rgb(256,0,0)");
    assert_string_equal(style_of(arena, "color: #ff563"), "color: #ff563");
}

static void what_is_no_colour_or_more_than_one_is_left_out(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(style_of(arena, ""), "");
    assert_string_equal(style_of(arena, "font-size: 9px"), "");
    assert_string_equal(style_of(arena, "color: inherit; background-color: transparent"), "");
    assert_string_equal(style_of(arena, "color: url(x)"), "");
    assert_string_equal(style_of(arena, "color: a\"b"), "");
    assert_string_equal(style_of(arena, "color"), "");
}

static void storage_has_colours_as_cloud_keeps_them(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf style = STRBUF(1000);

    colour_write_style(&style, SLICE_LITERAL("color: #ff5630; background-color: #eaE6ff"));
    assert_string_equal(strbuf_text(&style),
                        "color: rgb(255,86,48); background-color: rgb(234,230,255);");
    strbuf_clear(&style);
    colour_write_style(&style, SLICE_LITERAL("color: tomato"));
    assert_string_equal(strbuf_text(&style), "color: tomato;");
}

static void the_colour_of_plain_text_is_known(void **state)
{
    (void)state;
    assert_true(colour_is_default(SLICE_LITERAL("color: #172b4d")));
    assert_false(colour_is_default(SLICE_LITERAL("color: #ff0000")));
    assert_false(colour_is_default(SLICE_LITERAL("background-color: #000000")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_colours_of_a_style_have_one_form),
        cmocka_unit_test(what_is_no_colour_or_more_than_one_is_left_out),
        cmocka_unit_test(storage_has_colours_as_cloud_keeps_them),
        cmocka_unit_test(the_colour_of_plain_text_is_known),
    };
    return cmocka_run_group_tests_name("document/colour", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "convert/colours.h"

#include <string.h>

#include "convert/convert.h"
#include "unit.h"

#define RED  "<span style=\"color: rgb(255,0,0);\">"
#define BLUE "<span class=\"x\" style=\"font-size: 9px; color: #00f; background: #eee\">"

struct colour_edit {
    const char *storage;
    const char *markdown; /* of the storage */
    const char *edited;
    const char *expected;
};

static const struct colour_edit shown[] = {
    {"<p>a " RED "b c</span> d</p>", "a <span style=\"color: #ff0000\">b c</span> d\n",
     "a <span style=\"color: #ff0000\">b x c</span> d\n", "<p>a " RED "b x c</span> d</p>"},
    {"<p>a " BLUE "b c</span> d</p>",
     "a <span style=\"color: #0000ff; background-color: #eeeeee\">b c</span> d\n",
     "a <span style=\"color: #0000ff; background-color: #eeeeee\">b x</span> y\n",
     "<p>a " BLUE "b x</span> y</p>"},
    {"<p>a " RED "b</span> c</p>", "a <span style=\"color: #ff0000\">b</span> c\n", "a b c\n",
     "<p>a b c</p>"},
    {"<p>a " RED "b</span> c</p>", "a <span style=\"color: #ff0000\">b</span> c\n",
     "a <span style=\"color:TOMATO\">b</span> c\n",
     "<p>a <span style=\"color: TOMATO;\">b</span> c</p>"},
    {"<p>" RED "a <strong>b</strong></span></p>", "<span style=\"color: #ff0000\">a **b**</span>\n",
     "<span style=\"color: #ff0000\">a **b c**</span>\n",
     "<p>" RED "a <strong>b c</strong></span></p>"},
    {"<p>a</p>", "a\n",
     "a <span style=\"color: red\">b <span style=\"color: #00F\">c</span></span>\n",
     "<p>a <span style=\"color: rgb(255,0,0);\">b <span style=\"color: rgb(0,0,255);\">c</span></span></p>"},
    {"<p><span style=\"color: rgb(23,43,77);\">a " RED "b</span></span></p>",
     "a <span style=\"color: #ff0000\">b</span>\n", "a <span style=\"color: #ff0000\">b c</span>\n",
     "<p><span style=\"color: rgb(23,43,77);\">a " RED "b c</span></span></p>"},
};

static const struct colour_edit hidden[] = {
    {"<p>a " RED "b c</span> d</p>", "a b c d\n", "a b x c d\n", "<p>a " RED "b x c</span> d</p>"},
    {"<p>a " RED "b</span> c</p>", "a b c\n",
     "a b <span style=\"background-color:#EEE\">c</span>\n",
     "<p>a " RED "b</span> <span style=\"background-color: rgb(238,238,238);\">c</span></p>"},
    {"<p>a</p>", "a\n", "<font color=red>a</font> <span class=\"x\">b</span>\n",
     "<p><span style=\"color: rgb(255,0,0);\">a</span> &lt;span class=\"x\"&gt;b&lt;/span&gt;</p>"},
    {"<p>a</p>", "a\n", "<span style=\"color: url(x)\">a</span> b\n",
     "<p>&lt;span style=\"color: url(x)\"&gt;a&lt;/span&gt; b</p>"},
};

static void check(const struct colour_edit *edit, bool shows_colours)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct conversion_base base = {0};
    struct conversion_report report;
    struct slice storage;
    struct error error;

    options.shows_colours = shows_colours;
    assert_true(convert_to_markdown(arena, slice_from(edit->storage), &options, &base, &error));
    assert_string_equal(arena_copy(arena, base.markdown), edit->markdown);
    assert_true(convert_to_storage(arena, slice_from(edit->edited), &base, &options, &storage,
                                   &report, &error));
    assert_string_equal(arena_copy(arena, storage), edit->expected);
    assert_false(shows_colours && notes_lose(&report.notes));
}

static void shown_colours_are_edited_in_the_markdown(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(shown); i++) {
        check(&shown[i], true);
    }
}

static void hidden_colours_stay_on_their_words_and_new_ones_can_be_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(hidden); i++) {
        check(&hidden[i], false);
    }
}

static void a_colour_that_an_author_wrote_can_be_taken_away_again(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct conversion_base base = {0};
    struct conversion_report report;
    struct slice storage;
    struct error error;

    assert_true(convert_to_markdown(arena, SLICE_LITERAL("<p>a " RED "b</span></p>"), &options,
                                    &base, &error));
    base.markdown = SLICE_LITERAL("a <span style=\"color: #f00\">b</span>\n");
    assert_true(convert_to_storage(arena, SLICE_LITERAL("a b\n"), &base, &options, &storage,
                                   &report, &error));
    assert_string_equal(arena_copy(arena, storage), "<p>a b</p>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shown_colours_are_edited_in_the_markdown),
        cmocka_unit_test(hidden_colours_stay_on_their_words_and_new_ones_can_be_written),
        cmocka_unit_test(a_colour_that_an_author_wrote_can_be_taken_away_again),
    };
    return cmocka_run_group_tests_name("convert/colours", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "convert/rewrap.h"

#include "edit_page.h"

static void expect_note(const struct conversion_report *report, size_t line, const char *text)
{
    const struct note *note = report->notes.items;

    assert_int_equal(report->notes.count, 1);
    if (!note) {
        fail_msg("there is no note");
        return;
    }
    assert_int_equal(note->kind, NOTE_LOST);
    assert_int_equal(note->line, line);
    assert_true(slice_equals(note->text, text));
}

static void a_marker_that_went_with_its_paragraph_is_noted(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base = "<p>One.</p><p>Two " MARKER("r1") "three" END ".</p>";

    assert_string_equal(edit(arena, base, "One.\n", &report), "<p>One.</p>");
    expect_note(&report, 0, MARKER("r1"));
}

static void a_marker_that_went_from_an_edited_line_is_noted_with_the_line(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base = "<p>One.</p><p>Two and " MARKER("r1") "three" END " are many.</p>";

    assert_string_equal(edit(arena, base, "One.\n\nTwo and four are many.\n", &report),
                        "<p>One.</p><p>Two and four are many.</p>");
    expect_note(&report, 3, MARKER("r1"));
}

static void a_marker_in_several_pieces_is_noted_once(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base =
        "<p>One.</p><p>" MARKER("r1") "Two " END "<strong>" MARKER("r1") "three" END
                                                                         "</strong></p>";

    edit(arena, base, "One.\n", &report);
    expect_note(&report, 0, MARKER("r1"));
}

static void what_was_put_back_is_not_noted(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base = "<p>One.</p><p>Two and " MARKER(
        "r1") "three" END " and <span style=\"color: red\">four</span> are many.</p>";

    assert_string_equal(edit(arena, base, "One. Three\n\n# And three and four\n", &report),
                        "<p>One. Three</p><h1>And " MARKER(
                            "r1") "three" END " and <span style=\"color: red\">four</span></h1>");
    assert_int_equal(report.notes.count, 0);
}

static void a_colour_that_went_with_its_paragraph_is_noted(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base = "<p>One.</p><p>Two <span style=\"color: red\">three</span>.</p>";

    assert_string_equal(edit(arena, base, "One.\n", &report), "<p>One.</p>");
    expect_note(&report, 0, "<span style=\"color: red\">");
}

static void the_same_words_elsewhere_get_no_marker(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base = "<p>Ask the office.</p><p>Call " MARKER("r1") "the office" END " now.</p>";

    assert_string_equal(edit(arena, base, "Ask the office.\n\n# By the office, a list\n", &report),
                        "<p>Ask the office.</p><h1>By the office, a list</h1>");
    expect_note(&report, 0, MARKER("r1"));
}

static void of_several_places_that_with_the_same_neighbours_is_taken(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base =
        "<p>Or the office.</p><p>Then call " MARKER("r1") "the office" END " right now.</p>";

    assert_string_equal(
        edit(arena, base,
             "Or the office.\n\n# The office\n\n- the office\n- call the office right now\n",
             &report),
        "<p>Or the office.</p><h1>The office</h1><ul><li><p>the office</p></li><li><p>call " MARKER(
            "r1") "the office" END " right now</p></li></ul>");
    assert_int_equal(report.notes.count, 0);
}

static void a_marker_whose_words_are_code_now_is_noted(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};

    edit(arena, "<p>" MARKER("r1") "one two" END "</p>", "```\none two\n```\n", &report);
    expect_note(&report, 0, MARKER("r1"));
}

static void a_range_goes_with_its_words_when_its_paragraph_is_split(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *commented = "<p>x " MARKER("r") "a b c d" END " y</p>";
    const char *coloured = "<p>x <span style=\"color: red;\">a b c d</span> y</p>";

    assert_string_equal(edit(arena, commented, "x a b\n\nc d y\n", &report),
                        "<p>x " MARKER("r") "a b" END "</p><p>" MARKER("r") "c d" END " y</p>");
    assert_string_equal(edit(arena, commented, "x a b c\n\nd y\n", &report),
                        "<p>x " MARKER("r") "a b c" END "</p><p>" MARKER("r") "d" END " y</p>");
    assert_string_equal(edit(arena, coloured, "x a b\n\nc d y\n", &report),
                        "<p>x <span style=\"color: red;\">a b</span></p>"
                        "<p><span style=\"color: red;\">c d</span> y</p>");
    assert_int_equal(report.notes.count, 0);
}

static void words_taken_out_of_a_range_do_not_bring_it_elsewhere(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    const char *base = "<p>x " MARKER("r") "a b c d" END " y</p><p>z</p>";

    assert_string_equal(edit(arena, base, "x a b y\n\nz and d too\n", &report),
                        "<p>x " MARKER("r") "a b " END "y</p><p>z and d too</p>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_marker_that_went_with_its_paragraph_is_noted),
        cmocka_unit_test(a_marker_that_went_from_an_edited_line_is_noted_with_the_line),
        cmocka_unit_test(a_marker_in_several_pieces_is_noted_once),
        cmocka_unit_test(what_was_put_back_is_not_noted),
        cmocka_unit_test(a_colour_that_went_with_its_paragraph_is_noted),
        cmocka_unit_test(the_same_words_elsewhere_get_no_marker),
        cmocka_unit_test(of_several_places_that_with_the_same_neighbours_is_taken),
        cmocka_unit_test(a_range_goes_with_its_words_when_its_paragraph_is_split),
        cmocka_unit_test(words_taken_out_of_a_range_do_not_bring_it_elsewhere),
        cmocka_unit_test(a_marker_whose_words_are_code_now_is_noted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "convert/merge_inline.h"

#include "edit_page.h"

#define COLOUR "<span style=\"color: red;\">"

static void expect_edited(const char *storage, const char *markdown, const char *wanted,
                          size_t note_count)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};

    assert_string_equal(edit(arena, storage, markdown, &report), wanted);
    assert_int_equal(report.notes.count, note_count);
}

static void a_range_whose_words_are_all_replaced_is_gone_and_noted(void **state)
{
    (void)state;
    expect_edited("<p>alpha " MARKER("r") "beta gamma" END " delta</p>",
                  "alpha completely other delta\n", "<p>alpha completely other delta</p>", 1);
    expect_edited("<p>alpha " COLOUR "beta, gamma</span> delta</p>",
                  "alpha completely, other delta\n", "<p>alpha completely, other delta</p>", 1);
    expect_edited("<p>Here" MARKER("r") " we " END "go</p>", "Here they go\n",
                  "<p>Here they go</p>", 1);
}

static void a_range_of_which_a_word_is_left_stays_on_it(void **state)
{
    (void)state;
    expect_edited("<p>alpha " MARKER("r") "beta gamma" END " delta</p>",
                  "alpha other gamma delta\n",
                  "<p>alpha other" MARKER("r") " gamma" END " delta</p>", 0);
}

static void a_range_on_a_blank_stays_on_it(void **state)
{
    (void)state;
    expect_edited("<p>alpha" MARKER("r") " " END "beta gamma</p>", "alpha beta delta\n",
                  "<p>alpha" MARKER("r") " " END "beta delta</p>", 0);
}

static void a_range_stays_on_words_that_are_written_a_little_differently(void **state)
{
    (void)state;
    expect_edited("<p>alpha " MARKER("r") "beta gamma" END " delta</p>", "alpha Beta Gamma delta\n",
                  "<p>alpha " MARKER("r") "Beta Gamma" END " delta</p>", 0);
    expect_edited("<p>one " MARKER("r") "word" END " here</p>", "one words here\n",
                  "<p>one " MARKER("r") "words" END " here</p>", 0);
    expect_edited("<p>one <strong>" COLOUR "recieve</span></strong> here</p>",
                  "one **receive** here\n",
                  "<p>one <strong>" COLOUR "receive</span></strong> here</p>", 0);
}

static void what_is_appended_to_a_line_that_ends_with_a_comment_is_not_commented(void **state)
{
    (void)state;
    expect_edited("<p>" MARKER("r") "alpha beta" END "</p>", "alpha beta gamma\n",
                  "<p>" MARKER("r") "alpha beta" END " gamma</p>", 0);
    expect_edited("<p>" MARKER("r") "alpha beta" END "</p>", "new alpha beta\n",
                  "<p>new " MARKER("r") "alpha beta" END "</p>", 0);
    expect_edited("<p>x " MARKER("r") "alpha beta" END "</p>", "x alpha beta gamma\n",
                  "<p>x " MARKER("r") "alpha beta" END " gamma</p>", 0);
}

static void what_is_appended_to_a_coloured_line_is_coloured(void **state)
{
    (void)state;
    expect_edited("<p>" COLOUR "alpha beta</span></p>", "alpha beta gamma\n",
                  "<p>" COLOUR "alpha beta gamma</span></p>", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_whose_words_are_all_replaced_is_gone_and_noted),
        cmocka_unit_test(a_range_of_which_a_word_is_left_stays_on_it),
        cmocka_unit_test(a_range_on_a_blank_stays_on_it),
        cmocka_unit_test(a_range_stays_on_words_that_are_written_a_little_differently),
        cmocka_unit_test(what_is_appended_to_a_line_that_ends_with_a_comment_is_not_commented),
        cmocka_unit_test(what_is_appended_to_a_coloured_line_is_coloured),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

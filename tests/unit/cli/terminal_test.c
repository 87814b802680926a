/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

static void a_file_is_no_terminal_and_has_no_colours(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(100);
    int descriptor = open("/dev/null", O_WRONLY | O_CLOEXEC);

    struct terminal terminal = terminal_inspect(descriptor);
    close(descriptor);

    assert_false(terminal.is_terminal);
    assert_int_equal(terminal.width, 80);
    terminal_append_style(&terminal, &text, STYLE_RED);
    assert_int_equal(text.length, 0);
}

/* The other end of a new pseudo-terminal; the test needs no reader. */
static struct terminal inspect_a_terminal(void)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(slave >= 0);
    struct terminal terminal = terminal_inspect(slave);
    close(slave);
    close(master);
    return terminal;
}

static void a_terminal_has_colours_unless_the_user_says_no(void **state)
{
    (void)state;
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    assert_true(inspect_a_terminal().is_terminal);
    assert_true(inspect_a_terminal().has_colour);

    setenv("NO_COLOR", "", 1);
    assert_true(inspect_a_terminal().has_colour);
    setenv("NO_COLOR", "1", 1);
    assert_true(inspect_a_terminal().is_terminal);
    assert_false(inspect_a_terminal().has_colour);

    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    assert_false(inspect_a_terminal().has_colour);
}

static void foreign_text_can_not_command_the_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *foreign;
        const char *visible;
    } cases[] = {
        /* clang-format off */
        {"Überblick – 概要\tend", "Überblick – 概要\tend"},
        {"\033[2Jgone", "?[2Jgone"},
        {"bell\a, back\b, delete\177", "bell?, back?, delete?"},
        {"two\nlines\r", "two?lines?"},
        {"\xC2\x9B" "2J", "?2J"},
        {"\xC2\xA0", "\xC2\xA0"},
        {"cut \xC2", "cut \xC2"},
        {"", ""},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(100);
        terminal_append_visible(&text, slice_from(cases[i].foreign), false);
        assert_string_equal(strbuf_text(&text), cases[i].visible);
    }
}

static void lines_stay_where_they_are_wanted(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(100);

    terminal_append_visible(&text, slice_from("one\ntwo\r\n"), true);
    assert_string_equal(strbuf_text(&text), "one\ntwo?\n");
}

static void text_is_cut_by_columns_not_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(terminal_columns(SLICE_LITERAL("")), 0);
    assert_int_equal(terminal_columns(SLICE_LITERAL("Übersicht")), 9);
    assert_int_equal(terminal_columns(SLICE_LITERAL("概要")), 4);
    assert_true(slice_equals(terminal_cut(SLICE_LITERAL("概要"), 3), "概"));
    assert_true(slice_equals(terminal_cut(SLICE_LITERAL("Übersicht"), 4), "Über"));
    assert_true(slice_equals(terminal_cut(SLICE_LITERAL("ab"), 9), "ab"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_no_terminal_and_has_no_colours),
        cmocka_unit_test(a_terminal_has_colours_unless_the_user_says_no),
        cmocka_unit_test(foreign_text_can_not_command_the_terminal),
        cmocka_unit_test(lines_stay_where_they_are_wanted),
        cmocka_unit_test(text_is_cut_by_columns_not_by_bytes),
    };
    return cmocka_run_group_tests_name("cli/terminal", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include <string.h>

#include "cli/commands.h"
#include "unit.h"

enum { MOST_HELP = 64 * 1024, LINE_WIDTH = 80 };

/* Columns of a line: bytes less the continuation bytes of UTF-8. */
static size_t width_of(struct slice line)
{
    size_t width = 0;
    for (size_t i = 0; i < line.length; i++) {
        width += ((unsigned char)line.start[i] & 0xC0U) != 0x80U ? 1 : 0;
    }
    return width;
}

static void assert_lines_fit(const char *name, struct slice text)
{
    while (text.length > 0) {
        size_t end = slice_find_char(text, 0, '\n');
        assert_true(end != SLICE_NOT_FOUND);
        struct slice line = slice_part(text, 0, end);
        if (width_of(line) > LINE_WIDTH || slice_ends_with(line, " ")) {
            fail_msg("help of %s: too wide or a blank at the end: %.*s", name, (int)line.length,
                     line.start);
        }
        text = slice_part(text, end + 1, text.length);
    }
}

static void the_overview_names_every_command_and_fits(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_HELP);

    help_append_overview(&text);

    assert_lines_fit("confsync", strbuf_slice(&text));
    for (size_t i = 0; commands[i] != NULL; i++) {
        assert_non_null(strstr(strbuf_text(&text), commands[i]->name));
        assert_non_null(strstr(strbuf_text(&text), commands[i]->summary));
    }
}

static void the_help_of_a_command_names_every_option_and_fits(void **state)
{
    (void)state;
    for (size_t i = 0; commands[i] != NULL; i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_HELP);
        help_append_command(&text, commands[i]);
        assert_lines_fit(commands[i]->name, strbuf_slice(&text));
        for (size_t j = 0; j < commands[i]->option_count; j++) {
            CLEANUP_STRBUF struct strbuf name = STRBUF(100);
            help_append_option_name(&name, &commands[i]->options[j]);
            assert_non_null(strstr(strbuf_text(&text), strbuf_text(&name)));
        }
    }
}

static void an_option_shows_its_short_form_and_its_value(void **state)
{
    (void)state;
    static const struct option_rule both = {
        .name = "base", .letter = 'b', .kind = OPTION_TEXT, .argument = "FILE"};
    static const struct option_rule flag = {.name = "json"};
    CLEANUP_STRBUF struct strbuf text = STRBUF(100);

    help_append_option_name(&text, &both);
    assert_string_equal(strbuf_text(&text), "-b, --base FILE");
    strbuf_clear(&text);
    help_append_option_name(&text, &flag);
    assert_string_equal(strbuf_text(&text), "    --json");
}

static void paragraphs_are_wrapped_and_examples_are_not(void **state)
{
    (void)state;
    static const struct command command = {
        .name = "demo",
        .usage = "[FILE]",
        .description = "Words words words words words words words words words words words words "
                       "words words words.\n\n"
                       "    confsync demo   page.md\n\n"
                       "End.",
    };
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_HELP);
    static const char expected[] =
        "Usage: confsync demo [FILE]\n\n"
        "Words words words words words words words words words words words words words\n"
        "words words.\n\n"
        "    confsync demo   page.md\n\n"
        "End.\n\n";

    help_append_command(&text, &command);

    assert_memory_equal(strbuf_text(&text), expected, sizeof expected - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_overview_names_every_command_and_fits),
        cmocka_unit_test(the_help_of_a_command_names_every_option_and_fits),
        cmocka_unit_test(an_option_shows_its_short_form_and_its_value),
        cmocka_unit_test(paragraphs_are_wrapped_and_examples_are_not),
    };
    return cmocka_run_group_tests_name("cli/help", tests, NULL, NULL);
}

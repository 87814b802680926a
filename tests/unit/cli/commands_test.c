/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "unit.h"

static void a_command_is_found_by_its_name(void **state)
{
    (void)state;
    struct error error;
    const struct command *command = NULL;

    assert_true(command_find("version", &command, &error));
    assert_string_equal(command->name, "version");
}

static void a_mistyped_command_is_answered_with_a_guess(void **state)
{
    (void)state;
    struct error error;
    const struct command *command = NULL;

    assert_false(command_find("verison", &command, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.message, "no such command: verison; did you mean version?");
    assert_false(command_find("frobnicate", &command, &error));
    assert_string_equal(error.message, "no such command: frobnicate; confsync help lists them");
}

static void names_of_options_are_unique_within_a_command(void **state)
{
    (void)state;
    for (size_t i = 0; commands[i] != NULL; i++) {
        const struct option_rule *own = commands[i]->options;
        for (size_t j = 0; j < commands[i]->option_count; j++) {
            for (size_t k = 0; k < j; k++) {
                assert_string_not_equal(own[j].name, own[k].name);
            }
            for (size_t k = 0; k < common_option_count; k++) {
                assert_string_not_equal(own[j].name, common_options[k].name);
                assert_true(own[j].letter == '\0' || own[j].letter != common_options[k].letter);
            }
        }
    }
}

static void every_command_has_its_texts_and_every_valued_option_its_placeholder(void **state)
{
    (void)state;
    for (size_t i = 0; commands[i] != NULL; i++) {
        const struct command *command = commands[i];
        assert_non_null(command->summary);
        assert_non_null(command->description);
        assert_non_null(command->run);
        assert_true(command->most_arguments == 0 || command->usage != NULL);
        assert_true(command->option_count == 0 || command->values_size > 0);
        for (size_t j = 0; j < command->option_count; j++) {
            const struct option_rule *rule = &command->options[j];
            assert_non_null(rule->help);
            assert_int_equal(rule->argument != NULL, rule->kind != OPTION_FLAG);
            assert_int_equal(rule->most > 0, rule->kind == OPTION_NUMBER);
        }
    }
}

static struct slice read_manual(struct arena *arena, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct slice manual;
    struct error error;

    strbuf_append_format(&path, "%s/%s.1.scd", MANUAL_DIRECTORY, name);
    if (!file_read(arena, strbuf_text(&path), LIMIT_PAGE, &manual, &error)) {
        fail_msg("%s", error.message);
    }
    return manual;
}

/* The manual shows options in bold, at the start of a line: "*-C*, *--directory* DIR". */
static void assert_explained(const char *page, struct slice manual, const struct option_rule *rule)
{
    CLEANUP_STRBUF struct strbuf wanted = STRBUF(200);

    strbuf_append_char(&wanted, '\n');
    if (rule->letter != '\0') {
        strbuf_append_format(&wanted, "*-%c*, ", rule->letter);
    }
    strbuf_append_format(&wanted, "*--%s*", rule->name);
    if (rule->argument != NULL) {
        strbuf_append_format(&wanted, " _%s_", rule->argument);
    }
    strbuf_append_char(&wanted, '\n');
    if (slice_find(manual, 0, strbuf_slice(&wanted)) == SLICE_NOT_FOUND) {
        fail_msg("man/%s.1.scd does not explain:%s", page, strbuf_text(&wanted));
    }
}

static void every_option_is_in_the_manual(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice overview = read_manual(arena, "confsync");

    for (size_t i = 0; i < common_option_count; i++) {
        assert_explained("confsync", overview, &common_options[i]);
    }
    for (size_t i = 0; commands[i] != NULL; i++) {
        char page[64];
        snprintf(page, sizeof page, "confsync-%s", commands[i]->name);
        struct slice manual = read_manual(arena, page);
        assert_true(slice_find(overview, 0, slice_from(page)) != SLICE_NOT_FOUND);
        for (size_t j = 0; j < commands[i]->option_count; j++) {
            assert_explained(page, manual, &commands[i]->options[j]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_is_found_by_its_name),
        cmocka_unit_test(a_mistyped_command_is_answered_with_a_guess),
        cmocka_unit_test(names_of_options_are_unique_within_a_command),
        cmocka_unit_test(every_command_has_its_texts_and_every_valued_option_its_placeholder),
        cmocka_unit_test(every_option_is_in_the_manual),
    };
    return cmocka_run_group_tests_name("cli/commands", tests, NULL, NULL);
}

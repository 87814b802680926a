/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <string.h>

#include "unit.h"

struct values {
    bool is_dry;
    const char *base;
    const char *to;
    unsigned long long port;
};

struct shared_values {
    bool is_quiet;
};

static const struct option_rule rules[] = {
    {.name = "dry-run", .letter = 'n', .offset = offsetof(struct values, is_dry)},
    {
        .name = "base",
        .letter = 'b',
        .kind = OPTION_TEXT,
        .argument = "FILE",
        .offset = offsetof(struct values, base),
    },
    {
        .name = "to",
        .kind = OPTION_CHOICE,
        .argument = "markdown|storage",
        .offset = offsetof(struct values, to),
    },
    {
        .name = "port",
        .kind = OPTION_NUMBER,
        .argument = "N",
        .most = 65535,
        .offset = offsetof(struct values, port),
    },
    {.name = "portable", .offset = offsetof(struct values, is_dry)},
};
static const struct option_rule shared_rules[] = {
    {.name = "quiet", .letter = 'q', .offset = offsetof(struct shared_values, is_quiet)},
};

enum { MOST_WORDS = 16 };

struct line {
    char text[256];
    char *words[MOST_WORDS];
    int count;
    size_t first;
    struct values values;
    struct shared_values shared;
    struct error error;
};

/* Parses a command line given as words between single blanks. */
static bool parse(struct line *line, const char *text, enum option_scan scan)
{
    *line = (struct line){0};
    strncpy(line->text, text, sizeof line->text - 1);
    char *rest = line->text;
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        line->words[line->count++] = word;
    }
    struct option_group groups[] = {
        {rules, COUNT_OF(rules), &line->values},
        {shared_rules, COUNT_OF(shared_rules), &line->shared},
    };
    return options_parse(groups, 2, scan, (struct command_line){line->count, line->words},
                         &line->first, &line->error);
}

static void values_go_where_the_table_says(void **state)
{
    (void)state;
    struct line line;

    assert_true(parse(&line, "x -q --to storage --base=page.xml --port 80 -n", OPTION_SCAN_ALL));

    assert_true(line.values.is_dry);
    assert_true(line.shared.is_quiet);
    assert_string_equal(line.values.to, "storage");
    assert_string_equal(line.values.base, "page.xml");
    assert_int_equal(line.values.port, 80);
    assert_int_equal(line.first, line.count);
}

static void what_is_not_given_stays_as_it_was(void **state)
{
    (void)state;
    struct line line;

    assert_true(parse(&line, "x", OPTION_SCAN_ALL));
    assert_false(line.values.is_dry);
    assert_null(line.values.base);
    assert_int_equal(line.values.port, 0);
}

static void options_may_stand_behind_arguments(void **state)
{
    (void)state;
    struct line line;

    assert_true(parse(&line, "x page.md -n -- -q", OPTION_SCAN_ALL));

    assert_true(line.values.is_dry);
    assert_false(line.shared.is_quiet);
    assert_int_equal(line.count - (int)line.first, 2);
    assert_string_equal(line.words[line.first], "page.md");
    assert_string_equal(line.words[line.first + 1], "-q");
}

static void leading_options_end_at_the_first_argument(void **state)
{
    (void)state;
    struct line line;

    assert_true(parse(&line, "x -q status -n", OPTION_SCAN_LEADING));

    assert_true(line.shared.is_quiet);
    assert_false(line.values.is_dry);
    assert_string_equal(line.words[line.first], "status");
}

static void mistakes_are_put_into_words(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *message;
    } cases[] = {
        /* clang-format off */
        {"x --dryrun", "no such option: --dryrun; did you mean --dry-run?"},
        {"x --bse=page.xml", "no such option: --bse; did you mean --base?"},
        {"x a --zzzzzz b", "no such option: --zzzzzz"},
        {"x -z", "no such option: -z"},
        {"x -nz", "no such option: -z"},
        {"x --base", "option --base needs a value: FILE"},
        {"x -b", "option --base needs a value: FILE"},
        {"x --dry-run=yes", "option --dry-run takes no value"},
        {"x --to html", "option --to is one of markdown|storage, not html"},
        {"x --to mark", "option --to is one of markdown|storage, not mark"},
        {"x --port 65536", "option --port needs a number from 0 to 65535, not 65536"},
        {"x --port 8o", "option --port needs a number from 0 to 65535, not 8o"},
        {"x --por 1", "option --por could mean several; write it out"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct line line;
        if (parse(&line, cases[i].line, OPTION_SCAN_ALL)) {
            fail_msg("%s: accepted", cases[i].line);
        }
        assert_int_equal(line.error.kind, ERROR_USAGE);
        if (strcmp(line.error.message, cases[i].message) != 0) {
            fail_msg("%s: \"%s\", expected \"%s\"", cases[i].line, line.error.message,
                     cases[i].message);
        }
    }
}

static void choices_are_whole_words(void **state)
{
    (void)state;
    assert_true(options_choice_holds("markdown|storage", "markdown"));
    assert_true(options_choice_holds("markdown|storage", "storage"));
    assert_false(options_choice_holds("markdown|storage", "down"));
    assert_false(options_choice_holds("markdown|storage", "markdown|storage"));
    assert_false(options_choice_holds("markdown|storage", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_go_where_the_table_says),
        cmocka_unit_test(what_is_not_given_stays_as_it_was),
        cmocka_unit_test(options_may_stand_behind_arguments),
        cmocka_unit_test(leading_options_end_at_the_first_argument),
        cmocka_unit_test(mistakes_are_put_into_words),
        cmocka_unit_test(choices_are_whole_words),
    };
    return cmocka_run_group_tests_name("cli/options", tests, NULL, NULL);
}

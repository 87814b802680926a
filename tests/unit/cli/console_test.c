/* SPDX-License-Identifier: MIT */
#include "cli/console.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

enum { MOST_TEXT = 1024 };

/* Standard error, caught in a file while a test runs. */
struct caught {
    int saved;
    FILE *file;
    char text[MOST_TEXT];
};

static void catch_errors(struct caught *caught)
{
    caught->file = tmpfile();
    assert_non_null(caught->file);
    fflush(stderr);
    caught->saved = dup(STDERR_FILENO);
    assert_true(dup2(fileno(caught->file), STDERR_FILENO) >= 0);
}

static const char *stop_catching(struct caught *caught)
{
    fflush(stderr);
    assert_true(dup2(caught->saved, STDERR_FILENO) >= 0);
    close(caught->saved);
    rewind(caught->file);
    size_t length = fread(caught->text, 1, sizeof caught->text - 1, caught->file);
    caught->text[length] = '\0';
    assert_int_equal(fclose(caught->file), 0);
    return caught->text;
}

static void an_error_is_one_line_with_advice(void **state)
{
    (void)state;
    struct console console = {.verbosity = VERBOSITY_QUIET};
    struct caught caught;
    struct error error;

    error_set(&error, ERROR_IO, ENOSPC, "cannot write a\nb.md: No space left on device");
    catch_errors(&caught);
    console_error(&console, &error);
    assert_string_equal(stop_catching(&caught),
                        "confsync: cannot write a?b.md: No space left on device; make room, then "
                        "run the same command again\n");
}

static void a_fault_stands_as_it_is(void **state)
{
    (void)state;
    struct console console = {.verbosity = VERBOSITY_NORMAL};
    struct caught caught;
    struct error error;

    error_set(&error, ERROR_INPUT, 0, "page.xml:12:7: mismatched tag");
    catch_errors(&caught);
    console_fault(&console, &error);
    assert_string_equal(stop_catching(&caught), "page.xml:12:7: mismatched tag\n");
}

static void notes_and_details_depend_on_the_verbosity(void **state)
{
    (void)state;
    static const struct {
        enum verbosity verbosity;
        const char *text;
    } cases[] = {
        {VERBOSITY_QUIET, ""},
        {VERBOSITY_NORMAL, "confsync: note 1\n"},
        {VERBOSITY_VERBOSE, "confsync: note 1\nconfsync: detail 2\n"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct console console = {.verbosity = cases[i].verbosity};
        struct caught caught;
        catch_errors(&caught);
        console_note(&console, "note %d", 1);
        console_detail(&console, "detail %d", 2);
        assert_string_equal(stop_catching(&caught), cases[i].text);
    }
}

static void count_call(void *data)
{
    int *count = data;
    (*count)++;
}

static void the_line_of_progress_is_asked_to_give_way(void **state)
{
    (void)state;
    int count = 0;
    struct console console = {
        .verbosity = VERBOSITY_NORMAL, .before_output = count_call, .data = &count};
    struct caught caught;

    catch_errors(&caught);
    console_note(&console, "note");
    stop_catching(&caught);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_one_line_with_advice),
        cmocka_unit_test(a_fault_stands_as_it_is),
        cmocka_unit_test(notes_and_details_depend_on_the_verbosity),
        cmocka_unit_test(the_line_of_progress_is_asked_to_give_way),
    };
    return cmocka_run_group_tests_name("cli/console", tests, NULL, NULL);
}

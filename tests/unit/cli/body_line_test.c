/* SPDX-License-Identifier: MIT */
#include "cli/body_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

static void a_line_is_named_as_editors_know_it(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        const char *named;
    } cases[] = {
        /* clang-format off */
        {"line 4: no good", "page.md:4: no good"},
        {"line 4: a: b", "page.md:4: a: b"},
        {"too large", "page.md: too large"},
        {"line of text: too long", "page.md: line of text: too long"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error error;
        error_set(&error, ERROR_INPUT, 0, "%s", cases[i].message);
        body_line_name(&error, "page.md");
        assert_string_equal(error.message, cases[i].named);
        assert_int_equal(error.kind, ERROR_INPUT);
    }
}

static void a_line_of_the_body_becomes_one_of_the_file(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    char path[] = "/tmp/confsync-line-XXXXXX";
    static const char text[] = "---\ntitle: Notes\n---\n\nfirst line\n";
    struct error error;
    int descriptor = mkstemp(path);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, sizeof text - 1), sizeof text - 1);
    close(descriptor);
    error_set(&error, ERROR_INPUT, 0, "line 1: no good");
    body_line_shift(&error, arena, path, &MARKDOWN_OPTIONS_DEFAULT);
    unlink(path);
    assert_string_equal(error.message, "line 5: no good");
}

static void without_the_file_the_message_stays(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct error error;

    error_set(&error, ERROR_INPUT, 0, "line 1: no good");
    body_line_shift(&error, arena, "/nonexistent/page.md", &MARKDOWN_OPTIONS_DEFAULT);
    assert_string_equal(error.message, "line 1: no good");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_named_as_editors_know_it),
        cmocka_unit_test(a_line_of_the_body_becomes_one_of_the_file),
        cmocka_unit_test(without_the_file_the_message_stays),
    };
    return cmocka_run_group_tests_name("cli/body_line", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "cli/input.h"

#include <string.h>

#include "unit.h"

static void front_matter_gives_way_to_as_many_blank_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *body;
    } cases[] = {
        /* clang-format off */
        {"---\ntitle: Notes\n---\n\nbody\n", "\n\n\n\nbody\n"},
        {"---\ntitle: Notes\n---\nbody\n", "\n\n\nbody\n"},
        {"body\n", "body\n"},
        {"", ""},
        /* A rule, as the converter writes it, and what only looks like front matter behind it. */
        {"---\n\ntitle: Notes\n\n---\n", "---\n\ntitle: Notes\n\n---\n"},
        {"---\n", "---\n"},
        {"---", "---"},
        {"----\na: b\n---\n", "----\na: b\n---\n"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct input input = {"page.md", slice_from(cases[i].text)};
        struct error error;
        assert_true(input_cut_front_matter(arena, &input, &error));
        if (!slice_equals(input.text, cases[i].body)) {
            fail_msg("%s: \"%.*s\"", cases[i].text, (int)input.text.length, input.text.start);
        }
    }
}

static void faulty_front_matter_is_named_with_file_and_line(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct input input = {"page.md", SLICE_LITERAL("---\ntitle: [\n---\nbody\n")};
    struct error error;

    assert_false(input_cut_front_matter(arena, &input, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_memory_equal(error.message, "page.md:", strlen("page.md:"));
}

static void a_missing_file_is_named(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct input input;
    struct error error;

    assert_false(input_read(arena, "/nonexistent/page.md", &input, &error));
    assert_string_equal(error.message,
                        "cannot open /nonexistent/page.md: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter_gives_way_to_as_many_blank_lines),
        cmocka_unit_test(faulty_front_matter_is_named_with_file_and_line),
        cmocka_unit_test(a_missing_file_is_named),
    };
    return cmocka_run_group_tests_name("cli/input", tests, NULL, NULL);
}

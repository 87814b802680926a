/* SPDX-License-Identifier: MIT */
#include "sync/marker.h"

#include "unit.h"

static void markers_are_found_where_they_stand_at_the_start_of_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t line;
    } cases[] = {
        {"<<<<<<< local\na\n=======\nb\n>>>>>>> remote v2\n", 1},
        {"a\n\n<<<<<<< HEAD\nb\n", 3},
        {"a\n>>>>>>> 1f2e3d4 (theirs)", 2},
        {"<<<<<<<\n", 1},
        {"a\n\n```text\n<<<<<<< HEAD\n```\n\n<<<<<<< HEAD\n", 7},
        {"```text\n<<<<<<< HEAD\n``\n>>>>>>> b\n~~~\n<<<<<<< c\n```\n", 0},
        {"  ~~~~\n<<<<<<< HEAD\n~~~\n<<<<<<< HEAD\n  ~~~~~  \n>>>>>>> b\n", 6},
        {"``` a`b\n<<<<<<< HEAD\n", 2},
        {"    ```\n<<<<<<< HEAD\n", 2},
        {"a\n=======\n\nb\n", 0},
        {"\\<<<<<<< local\n\\=======\n\\>>>>>>> remote v2\n", 0},
        {"say <<<<<<< local\n", 0},
        {"> > > > > > > deep\n", 0},
        {">>>>>>>> eight\n<<<<<<<eight\n", 0},
        {"", 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t line = marker_find(slice_from(cases[i].text));
        if (line != cases[i].line) {
            fail_msg("case %zu: line %zu", i, line);
        }
    }
}

static void the_first_marker_is_a_fault_of_its_line(void **state)
{
    (void)state;
    struct error error;

    assert_true(marker_check(SLICE_LITERAL("a\n=======\n"), &error));
    assert_false(marker_check(SLICE_LITERAL("a\n\n<<<<<<< HEAD\n>>>>>>> b\n"), &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.message, "line 3: a conflict marker is left: settle it, and take out "
                                       "the marker lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markers_are_found_where_they_stand_at_the_start_of_a_line),
        cmocka_unit_test(the_first_marker_is_a_fault_of_its_line),
    };
    return cmocka_run_group_tests_name("sync/marker", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/title.h"

#include <string.h>

#include "base/strbuf.h"
#include "unit.h"

static void blanks_at_the_ends_go(void **state)
{
    (void)state;
    struct problem problem = {0};
    struct slice title = {0};

    assert_true(title_check(SLICE_LITERAL(" \t a  b\n"), &title, &problem));
    assert_true(slice_equals(title, "a  b"));
    assert_false(title_check(SLICE_LITERAL(" \n "), &title, &problem));
    assert_int_equal(problem.status, 400);
}

static void no_title_is_longer_than_255(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(4096);
    struct problem problem = {0};
    struct slice title = {0};

    for (int i = 0; i < 127; i++) {
        strbuf_append(&text, "🎆");
    }
    strbuf_append(&text, "x");
    assert_true(title_check(strbuf_slice(&text), &title, &problem));
    strbuf_append(&text, "y");
    assert_false(title_check(strbuf_slice(&text), &title, &problem));
    assert_int_equal(problem.status, 400);
}

static void titles_that_differ_in_case_are_the_same(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_true(slice_equal(title_fold(arena, SLICE_LITERAL("ÄRGER mit Straße")),
                            title_fold(arena, SLICE_LITERAL("ärger MIT STRASSE"))));
    assert_false(
        slice_equal(title_fold(arena, SLICE_LITERAL("a")), title_fold(arena, SLICE_LITERAL("ä"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_at_the_ends_go),
        cmocka_unit_test(no_title_is_longer_than_255),
        cmocka_unit_test(titles_that_differ_in_case_are_the_same),
    };
    return cmocka_run_group_tests_name("sandbox/title", tests, NULL, NULL);
}

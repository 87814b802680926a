/* SPDX-License-Identifier: MIT */
#include "sandbox/cursor.h"

#include "sandbox/base64.h"
#include "unit.h"

static void a_cursor_comes_back_as_it_was(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct problem problem = {0};
    struct cursor found = {0};
    const struct cursor cursor = {
        .id = 2719745,
        .order = SLICE_LITERAL("-title"),
        .text = SLICE_LITERAL("größe \"x\""),
        .number = 1795168800000,
        .piece = 3,
    };

    assert_true(cursor_read(arena, cursor_write(arena, &cursor), cursor.order, &found, &problem));
    assert_int_equal(found.id, cursor.id);
    assert_true(slice_equal(found.text, cursor.text));
    assert_int_equal(found.number, cursor.number);
    assert_int_equal(found.piece, cursor.piece);
}

static void a_cursor_of_another_order_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct problem problem = {0};
    struct cursor found = {0};
    const struct cursor cursor = {.id = 1, .order = SLICE_LITERAL("id")};
    struct slice text = cursor_write(arena, &cursor);

    assert_false(cursor_read(arena, text, SLICE_LITERAL("-id"), &found, &problem));
    assert_int_equal(problem.status, 400);
    assert_string_equal(problem.code, "INVALID_REQUEST_PARAMETER");
}

static void what_is_no_cursor_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    static const char *const cases[] = {"", "{}", "{\"id\":1}", "[1]", "hello", "{\"id\":\"1\"}"};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct problem problem = {0};
        struct cursor found = {0};
        struct slice text = base64_encode(arena, slice_from(cases[i]));
        if (cursor_read(arena, text, SLICE_LITERAL("id"), &found, &problem)) {
            fail_msg("%s was taken", cases[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cursor_comes_back_as_it_was),
        cmocka_unit_test(a_cursor_of_another_order_is_refused),
        cmocka_unit_test(what_is_no_cursor_is_refused),
    };
    return cmocka_run_group_tests_name("sandbox/cursor", tests, NULL, NULL);
}

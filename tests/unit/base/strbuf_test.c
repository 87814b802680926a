/* SPDX-License-Identifier: MIT */
#include "base/strbuf.h"

#include <stdlib.h>

#include "unit.h"

static void an_empty_buffer_is_an_empty_text(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(10);

    assert_string_equal(strbuf_text(&text), "");
    assert_int_equal(strbuf_slice(&text).length, 0);
    strbuf_truncate(&text, 0);
    char *taken = strbuf_take(&text);
    assert_string_equal(taken, "");
    free(taken);
}

static void everything_appended_is_there_in_order(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(1000);

    strbuf_append(&text, "a");
    strbuf_append_char(&text, 'b');
    strbuf_append_slice(&text, (struct slice){"cdef", 2});
    strbuf_append_repeated(&text, '-', 3);
    strbuf_append_format(&text, "%d%s", 12, "!");
    assert_string_equal(strbuf_text(&text), "abcd---12!");
    assert_true(slice_equals(strbuf_copy(&text, arena), "abcd---12!"));
    strbuf_truncate(&text, 2);
    assert_string_equal(strbuf_text(&text), "ab");
}

static void what_does_not_fit_is_left_out_and_noticed(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(5);

    strbuf_append(&text, "12345");
    assert_false(text.is_full);
    strbuf_append(&text, "");
    assert_false(text.is_full);
    strbuf_append(&text, "6");
    assert_true(text.is_full);
    assert_string_equal(strbuf_text(&text), "12345");
    strbuf_clear(&text);
    assert_false(text.is_full);
    strbuf_append_repeated(&text, 'x', 9);
    assert_string_equal(strbuf_text(&text), "xxxxx");
    assert_true(text.is_full);
}

static void a_taken_text_leaves_the_buffer_empty(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(100);

    strbuf_append(&text, "mine");
    char *taken = strbuf_take(&text);
    assert_string_equal(taken, "mine");
    free(taken);
    assert_int_equal(text.length, 0);
    strbuf_append(&text, "again");
    assert_string_equal(strbuf_text(&text), "again");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_an_empty_text),
        cmocka_unit_test(everything_appended_is_there_in_order),
        cmocka_unit_test(what_does_not_fit_is_left_out_and_noticed),
        cmocka_unit_test(a_taken_text_leaves_the_buffer_empty),
    };
    return cmocka_run_group_tests_name("base/strbuf", tests, NULL, NULL);
}

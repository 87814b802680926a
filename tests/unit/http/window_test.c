/* SPDX-License-Identifier: MIT */
#include "http/window.h"

#include "unit.h"

static void a_window_grows_by_one_after_each_round_that_went_well(void **state)
{
    (void)state;
    struct http_window window = http_window_of(4, 8);

    for (int i = 0; i < 3; i++) {
        http_window_praise(&window);
    }
    assert_int_equal(window.size, 4);
    http_window_praise(&window);
    assert_int_equal(window.size, 5);
    for (int i = 0; i < 5; i++) {
        http_window_praise(&window);
    }
    assert_int_equal(window.size, 6);
}

static void a_window_never_grows_beyond_its_most(void **state)
{
    (void)state;
    struct http_window window = http_window_of(9, 8);

    assert_int_equal(window.size, 8);
    for (int i = 0; i < 100; i++) {
        http_window_praise(&window);
    }
    assert_int_equal(window.size, 8);
}

static void too_much_halves_the_window_but_leaves_one(void **state)
{
    (void)state;
    struct http_window window = http_window_of(5, 8);

    http_window_narrow(&window, 10, 20);
    assert_int_equal(window.size, 2);
    http_window_narrow(&window, 30, 40);
    assert_int_equal(window.size, 1);
    http_window_narrow(&window, 50, 60);
    assert_int_equal(window.size, 1);
}

static void requests_of_before_the_narrowing_do_not_narrow_again(void **state)
{
    (void)state;
    struct http_window window = http_window_of(8, 8);

    http_window_narrow(&window, 10, 20);
    http_window_narrow(&window, 11, 21);
    http_window_narrow(&window, 20, 22);

    assert_int_equal(window.size, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_grows_by_one_after_each_round_that_went_well),
        cmocka_unit_test(a_window_never_grows_beyond_its_most),
        cmocka_unit_test(too_much_halves_the_window_but_leaves_one),
        cmocka_unit_test(requests_of_before_the_narrowing_do_not_narrow_again),
    };
    return cmocka_run_group_tests_name("http/window", tests, NULL, NULL);
}

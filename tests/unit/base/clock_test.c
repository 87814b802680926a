/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include "unit.h"

static void the_system_clock_measures_a_wait(void **state)
{
    (void)state;
    struct clock clock = clock_system();
    long long before = clock_monotonic_ms(clock);

    clock_sleep_ms(clock, 2);

    assert_true(clock_monotonic_ms(clock) >= before + 1);
}

static void the_system_clock_counts_from_1970(void **state)
{
    (void)state;
    const long long year_2024_ms = 1704067200000;

    assert_true(clock_now_ms(clock_system()) > year_2024_ms);
}

static void note_sleep(void *data, long long duration_ms)
{
    *(long long *)data += duration_ms;
}

static void waiting_no_time_asks_nobody(void **state)
{
    (void)state;
    long long slept = 0;
    struct clock clock = {.sleep_ms = note_sleep, .data = &slept};

    clock_sleep_ms(clock, 0);
    clock_sleep_ms(clock, -5);
    clock_sleep_ms(clock, 7);

    assert_int_equal(slept, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_system_clock_measures_a_wait),
        cmocka_unit_test(the_system_clock_counts_from_1970),
        cmocka_unit_test(waiting_no_time_asks_nobody),
    };
    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}

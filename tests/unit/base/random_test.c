/* SPDX-License-Identifier: MIT */
#include "base/random.h"

#include <limits.h>

#include "unit.h"

static void a_seed_always_gives_the_same_numbers(void **state)
{
    (void)state;
    uint64_t seed = 1234567;
    struct random_source source = random_seeded(&seed);

    /* The first outputs of the reference implementation for this seed. */
    assert_true(random_next(source) == 6457827717110365317U);
    assert_true(random_next(source) == 3203168211198807973U);
}

static void the_system_gives_different_numbers(void **state)
{
    (void)state;
    struct random_source source = random_system();

    assert_true(random_next(source) != random_next(source));
}

static void numbers_stay_within_their_bounds_and_reach_them(void **state)
{
    (void)state;
    uint64_t seed = 7;
    struct random_source source = random_seeded(&seed);
    int seen[3] = {0};

    for (int i = 0; i < 300; i++) {
        long long number = random_between(source, -1, 1);
        assert_in_range(number + 1, 0, 2);
        seen[number + 1]++;
    }

    assert_true(seen[0] > 50 && seen[1] > 50 && seen[2] > 50);
}

static void the_widest_and_the_narrowest_range_work(void **state)
{
    (void)state;
    uint64_t seed = 7;
    struct random_source source = random_seeded(&seed);

    assert_true(random_between(source, 5, 5) == 5);
    (void)random_between(source, LLONG_MIN, LLONG_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_always_gives_the_same_numbers),
        cmocka_unit_test(the_system_gives_different_numbers),
        cmocka_unit_test(numbers_stay_within_their_bounds_and_reach_them),
        cmocka_unit_test(the_widest_and_the_narrowest_range_work),
    };
    return cmocka_run_group_tests_name("base/random", tests, NULL, NULL);
}

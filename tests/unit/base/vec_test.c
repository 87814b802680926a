/* SPDX-License-Identifier: MIT */
#include "base/vec.h"

#include "unit.h"

static void a_growing_array_keeps_its_items(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    size_t *items = NULL;
    size_t count = 0;

    while (count < 100000) {
        items = VEC_GROW(arena, items, count);
        assert_int_equal(items[count], 0);
        items[count] = count;
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(items[i], i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_growing_array_keeps_its_items),
    };
    return cmocka_run_group_tests_name("base/vec", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "base/strmap.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void a_key_has_the_value_put_last(void **state)
{
    (void)state;
    CLEANUP(strmap) struct strmap *map = strmap_new();
    int first = 1;
    int second = 2;

    assert_null(strmap_find(map, SLICE_LITERAL("a")));
    assert_null(strmap_put(map, SLICE_LITERAL("a"), &first));
    assert_ptr_equal(strmap_put(map, SLICE_LITERAL("a"), &second), &first);
    assert_ptr_equal(strmap_find(map, SLICE_LITERAL("a")), &second);
    assert_int_equal(strmap_count(map), 1);
}

static void the_empty_key_and_keys_with_nul_are_keys(void **state)
{
    (void)state;
    CLEANUP(strmap) struct strmap *map = strmap_new();
    int empty = 1;
    int with_nul = 2;

    strmap_put(map, slice_from(NULL), &empty);
    strmap_put(map, (struct slice){"a\0b", 3}, &with_nul);
    assert_ptr_equal(strmap_find(map, SLICE_LITERAL("")), &empty);
    assert_ptr_equal(strmap_find(map, (struct slice){"a\0b", 3}), &with_nul);
    assert_null(strmap_find(map, SLICE_LITERAL("a")));
}

static void many_keys_are_found_and_keep_their_order(void **state)
{
    (void)state;
    enum { KEYS = 5000 };
    CLEANUP(strmap) struct strmap *map = strmap_new();
    static char keys[KEYS][8];

    for (int i = 0; i < KEYS; i++) {
        snprintf(keys[i], sizeof keys[i], "%d", i);
        strmap_put(map, slice_from(keys[i]), keys[i]);
    }
    assert_int_equal(strmap_count(map), KEYS);
    for (int i = 0; i < KEYS; i++) {
        assert_ptr_equal(strmap_find(map, slice_from(keys[i])), keys[i]);
        assert_ptr_equal(strmap_item_at(map, (size_t)i).value, keys[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_has_the_value_put_last),
        cmocka_unit_test(the_empty_key_and_keys_with_nul_are_keys),
        cmocka_unit_test(many_keys_are_found_and_keep_their_order),
    };
    return cmocka_run_group_tests_name("base/strmap", tests, NULL, NULL);
}

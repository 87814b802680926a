/* SPDX-License-Identifier: MIT */
#include "sandbox/uuid.h"

#include <string.h>

#include "unit.h"

static void a_uuid_has_the_form_of_version_4(void **state)
{
    (void)state;
    uint64_t seed = 1;

    for (int i = 0; i < 1000; i++) {
        char text[UUID_SIZE];
        uuid_make(random_seeded(&seed), text);
        assert_int_equal(strlen(text), UUID_SIZE - 1);
        assert_int_equal(strspn(text, "0123456789abcdef-"), UUID_SIZE - 1);
        assert_true(text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-');
        assert_int_equal(text[14], '4');
        assert_non_null(strchr("89ab", text[19]));
    }
}

static void no_two_are_the_same(void **state)
{
    (void)state;
    char first[UUID_SIZE];
    char second[UUID_SIZE];

    uuid_make(random_system(), first);
    uuid_make(random_system(), second);
    assert_string_not_equal(first, second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uuid_has_the_form_of_version_4),
        cmocka_unit_test(no_two_are_the_same),
    };
    return cmocka_run_group_tests_name("sandbox/uuid", tests, NULL, NULL);
}

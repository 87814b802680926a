/* SPDX-License-Identifier: MIT */
#include "sandbox/timestamp.h"

#include "unit.h"

static void moments_are_written_in_utc_with_milliseconds(void **state)
{
    (void)state;
    char text[TIMESTAMP_SIZE];

    timestamp_write(0, text);
    assert_string_equal(text, "1970-01-01T00:00:00.000Z");
    timestamp_write(1763531073959, text);
    assert_string_equal(text, "2025-11-19T05:44:33.959Z");
    timestamp_write(1835395199007, text);
    assert_string_equal(text, "2028-02-28T23:59:59.007Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_written_in_utc_with_milliseconds),
    };
    return cmocka_run_group_tests_name("sandbox/timestamp", tests, NULL, NULL);
}

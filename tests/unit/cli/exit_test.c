/* SPDX-License-Identifier: MIT */
#include "cli/exit.h"

#include <errno.h>

#include "unit.h"

static void every_kind_of_error_has_its_exit_status(void **state)
{
    (void)state;
    assert_int_equal(exit_status_of(ERROR_USAGE), 2);
    assert_int_equal(exit_status_of(ERROR_INPUT), 1);
    assert_int_equal(exit_status_of(ERROR_IO), 1);
    assert_int_equal(exit_status_of(ERROR_NETWORK), 6);
    assert_int_equal(exit_status_of(ERROR_ACCESS), 6);
    assert_int_equal(exit_status_of(ERROR_NOT_FOUND), 1);
    assert_int_equal(exit_status_of(ERROR_HTTP), 1);
    assert_int_equal(exit_status_of(ERROR_DATABASE), 1);
    assert_int_equal(exit_status_of(ERROR_CONFLICT), 3);
    assert_int_equal(exit_status_of(ERROR_STOPPED), 4);
    assert_int_equal(exit_status_of(ERROR_INTERRUPTED), 130);
}

static void of_two_statuses_the_worse_one_stays(void **state)
{
    (void)state;
    static const enum exit_status from_the_worst[] = {
        STATUS_INTERRUPTED, STATUS_NO_ACCESS, STATUS_STOPPED,   STATUS_USAGE,
        STATUS_FAILED,      STATUS_PARTLY,    STATUS_CONFLICTS, STATUS_DONE,
    };
    const size_t count = sizeof from_the_worst / sizeof from_the_worst[0];

    for (size_t i = 0; i < count; i++) {
        for (size_t j = i; j < count; j++) {
            assert_int_equal(exit_worse(from_the_worst[i], from_the_worst[j]), from_the_worst[i]);
            assert_int_equal(exit_worse(from_the_worst[j], from_the_worst[i]), from_the_worst[i]);
        }
    }
}

static void a_full_disk_comes_with_advice_and_a_missing_file_without(void **state)
{
    (void)state;
    struct error error;

    error_set(&error, ERROR_IO, ENOSPC, "cannot write a.md: No space left on device");
    assert_string_equal(exit_advice_for(&error), "make room, then run the same command again");
    error_set(&error, ERROR_IO, ENOENT, "cannot open a.md: No such file or directory");
    assert_null(exit_advice_for(&error));
}

static void a_damaged_database_comes_with_advice_and_a_busy_one_without(void **state)
{
    (void)state;
    struct error error;

    error_set(&error, ERROR_DATABASE, 26, "state.db: file is not a database");
    assert_string_equal(exit_advice_for(&error), "move it away, and the next run makes a new one");
    error_set(&error, ERROR_DATABASE, 11 | (2 << 8), "state.db: malformed");
    assert_non_null(exit_advice_for(&error));
    error_set(&error, ERROR_DATABASE, 5, "state.db: database is locked");
    assert_null(exit_advice_for(&error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_error_has_its_exit_status),
        cmocka_unit_test(of_two_statuses_the_worse_one_stays),
        cmocka_unit_test(a_full_disk_comes_with_advice_and_a_missing_file_without),
        cmocka_unit_test(a_damaged_database_comes_with_advice_and_a_busy_one_without),
    };
    return cmocka_run_group_tests_name("cli/exit", tests, NULL, NULL);
}

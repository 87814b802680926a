/* SPDX-License-Identifier: MIT */
#include "base/stamp.h"

#include "unit.h"

enum { GRANULARITY = 10 };

static const struct file_stamp known = {
    .size = 5, .modified_ns = 1000, .changed_ns = 1000, .inode = 7, .taken_ns = 2000};

static void the_same_stamp_proves_that_nothing_changed(void **state)
{
    (void)state;
    assert_true(file_stamp_proves(&known, &known, GRANULARITY));
}

static void a_moved_file_has_another_ctime_only(void **state)
{
    (void)state;
    struct file_stamp now = known;
    now.changed_ns = 3000;
    assert_true(file_stamp_is_moved(&known, &now));
    now.size = 6;
    assert_false(file_stamp_is_moved(&known, &now));
    now = known;
    now.modified_ns = 1001;
    assert_false(file_stamp_is_moved(&known, &now));
    now = known;
    now.inode = 8;
    assert_false(file_stamp_is_moved(&known, &now));
}

static void any_difference_proves_nothing(void **state)
{
    (void)state;
    struct file_stamp now = known;
    now.size = 6;
    assert_false(file_stamp_proves(&known, &now, GRANULARITY));
    now = known;
    now.modified_ns = 1001;
    assert_false(file_stamp_proves(&known, &now, GRANULARITY));
    now = known;
    now.changed_ns = 1001;
    assert_false(file_stamp_proves(&known, &now, GRANULARITY));
    now = known;
    now.inode = 8;
    assert_false(file_stamp_proves(&known, &now, GRANULARITY));
}

static void a_stamp_taken_right_after_the_change_proves_nothing(void **state)
{
    (void)state;
    struct file_stamp racy = known;
    racy.taken_ns = 1010;
    assert_false(file_stamp_proves(&racy, &known, GRANULARITY));
    racy.taken_ns = 1011;
    assert_true(file_stamp_proves(&racy, &known, GRANULARITY));
}

static void a_modification_time_in_the_future_proves_nothing(void **state)
{
    (void)state;
    struct file_stamp future = known;
    future.modified_ns = 5000;
    assert_false(file_stamp_proves(&future, &future, GRANULARITY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_stamp_proves_that_nothing_changed),
        cmocka_unit_test(a_moved_file_has_another_ctime_only),
        cmocka_unit_test(any_difference_proves_nothing),
        cmocka_unit_test(a_stamp_taken_right_after_the_change_proves_nothing),
        cmocka_unit_test(a_modification_time_in_the_future_proves_nothing),
    };
    return cmocka_run_group_tests_name("base/stamp", tests, NULL, NULL);
}

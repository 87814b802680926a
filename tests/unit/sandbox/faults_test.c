/* SPDX-License-Identifier: MIT */
#include "sandbox/faults.h"

#include "unit.h"

static void order(struct faults *faults, const char *text)
{
    json_auto_t *json = json_loads(text, 0, NULL);
    struct problem problem = {0};

    if (!faults_order(faults, json, &problem)) {
        fail_msg("%s: %s", text, problem.title);
    }
}

static void assert_refused(struct faults *faults, const char *text)
{
    json_auto_t *json = json_loads(text, 0, NULL);
    struct problem problem = {0};

    if (faults_order(faults, json, &problem)) {
        fail_msg("%s was taken", text);
    }
    assert_int_equal(problem.status, 400);
}

static void without_orders_nothing_happens(void **state)
{
    (void)state;
    CLEANUP(faults) struct faults *faults = faults_new();

    assert_int_equal(faults_meet(faults, "GET", "/").kind, FAULT_NONE);
}

static void the_nth_matching_request_is_hit(void **state)
{
    (void)state;
    CLEANUP(faults) struct faults *faults = faults_new();

    order(
        faults,
        "{\"kind\":\"500\",\"method\":\"PUT\",\"path\":\"^/wiki/api/v2/pages/[0-9]+$\",\"nth\":2}");
    assert_int_equal(faults_meet(faults, "PUT", "/wiki/api/v2/pages/1").kind, FAULT_NONE);
    assert_int_equal(faults_meet(faults, "GET", "/wiki/api/v2/pages/1").kind, FAULT_NONE);
    assert_int_equal(faults_meet(faults, "PUT", "/wiki/api/v2/pages/1/title").kind, FAULT_NONE);
    assert_int_equal(faults_meet(faults, "PUT", "/wiki/api/v2/pages/2").kind, FAULT_500);
    assert_int_equal(faults_meet(faults, "PUT", "/wiki/api/v2/pages/3").kind, FAULT_NONE);
}

static void a_count_of_zero_goes_on_for_ever(void **state)
{
    (void)state;
    CLEANUP(faults) struct faults *faults = faults_new();

    order(faults, "{\"kind\":\"429\",\"nth\":2,\"count\":0,\"retry_after\":7}");
    assert_int_equal(faults_meet(faults, "GET", "/").kind, FAULT_NONE);
    for (int i = 0; i < 100; i++) {
        struct fault fault = faults_meet(faults, "GET", "/");
        assert_int_equal(fault.kind, FAULT_429);
        assert_int_equal(fault.retry_after_s, 7);
    }
    faults_clear(faults);
    assert_int_equal(faults_meet(faults, "GET", "/").kind, FAULT_NONE);
}

static void every_order_counts_but_the_first_one_acts(void **state)
{
    (void)state;
    CLEANUP(faults) struct faults *faults = faults_new();

    order(faults, "{\"kind\":\"delay\",\"delay_ms\":5}");
    order(faults, "{\"kind\":\"503\",\"count\":2}");
    struct fault first = faults_meet(faults, "GET", "/");
    assert_int_equal(first.kind, FAULT_DELAY);
    assert_int_equal(first.delay_ms, 5);
    assert_int_equal(faults_meet(faults, "GET", "/").kind, FAULT_503);
    assert_int_equal(faults_meet(faults, "GET", "/").kind, FAULT_NONE);
}

static void what_was_matched_and_hit_can_be_read(void **state)
{
    (void)state;
    CLEANUP(faults) struct faults *faults = faults_new();

    order(faults, "{\"kind\":\"cut-before\",\"path\":\"/spaces\"}");
    (void)faults_meet(faults, "GET", "/spaces");
    (void)faults_meet(faults, "GET", "/spaces");
    (void)faults_meet(faults, "GET", "/pages");
    json_auto_t *list = faults_to_json(faults);
    const json_t *first = json_array_get(list, 0);
    assert_string_equal(json_string_value(json_object_get(first, "kind")), "cut-before");
    assert_int_equal(json_integer_value(json_object_get(first, "matched")), 2);
    assert_int_equal(json_integer_value(json_object_get(first, "hit")), 1);
}

static void orders_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    CLEANUP(faults) struct faults *faults = faults_new();

    assert_refused(faults, "{}");
    assert_refused(faults, "{\"kind\":\"none\"}");
    assert_refused(faults, "{\"kind\":\"500\",\"path\":\"[\"}");
    assert_refused(faults, "{\"kind\":\"500\",\"nth\":\"2\"}");
    assert_refused(faults, "{\"kind\":\"500\",\"surprise\":1}");
    assert_int_equal(faults_meet(faults, "GET", "/").kind, FAULT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_orders_nothing_happens),
        cmocka_unit_test(the_nth_matching_request_is_hit),
        cmocka_unit_test(a_count_of_zero_goes_on_for_ever),
        cmocka_unit_test(every_order_counts_but_the_first_one_acts),
        cmocka_unit_test(what_was_matched_and_hit_can_be_read),
        cmocka_unit_test(orders_that_make_no_sense_are_refused),
    };
    return cmocka_run_group_tests_name("sandbox/faults", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include "state_fixture.h"

static void the_last_run_is_remembered_and_says_whether_it_ended(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_run run = {0};
    long long first = 0;
    long long second = 0;
    bool found = true;

    ASSERT_OK(state_last_run(fixture->state, fixture->arena, fixture->mount, &found, &run, &error));
    assert_false(found);

    ASSERT_OK(state_begin_run(fixture->state, fixture->mount, "push", 1000, &first, &error));
    ASSERT_OK(state_end_run(fixture->state, first, "done", 1500, &error));
    ASSERT_OK(state_begin_run(fixture->state, fixture->mount, "sync", 2000, &second, &error));
    state_fixture_reopen(fixture);
    ASSERT_OK(state_last_run(fixture->state, fixture->arena, fixture->mount, &found, &run, &error));
    assert_true(found);
    assert_int_equal(run.number, second);
    assert_string_equal(run.command, "sync");
    assert_int_equal(run.started_ms, 2000);
    assert_int_equal(run.ended_ms, 0);
    assert_null(run.result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST_WITH_STATE(the_last_run_is_remembered_and_says_whether_it_ended),
    };
    return cmocka_run_group_tests_name("state/run", tests, NULL, NULL);
}

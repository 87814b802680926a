/* SPDX-License-Identifier: MIT */
#include "engine_fixture.h"

static void what_was_sent_before_the_server_went_away_is_reported(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;

    set_up(&engine);
    edit_file(&engine, "A", "a one\n\nMINE\n");
    edit_file(&engine, "B", "b one\n\nMINE\n");
    edit_file(&engine, "A1", "a1 one\n\nMINE\n");
    engine.store.faults.stop = engine.store.changes + 2;
    assert_false(engine_try(&engine, SYNC_PUSH, &error));
    assert_int_equal(engine.report.done_count, engine.store.world.remote_writes);
    assert_true(engine.report.done_count > 0);

    engine.store.faults.stop = 0;
    engine_settle(&engine, 2);
    engine_expect_quiet(&engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_sent_before_the_server_went_away_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

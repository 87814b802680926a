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

static bool fetch_nothing(void *data, const long long *ids, size_t count,
                          const struct remote_visitor *visitor, struct error *error)
{
    (void)data;
    (void)ids;
    (void)count;
    (void)visitor;
    return error_set(error, ERROR_NETWORK, 0, "no answer from the server");
}

static void cut_off_when_pushed(void *context)
{
    struct engine *engine = context;

    if (page(engine, "A")->version == 2) {
        engine->store.remote.fetch = fetch_nothing;
    }
}

/* Sends the edit; the base and the file do not hear of it. */
static void push_and_cut_off(struct engine *engine, const char *body)
{
    const struct remote_store remote = engine->store.remote;
    struct error error;

    edit_file(engine, "A", body);
    engine->store.on_moment = cut_off_when_pushed;
    engine->store.context = engine;
    assert_false(engine_try(engine, SYNC_PUSH, &error));
    assert_int_equal(page(engine, "A")->version, 2);
    assert_int_equal(file(engine, "A")->version, 1);
    engine->store.on_moment = NULL;
    engine->store.remote = remote;
}

static void an_edit_after_a_push_that_was_cut_off_is_no_conflict(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    push_and_cut_off(&engine, "a one\n\nFIRST\n");
    edit_file(&engine, "A", "a one\n\nFIRST SECOND\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 0);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>FIRST SECOND</p>");
    engine_expect_quiet(&engine);
}

static void a_colleagues_edit_after_a_push_that_was_cut_off_is_one(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    push_and_cut_off(&engine, "a one\n\nFIRST\n");
    edit_page(&engine, "A", "<p>a one</p><p>FIRST THEIRS</p>");
    edit_file(&engine, "A", "a one\n\nFIRST MINE\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>FIRST THEIRS</p>");
    assert_string_equal(file(&engine, "A")->body, "a one\n\nFIRST MINE\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_sent_before_the_server_went_away_is_reported),
        cmocka_unit_test(an_edit_after_a_push_that_was_cut_off_is_no_conflict),
        cmocka_unit_test(a_colleagues_edit_after_a_push_that_was_cut_off_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

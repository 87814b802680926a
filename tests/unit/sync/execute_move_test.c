/* SPDX-License-Identifier: MIT */
#include "engine_fixture.h"

/* A colleague who edits "A" as soon as it hangs below "B". */
static void edit_what_was_moved(void *context)
{
    struct engine *engine = context;
    const struct world *world = &engine->store.world;

    if (page(engine, "A")->parent == world_id(world_find_page(world, "B"))) {
        engine->store.on_moment = NULL;
        edit_page(engine, "A", "<p>a one</p><p>THEIRS</p><p>a three</p>");
    }
}

static void move_file_below_b(struct engine *engine)
{
    struct world *world = &engine->store.world;
    assert_true(world_move_file(world, world_find_file(world, "A"), world_find_file(world, "B")));
}

static void an_edit_made_during_a_move_is_pulled_by_the_next_run(void **state)
{
    (void)state;
    for (int makes_version = 0; makes_version < 2; makes_version++) {
        CLEANUP_ENGINE struct engine engine;

        set_up(&engine);
        engine.store.moves_make_versions = makes_version;
        engine.store.on_moment = edit_what_was_moved;
        engine.store.context = &engine;
        move_file_below_b(&engine);
        engine_run(&engine, SYNC_BOTH, NULL);
        assert_true(engine.report.should_run_again);
        engine_run(&engine, SYNC_BOTH, NULL);
        assert_string_equal(file(&engine, "A")->body, "a one\n\nTHEIRS\n\na three\n");
        assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>THEIRS</p><p>a three</p>");
        engine_expect_quiet(&engine);
    }
}

static void an_edit_made_during_a_move_survives_edits_of_the_file(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    engine.store.on_moment = edit_what_was_moved;
    engine.store.context = &engine;
    move_file_below_b(&engine);
    edit_file(&engine, "A", "a one\n\na two\n\nMINE\n");
    engine_settle(&engine, 3);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>THEIRS</p><p>MINE</p>");
    assert_string_equal(file(&engine, "A")->body, "a one\n\nTHEIRS\n\nMINE\n");
    engine_expect_quiet(&engine);
}

static void a_version_that_only_a_move_made_is_agreed_on_at_once(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    engine.store.moves_make_versions = true;
    move_file_below_b(&engine);
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(page(&engine, "A")->version, 2);
    assert_int_equal(file(&engine, "A")->version, 2);
    engine_expect_quiet(&engine);
    size_t before = engine.store.world.requests;
    engine_expect_quiet(&engine);
    /* Who we are, and the listing: no body is read for it. */
    assert_int_equal(engine.store.world.requests - before, 2);
}

static void a_version_made_by_a_move_agrees_with_pulls_and_pushes_of_the_same_run(void **state)
{
    (void)state;
    for (int pulls = 0; pulls < 2; pulls++) {
        CLEANUP_ENGINE struct engine engine;

        set_up(&engine);
        engine.store.moves_make_versions = true;
        move_file_below_b(&engine);
        if (pulls) {
            edit_page(&engine, "A", "<p>a one</p><p>a two</p><p>NEW</p>");
        } else {
            edit_file(&engine, "A", "a one\n\na two\n\nNEW\n");
        }
        engine_run(&engine, SYNC_BOTH, NULL);
        assert_int_equal(engine.report.outdated_count, 0);
        assert_string_equal(file(&engine, "A")->body, "a one\n\na two\n\nNEW\n");
        assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>a two</p><p>NEW</p>");
        assert_int_equal(file(&engine, "A")->version, 3);
        engine_expect_quiet(&engine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_made_during_a_move_is_pulled_by_the_next_run),
        cmocka_unit_test(an_edit_made_during_a_move_survives_edits_of_the_file),
        cmocka_unit_test(a_version_that_only_a_move_made_is_agreed_on_at_once),
        cmocka_unit_test(a_version_made_by_a_move_agrees_with_pulls_and_pushes_of_the_same_run),
    };
    return cmocka_run_group_tests_name("sync/execute_move", tests, NULL, NULL);
}

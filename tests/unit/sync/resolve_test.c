/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "engine.h"
#include "unit.h"

#define CLEANUP_ENGINE __attribute__((cleanup(engine_release)))
static const struct slice nothing = {0};

/* Home with A, whose second block both sides changed. Gives A's place among the pages. */
static size_t set_up(struct engine *engine)
{
    struct world *world = &engine->store.world;

    engine_init(engine, NULL);
    size_t a = world_add_page(world, "A", world->root, "<p>one</p><p>two</p><p>three</p>");
    engine_run(engine, SYNC_PULL, NULL);
    world_edit_page(world, a, "A", "<p>one</p><p>THEIRS</p><p>three</p>");
    world_edit_file(world, world_find_file(world, "A"), "A", "ONE\n\nMINE\n\nthree\n");
    engine_run(engine, SYNC_BOTH, NULL);
    assert_int_equal(engine->report.conflict_count, 1);
    return a;
}

static void resolve(struct engine *engine, size_t page, enum resolution resolution,
                    struct slice merged)
{
    struct error error;

    if (!sync_resolve(&engine->sync, world_id(page), resolution, merged, &error)) {
        fail_msg("%s", error.message);
    }
}

static void expect(struct engine *engine, size_t page, const char *storage, const char *body)
{
    const struct world *world = &engine->store.world;

    engine_settle(engine, 3);
    engine_expect_quiet(engine);
    assert_int_equal(engine->report.conflict_count, 0);
    assert_string_equal(world->pages[page].storage, storage);
    assert_string_equal(world->files[world_find_file(world, "A")].body, body);
    assert_false(world->has_conflict_files[page]);
}

static void the_local_text_goes_out_with_the_next_run(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up(&engine);

    resolve(&engine, a, RESOLVE_LOCAL, nothing);
    assert_string_equal(engine.store.world.pages[a].storage, "<p>one</p><p>THEIRS</p><p>three</p>");
    expect(&engine, a, "<p>ONE</p><p>MINE</p><p>three</p>", "ONE\n\nMINE\n\nthree\n");
}

static void the_remote_text_replaces_the_file(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up(&engine);

    resolve(&engine, a, RESOLVE_REMOTE, nothing);
    expect(&engine, a, "<p>one</p><p>THEIRS</p><p>three</p>", "one\n\nTHEIRS\n\nthree\n");
}

static void a_merged_text_becomes_both(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up(&engine);

    resolve(&engine, a, RESOLVE_MERGED, SLICE_LITERAL("ONE\n\nOURS\n\nthree\n"));
    expect(&engine, a, "<p>ONE</p><p>OURS</p><p>three</p>", "ONE\n\nOURS\n\nthree\n");
}

static void a_merged_text_without_later_edits_of_the_file_is_refused(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up(&engine);
    struct world *world = &engine.store.world;
    const struct slice merged = SLICE_LITERAL("ONE\n\nOURS\n\nthree\n");
    struct error error;

    world_edit_file(world, world_find_file(world, "A"), "A", "ONE\n\nMINE\n\nthree\n\nlater\n");
    assert_false(sync_resolve(&engine.sync, world_id(a), RESOLVE_MERGED, merged, &error));
    assert_int_equal(error.kind, ERROR_CONFLICT);
    assert_string_equal(world->files[world_find_file(world, "A")].body,
                        "ONE\n\nMINE\n\nthree\n\nlater\n");

    engine_run(&engine, SYNC_BOTH, NULL);
    resolve(&engine, a, RESOLVE_MERGED, SLICE_LITERAL("ONE\n\nOURS\n\nthree\n\nlater\n"));
    expect(&engine, a, "<p>ONE</p><p>OURS</p><p>three</p><p>later</p>",
           "ONE\n\nOURS\n\nthree\n\nlater\n");
}

static void a_later_remote_change_is_not_settled_along(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up(&engine);

    world_edit_page(&engine.store.world, a, "A", "<p>one</p><p>THEIRS</p><p>THREE</p>");
    resolve(&engine, a, RESOLVE_LOCAL, nothing);
    expect(&engine, a, "<p>ONE</p><p>MINE</p><p>THREE</p>", "ONE\n\nMINE\n\nTHREE\n");
}

static void markers_are_refused(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;
    size_t a = set_up(&engine);

    assert_false(sync_resolve(&engine.sync, world_id(a), RESOLVE_MERGED,
                              SLICE_LITERAL("<<<<<<< local\na\n=======\nb\n>>>>>>> remote v2\n"),
                              &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(engine.store.world.files[world_find_file(&engine.store.world, "A")].body,
                        "ONE\n\nMINE\n\nthree\n");
}

static void markers_left_in_the_file_are_not_pushed(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up(&engine);
    struct world *world = &engine.store.world;

    world_edit_file(world, world_find_file(world, "A"), "A",
                    "<<<<<<< local\na\n=======\nb\n>>>>>>> remote v2\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_string_equal(world->pages[a].storage, "<p>one</p><p>THEIRS</p><p>three</p>");
}

static void a_page_without_a_conflict_cannot_be_resolved(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;

    (void)set_up(&engine);
    assert_false(
        sync_resolve(&engine.sync, engine.store.world.root, RESOLVE_LOCAL, nothing, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
}

/* Home with A, edited here and trashed there. */
static size_t set_up_deletion(struct engine *engine)
{
    struct world *world = &engine->store.world;

    engine_init(engine, NULL);
    size_t a = world_add_page(world, "A", world->root, "<p>one</p><p>two</p>");
    engine_run(engine, SYNC_PULL, NULL);
    (void)world_trash_page(world, a);
    world_edit_file(world, world_find_file(world, "A"), "A", "one\n\nMINE\n");
    engine_run(engine, SYNC_BOTH, NULL);
    assert_int_equal(engine->report.conflict_count, 1);
    return a;
}

static void a_deleted_page_is_taken_back_with_the_edit(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up_deletion(&engine);

    resolve(&engine, a, RESOLVE_LOCAL, nothing);
    expect(&engine, a, "<p>one</p><p>MINE</p>", "one\n\nMINE\n");
    assert_int_equal(engine.store.world.pages[a].status, REMOTE_CURRENT);
}

static void a_deletion_is_accepted(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    size_t a = set_up_deletion(&engine);

    resolve(&engine, a, RESOLVE_REMOTE, nothing);
    assert_int_equal(world_find_file(&engine.store.world, "A"), WORLD_NONE);
    engine_settle(&engine, 2);
    engine_expect_quiet(&engine);
    assert_int_equal(engine.report.conflict_count, 0);
}

static void a_title_is_chosen(void **state)
{
    (void)state;
    for (int is_local = 0; is_local < 2; is_local++) {
        CLEANUP_ENGINE struct engine engine;
        struct world *world = &engine.store.world;
        engine_init(&engine, NULL);
        size_t a = world_add_page(world, "A", world->root, "<p>one</p>");
        engine_run(&engine, SYNC_PULL, NULL);
        world_edit_page(world, a, "Theirs", "<p>one</p>");
        world_edit_file(world, world_find_file(world, "A"), "Mine", "one\n");
        engine_run(&engine, SYNC_BOTH, NULL);
        assert_int_equal(engine.report.conflict_count, 1);
        resolve(&engine, a, is_local ? RESOLVE_LOCAL : RESOLVE_REMOTE, nothing);
        engine_settle(&engine, 2);
        engine_expect_quiet(&engine);
        assert_string_equal(world->pages[a].title, is_local ? "Mine" : "Theirs");
        assert_int_not_equal(world_find_file(world, world->pages[a].title), WORLD_NONE);
    }
}

static void pages_that_met_without_a_base_are_settled_too(void **state)
{
    (void)state;
    for (int is_local = 0; is_local < 2; is_local++) {
        CLEANUP_ENGINE struct engine engine;
        struct world *world = &engine.store.world;
        engine_init(&engine, NULL);
        size_t a = world_add_page(world, "A", world->root, "<p>theirs</p>");
        engine_run(&engine, SYNC_PULL, NULL);
        engine_open_state(&engine, NULL);
        world_edit_file(world, world_find_file(world, "A"), "A", "mine\n");
        engine_run(&engine, SYNC_BOTH, NULL);
        assert_int_equal(engine.report.conflict_count, 1);
        resolve(&engine, a, is_local ? RESOLVE_LOCAL : RESOLVE_REMOTE, nothing);
        expect(&engine, a, is_local ? "<p>mine</p>" : "<p>theirs</p>",
               is_local ? "mine\n" : "theirs\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_local_text_goes_out_with_the_next_run),
        cmocka_unit_test(the_remote_text_replaces_the_file),
        cmocka_unit_test(a_merged_text_becomes_both),
        cmocka_unit_test(a_merged_text_without_later_edits_of_the_file_is_refused),
        cmocka_unit_test(a_later_remote_change_is_not_settled_along),
        cmocka_unit_test(markers_are_refused),
        cmocka_unit_test(markers_left_in_the_file_are_not_pushed),
        cmocka_unit_test(a_page_without_a_conflict_cannot_be_resolved),
        cmocka_unit_test(a_deleted_page_is_taken_back_with_the_edit),
        cmocka_unit_test(a_deletion_is_accepted),
        cmocka_unit_test(a_title_is_chosen),
        cmocka_unit_test(pages_that_met_without_a_base_are_settled_too),
    };
    return cmocka_run_group_tests_name("sync/resolve", tests, NULL, NULL);
}

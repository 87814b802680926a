/* SPDX-License-Identifier: MIT */
/* A page that cannot be converted fails alone: the run goes on with the others. */
#include <string.h>

#include "base/limit.h"
#include "engine_fixture.h"

/* The storage is within LIMIT_PAGE; its Markdown is not, not even as a fence of storage format. */
static const char *unreadable_storage(struct arena *arena)
{
    CLEANUP_STRBUF struct strbuf storage = STRBUF(LIMIT_PAGE);

    strbuf_append(&storage, "<p>");
    strbuf_append_repeated(&storage, '*', LIMIT_PAGE - strlen("<p></p>"));
    strbuf_append(&storage, "</p>");
    return strbuf_copy(&storage, arena).start;
}

/* A server that makes something else of what it is sent. */
struct spoiler {
    struct engine *engine;
    const char *storage;
};

static void spoil_what_was_pushed(void *context)
{
    const struct spoiler *spoiler = context;
    struct world_page *pushed = page(spoiler->engine, "A");

    pushed->large_storage = pushed->version == 2 ? spoiler->storage : NULL;
}

static void a_page_that_the_server_makes_unreadable_fails_alone(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct spoiler spoiler = {&engine, unreadable_storage(arena)};

    set_up(&engine);
    edit_file(&engine, "A", "a\none\n\na two\n\na three\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    edit_file(&engine, "A", "a\none\n\na two\n\nMINE\n");
    edit_file(&engine, "B", "b one\n\nMINE\n");
    edit_page(&engine, "A1", "<p>theirs</p>");
    engine.store.on_moment = spoil_what_was_pushed;
    engine.store.context = &spoiler;
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.failed_count, 1);
    assert_string_equal(file(&engine, "A")->body, "a\none\n\na two\n\nMINE\n");
    assert_string_equal(page(&engine, "B")->storage, "<p>b one</p><p>MINE</p>");
    assert_int_equal(file(&engine, "B")->version, 2);
    assert_string_equal(file(&engine, "A1")->body, "theirs\n");
    engine.store.on_moment = NULL;
    engine_expect_quiet(&engine);

    page(&engine, "A")->large_storage = NULL;
    edit_page(&engine, "A", "<p>a one</p><p>a two</p><p>MINE</p>");
    engine_settle(&engine, 2);
    assert_int_equal(file(&engine, "A")->version, 3);
    engine_expect_quiet(&engine);
}

static void a_created_page_that_comes_back_too_large_fails_alone(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    CLEANUP(arena) struct arena *arena = arena_new();

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_file(world, "New", world_find_file(world, "Home"), "new\n");
    edit_page(&engine, "B", "<p>theirs</p>");
    engine.store.created_as =
        (struct slice){ARENA_NEW_ARRAY(arena, char, LIMIT_PAGE + 1), LIMIT_PAGE + 1};
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.failed_count, 1);
    assert_string_equal(file(&engine, "B")->body, "theirs\n");

    /* The next run finds the page that was made, and makes no other. */
    engine.store.created_as = (struct slice){0};
    engine_settle(&engine, 2);
    assert_int_equal(file(&engine, "New")->id, world_id(world_find_page(world, "New")));
    engine_expect_quiet(&engine);
}

static void damage_base(struct engine *engine, const char *title)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct sync *sync = &engine->sync;
    long long id = file(engine, title)->id;
    struct state_pages rows = {0};
    struct state_body body = {0};
    struct error error;

    assert_true(state_list_pages(sync->state, arena, sync->mount, &rows, &error));
    assert_true(state_load_body(sync->state, arena, sync->mount, id, &body, &error));
    body.block_map = SLICE_LITERAL("damaged");
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].id == id) {
            assert_true(state_save_page(sync->state, sync->mount, &rows.items[i], &body, &error));
        }
    }
}

static void a_file_whose_base_is_damaged_is_kept_and_fails_alone(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    damage_base(&engine, "B");
    (void)world_trash_page(world, world_find_page(world, "A1"));
    (void)world_trash_page(world, world_find_page(world, "B"));
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.failed_count, 1);
    assert_int_not_equal(world_find_file(world, "B"), WORLD_NONE);
    assert_int_equal(world_find_file(world, "A1"), WORLD_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_that_the_server_makes_unreadable_fails_alone),
        cmocka_unit_test(a_created_page_that_comes_back_too_large_fails_alone),
        cmocka_unit_test(a_file_whose_base_is_damaged_is_kept_and_fails_alone),
    };
    return cmocka_run_group_tests_name("sync/follow", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "engine_fixture.h"

/* What a run leaves behind that was killed while it created a page for this file. */
static void leave_creation(struct engine *engine, const char *title, const char *storage,
                           const char *path)
{
    struct error error;
    struct state_intent intent = {.kind = STATE_INTENT_CREATE,
                                  .parent = engine->store.world.root,
                                  .path = path,
                                  .title = title,
                                  .storage = slice_from(storage)};
    struct state_intents intents = {&intent, 1};

    if (!state_add_intents(engine->state, engine->sync.mount, &intents, &error)) {
        fail_msg("%s", error.message);
    }
}

static const char *path_of(struct engine *engine, const char *title)
{
    const struct local_store *store = &engine->store.local;
    return store->path(store->data, world_find_file(&engine->store.world, title));
}

static void a_page_that_was_created_is_bound_to_its_file(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_file(world, "New", world_find_file(world, "Home"), "new\n");
    size_t made = world_add_page(world, "New", world->root, "<p>new</p>");
    world->pages[made].is_mine = true;
    leave_creation(&engine, "New", "<p>new</p>", path_of(&engine, "New"));
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(file(&engine, "New")->id, world_id(made));
    engine_expect_quiet(&engine);
}

static void a_page_that_has_a_file_is_not_bound_to_another(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    long long id = file(&engine, "B")->id;
    (void)world_add_file(world, "New", world_find_file(world, "Home"), "b one\n\nb two\n");
    page(&engine, "B")->is_mine = true;
    leave_creation(&engine, "B", page(&engine, "B")->storage, path_of(&engine, "New"));
    world_delete_file(world, world_find_file(world, "B"));
    engine_run(&engine, SYNC_BOTH, NULL);
    /* "B" was deleted, "New" is new: neither has become the other. */
    assert_int_equal(world->pages[id - WORLD_FIRST_ID].status, REMOTE_TRASHED);
    assert_int_not_equal(file(&engine, "New")->id, id);
    assert_string_equal(page(&engine, "New")->storage, "<p>b one</p><p>b two</p>");
    engine_expect_quiet(&engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_that_was_created_is_bound_to_its_file),
        cmocka_unit_test(a_page_that_has_a_file_is_not_bound_to_another),
    };
    return cmocka_run_group_tests_name("sync/recover", tests, NULL, NULL);
}

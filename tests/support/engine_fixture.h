/* SPDX-License-Identifier: MIT */
/* A small wiki in memory that is in sync, and how people change it. Titles name pages and files. */
#ifndef TESTS_SUPPORT_ENGINE_FIXTURE_H
#define TESTS_SUPPORT_ENGINE_FIXTURE_H

#include "engine.h"
#include "unit.h"

#define CLEANUP_ENGINE __attribute__((cleanup(engine_release)))

/* Home with A (A1 below it) and B, on both sides. */
static inline void set_up(struct engine *engine)
{
    struct world *world = &engine->store.world;

    engine_init(engine, NULL);
    size_t a = world_add_page(world, "A", world->root, "<p>a one</p><p>a two</p><p>a three</p>");
    (void)world_add_page(world, "A1", world_id(a), "<p>below a</p>");
    (void)world_add_page(world, "B", world->root, "<p>b one</p><p>b two</p>");
    engine_run(engine, SYNC_PULL, NULL);
    engine_expect_quiet(engine);
}

static inline struct world_page *page(struct engine *engine, const char *title)
{
    size_t found = world_find_page(&engine->store.world, title);

    if (found == WORLD_NONE) {
        fail_msg("no page %s", title);
    }
    return &engine->store.world.pages[found];
}

static inline struct world_file *file(struct engine *engine, const char *title)
{
    size_t found = world_find_file(&engine->store.world, title);

    if (found == WORLD_NONE) {
        fail_msg("no file %s", title);
    }
    return &engine->store.world.files[found];
}

static inline void edit_page(struct engine *engine, const char *title, const char *storage)
{
    struct world *world = &engine->store.world;
    world_edit_page(world, world_find_page(world, title), title, storage);
}

static inline void edit_file(struct engine *engine, const char *title, const char *body)
{
    struct world *world = &engine->store.world;
    world_edit_file(world, world_find_file(world, title), title, body);
}

#endif

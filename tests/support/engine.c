/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include "base/limit.h"
#include "unit.h"

static long long no_time(void *data)
{
    (void)data;
    return 1700000000000;
}

static void no_wait(void *data, long long duration_ms)
{
    (void)data;
    (void)duration_ms;
}

void engine_open_state(struct engine *engine, const char *path)
{
    struct error error;

    state_free(engine->state);
    engine->state = NULL;
    if (!state_open(path, &engine->state, &error) ||
        !state_mount_open(engine->state, "docs", &engine->sync.mount, &error)) {
        fail_msg("%s", error.message);
    }
    engine->sync.state = engine->state;
}

void engine_init(struct engine *engine, const char *state_path)
{
    *engine = (struct engine){.random_state = 1};
    memory_store_init(&engine->store);
    engine_open_state(engine, state_path);
    engine->sync.remote = &engine->store.remote;
    engine->sync.local = &engine->store.local;
    engine->sync.clock = (struct clock){no_time, no_time, no_wait, NULL};
    engine->sync.random = random_seeded(&engine->random_state);
}

void engine_release(struct engine *engine)
{
    state_free(engine->state);
    engine->state = NULL;
}

static bool run(struct engine *engine, enum sync_direction direction, struct strbuf *text,
                struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct sync_options options = {.direction = direction};
    struct sync_scan *scan = NULL;

    if (!sync_scan(&engine->sync, arena, &options, &scan, error)) {
        return false;
    }
    if (text) {
        plan_print(text, &scan->facts, scan->plan);
    }
    engine->holds = scan->plan->hold_count;
    return sync_execute(&engine->sync, arena, scan, &engine->report, error);
}

bool engine_try(struct engine *engine, enum sync_direction direction, struct error *error)
{
    return run(engine, direction, NULL, error);
}

void engine_run(struct engine *engine, enum sync_direction direction, struct strbuf *plan)
{
    struct error error;

    if (!run(engine, direction, plan, &error)) {
        fail_msg("%s", error.message);
    }
}

static size_t writes(const struct engine *engine)
{
    return engine->store.world.remote_writes + engine->store.world.local_writes;
}

void engine_settle(struct engine *engine, size_t most)
{
    for (size_t i = 0; i < most; i++) {
        size_t before = writes(engine);
        engine_run(engine, SYNC_BOTH, NULL);
        if (writes(engine) == before && !engine->report.should_run_again) {
            return;
        }
    }
    CLEANUP_STRBUF struct strbuf plan = STRBUF(LIMIT_PAGE);
    engine_run(engine, SYNC_BOTH, &plan);
    fail_msg("still at work after %zu runs:\n%s", most, strbuf_text(&plan));
}

void engine_expect_quiet(struct engine *engine)
{
    CLEANUP_STRBUF struct strbuf plan = STRBUF(LIMIT_PAGE);
    size_t before = writes(engine);

    engine_run(engine, SYNC_BOTH, &plan);
    if (writes(engine) != before || engine->report.done_count > 0) {
        fail_msg("a run that should do nothing did:\n%s", strbuf_text(&plan));
    }
}

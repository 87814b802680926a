/* SPDX-License-Identifier: MIT */
/*
 * The whole engine on random histories (reference: sync.md 3): a world that is in
 * sync, random changes on both sides, and then
 * - it converges, and a further run writes nothing;
 * - whatever anybody typed is live on one of the two sides;
 * - all that also when answers are lost, or when people go on working during the run;
 * - killed at any moment, the next run ends in the same world.
 *
 * The last seed is printed; ENGINE_SEED and ENGINE_ROUNDS replay and extend.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limit.h"
#include "history.h"
#include "temporary.h"
#include "unit.h"
#include "world_text.h"

enum {
    PLAIN_ROUNDS = 1500,
    CRASH_ROUNDS = 60,
    FAULT_ROUNDS = 400,
    RACE_ROUNDS = 800,
    MOST_RUNS = 4,
    MOST_MOMENTS = 200,
};

#define CLEANUP_ENGINE __attribute__((cleanup(engine_release)))

/* Of the history that is being played; printed at the end of each test, also of a failed one. */
static uint64_t last_seed;

static int set_up(void **state)
{
    *state = temporary_new();
    return 0;
}

static int tear_down(void **state)
{
    temporary_free(*state);
    print_message("# the last seed was %" PRIu64 "\n", last_seed);
    return 0;
}

static unsigned long long from_environment(const char *name, unsigned long long otherwise)
{
    unsigned long long number = otherwise;
    const char *text = getenv(name);

    if (text) {
        (void)slice_parse_number(slice_from(text), &number);
    }
    return number;
}

static void histories_converge_and_lose_nothing(void **state)
{
    (void)state;
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", PLAIN_ROUNDS);
    size_t without_holds = 0;

    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP_ENGINE struct engine engine;
        struct history history;
        uint64_t number = seed + round;
        last_seed = number;
        history_start(&history, &engine, &number, NULL);
        engine_settle(&engine, MOST_RUNS);
        engine_expect_quiet(&engine);
        history_expect_live(&history);
        if (engine.holds == 0) {
            without_holds++;
            world_expect_equal_sides(&engine.store.world);
        }
    }
    print_message("# %" PRIu64 " histories, %zu of them without conflicts\n", rounds,
                  without_holds);
}

static void lost_answers_and_requests_change_nothing_in_the_end(void **state)
{
    (void)state;
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", FAULT_ROUNDS);

    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP_ENGINE struct engine engine;
        struct history history;
        struct error error;
        uint64_t number = seed + round;
        last_seed = number;
        history_start(&history, &engine, &number, NULL);
        engine.store.changes = 0;
        engine.store.faults.lose_answer = (size_t)history_roll(&history, 10);
        engine.store.faults.lose_request = (size_t)history_roll(&history, 10);
        engine.store.faults.stop =
            (size_t)history_roll(&history, 3) == 0 ? (size_t)history_roll(&history, 20) : 0;
        (void)engine_try(&engine, SYNC_BOTH, &error);
        engine.store.faults = (struct memory_faults){0};
        engine_settle(&engine, MOST_RUNS + 1);
        engine_expect_quiet(&engine);
        history_expect_live(&history);
        if (engine.holds == 0) {
            world_expect_equal_sides(&engine.store.world);
        }
    }
}

/* Somebody who goes on working while a run is under way. */
struct busy_person {
    struct history *history;
    size_t moments;
    size_t when[3];
};

static void work_on(void *context)
{
    struct busy_person *person = context;

    person->moments++;
    for (size_t i = 0; i < COUNT_OF(person->when); i++) {
        if (person->when[i] == person->moments) {
            history_change(person->history);
        }
    }
}

static void changes_during_a_run_lose_nothing(void **state)
{
    (void)state;
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", RACE_ROUNDS);

    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP_ENGINE struct engine engine;
        struct history history;
        uint64_t number = seed + round;
        last_seed = number;
        history_start(&history, &engine, &number, NULL);
        struct busy_person person = {.history = &history};
        for (size_t i = 0; i < COUNT_OF(person.when); i++) {
            person.when[i] = (size_t)history_roll(&history, 60);
        }
        engine.store.on_moment = work_on;
        engine.store.context = &person;
        engine_run(&engine, SYNC_BOTH, NULL);
        engine.store.on_moment = NULL;
        engine_settle(&engine, MOST_RUNS + 2);
        engine_expect_quiet(&engine);
        history_expect_live(&history);
        if (engine.holds == 0) {
            world_expect_equal_sides(&engine.store.world);
        }
    }
}

/* What a crash would leave behind: the world, and the state's files as they are on disk. */
struct moment {
    struct world world;
    struct slice database;
    struct slice log;
};

struct camera {
    struct arena *arena;
    struct engine *engine;
    const char *path;
    struct moment *moments[MOST_MOMENTS];
    size_t count;
};

static struct slice read_if_there(struct arena *arena, const char *path, const char *suffix)
{
    char name[PATH_MAX];
    struct slice contents = {0};
    struct error error;

    (void)snprintf(name, sizeof name, "%s%s", path, suffix);
    return file_read(arena, name, LIMIT_ANSWER, &contents, &error) ? contents : (struct slice){0};
}

static void take_picture(void *context)
{
    struct camera *camera = context;

    if (camera->count == MOST_MOMENTS) {
        return;
    }
    struct moment *moment = ARENA_NEW(camera->arena, struct moment);
    moment->world = camera->engine->store.world;
    moment->database = read_if_there(camera->arena, camera->path, "");
    moment->log = read_if_there(camera->arena, camera->path, "-wal");
    camera->moments[camera->count++] = moment;
}

static void write_back(const char *path, const char *suffix, struct slice contents)
{
    char name[PATH_MAX];

    (void)snprintf(name, sizeof name, "%s%s", path, suffix);
    (void)unlink(name);
    if (contents.start) {
        FILE *file = fopen(name, "w");
        assert_non_null(file);
        assert_int_equal(fwrite(contents.start, 1, contents.length, file), contents.length);
        assert_int_equal(fclose(file), 0);
    }
}

static void remove_state(const char *path)
{
    const struct slice nothing = {0};

    write_back(path, "", nothing);
    write_back(path, "-wal", nothing);
    write_back(path, "-shm", nothing);
}

/* Goes on after a crash at this moment, as a new process would. */
static void resume(struct engine *engine, const struct moment *moment, const char *path)
{
    state_free(engine->state);
    engine->state = NULL;
    remove_state(path);
    write_back(path, "", moment->database);
    write_back(path, "-wal", moment->log);
    engine->store.world = moment->world;
    engine_open_state(engine, path);
    engine_settle(engine, MOST_RUNS);
}

static size_t crash_everywhere(struct history *history, struct camera *camera, const char *path)
{
    struct engine *engine = history->engine;
    CLEANUP_STRBUF struct strbuf remote = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf local = STRBUF(LIMIT_PAGE);

    engine->store.on_moment = take_picture;
    engine->store.context = camera;
    engine_run(engine, SYNC_BOTH, NULL);
    engine->store.on_moment = NULL;
    engine_settle(engine, MOST_RUNS);
    world_write(&remote, &local, &engine->store.world);
    for (size_t i = 0; i < camera->count; i++) {
        CLEANUP_STRBUF struct strbuf resumed_remote = STRBUF(LIMIT_PAGE);
        CLEANUP_STRBUF struct strbuf resumed_local = STRBUF(LIMIT_PAGE);
        resume(engine, camera->moments[i], path);
        world_write(&resumed_remote, &resumed_local, &engine->store.world);
        if (strcmp(strbuf_text(&remote), strbuf_text(&resumed_remote)) != 0 ||
            strcmp(strbuf_text(&local), strbuf_text(&resumed_local)) != 0) {
            fail_msg("killed at moment %zu: remote\n%slocal\n%sinstead of remote\n%slocal\n%s", i,
                     strbuf_text(&resumed_remote), strbuf_text(&resumed_local),
                     strbuf_text(&remote), strbuf_text(&local));
        }
        engine_expect_quiet(engine);
    }
    return camera->count;
}

static void a_crash_at_any_moment_changes_nothing_in_the_end(void **state)
{
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", CRASH_ROUNDS);
    const char *path = temporary_path(*state, "state.db");
    size_t crashes = 0;

    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_ENGINE struct engine engine;
        static struct camera camera;
        struct history history;
        uint64_t number = seed + round;
        last_seed = number;
        history_start(&history, &engine, &number, path);
        camera = (struct camera){.arena = arena, .engine = &engine, .path = path};
        crashes += crash_everywhere(&history, &camera, path);
        engine_release(&engine);
        remove_state(path);
    }
    print_message("# %" PRIu64 " histories, %zu crashes\n", rounds, crashes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(histories_converge_and_lose_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lost_answers_and_requests_change_nothing_in_the_end, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(changes_during_a_run_lose_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_crash_at_any_moment_changes_nothing_in_the_end, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("sync/engine", tests, NULL, NULL);
}

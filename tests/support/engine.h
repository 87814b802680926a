/* SPDX-License-Identifier: MIT */
/* A world, a state and the engine between them: what the tests of the whole engine stand on. */
#ifndef TESTS_SUPPORT_ENGINE_H
#define TESTS_SUPPORT_ENGINE_H

#include "memory_store.h"
#include "sync/sync.h"

struct engine {
    struct memory_store store;
    struct state *state;
    struct sync sync;
    uint64_t random_state;
    struct sync_report report; /* of the last run; its steps are gone */
    size_t holds;              /* STEP_HOLD of the last plan */
};

/* `state_path` NULL: a state in memory. */
void engine_init(struct engine *engine, const char *state_path);
void engine_release(struct engine *engine);

/* Closes the state and opens another file as it. */
void engine_open_state(struct engine *engine, const char *path);

/* One run; fails the test when the run fails. The plan is appended to `plan` unless NULL. */
void engine_run(struct engine *engine, enum sync_direction direction, struct strbuf *plan);

/* As engine_run, but the run may fail. */
bool engine_try(struct engine *engine, enum sync_direction direction, struct error *error);

/* Runs until nothing is left to do; fails the test when that takes more than `most` runs. */
void engine_settle(struct engine *engine, size_t most);

/* Runs once more and fails the test when that changes anything. */
void engine_expect_quiet(struct engine *engine);

#endif

/* SPDX-License-Identifier: MIT */
/* A state database in a new directory of its own, for tests that open real files. */
#ifndef TESTS_SUPPORT_STATE_FIXTURE_H
#define TESTS_SUPPORT_STATE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"
#include "state/state.h"
#include "unit.h"

struct state_fixture {
    char directory[64];
    char path[96];
    struct state *state;
    long long mount;
    struct arena *arena;
};

static inline void state_fixture_open(struct state_fixture *fixture)
{
    struct error error;

    if (!state_open(fixture->path, &fixture->state, &error) ||
        !state_mount_open(fixture->state, "docs", &fixture->mount, &error)) {
        fail_msg("%s", error.message);
    }
}

static inline void state_fixture_reopen(struct state_fixture *fixture)
{
    state_free(fixture->state);
    fixture->state = NULL;
    state_fixture_open(fixture);
}

static inline int state_fixture_set_up(void **state)
{
    struct state_fixture *fixture = MEM_NEW(struct state_fixture);

    (void)snprintf(fixture->directory, sizeof fixture->directory, "/tmp/confsync-state-XXXXXX");
    if (!mkdtemp(fixture->directory)) {
        return -1;
    }
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/state.db", fixture->directory);
    fixture->arena = arena_new();
    state_fixture_open(fixture);
    *state = fixture;
    return 0;
}

static inline int state_fixture_tear_down(void **state)
{
    struct state_fixture *fixture = *state;
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    char path[128];

    state_free(fixture->state);
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        (void)snprintf(path, sizeof path, "%s%s", fixture->path, suffixes[i]);
        (void)unlink(path);
    }
    (void)rmdir(fixture->directory);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* For calls that must not fail. */
#define ASSERT_OK(call)                                                                            \
    do {                                                                                           \
        struct error error = {0};                                                                  \
        if (!(call)) {                                                                             \
            fail_msg("%s: %s", #call, error.message);                                              \
        }                                                                                          \
    } while (0)

#define UNIT_TEST_WITH_STATE(test)                                                                 \
    cmocka_unit_test_setup_teardown(test, state_fixture_set_up, state_fixture_tear_down)

#endif

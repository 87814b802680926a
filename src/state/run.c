/* SPDX-License-Identifier: MIT */
/* The list of runs. */
#include "state/state_internal.h"

bool state_begin_run(struct state *state, long long mount, const char *command, long long now_ms,
                     long long *run, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "INSERT INTO run (mount, command, started_ms) VALUES (?1, ?2, ?3)",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    state_bind_text(statement, 2, command);
    statement_bind_number(statement, 3, now_ms);
    if (!statement_run(statement, error)) {
        return false;
    }
    *run = database_last_id(state->database);
    return true;
}

bool state_end_run(struct state *state, long long run, const char *result, long long now_ms,
                   struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "UPDATE run SET result = ?2, ended_ms = ?3 WHERE number = ?1",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, run);
    state_bind_text(statement, 2, result);
    statement_bind_number(statement, 3, now_ms);
    return statement_run(statement, error);
}

bool state_last_run(struct state *state, struct arena *arena, long long mount, bool *found,
                    struct state_run *run, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!state_select(state,
                      "SELECT number, started_ms, ended_ms, command, result FROM run"
                      " WHERE mount = ?1 ORDER BY number DESC LIMIT 1",
                      mount, &statement, &has_row, error)) {
        return false;
    }
    *found = has_row;
    if (has_row) {
        *run = (struct state_run){
            .number = statement_number(statement, 0),
            .started_ms = statement_number(statement, 1),
            .ended_ms = statement_number(statement, 2),
            .command = state_copy_text(arena, statement, 3),
            .result = state_copy_text(arena, statement, 4),
        };
    }
    return true;
}

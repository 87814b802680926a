/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include <stdlib.h>

#include "base/mem.h"
#include "state/schema.h"
#include "state/state_internal.h"

struct state_change {
    struct transaction *transaction;
};

bool state_open(const char *path, struct state **state, struct error *error)
{
    CLEANUP(state) struct state *opened = MEM_NEW(struct state);

    /* The base may lag (rule 1), so its commits need not wait; intents ask for it (rule 2). */
    if (!database_open(path, &state_schema, &opened->database, error) ||
        !database_execute(opened->database, "PRAGMA synchronous = NORMAL", error)) {
        return false;
    }
    *state = TAKE(opened);
    return true;
}

void state_free(struct state *state)
{
    if (state) {
        database_free(state->database);
        free(state);
    }
}

bool state_change_begin(struct state *state, struct state_change **change, struct error *error)
{
    struct transaction *transaction = NULL;

    if (!transaction_begin(state->database, &transaction, error)) {
        return false;
    }
    *change = MEM_NEW(struct state_change);
    (*change)->transaction = transaction;
    return true;
}

bool state_change_commit(struct state_change *change, struct error *error)
{
    return transaction_commit(change->transaction, error);
}

void state_change_free(struct state_change *change)
{
    if (change) {
        transaction_free(change->transaction);
        free(change);
    }
}

const char *state_copy_text(struct arena *arena, const struct statement *statement, int column)
{
    return statement_is_null(statement, column)
               ? NULL
               : arena_copy(arena, statement_text(statement, column));
}

struct slice state_copy_blob(struct arena *arena, const struct statement *statement, int column)
{
    struct slice bytes = statement_blob(statement, column);

    if (bytes.start) {
        bytes.start = arena_copy(arena, bytes);
    }
    return bytes;
}

void state_bind_text(struct statement *statement, int parameter, const char *text)
{
    if (text) {
        statement_bind_text(statement, parameter, slice_from(text));
    } else {
        statement_bind_null(statement, parameter);
    }
}

bool state_select(struct state *state, const char *sql, long long mount,
                  struct statement **statement, bool *has_row, struct error *error)
{
    if (!statement_prepare(state->database, sql, statement, error)) {
        return false;
    }
    statement_bind_number(*statement, 1, mount);
    return statement_step(*statement, has_row, error);
}

bool state_mount_open(struct state *state, const char *name, long long *mount, struct error *error)
{
    CLEANUP(statement) struct statement *insert = NULL;
    CLEANUP(statement) struct statement *select = NULL;
    bool has_row = false;

    if (!statement_prepare(state->database, "SELECT id FROM mount WHERE name = ?1", &select,
                           error) ||
        !statement_prepare(state->database,
                           "INSERT INTO mount (name) VALUES (?1) ON CONFLICT (name) DO NOTHING",
                           &insert, error)) {
        return false;
    }
    state_bind_text(select, 1, name);
    state_bind_text(insert, 1, name);
    if (!statement_step(select, &has_row, error)) {
        return false;
    }
    if (!has_row && (!statement_run(insert, error) || !statement_step(select, &has_row, error))) {
        return false;
    }
    *mount = statement_number(select, 0);
    return true;
}

bool state_load_identity(struct state *state, struct arena *arena, long long mount,
                         struct state_identity *identity, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!state_select(state, "SELECT site, space, account, space_id, root FROM mount WHERE id = ?1",
                      mount, &statement, &has_row, error)) {
        return false;
    }
    *identity = (struct state_identity){0};
    if (has_row) {
        identity->site = state_copy_text(arena, statement, 0);
        identity->space = state_copy_text(arena, statement, 1);
        identity->account = state_copy_text(arena, statement, 2);
        identity->space_id = statement_number(statement, 3);
        identity->root = statement_number(statement, 4);
    }
    return true;
}

bool state_save_identity(struct state *state, long long mount,
                         const struct state_identity *identity, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "UPDATE mount SET site = ?2, space = ?3, account = ?4, space_id = ?5,"
                           " root = ?6 WHERE id = ?1",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    state_bind_text(statement, 2, identity->site);
    state_bind_text(statement, 3, identity->space);
    state_bind_text(statement, 4, identity->account);
    statement_bind_number(statement, 5, identity->space_id);
    statement_bind_number(statement, 6, identity->root);
    return statement_run(statement, error);
}

/* SPDX-License-Identifier: MIT */
/* The intent journal. */
#include "base/vec.h"
#include "state/state_internal.h"

static const char *const kind_names[] = {
    [STATE_INTENT_CREATE] = "create",
    [STATE_INTENT_RETITLE] = "retitle",
    [STATE_INTENT_PUSH] = "push",
    [STATE_INTENT_PULL] = "pull",
};
#define KIND_COUNT (sizeof kind_names / sizeof kind_names[0])

static enum state_intent_kind kind_of(struct slice name)
{
    size_t kind = 0;

    while (kind + 1 < KIND_COUNT && !slice_equals(name, kind_names[kind])) {
        kind++;
    }
    return (enum state_intent_kind)kind;
}

static struct state_intent read_intent(struct arena *arena, const struct statement *statement)
{
    return (struct state_intent){
        .number = statement_number(statement, 0),
        .kind = kind_of(statement_text(statement, 1)),
        .page = statement_number(statement, 2),
        .parent = statement_number(statement, 3),
        .version = statement_number(statement, 4),
        .created_ms = statement_number(statement, 5),
        .path = state_copy_text(arena, statement, 6),
        .title = state_copy_text(arena, statement, 7),
        .message = state_copy_text(arena, statement, 8),
        .storage = state_copy_blob(arena, statement, 9),
        .markdown = state_copy_blob(arena, statement, 10),
    };
}

static bool insert_intent(struct state *state, long long mount, struct state_intent *intent,
                          struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "INSERT INTO intent (mount, kind, page, parent, version, created_ms,"
                           " path, title, message, storage, markdown)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    state_bind_text(statement, 2, kind_names[intent->kind]);
    statement_bind_number(statement, 3, intent->page);
    statement_bind_number(statement, 4, intent->parent);
    statement_bind_number(statement, 5, intent->version);
    statement_bind_number(statement, 6, intent->created_ms);
    state_bind_text(statement, 7, intent->path);
    state_bind_text(statement, 8, intent->title);
    state_bind_text(statement, 9, intent->message);
    statement_bind_blob(statement, 10, intent->storage);
    statement_bind_blob(statement, 11, intent->markdown);
    if (!statement_run(statement, error)) {
        return false;
    }
    intent->number = database_last_id(state->database);
    return true;
}

static bool insert_intents(struct state *state, long long mount, struct state_intents *intents,
                           struct error *error)
{
    CLEANUP(state_change) struct state_change *change = NULL;

    if (!state_change_begin(state, &change, error)) {
        return false;
    }
    for (size_t i = 0; i < intents->count; i++) {
        if (!insert_intent(state, mount, &intents->items[i], error)) {
            return false;
        }
    }
    return state_change_commit(change, error);
}

bool state_add_intents(struct state *state, long long mount, struct state_intents *intents,
                       struct error *error)
{
    if (!database_execute(state->database, "PRAGMA synchronous = FULL", error)) {
        return false;
    }
    bool is_added = insert_intents(state, mount, intents, error);
    struct error pragma_error;
    if (!database_execute(state->database, "PRAGMA synchronous = NORMAL", &pragma_error) &&
        is_added) {
        *error = pragma_error;
        return false;
    }
    return is_added;
}

bool state_list_intents(struct state *state, struct arena *arena, long long mount,
                        struct state_intents *intents, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    struct state_intents found = {0};
    bool has_row = false;

    if (!state_select(state,
                      "SELECT number, kind, page, parent, version, created_ms, path, title,"
                      " message, storage, markdown FROM intent WHERE mount = ?1"
                      " ORDER BY number",
                      mount, &statement, &has_row, error)) {
        return false;
    }
    while (has_row) {
        found.items = VEC_GROW(arena, found.items, found.count);
        found.items[found.count++] = read_intent(arena, statement);
        if (!statement_step(statement, &has_row, error)) {
            return false;
        }
    }
    *intents = found;
    return true;
}

bool state_drop_intent(struct state *state, long long mount, long long number, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database, "DELETE FROM intent WHERE mount = ?1 AND number = ?2",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, number);
    return statement_run(statement, error);
}

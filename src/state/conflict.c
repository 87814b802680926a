/* SPDX-License-Identifier: MIT */
/* Conflicts that wait for the user. */
#include "base/vec.h"
#include "state/state_internal.h"

/* Columns 0 to 8, then local and storage; path and title are the page's own where it is known. */
#define CONFLICT_COLUMNS                                                                           \
    "conflict.page, attribute, reason, coalesce(page.path, conflict.path),"                        \
    " coalesce(page.title, conflict.title), resolution, since_ms, conflict.version, remote_title"
#define CONFLICT_TABLES                                                                            \
    " FROM conflict LEFT JOIN page ON page.mount = conflict.mount AND page.id = conflict.page"

static struct state_conflict read_conflict(struct arena *arena, const struct statement *statement,
                                           bool has_bodies)
{
    struct state_conflict conflict = {
        .page = statement_number(statement, 0),
        .attribute = state_copy_text(arena, statement, 1),
        .reason = state_copy_text(arena, statement, 2),
        .path = state_copy_text(arena, statement, 3),
        .title = state_copy_text(arena, statement, 4),
        .resolution = state_copy_text(arena, statement, 5),
        .since_ms = statement_number(statement, 6),
        .version = statement_number(statement, 7),
        .remote_title = state_copy_text(arena, statement, 8),
    };
    if (has_bodies) {
        conflict.local = state_copy_blob(arena, statement, 9);
        conflict.storage = state_copy_blob(arena, statement, 10);
    }
    return conflict;
}

static bool read_conflicts(struct arena *arena, struct statement *statement, bool has_bodies,
                           struct state_conflicts *conflicts, struct error *error)
{
    struct state_conflicts found = {0};
    bool has_row = false;

    if (!statement_step(statement, &has_row, error)) {
        return false;
    }
    while (has_row) {
        found.items = VEC_GROW(arena, found.items, found.count);
        found.items[found.count++] = read_conflict(arena, statement, has_bodies);
        if (!statement_step(statement, &has_row, error)) {
            return false;
        }
    }
    *conflicts = found;
    return true;
}

bool state_list_conflicts(struct state *state, struct arena *arena, long long mount,
                          struct state_conflicts *conflicts, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "SELECT " CONFLICT_COLUMNS CONFLICT_TABLES
                           " WHERE conflict.mount = ?1 ORDER BY conflict.page, attribute",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    return read_conflicts(arena, statement, false, conflicts, error);
}

bool state_load_conflicts(struct state *state, struct arena *arena, long long mount, long long page,
                          struct state_conflicts *conflicts, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "SELECT " CONFLICT_COLUMNS ", local, storage" CONFLICT_TABLES
                           " WHERE conflict.mount = ?1 AND conflict.page = ?2 ORDER BY attribute",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, page);
    return read_conflicts(arena, statement, true, conflicts, error);
}

bool state_save_conflict(struct state *state, long long mount,
                         const struct state_conflict *conflict, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(
            state->database,
            "INSERT OR REPLACE INTO conflict (mount, page, attribute, reason, path, title,"
            " resolution, since_ms, version, remote_title, local, storage)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, conflict->page);
    state_bind_text(statement, 3, conflict->attribute);
    state_bind_text(statement, 4, conflict->reason);
    state_bind_text(statement, 5, conflict->path);
    state_bind_text(statement, 6, conflict->title);
    state_bind_text(statement, 7, conflict->resolution);
    statement_bind_number(statement, 8, conflict->since_ms);
    statement_bind_number(statement, 9, conflict->version);
    state_bind_text(statement, 10, conflict->remote_title);
    statement_bind_blob(statement, 11, conflict->local);
    statement_bind_blob(statement, 12, conflict->storage);
    return statement_run(statement, error);
}

bool state_drop_conflict(struct state *state, long long mount, long long page,
                         const char *attribute, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "DELETE FROM conflict WHERE mount = ?1 AND page = ?2"
                           " AND attribute = coalesce(?3, attribute)",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, page);
    state_bind_text(statement, 3, attribute);
    return statement_run(statement, error);
}

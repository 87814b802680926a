/* SPDX-License-Identifier: MIT */
#include "sandbox/space.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "database/statement.h"
#include "sandbox/page.h"

#define SPACE_COLUMNS "id, key, name, homepage, author, created_ms"

/* Of home pages: where real ones are found, far from both ends. */
enum { HOME_POSITION = 738 };

static struct slice copy(struct arena *arena, struct slice text)
{
    return (struct slice){arena_copy(arena, text), text.length};
}

static void read_space(const struct statement *statement, struct arena *arena, struct space *space)
{
    *space = (struct space){
        .id = statement_number(statement, 0),
        .key = arena_copy(arena, statement_text(statement, 1)),
        .name = copy(arena, statement_text(statement, 2)),
        .homepage = statement_number(statement, 3),
        .author = copy(arena, statement_text(statement, 4)),
        .created_ms = statement_number(statement, 5),
    };
}

bool space_get(struct sandbox *sandbox, struct arena *arena, long long id, struct space *space,
               struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database, "SELECT " SPACE_COLUMNS " FROM space WHERE id = ?1",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, id);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    if (!has_row) {
        return problem_set(problem, 404, "NOT_FOUND", "Cannot find a space with id [%lld]", id);
    }
    read_space(statement, arena, space);
    return true;
}

bool space_get_by_key(struct sandbox *sandbox, struct arena *arena, struct slice key,
                      struct space *space, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "SELECT " SPACE_COLUMNS " FROM space WHERE folded_key = ?1", &statement,
                           &problem->error)) {
        return false;
    }
    if (utf8_is_valid(key)) {
        statement_bind_text(statement, 1, utf8_fold(arena, key));
    }
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    if (!has_row) {
        return problem_set(problem, 404, "NOT_FOUND", "No space with key : %.*s", (int)key.length,
                           key.start);
    }
    read_space(statement, arena, space);
    return true;
}

#define SELECT_SPACES                                                                              \
    "SELECT " SPACE_COLUMNS " FROM space"                                                          \
    " WHERE (?1 IS NULL OR folded_key IN (SELECT lower(value) FROM json_each(?1)))"                \
    " AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2)))"                                 \
    " ORDER BY "

static const char *const selections[] = {
    [SPACE_BY_ID] = SELECT_SPACES "id LIMIT ?3 OFFSET ?4",
    [SPACE_BY_ID_DOWN] = SELECT_SPACES "id DESC LIMIT ?3 OFFSET ?4",
    [SPACE_BY_KEY] = SELECT_SPACES "folded_key LIMIT ?3 OFFSET ?4",
    [SPACE_BY_KEY_DOWN] = SELECT_SPACES "folded_key DESC LIMIT ?3 OFFSET ?4",
    [SPACE_BY_NAME] = SELECT_SPACES "name, id LIMIT ?3 OFFSET ?4",
    [SPACE_BY_NAME_DOWN] = SELECT_SPACES "name DESC, id DESC LIMIT ?3 OFFSET ?4",
};

bool space_list(struct sandbox *sandbox, struct arena *arena, const struct space_query *query,
                struct space **spaces, size_t *count, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    *spaces = NULL;
    *count = 0;
    if (!statement_prepare(sandbox->database, selections[query->order], &statement,
                           &problem->error)) {
        return false;
    }
    statement_bind_text(statement, 1, slice_from(query->keys));
    statement_bind_text(statement, 2, slice_from(query->ids));
    statement_bind_number(statement, 3, query->limit);
    statement_bind_number(statement, 4, query->offset);
    while (true) {
        if (!statement_step(statement, &has_row, &problem->error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        *spaces = VEC_GROW(arena, *spaces, *count);
        read_space(statement, arena, &(*spaces)[(*count)++]);
    }
}

static bool insert_space(struct sandbox *sandbox, const struct space *space,
                         struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(statement) struct statement *statement = NULL;
    struct slice key = slice_from(space->key);

    if (!statement_prepare(sandbox->database,
                           "INSERT INTO space (id, key, folded_key, name, author, created_ms)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, space->id);
    statement_bind_text(statement, 2, key);
    statement_bind_text(statement, 3, utf8_fold(arena, key));
    statement_bind_text(statement, 4, space->name);
    statement_bind_text(statement, 5, space->author);
    statement_bind_number(statement, 6, space->created_ms);
    return statement_run(statement, &problem->error);
}

static bool set_homepage(struct sandbox *sandbox, const struct space *space,
                         struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database, "UPDATE space SET homepage = ?2 WHERE id = ?1",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, space->id);
    statement_bind_number(statement, 2, space->homepage);
    return statement_run(statement, &problem->error);
}

static bool key_is_free(struct sandbox *sandbox, struct slice key, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct space taken;
    struct problem absence = {0};

    if (space_get_by_key(sandbox, arena, key, &taken, &absence)) {
        return problem_set(problem, 400, "BAD_REQUEST", "A space already exists with key %.*s",
                           (int)key.length, key.start);
    }
    if (absence.status == 0) {
        *problem = absence;
        return false;
    }
    return true;
}

bool space_create(struct sandbox *sandbox, struct space *space, struct slice home_title,
                  struct slice home_body, struct problem *problem)
{
    struct page home = {
        .status = PAGE_CURRENT,
        .position = HOME_POSITION,
        .has_position = true,
        .author = space->author,
        .owner = space->author,
        .created_ms = space->created_ms,
        .number = 1,
        .title = home_title,
        .message = SLICE_LITERAL(""),
        .version_author = space->author,
        .version_ms = space->created_ms,
        .body = home_body,
    };

    if (!key_is_free(sandbox, slice_from(space->key), problem) ||
        !page_new_id(sandbox, &space->id, problem) || !insert_space(sandbox, space, problem) ||
        !page_new_id(sandbox, &home.id, problem)) {
        return false;
    }
    home.space = space->id;
    space->homepage = home.id;
    return page_insert(sandbox, &home, problem) && set_homepage(sandbox, space, problem);
}

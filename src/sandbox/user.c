/* SPDX-License-Identifier: MIT */
#include "sandbox/user.h"

#include <stdio.h>

#include "database/statement.h"
#include "sandbox/uuid.h"

/* What Cloud puts in front of the ids of accounts that were made before 2018 or so. */
#define ACCOUNT_PREFIX "557058:"

static struct slice copy(struct arena *arena, struct slice text)
{
    return (struct slice){arena_copy(arena, text), text.length};
}

static bool find(struct sandbox *sandbox, struct arena *arena, struct slice login,
                 struct user *user, bool *is_found, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database,
                           "SELECT account_id, login, name FROM user WHERE login = ?1", &statement,
                           &problem->error)) {
        return false;
    }
    statement_bind_text(statement, 1, login);
    if (!statement_step(statement, is_found, &problem->error)) {
        return false;
    }
    if (*is_found) {
        user->account_id = copy(arena, statement_text(statement, 0));
        user->login = copy(arena, statement_text(statement, 1));
        user->name = copy(arena, statement_text(statement, 2));
    }
    return true;
}

static bool add(struct sandbox *sandbox, struct arena *arena, struct slice login, struct user *user,
                struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    char id[sizeof ACCOUNT_PREFIX + UUID_SIZE] = ACCOUNT_PREFIX;

    uuid_make(sandbox->random, id + sizeof ACCOUNT_PREFIX - 1);
    user->account_id = copy(arena, slice_from(id));
    user->login = copy(arena, login);
    user->name = slice_part(user->login, 0, slice_find_char(user->login, 0, '@'));
    if (!statement_prepare(sandbox->database,
                           "INSERT INTO user (account_id, login, name) VALUES (?1, ?2, ?3)",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_text(statement, 1, user->account_id);
    statement_bind_text(statement, 2, user->login);
    statement_bind_text(statement, 3, user->name);
    return statement_run(statement, &problem->error);
}

bool user_of_login(struct sandbox *sandbox, struct arena *arena, struct slice login,
                   struct user *user, struct problem *problem)
{
    bool is_found = false;

    return find(sandbox, arena, login, user, &is_found, problem) &&
           (is_found || add(sandbox, arena, login, user, problem));
}

bool user_name_of(struct sandbox *sandbox, struct arena *arena, struct slice account_id,
                  struct slice *name, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database, "SELECT name FROM user WHERE account_id = ?1",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_text(statement, 1, account_id);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    *name = has_row ? copy(arena, statement_text(statement, 0)) : account_id;
    return true;
}

/* SPDX-License-Identifier: MIT */
#include "database/statement.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "database/database_internal.h"

struct statement {
    struct database *database;
    sqlite3_stmt *handle;
    char *sql;      /* the key of a kept statement; NULL when it is not kept */
    int bind_error; /* SQLite's code of the first value it refused, or SQLITE_OK */
    bool is_in_use;
};

enum { PRIMARY_CODE = 0xFF }; /* of an extended result code */

/* "Disk I/O error" says little; what the system said tells what to do. */
bool database_error(const struct database *database, struct error *error)
{
    int code = sqlite3_extended_errcode(database->handle);
    int reason = sqlite3_system_errno(database->handle);

    if ((code & PRIMARY_CODE) == SQLITE_FULL) {
        return error_set(error, ERROR_IO, ENOSPC, "%s", strerror(ENOSPC));
    }
    if ((code & PRIMARY_CODE) == SQLITE_IOERR && reason != 0) {
        return error_set(error, ERROR_IO, reason, "%s", strerror(reason));
    }
    return error_set(error, ERROR_DATABASE, code, "%s", sqlite3_errmsg(database->handle));
}

static void destroy(struct statement *statement)
{
    /* The return value repeats the error of the last step, which was reported then. */
    (void)sqlite3_finalize(statement->handle);
    free(statement->sql);
    free(statement);
}

void database_free_statements(struct database *database)
{
    for (size_t i = 0; i < strmap_count(database->statements); i++) {
        struct statement *statement = strmap_item_at(database->statements, i).value;
        assert(!statement->is_in_use);
        destroy(statement);
    }
    strmap_free(database->statements);
}

/* Compiles the text. NULL, with the error filled in, when that fails. */
static struct statement *compile(struct database *database, const char *sql, unsigned flags,
                                 struct error *error)
{
    sqlite3_stmt *handle = NULL;

    if (sqlite3_prepare_v3(database->handle, sql, -1, flags, &handle, NULL) != SQLITE_OK) {
        (void)database_error(database, error);
        return NULL;
    }
    struct statement *statement = MEM_NEW(struct statement);
    statement->database = database;
    statement->handle = handle;
    return statement;
}

/* As compile, and the database keeps the statement for the next time. */
static struct statement *compile_to_keep(struct database *database, const char *sql,
                                         struct error *error)
{
    struct statement *statement = compile(database, sql, SQLITE_PREPARE_PERSISTENT, error);

    if (statement) {
        statement->sql = mem_copy_text(sql);
        (void)strmap_put(database->statements, slice_from(statement->sql), statement);
    }
    return statement;
}

bool statement_prepare(struct database *database, const char *sql, struct statement **statement,
                       struct error *error)
{
    struct statement *found = strmap_find(database->statements, slice_from(sql));

    if (!found) {
        found = compile_to_keep(database, sql, error);
    } else if (found->is_in_use) {
        found = compile(database, sql, 0, error);
    }
    if (!found) {
        return false;
    }
    found->is_in_use = true;
    *statement = found;
    return true;
}

void statement_free(struct statement *statement)
{
    if (!statement) {
        return;
    }
    if (!statement->sql) {
        destroy(statement);
        return;
    }
    statement_reset(statement);
    (void)sqlite3_clear_bindings(statement->handle);
    statement->bind_error = SQLITE_OK;
    statement->is_in_use = false;
}

static void note_binding(struct statement *statement, int code)
{
    assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
    if (statement->bind_error == SQLITE_OK) {
        statement->bind_error = code;
    }
}

void statement_bind_text(struct statement *statement, int parameter, struct slice text)
{
    note_binding(statement, sqlite3_bind_text64(statement->handle, parameter, text.start,
                                                text.length, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void statement_bind_blob(struct statement *statement, int parameter, struct slice bytes)
{
    note_binding(statement, sqlite3_bind_blob64(statement->handle, parameter, bytes.start,
                                                bytes.length, SQLITE_TRANSIENT));
}

void statement_bind_number(struct statement *statement, int parameter, long long number)
{
    note_binding(statement, sqlite3_bind_int64(statement->handle, parameter, number));
}

void statement_bind_null(struct statement *statement, int parameter)
{
    note_binding(statement, sqlite3_bind_null(statement->handle, parameter));
}

bool statement_step(struct statement *statement, bool *has_row, struct error *error)
{
    if (statement->bind_error != SQLITE_OK) {
        return error_set(error, ERROR_DATABASE, statement->bind_error, "%s",
                         sqlite3_errstr(statement->bind_error));
    }
    int code = sqlite3_step(statement->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        (void)database_error(statement->database, error);
        statement_reset(statement);
        return false;
    }
    if (code == SQLITE_DONE) {
        statement_reset(statement);
    }
    *has_row = code == SQLITE_ROW;
    return true;
}

bool statement_run(struct statement *statement, struct error *error)
{
    bool has_row = true;

    while (has_row) {
        if (!statement_step(statement, &has_row, error)) {
            return false;
        }
    }
    return true;
}

void statement_reset(struct statement *statement)
{
    /* The return value repeats the error of the last step, which was reported then. */
    (void)sqlite3_reset(statement->handle);
}

struct slice statement_text(const struct statement *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement->handle, column);
    return (struct slice){text, text ? (size_t)sqlite3_column_bytes(statement->handle, column) : 0};
}

struct slice statement_blob(const struct statement *statement, int column)
{
    /* SQLite gives no pointer for an empty blob; only NULL may look like NULL. */
    if (statement_is_null(statement, column)) {
        return (struct slice){0};
    }
    const char *bytes = sqlite3_column_blob(statement->handle, column);
    return (struct slice){bytes ? bytes : "",
                          (size_t)sqlite3_column_bytes(statement->handle, column)};
}

long long statement_number(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

bool statement_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

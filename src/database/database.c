/* SPDX-License-Identifier: MIT */
#include "database/database.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "database/database_internal.h"
#include "database/statement.h"

enum { BUSY_TIMEOUT_MS = 5000 };

struct transaction {
    struct database *database;
    bool is_committed;
};

bool database_execute(struct database *database, const char *sql, struct error *error)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           database_error(database, error);
}

/* The first number that the statement gives. */
static bool read_number(struct database *database, const char *sql, long long *number,
                        struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(database, sql, &statement, error) ||
        !statement_step(statement, &has_row, error)) {
        return false;
    }
    *number = has_row ? statement_number(statement, 0) : 0;
    return true;
}

/* Pragmas take no parameters, so the number is written into the text. */
static bool set_pragma(struct database *database, const char *name, long long number,
                       struct error *error)
{
    char sql[64];

    (void)snprintf(sql, sizeof sql, "PRAGMA %s = %lld", name, number);
    return database_execute(database, sql, error);
}

/* Refuses a file that another program, or a newer version of this one, has written. */
static bool check_origin(struct database *database, const struct database_schema *schema,
                         long long version, struct error *error)
{
    long long application_id = 0;
    long long table_count = 0;

    if (!read_number(database, "PRAGMA application_id", &application_id, error) ||
        !read_number(database, "SELECT count(*) FROM sqlite_schema", &table_count, error)) {
        return false;
    }
    bool is_new = application_id == 0 && version == 0 && table_count == 0;
    if (!is_new && application_id != schema->application_id) {
        return error_set(error, ERROR_INPUT, 0, "this is a database, but not a %s", schema->name);
    }
    if (version < 0 || (unsigned long long)version > schema->migration_count) {
        return error_set(error, ERROR_INPUT, 0,
                         "this %s has version %lld, written by a newer program; "
                         "this one knows versions up to %zu",
                         schema->name, version, schema->migration_count);
    }
    return true;
}

static bool run_migrations(struct database *database, const struct database_schema *schema,
                           size_t version, struct error *error)
{
    for (size_t i = version; i < schema->migration_count; i++) {
        if (!database_execute(database, schema->migrations[i], error)) {
            return error_prefix(error, "schema version %zu", i + 1);
        }
    }
    long long broken = 0;
    if (!read_number(database, "SELECT count(*) FROM pragma_foreign_key_check", &broken, error)) {
        return false;
    }
    if (broken > 0) {
        return error_set(error, ERROR_DATABASE, SQLITE_CONSTRAINT_FOREIGNKEY,
                         "the %s has %lld references to rows that do not exist", schema->name,
                         broken);
    }
    return set_pragma(database, "application_id", schema->application_id, error) &&
           set_pragma(database, "user_version", (long long)schema->migration_count, error);
}

static bool migrate(struct database *database, const struct database_schema *schema,
                    struct error *error)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;
    long long version = 0;

    /* Read inside the transaction: another process may be migrating the same file. */
    if (!transaction_begin(database, &transaction, error) ||
        !read_number(database, "PRAGMA user_version", &version, error) ||
        !check_origin(database, schema, version, error)) {
        return false;
    }
    if ((size_t)version == schema->migration_count) {
        return true;
    }
    return run_migrations(database, schema, (size_t)version, error) &&
           transaction_commit(transaction, error);
}

static bool prepare_connection(struct database *database, const struct database_schema *schema,
                               struct error *error)
{
    (void)sqlite3_busy_timeout(database->handle, BUSY_TIMEOUT_MS);
    return database_execute(database,
                            "PRAGMA foreign_keys = OFF;"
                            "PRAGMA trusted_schema = OFF;"
                            "PRAGMA synchronous = FULL;",
                            error) &&
           migrate(database, schema, error) &&
           database_execute(database, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;",
                            error);
}

bool database_open(const char *path, const struct database_schema *schema,
                   struct database **database, struct error *error)
{
    CLEANUP(database) struct database *opened = MEM_NEW(struct database);
    const char *name = path ? path : ":memory:";
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;

    assert(schema->application_id != 0);
    opened->statements = strmap_new();
    if (sqlite3_open_v2(name, &opened->handle, flags, NULL) != SQLITE_OK) {
        (void)database_error(opened, error);
        return error_prefix(error, "%s", name);
    }
    if (!prepare_connection(opened, schema, error)) {
        return error_prefix(error, "%s", name);
    }
    *database = TAKE(opened);
    return true;
}

void database_free(struct database *database)
{
    if (!database) {
        return;
    }
    assert(!database->has_transaction);
    database_free_statements(database);
    /* Not busy: every statement was finalised above. */
    (void)sqlite3_close(database->handle);
    free(database);
}

long long database_last_id(const struct database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

long long database_changed_rows(const struct database *database)
{
    return sqlite3_changes64(database->handle);
}

bool transaction_begin(struct database *database, struct transaction **transaction,
                       struct error *error)
{
    assert(!database->has_transaction);
    if (!database_execute(database, "BEGIN IMMEDIATE", error)) {
        return false;
    }
    database->has_transaction = true;
    *transaction = MEM_NEW(struct transaction);
    (*transaction)->database = database;
    return true;
}

bool transaction_commit(struct transaction *transaction, struct error *error)
{
    assert(!transaction->is_committed);
    transaction->is_committed = database_execute(transaction->database, "COMMIT", error);
    return transaction->is_committed;
}

void transaction_free(struct transaction *transaction)
{
    if (!transaction) {
        return;
    }
    transaction->database->has_transaction = false;
    /* Some failures (a full disk) have rolled back already; then there is nothing to do. */
    if (!transaction->is_committed && !sqlite3_get_autocommit(transaction->database->handle)) {
        (void)sqlite3_exec(transaction->database->handle, "ROLLBACK", NULL, NULL, NULL);
    }
    free(transaction);
}

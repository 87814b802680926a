/* SPDX-License-Identifier: MIT */
/*
 * A database in one file (SQLite), or in memory, with a numbered schema.
 *
 *     CLEANUP(database) struct database *database = NULL;
 *     if (!database_open("state.db", &schema, &database, error)) { ... }
 *
 *     CLEANUP(transaction) struct transaction *transaction = NULL;
 *     if (!transaction_begin(database, &transaction, error)) { ... }
 *     ...                                     // statements, see database/statement.h
 *     return transaction_commit(transaction, error);
 *
 * What was not committed when the transaction is freed is rolled back, so an
 * early return undoes the work done so far. Outside a transaction each statement
 * is its own transaction.
 *
 * A file is opened in WAL mode with full synchronisation: what was committed
 * survives a power cut. Foreign keys are enforced. Another process that writes is
 * waited for up to five seconds.
 *
 * Errors are ERROR_DATABASE with SQLite's extended result code, ERROR_IO with errno
 * where the system refused (a full disk for one), and ERROR_INPUT for a file that is
 * not ours or comes from a newer program. One database belongs to one thread.
 */
#ifndef DATABASE_DATABASE_H
#define DATABASE_DATABASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/cleanup.h"
#include "base/error.h"

/*
 * What a database must look like. The text of migrations[n] is SQL that leads from
 * version n to version n + 1; an empty file is version 0. A migration that was
 * released is never changed: add another one. While migrations run, foreign keys
 * are not enforced but are checked at the end.
 */
struct database_schema {
    const char *name;   /* of the kind of file, for messages: "workspace state" */
    int application_id; /* marks the file as ours; not 0 */
    const char *const *migrations;
    size_t migration_count;
};

struct database;
struct transaction;

/*
 * Opens the file, made when it is not there, and brings it to the newest version
 * of the schema, all steps in one transaction. A path of NULL opens a new database
 * in memory. The caller frees it, after all its statements and transactions.
 */
bool database_open(const char *path, const struct database_schema *schema,
                   struct database **database, struct error *error)
    __attribute__((warn_unused_result));

/* Closes the database. NULL is allowed. */
void database_free(struct database *database);
DEFINE_CLEANUP(database)

/* Runs one or more SQL statements that have no parameters and whose rows do not matter. */
bool database_execute(struct database *database, const char *sql, struct error *error)
    __attribute__((warn_unused_result));

/* The rowid of the row inserted last, and the number of rows the last statement changed. */
long long database_last_id(const struct database *database);
long long database_changed_rows(const struct database *database);

/*
 * Takes the write lock and starts a transaction. There can be one at a time in a
 * database. The caller frees it.
 */
bool transaction_begin(struct database *database, struct transaction **transaction,
                       struct error *error) __attribute__((warn_unused_result));

/* Makes everything since transaction_begin permanent. After a failure nothing of it is. */
bool transaction_commit(struct transaction *transaction, struct error *error)
    __attribute__((warn_unused_result));

/* Ends the transaction; rolled back unless it was committed. NULL is allowed. */
void transaction_free(struct transaction *transaction);
DEFINE_CLEANUP(transaction)

#endif

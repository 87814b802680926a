/* SPDX-License-Identifier: MIT */
/*
 * A prepared SQL statement: bind values, step through rows, read columns.
 *
 *     CLEANUP(statement) struct statement *statement = NULL;
 *     if (!statement_prepare(database, "SELECT id, title FROM page WHERE space = ?1", &statement,
 *                            error)) {
 *         return false;
 *     }
 *     statement_bind_number(statement, 1, space);
 *     bool has_row = false;
 *     while (statement_step(statement, &has_row, error) && has_row) {
 *         add_page(statement_number(statement, 0), statement_text(statement, 1));
 *     }
 *     return !has_row;        // still true: the loop ended because a step failed
 *
 * Preparing is cheap: the database keeps compiled statements by their text, and
 * statement_free gives this one back. SQL should therefore be constant text, with
 * parameters for everything that varies; a list is one parameter of JSON, read with
 * json_each(?1). Parameters count from 1, columns from 0, as in SQLite.
 *
 * Binding never fails at once: what SQLite refused is reported by the next step.
 */
#ifndef DATABASE_STATEMENT_H
#define DATABASE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "base/slice.h"
#include "database/database.h"

struct statement;

/* Prepares one SQL statement. The caller frees it, before the database. */
bool statement_prepare(struct database *database, const char *sql, struct statement **statement,
                       struct error *error) __attribute__((warn_unused_result));

/* Gives the statement back to its database. NULL is allowed. */
void statement_free(struct statement *statement);
DEFINE_CLEANUP(statement)

/*
 * Values for parameters. Bytes are copied. A parameter that was never bound is
 * NULL, as is a slice whose start is NULL; "" is an empty text.
 */
void statement_bind_text(struct statement *statement, int parameter, struct slice text);
void statement_bind_blob(struct statement *statement, int parameter, struct slice bytes);
void statement_bind_number(struct statement *statement, int parameter, long long number);
void statement_bind_null(struct statement *statement, int parameter);

/* Goes to the next row; *has_row is false, and the statement reset, when there is none. */
bool statement_step(struct statement *statement, bool *has_row, struct error *error)
    __attribute__((warn_unused_result));

/* Runs the statement to its end, ignoring rows, and resets it: for INSERT, UPDATE, DELETE. */
bool statement_run(struct statement *statement, struct error *error)
    __attribute__((warn_unused_result));

/* Back to before the first row, so that it can be stepped again. Bound values stay. */
void statement_reset(struct statement *statement);

/*
 * Columns of the current row. Text and blobs belong to the statement and are valid
 * until it is stepped, reset or freed; NULL gives a slice whose start is NULL, and
 * the number 0.
 */
struct slice statement_text(const struct statement *statement, int column);
struct slice statement_blob(const struct statement *statement, int column);
long long statement_number(const struct statement *statement, int column);
bool statement_is_null(const struct statement *statement, int column);

#endif

/* SPDX-License-Identifier: MIT */
/* What database.c and statement.c share. */
#ifndef DATABASE_DATABASE_INTERNAL_H
#define DATABASE_DATABASE_INTERNAL_H

#include <stdbool.h>

#include <sqlite3.h>

#include "base/error.h"
#include "base/strmap.h"

struct database {
    sqlite3 *handle;
    struct strmap *statements; /* by SQL text: the first statement prepared for it */
    bool has_transaction;
};

/* Fills in the error with what SQLite says about its last call. Always returns false. */
bool database_error(const struct database *database, struct error *error);

/* Frees the statements that the database keeps; none of them is in use. */
void database_free_statements(struct database *database);

#endif

/* SPDX-License-Identifier: MIT */
/* What the files of the state share. */
#ifndef STATE_STATE_INTERNAL_H
#define STATE_STATE_INTERNAL_H

#include "database/database.h"
#include "database/statement.h"
#include "state/state.h"

struct state {
    struct database *database;
};

/* A column as a text in the arena; NULL for NULL. */
const char *state_copy_text(struct arena *arena, const struct statement *statement, int column);

/* A column as bytes in the arena; start is NULL for NULL. */
struct slice state_copy_blob(struct arena *arena, const struct statement *statement, int column);

/* `text` may be NULL. */
void state_bind_text(struct statement *statement, int parameter, const char *text);

/* Starts a query over rows of the mount, which is its ?1, and goes to the first of them. */
bool state_select(struct state *state, const char *sql, long long mount,
                  struct statement **statement, bool *has_row, struct error *error)
    __attribute__((warn_unused_result));

#endif

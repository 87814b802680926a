/* SPDX-License-Identifier: MIT */
/* The tables of the state, as numbered migrations; docs/state.md explains them. */
#ifndef STATE_SCHEMA_H
#define STATE_SCHEMA_H

#include "database/database.h"

extern const struct database_schema state_schema;

#endif

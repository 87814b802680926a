/* SPDX-License-Identifier: MIT */
/* The tables in which the sandbox keeps its spaces and pages. */
#ifndef SANDBOX_SCHEMA_H
#define SANDBOX_SCHEMA_H

#include "database/database.h"

extern const struct database_schema sandbox_schema;

#endif

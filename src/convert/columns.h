/* SPDX-License-Identifier: MIT */
/* The widths of a table's columns, when columns come, go, or change places. */
#ifndef CONVERT_COLUMNS_H
#define CONVERT_COLUMNS_H

#include "base/arena.h"
#include "convert/align.h"

/*
 * The gap before a table's first row, where the columns stand, with each <col> where
 * its cells are now, and one without a width for each new column. `rows` is the level
 * of the table's rows. `start` is NULL when the gap stays: the columns are as they were,
 * or it does not say one <col> for each cell of a row, or cells span columns.
 */
struct slice columns_follow(struct arena *arena, struct slice gap, const struct level *rows);

#endif

/* SPDX-License-Identifier: MIT */
/* What stands between two blocks of storage. */
#ifndef CONVERT_GAP_H
#define CONVERT_GAP_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * Whether the bytes of a gap must stay where they are: not spacers that belong to
 * the block behind them, but tags of what is around both blocks (</thead><tbody>),
 * or the columns of a table.
 */
bool gap_is_fixed(struct slice gap, bool is_in_table);

#endif

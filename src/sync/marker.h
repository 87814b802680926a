/* SPDX-License-Identifier: MIT */
/*
 * Conflict markers, which must never be sent. Pure. What a page itself says about them
 * is told apart: the Markdown writer puts a backslash before it, or it is in a code block.
 */
#ifndef SYNC_MARKER_H
#define SYNC_MARKER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/slice.h"

/*
 * The first line (from 1) that is a conflict marker, ours or git's, outside fenced code:
 * seven < or > and a blank. 0: there is none. Seven = alone underline a heading.
 */
size_t marker_find(struct slice text);

/* False where there is one: ERROR_INPUT, "line 4: …", as of other faults of a text. */
bool marker_check(struct slice text, struct error *error) __attribute__((warn_unused_result));

#endif

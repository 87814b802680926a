/* SPDX-License-Identifier: MIT */
/*
 * Storage format as HTML for people: a plain rendering that shows what is there. What
 * HTML has is kept, without anything that could run or load; macros that only
 * Confluence can carry out become labelled boxes.
 */
#ifndef SANDBOX_RENDER_H
#define SANDBOX_RENDER_H

#include "base/arena.h"
#include "base/slice.h"

/* Malformed storage format is shown as it is. Links to pages without a space lead to space_key. */
struct slice render_storage(struct arena *arena, struct slice storage, const char *space_key);

#endif

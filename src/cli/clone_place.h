/* SPDX-License-Identifier: MIT */
/* Whether a directory can take a clone. */
#ifndef CLI_CLONE_PLACE_H
#define CLI_CLONE_PLACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * True for a directory that is not there yet, that is empty, or that is a workspace itself,
 * which *is_workspace tells: perhaps of an interrupted clone. ERROR_USAGE, with what to do,
 * for one that holds files, for a file, and inside another workspace. Makes nothing.
 */
bool clone_place_check(struct arena *arena, const char *directory, bool *is_workspace,
                       struct error *error) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
#include "stores/local_files_internal.h"

const char *local_implied_title(struct arena *arena, struct slice body, const char *name)
{
    (void)body;
    return arena_copy(arena, slice_from(name));
}

/* SPDX-License-Identifier: MIT */
/*
 * Front matter: any bytes are read or refused. What was read, and had its version
 * set, reads the same but for the version.
 */
#include <string.h>

#include "base/arena.h"
#include "config/front_matter.h"
#include "fuzz.h"

static bool is_same_text(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice bytes = {(const char *)data, size};
    const struct front_matter_change change = {.version = 4711};
    struct front_matter before;
    struct front_matter after;
    struct slice edited;
    struct error error;

    if (!front_matter_read(arena, bytes, "fuzz.md", &before, &error) ||
        !front_matter_edit(arena, bytes, "fuzz.md", &change, &edited, &error)) {
        return 0;
    }
    PROMISE(front_matter_read(arena, edited, "fuzz.md", &after, &error));
    PROMISE(after.version == change.version && after.id == before.id);
    PROMISE(is_same_text(before.title, after.title) && is_same_text(before.space, after.space));
    PROMISE(slice_equal(before.body, after.body));
    return 0;
}

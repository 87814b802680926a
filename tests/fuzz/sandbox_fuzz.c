/* SPDX-License-Identifier: MIT */
/*
 * What the sandbox does with a body: any bytes are refused with a 400 and its words, or
 * normalised; what was normalised is well-formed, and normalising it again changes
 * nothing. Whatever it is, it can be shown as HTML without a script, style sheet or frame.
 */
#include "base/arena.h"
#include "base/slice.h"
#include "fuzz.h"
#include "sandbox/normalise.h"
#include "sandbox/render.h"

static void check_normalised(struct arena *arena, struct slice normalised, uint64_t *seed)
{
    struct problem problem = {0};
    struct slice again = {0};

    PROMISE(normalise_body(arena, normalised, random_seeded(seed), &again, &problem));
    PROMISE(slice_equal(normalised, again));
}

static void check_shown(struct slice html)
{
    static const char *const tags[] = {"<script", "<style", "<iframe", "<img", "<link", "<form"};

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        PROMISE(slice_find(html, 0, slice_from(tags[i])) == SLICE_NOT_FOUND);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice body = {(const char *)data, size};
    struct problem problem = {0};
    struct slice normalised = {0};
    uint64_t seed = 1;

    if (normalise_body(arena, body, random_seeded(&seed), &normalised, &problem)) {
        check_normalised(arena, normalised, &seed);
    } else {
        PROMISE(problem.status == 400 && problem.title[0] != '\0');
    }
    check_shown(render_storage(arena, body, "KEY"));
    return 0;
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/title.h"

#include "base/utf8.h"

enum { BEYOND_ONE_UNIT = 0x10000 };

size_t title_length(struct slice title)
{
    size_t units = 0;

    for (size_t position = 0; position < title.length;) {
        units += utf8_next(title, &position) < BEYOND_ONE_UNIT ? 1 : 2;
    }
    return units;
}

bool title_check(struct slice given, struct slice *title, struct problem *problem)
{
    struct slice trimmed = slice_trim(given);

    if (trimmed.length == 0) {
        return problem_set(problem, 400, "BAD_REQUEST", "Title must not be blank");
    }
    if (title_length(trimmed) > TITLE_LENGTH_MOST) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Title cannot be longer than %d characters.", TITLE_LENGTH_MOST);
    }
    *title = trimmed;
    return true;
}

struct slice title_fold(struct arena *arena, struct slice title)
{
    return utf8_fold(arena, title);
}

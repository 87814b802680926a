/* SPDX-License-Identifier: MIT */
#include "sandbox/title.h"

#include "base/limit.h"
#include "base/utf8.h"

bool title_check(struct slice given, struct slice *title, struct problem *problem)
{
    struct slice trimmed = slice_trim(given);

    if (trimmed.length == 0) {
        return problem_set(problem, 400, "BAD_REQUEST", "Title must not be blank");
    }
    if (utf8_utf16_length(trimmed) > LIMIT_TITLE_UTF16) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Title cannot be longer than %d characters.", LIMIT_TITLE_UTF16);
    }
    *title = trimmed;
    return true;
}

struct slice title_fold(struct arena *arena, struct slice title)
{
    return utf8_fold(arena, title);
}

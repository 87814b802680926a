/* SPDX-License-Identifier: MIT */
#include "cli/body_line.h"

#include <string.h>

#include "base/file.h"
#include "base/limit.h"
#include "config/front_matter.h"

/* Takes "line 4: why" apart; `why` points into the message. */
static bool parse(const struct error *error, unsigned long long *line, const char **why)
{
    struct slice message = slice_from(error->message);
    struct slice lead = SLICE_LITERAL("line ");
    size_t end = slice_find(message, 0, SLICE_LITERAL(": "));

    if (error->kind != ERROR_INPUT || end == SLICE_NOT_FOUND ||
        !slice_starts_with(message, lead.start) ||
        !slice_parse_number(slice_part(message, lead.length, end), line)) {
        return false;
    }
    *why = error->message + end + strlen(": ");
    return true;
}

void body_line_name(struct error *error, const char *name)
{
    struct error inner = *error;
    unsigned long long line = 0;
    const char *why = NULL;

    if (parse(&inner, &line, &why)) {
        error_set(error, inner.kind, inner.code, "%s:%llu: %s", name, line, why);
    } else {
        error_prefix(error, "%s", name);
    }
}

void body_line_shift(struct error *error, struct arena *arena, const char *path)
{
    struct error inner = *error;
    struct error ignored;
    struct front_matter front_matter;
    struct slice contents;
    unsigned long long line = 0;
    const char *why = NULL;

    if (parse(&inner, &line, &why) && file_read(arena, path, LIMIT_PAGE, &contents, &ignored) &&
        front_matter_read(arena, contents, path, &front_matter, &ignored)) {
        error_set(error, inner.kind, inner.code, "line %llu: %s", line + front_matter.body_line - 1,
                  why);
    }
}

/* SPDX-License-Identifier: MIT */
#include "cli/body_line.h"

#include <string.h>

#include "base/file.h"
#include "base/limit.h"
#include "config/front_matter.h"
#include "stores/page_title.h"

size_t body_line_split(const struct error *error, const char **why)
{
    unsigned long long line = 0;
    struct slice message = slice_from(error->message);
    struct slice lead = SLICE_LITERAL("line ");
    size_t end = slice_find(message, 0, SLICE_LITERAL(": "));

    *why = error->message;
    if (error->kind != ERROR_INPUT || end == SLICE_NOT_FOUND ||
        !slice_starts_with(message, lead.start) ||
        !slice_parse_number(slice_part(message, lead.length, end), &line)) {
        return 0;
    }
    *why = error->message + end + strlen(": ");
    return (size_t)line;
}

void body_line_name(struct error *error, const char *name)
{
    struct error inner = *error;
    const char *why = NULL;
    size_t line = body_line_split(&inner, &why);

    if (line > 0) {
        error_set(error, inner.kind, inner.code, "%s:%zu: %s", name, line, why);
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
    const char *why = NULL;
    size_t line = body_line_split(&inner, &why);

    if (line > 0 && file_read(arena, path, LIMIT_PAGE, &contents, &ignored) &&
        front_matter_read(arena, contents, path, &front_matter, &ignored)) {
        struct page_title title = {0};
        if (!front_matter.title) {
            page_title_read(arena, front_matter.body, "", &title);
        }
        error_set(error, inner.kind, inner.code, "line %zu: %s",
                  line + front_matter.body_line + title.line_count - 1, why);
    }
}

/* SPDX-License-Identifier: MIT */
#include "cli/body_line.h"

#include "base/file.h"
#include "base/limit.h"
#include "config/front_matter.h"
#include "stores/page_title.h"

void body_line_name(struct error *error, const char *name)
{
    struct error inner = *error;
    const char *why = NULL;
    size_t line = error_split_line(inner.message, &why);

    if (line > 0) {
        error_set(error, inner.kind, inner.code, "%s:%zu: %s", name, line, why);
    } else {
        error_prefix(error, "%s", name);
    }
}

void body_line_shift(struct error *error, struct arena *arena, const char *path,
                     const struct markdown_options *options)
{
    struct error inner = *error;
    struct error ignored;
    struct front_matter front_matter;
    struct slice contents;
    const char *why = NULL;
    size_t line = error_split_line(inner.message, &why);

    if (line > 0 && file_read(arena, path, LIMIT_PAGE, &contents, &ignored) &&
        front_matter_read(arena, contents, path, &front_matter, &ignored)) {
        struct page_title title = {0};
        if (!front_matter.title) {
            page_title_read(arena, front_matter.body, "", options, &title);
        }
        error_set(error, inner.kind, inner.code, "line %zu: %s",
                  line + front_matter.body_line + title.line_count - 1, why);
    }
}

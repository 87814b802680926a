/* SPDX-License-Identifier: MIT */
/*
 * markdown_read: any text gives a page, or is refused for one of its lines (beyond a
 * limit, or a marker without a meaning). The blocks of a page stand on lines of the
 * text (LF, CR and both end one), one behind the other and inside their parents'.
 */
#include <string.h>

#include "base/arena.h"
#include "fuzz.h"
#include "markdown/read.h"

static void check_children(const struct block *parent, struct line_range within)
{
    size_t line = within.first;

    for (const struct block *child = parent->first_child; child != NULL; child = child->next) {
        if (child->lines.first == 0) {
            continue;
        }
        PROMISE(child->lines.first >= line && child->lines.last >= child->lines.first);
        PROMISE(child->lines.last <= within.last);
        line = child->lines.first;
        check_children(child, child->lines);
    }
}

static void check_refusal(const struct error *error, size_t line_count)
{
    unsigned long long line = 0;
    struct slice message = slice_from(error->message);
    size_t colon = slice_find_char(message, 0, ':');

    PROMISE(error->kind == ERROR_INPUT && slice_starts_with(message, "line "));
    PROMISE(slice_parse_number(slice_part(message, strlen("line "), colon), &line));
    PROMISE(line >= 1 && line <= line_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct slice text = {(const char *)data, size};
    struct block *page = NULL;
    struct error error;
    size_t line_count = 1;

    for (size_t i = 0; i < size; i++) {
        line_count += data[i] == '\n' || data[i] == '\r';
    }
    if (markdown_read(arena, text, &options, NULL, &page, &error)) {
        check_children(page, (struct line_range){1, line_count});
    } else {
        check_refusal(&error, line_count);
    }
    return 0;
}

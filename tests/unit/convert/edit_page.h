/* SPDX-License-Identifier: MIT */
/* Edits of a page, for the tests of what becomes of them. */
#ifndef EDIT_PAGE_H
#define EDIT_PAGE_H

#include "convert/convert.h"
#include "unit.h"

#define MARKER(reference) "<ac:inline-comment-marker ac:ref=\"" reference "\">"
#define END               "</ac:inline-comment-marker>"

/* What the page becomes when its Markdown is that; the notes are in *report. */
static inline const char *edit(struct arena *arena, const char *storage, const char *markdown,
                               struct conversion_report *report)
{
    const struct markdown_options options = {.attachments = "_attachments/"};
    struct conversion_base base;
    struct slice result = slice_from("");
    struct error error;

    if (!convert_to_markdown(arena, slice_from(storage), &options, &base, &error) ||
        !convert_to_storage(arena, slice_from(markdown), &base, &options, &result, report,
                            &error)) {
        fail_msg("%s", error.message);
    }
    return arena_copy(arena, result);
}

#endif

/* SPDX-License-Identifier: MIT */
#include "markdown/write.h"

#include <stdint.h>

#include "markdown/footnotes_internal.h"
#include "markdown/write_internal.h"

void markdown_write(struct strbuf *markdown, struct block *page,
                    const struct markdown_options *options)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct writer writer = {
        .arena = arena,
        .options = options,
        .page = page,
        .footnotes = footnotes_defined(arena, page),
        .box_end = SIZE_MAX,
        .lines = {.text = markdown, .prefix = STRBUF(markdown->limit), .number = 1},
    };

    bool has_any = markdown_write_children(&writer, page);
    page->lines =
        has_any ? (struct line_range){1, writer.lines.number - 1} : (struct line_range){0, 0};
    anchors_free(writer.anchors);
    strmap_free(writer.footnotes);
    strbuf_release(&writer.lines.prefix);
}

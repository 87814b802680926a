/* SPDX-License-Identifier: MIT */
/* The title of a page whose front matter names none. */
#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/read.h"
#include "stores/local_files_internal.h"

static void append_text(struct strbuf *out, const struct inline_node *node)
{
    for (; node; node = node->next) {
        if (node->kind == INLINE_TEXT) {
            strbuf_append_slice(out, node->text);
        } else if (node->kind == INLINE_BREAK) {
            strbuf_append_char(out, ' ');
        }
        append_text(out, node->first_child);
    }
}

/* The text of the first heading that has any; headings inside quotes, lists … do not count. */
static const char *first_heading(struct arena *arena, const struct block *page)
{
    for (const struct block *block = page->first_child; block; block = block->next) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
        if (block->kind != BLOCK_HEADING) {
            continue;
        }
        append_text(&text, block->content);
        if (!slice_is_blank(strbuf_slice(&text))) {
            return arena_copy(arena, slice_trim(strbuf_slice(&text)));
        }
    }
    return NULL;
}

const char *local_implied_title(struct arena *arena, struct slice body, const char *name)
{
    CLEANUP(arena) struct arena *tree = arena_new();
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *page = NULL;
    struct error error;

    /* A body beyond the limits is refused elsewhere, in better words. */
    const char *heading = markdown_read(tree, body, &options, NULL, &page, &error)
                              ? first_heading(arena, page)
                              : NULL;
    return heading ? heading : arena_copy(arena, slice_from(name));
}

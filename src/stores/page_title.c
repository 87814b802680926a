/* SPDX-License-Identifier: MIT */
#include "stores/page_title.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/read.h"
#include "markdown/write.h"

/* The heading's text in the arena, or NULL: it has none. */
static const char *text_of(struct arena *arena, const struct block *heading)
{
    struct slice text = slice_trim(inline_plain_text(arena, heading->content));

    return text.length > 0 ? arena_copy(arena, text) : NULL;
}

/* The text of the first heading that has any; headings inside quotes, lists … do not count. */
static const char *first_heading(struct arena *arena, const struct block *page)
{
    for (const struct block *block = page->first_child; block; block = block->next) {
        const char *text = block->kind == BLOCK_HEADING ? text_of(arena, block) : NULL;
        if (text) {
            return text;
        }
    }
    return NULL;
}

/* A title is text: what shows something else would be lost. */
static bool is_text(const struct inline_node *node)
{
    for (; node; node = node->next) {
        bool is_kept = node->kind == INLINE_TEXT || node->kind == INLINE_MARK ||
                       node->kind == INLINE_LINK || node->kind == INLINE_BREAK;
        if (!is_kept || !is_text(node->first_child)) {
            return false;
        }
    }
    return true;
}

/* Where the line after this many lines begins. */
static size_t skip_lines(struct slice text, size_t count)
{
    size_t start = 0;

    for (size_t i = 0; i < count && start < text.length; i++) {
        size_t end = slice_find_char(text, start, '\n');
        start = end == SLICE_NOT_FOUND ? text.length : end + 1;
    }
    return start;
}

/* The blank line that parts the heading from the body belongs to neither. */
static void split(struct slice text, const struct block *heading, struct page_title *title)
{
    size_t behind = skip_lines(text, heading->lines.last);
    size_t next = behind + skip_lines(slice_part(text, behind, text.length), 1);
    bool is_parted = next > behind && slice_is_blank(slice_part(text, behind, next));

    title->is_heading = true;
    title->heading = slice_part(text, 0, behind);
    title->body = slice_part(text, is_parted ? next : behind, text.length);
    title->line_count = heading->lines.last + (is_parted ? 1 : 0);
}

/* Comments and definitions may stand before the first block without being one. */
static bool is_title(struct slice text, const struct block *block)
{
    if (!block || block->kind != BLOCK_HEADING || block->level != 1 || block->lines.first == 0) {
        return false;
    }
    size_t start = skip_lines(text, block->lines.first - 1);
    return slice_is_blank(slice_part(text, 0, start)) && is_text(block->content);
}

void page_title_read(struct arena *arena, struct slice text, const char *name,
                     const struct markdown_options *options, struct page_title *title)
{
    CLEANUP(arena) struct arena *tree = arena_new();
    struct markdown_options unshifted = *options;
    struct page_title out = {.body = text};
    struct block *page = NULL;
    struct error error;

    unshifted.heading_shift = 0;
    /* A body beyond the limits is refused elsewhere, in better words. */
    if (markdown_read(tree, text, &unshifted, NULL, &page, &error)) {
        out.text = first_heading(arena, page);
        if (is_title(text, page->first_child) && text_of(arena, page->first_child)) {
            split(text, page->first_child, &out);
        }
    }
    if (!out.text) {
        out.text = arena_copy(arena, slice_from(name));
    }
    *title = out;
}

static void append_heading(struct strbuf *out, const char *title)
{
    CLEANUP(arena) struct arena *tree = arena_new();
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_PAGE);
    struct block *page = block_new(tree, BLOCK_PAGE);
    struct block *heading = block_new(tree, BLOCK_HEADING);
    struct inline_node *text = inline_new(tree, INLINE_TEXT);

    heading->level = 1;
    text->text = slice_from(title);
    block_append_inline(heading, text);
    block_append(page, heading);
    markdown_write(&markdown, page, &MARKDOWN_OPTIONS_DEFAULT);
    strbuf_append_slice(out, strbuf_slice(&markdown));
}

/* Whether it is read as what it was made of. */
static bool says(struct slice text, const char *title, struct slice body,
                 const struct markdown_options *options)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct page_title read;

    page_title_read(arena, text, "", options, &read);
    return read.is_heading && strcmp(read.text, title) == 0 && slice_equal(read.body, body);
}

static bool put_together(struct arena *arena, struct slice heading, const char *title,
                         struct slice body, const struct markdown_options *options,
                         struct slice *text)
{
    CLEANUP_STRBUF struct strbuf out = STRBUF(heading.length + body.length + 2);

    strbuf_append_slice(&out, heading);
    if (!slice_ends_with(heading, "\n")) {
        strbuf_append_char(&out, '\n');
    }
    if (body.length > 0) {
        strbuf_append_char(&out, '\n');
        strbuf_append_slice(&out, body);
    }
    if (!says(strbuf_slice(&out), title, body, options)) {
        return false;
    }
    *text = strbuf_copy(&out, arena);
    return true;
}

bool page_title_write(struct arena *arena, const char *title, struct slice body,
                      const struct page_title *old, const struct markdown_options *options,
                      struct slice *text)
{
    CLEANUP_STRBUF struct strbuf heading = STRBUF(LIMIT_PAGE);
    bool is_same = old && strcmp(old->text, title) == 0;

    if (is_same && put_together(arena, old->heading, title, body, options, text)) {
        return true;
    }
    append_heading(&heading, title);
    return put_together(arena, strbuf_slice(&heading), title, body, options, text);
}

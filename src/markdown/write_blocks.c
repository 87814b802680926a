/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "markdown/footnotes_internal.h"
#include "markdown/info_internal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/write_internal.h"

#define LEVEL_MOST 6

void markdown_end_block(const struct writer *writer, struct block *block, size_t first)
{
    block->lines = (struct line_range){first, writer->lines.number - 1};
}

static void clear_lines(struct block *block)
{
    block->lines = (struct line_range){0, 0};
    for (struct block *child = block->first_child; child; child = child->next) {
        clear_lines(child);
    }
}

static bool has_visible_child(const struct block *block)
{
    for (const struct block *child = block->first_child; child; child = child->next) {
        if (markdown_is_visible(child)) {
            return true;
        }
    }
    return false;
}

bool markdown_is_visible(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
        return !inline_is_blank(block->content);
    case BLOCK_PAGE:
    case BLOCK_QUOTE:
        return has_visible_child(block);
    case BLOCK_LIST:
    case BLOCK_TABLE:
        return block->first_child;
    case BLOCK_RULE:
    case BLOCK_ITEM:
    case BLOCK_ROW:
    case BLOCK_CELL:
    case BLOCK_MACRO:
    case BLOCK_LAYOUT:
    case BLOCK_SECTION:
    case BLOCK_COLUMN:
    case BLOCK_PREFORMATTED:
    case BLOCK_RAW:
        break;
    }
    return true;
}

const struct block *markdown_next_visible(const struct block *block)
{
    const struct block *next = block->next;
    while (next && !markdown_is_visible(next)) {
        next = next->next;
    }
    return next;
}

/* The longest run of the fence's character in the text. */
static size_t longest_run(struct slice text, char fence)
{
    size_t longest = 0;
    size_t run = 0;

    for (size_t i = 0; i < text.length; i++) {
        run = text.start[i] == fence ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void markdown_write_fence(struct writer *writer, struct slice info, struct slice text)
{
    char fence = slice_find_char(info, 0, '`') == SLICE_NOT_FOUND ? '`' : '~';
    size_t longest = longest_run(text, fence);
    size_t length = longest < 3 ? 3 : longest + 1;

    lines_begin(&writer->lines);
    strbuf_append_repeated(writer->lines.text, fence, length);
    strbuf_append_slice(writer->lines.text, info);
    lines_end(&writer->lines);
    if (text.length > 0) {
        lines_add_all(&writer->lines, text);
    }
    lines_begin(&writer->lines);
    strbuf_append_repeated(writer->lines.text, fence, length);
    lines_end(&writer->lines);
}

void markdown_write_verbatim(struct writer *writer, struct block *block)
{
    struct slice storage = block->kind == BLOCK_RAW ? block->text : block_raw(block);

    markdown_leave_box(writer, true);
    size_t first = writer->lines.number;
    clear_lines(block);
    markdown_write_fence(writer, SLICE_LITERAL("confluence"), storage);
    markdown_end_block(writer, block, first);
}

/* Writes "[^1]: " if the paragraph begins a footnote's text; the rest of its content. */
static struct inline_node *begin_footnote(struct writer *writer, const struct block *block,
                                          struct inline_node *content)
{
    struct slice label;
    const struct inline_node *last =
        footnote_is_place(block) ? footnote_match(content, true, &label) : NULL;

    if (!last || !strmap_find(writer->footnotes, label)) {
        return content;
    }
    struct inline_node *rest = inline_normal(writer->arena, last->next);
    strbuf_append(writer->lines.text, "[^");
    strbuf_append_slice(writer->lines.text, label);
    strbuf_append(writer->lines.text, rest ? "]: " : "]:");
    return rest;
}

static void write_paragraph(struct writer *writer, struct block *block)
{
    struct inline_node *content = inline_normal(writer->arena, block->content);
    struct lines_mark mark = lines_mark(&writer->lines);
    size_t first = writer->lines.number;
    bool is_heading = block->kind == BLOCK_HEADING;

    if (!content) {
        clear_lines(block);
        return;
    }
    lines_begin(&writer->lines);
    if (is_heading) {
        int level = block->level + writer->options->heading_shift;
        strbuf_append_repeated(writer->lines.text, '#',
                               level < LEVEL_MOST ? (size_t)level : LEVEL_MOST);
        strbuf_append_char(writer->lines.text, ' ');
    } else {
        content = begin_footnote(writer, block, content);
    }
    bool is_written =
        markdown_write_inlines(writer, content, is_heading ? LINE_HEADING : LINE_PARAGRAPH);
    if (!is_written && block_raw(block).length > 0) {
        lines_return(&writer->lines, mark);
        markdown_write_verbatim(writer, block);
        return;
    }
    lines_end(&writer->lines);
    markdown_end_block(writer, block, first);
}

/* As the first thing in a list item, "---" would make a rule of the item. */
static void write_rule(struct writer *writer, struct block *block)
{
    size_t first = writer->lines.number;

    lines_add(&writer->lines, writer->lines.is_open ? SLICE_LITERAL("___") : SLICE_LITERAL("---"));
    markdown_end_block(writer, block, first);
}

static void write_quote(struct writer *writer, struct block *quote)
{
    size_t first = writer->lines.number;
    size_t prefix = markdown_begin_quote(writer);

    markdown_write_children(writer, quote);
    lines_pop(&writer->lines, prefix);
    markdown_end_block(writer, quote, first);
}

size_t markdown_begin_quote(struct writer *writer)
{
    if (writer->lines.is_open) {
        strbuf_append(writer->lines.text, "> ");
    }
    return lines_push(&writer->lines, "> ");
}

static void write_preformatted(struct writer *writer, struct block *block)
{
    size_t first = writer->lines.number;

    markdown_write_fence(writer, SLICE_LITERAL(INFO_PREFORMATTED), block->text);
    markdown_end_block(writer, block, first);
}

/* What only stands in other blocks is written with them. */
static void write_block(struct writer *writer, struct block *block, bool is_alternate)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
        write_paragraph(writer, block);
        break;
    case BLOCK_RULE:
        write_rule(writer, block);
        break;
    case BLOCK_QUOTE:
        write_quote(writer, block);
        break;
    case BLOCK_LIST:
        markdown_write_list(writer, block, is_alternate);
        break;
    case BLOCK_TABLE:
        markdown_write_table(writer, block);
        break;
    case BLOCK_MACRO:
        markdown_write_macro(writer, block);
        break;
    case BLOCK_LAYOUT:
        markdown_write_layout(writer, block);
        break;
    case BLOCK_PREFORMATTED:
        write_preformatted(writer, block);
        break;
    case BLOCK_RAW:
        markdown_write_verbatim(writer, block);
        break;
    case BLOCK_PAGE:
    case BLOCK_ITEM:
    case BLOCK_ROW:
    case BLOCK_CELL:
    case BLOCK_SECTION:
    case BLOCK_COLUMN:
        assert(false);
        break;
    }
}

static bool is_numbered(const struct block *list)
{
    return list->is_ordered && !list->is_task_list;
}

void markdown_write_sibling(struct writer *writer, struct block *block, struct siblings *siblings)
{
    const struct block *before = siblings->before;

    if (!markdown_is_visible(block)) {
        clear_lines(block);
        return;
    }
    bool would_join = before && before->kind == BLOCK_LIST && block->kind == BLOCK_LIST &&
                      is_numbered(before) == is_numbered(block);
    siblings->is_alternate = would_join && !siblings->is_alternate;
    if (siblings->has_any && !siblings->is_tight) {
        lines_add(&writer->lines, slice_from(""));
    }
    write_block(writer, block, siblings->is_alternate);
    siblings->has_any = true;
    siblings->before = block;
}

bool markdown_write_children(struct writer *writer, struct block *parent)
{
    struct siblings siblings = {.has_any = false};

    for (struct block *child = parent->first_child; child; child = child->next) {
        markdown_write_sibling(writer, child, &siblings);
    }
    return siblings.has_any;
}

/* SPDX-License-Identifier: MIT */
#include <cmark-gfm-core-extensions.h>
#include <string.h>

#include "base/limit.h"
#include "markdown/elements_internal.h"
#include "markdown/html_tags_internal.h"
#include "markdown/info_internal.h"
#include "markdown/read_internal.h"
#include "markdown/read_notes_internal.h"
#include "markdown/toc_internal.h"

struct block *markdown_add_block(const struct reader *reader, struct block *parent,
                                 enum block_kind kind, struct line_range lines)
{
    struct block *block = block_new(reader->arena, kind);

    block->lines = lines;
    block_append(parent, block);
    return block;
}

/* cmark-gfm ends the text of a block with a line end that stands before the closing fence. */
static struct slice without_line_end(struct slice text)
{
    return slice_ends_with(text, "\n") ? slice_part(text, 0, text.length - 1) : text;
}

/* What a fence of storage format takes in because its end is missing would be storage, too. */
static void check_end(struct reader *reader, cmark_node *node, bool is_raw, size_t line)
{
    int length = 0;
    int offset = 0;
    char fence = '\0';
    bool is_fence = cmark_node_get_fenced(node, &length, &offset, &fence) != 0;

    if (!is_fence || markdown_is_closed_fence(reader, node)) {
        return;
    }
    if (!is_raw) {
        markdown_note_open(reader, line);
    } else {
        markdown_refuse(reader, line,
                        "this fence of storage format is never closed: end it with a line of the "
                        "same characters");
    }
}

static void note_info(const struct reader *reader, struct slice unread, size_t line)
{
    if (slice_starts_with(unread, "{=confluence}")) {
        markdown_note_dropped(
            reader, line, "the meaning of ```{=confluence}: it is code now, write ```confluence");
    } else if (!slice_is_blank(unread)) {
        markdown_note_info(reader, line, unread);
    }
}

static struct slice info_of(const struct reader *reader, cmark_node *fence)
{
    const char *info = cmark_node_get_fence_info(fence);

    return slice_trim(markdown_copy_text(reader, info ? info : ""));
}

static void read_code(struct reader *reader, cmark_node *node, struct block *parent)
{
    struct slice info = info_of(reader, node);
    struct slice unread = {0};
    struct slice text = without_line_end(markdown_copy_text(reader, cmark_node_get_literal(node)));
    struct line_range lines = markdown_read_lines(reader, node);
    if (slice_equals(info, INFO_PREFORMATTED)) {
        markdown_add_block(reader, parent, BLOCK_PREFORMATTED, lines)->text = text;
        check_end(reader, node, false, lines.first);
        return;
    }
    struct macro *macro = info_read(reader->arena, info, reader->options, &unread);
    struct block *block =
        markdown_add_block(reader, parent, macro ? BLOCK_MACRO : BLOCK_RAW, lines);

    check_end(reader, node, !macro, lines.first);
    note_info(reader, unread, block->lines.first);
    block->macro = macro;
    if (macro) {
        macro->text = text;
    } else {
        block->text = text;
    }
}

static bool has_content(cmark_node *node)
{
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
        bool is_html = cmark_node_get_type(child) == CMARK_NODE_HTML_INLINE;
        struct slice html = slice_from(is_html ? cmark_node_get_literal(child) : "");
        bool is_comment = slice_starts_with(html, HTML_COMMENT_START) && !element_starts(html);
        if (!is_comment) {
            return true;
        }
    }
    return false;
}

static void read_paragraph(struct reader *reader, cmark_node *node, struct block *parent)
{
    struct block *paragraph = block_new(reader->arena, BLOCK_PARAGRAPH);

    paragraph->lines = markdown_read_lines(reader, node);
    if (toc_is_paragraph(reader, node, paragraph->lines)) {
        toc_add(reader, parent, paragraph->lines);
        return;
    }
    if (markdown_read_footnotes(reader, node, parent, paragraph->lines)) {
        return;
    }
    bool is_shown = has_content(node);
    markdown_note_task(reader, node);
    markdown_read_content(reader, paragraph, cmark_node_first_child(node), NULL, 0);
    if (is_shown) {
        block_append(parent, paragraph);
    }
}

static void read_heading(struct reader *reader, cmark_node *node, struct block *parent)
{
    struct block *heading =
        markdown_add_block(reader, parent, BLOCK_HEADING, markdown_read_lines(reader, node));

    heading->level = cmark_node_get_heading_level(node) - reader->options->heading_shift;
    heading->level = heading->level < 1 ? 1 : heading->level;
    markdown_read_content(reader, heading, cmark_node_first_child(node), NULL, 0);
}

static enum text_align align_of(uint8_t sign)
{
    switch (sign) {
    case 'l':
        return TEXT_ALIGN_LEFT;
    case 'c':
        return TEXT_ALIGN_CENTER;
    case 'r':
        return TEXT_ALIGN_RIGHT;
    default:
        return TEXT_ALIGN_NONE;
    }
}

static struct block *read_cell(struct reader *reader, cmark_node *node, struct block *row,
                               bool is_header)
{
    struct block *cell = markdown_add_block(reader, row, BLOCK_CELL, row->lines);

    struct block *paragraph = block_new(reader->arena, BLOCK_PARAGRAPH);

    cell->is_header = is_header;
    paragraph->lines = row->lines;
    bool is_shown = has_content(node);
    markdown_read_content(reader, paragraph, cmark_node_first_child(node), NULL, 0);
    if (is_shown) {
        block_append(cell, paragraph);
    }
    return cell;
}

void markdown_forget(cmark_node *node)
{
    while (cmark_node_first_child(node)) {
        cmark_node_free(cmark_node_first_child(node));
    }
}

void markdown_forget_before(cmark_node *node)
{
    if (cmark_node_previous(node)) {
        cmark_node_free(cmark_node_previous(node));
    }
}

/* The cells of a row; there are as many as columns. */
static void read_cells(struct reader *reader, cmark_node *node, struct block *row, bool is_header)
{
    cmark_node *table = cmark_node_parent(node);
    const uint8_t *signs = cmark_gfm_extensions_get_table_alignments(table);

    for (cmark_node *cell = cmark_node_first_child(node); cell; cell = cmark_node_next(cell)) {
        read_cell(reader, cell, row, is_header)->align = align_of(*signs++);
    }
}

static bool is_blank_row(cmark_node *row)
{
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        if (has_content(cell)) {
            return false;
        }
    }
    return true;
}

/* A table's header without any text stands for a table without headers. */
void markdown_read_table(struct reader *reader, cmark_node *node, struct block *parent)
{
    struct line_range lines = markdown_read_lines(reader, node);
    struct block *table = block_new(reader->arena, BLOCK_TABLE);

    bool is_header = true;
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child)) {
        bool is_shown = !is_header || !is_blank_row(child);
        size_t line = is_header ? lines.first : (size_t)cmark_node_get_start_line(child);
        struct block *row = block_new(reader->arena, BLOCK_ROW);
        row->lines = (struct line_range){line, line};
        read_cells(reader, child, row, is_header);
        if (is_shown) {
            block_append(table, row);
        }
        if (!is_header) {
            markdown_note_cells(reader, line, cmark_gfm_extensions_get_table_columns(node));
        }
        markdown_forget(child);
        markdown_forget_before(child);
        is_header = false;
    }
    if (table->first_child) {
        table->lines = lines;
        block_append(parent, table);
    }
}

void markdown_read_block(struct reader *reader, cmark_node *node, struct block *parent)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        read_paragraph(reader, node, parent);
        break;
    case CMARK_NODE_HEADING:
        read_heading(reader, node, parent);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        markdown_add_block(reader, parent, BLOCK_RULE, markdown_read_lines(reader, node));
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        markdown_read_quote(reader, node, parent);
        break;
    case CMARK_NODE_LIST:
        markdown_read_list(reader, node, parent);
        break;
    case CMARK_NODE_CODE_BLOCK:
        read_code(reader, node, parent);
        break;
    default:
        markdown_read_table(reader, node, parent);
        break;
    }
    markdown_forget(node);
}

static bool has_html(cmark_node *first)
{
    for (cmark_node *node = first; node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
            return true;
        }
    }
    return false;
}

void markdown_read_blocks(struct reader *reader, cmark_node *first, struct block *parent)
{
    if (reader->depth >= LIMIT_DEPTH) {
        if (first) {
            markdown_refuse_depth(reader, markdown_read_lines(reader, first).first);
        }
        return;
    }
    reader->depth++;
    if (has_html(first)) {
        markdown_read_blocks_with_html(reader, first, parent);
    } else {
        for (cmark_node *node = first; node; node = cmark_node_next(node)) {
            markdown_read_block(reader, node, parent);
            markdown_forget_before(node);
        }
    }
    reader->depth--;
}

/* SPDX-License-Identifier: MIT */
#include "markdown/column_align.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/write_internal.h"

static bool is_spanned(const struct block *cell)
{
    return cell->column_span > 1 || cell->row_span > 1;
}

/* The only block in the cell that can be seen; NULL when there is none. False: there are more. */
static bool find_content(const struct block *cell, const struct block **content)
{
    *content = NULL;
    for (const struct block *child = cell->first_child; child; child = child->next) {
        if (!markdown_is_visible(child)) {
            continue;
        }
        if (*content || child->kind != BLOCK_PARAGRAPH) {
            return false;
        }
        *content = child;
    }
    return true;
}

/* Whether all cells of the row are one line of text, and all or none of them headers. */
static bool is_simple_row(const struct block *row, bool is_header)
{
    const struct block *content = NULL;

    for (const struct block *cell = row->first_child; cell; cell = cell->next) {
        if (is_spanned(cell) || cell->is_header != is_header || !find_content(cell, &content)) {
            return false;
        }
    }
    return true;
}

static bool has_content(const struct block *row)
{
    const struct block *content = NULL;

    for (const struct block *cell = row->first_child; cell; cell = cell->next) {
        if (find_content(cell, &content) && content) {
            return true;
        }
    }
    return false;
}

/*
 * What GFM can say: as many cells in every row, headers in the first row or
 * nowhere. A first row of blank headers stands for none, so there must be
 * something in it.
 */
static bool is_pipe_table(const struct block *table)
{
    const struct block *first = table->first_child;
    bool has_headers = first->first_child && first->first_child->is_header;
    size_t columns = block_child_count(first);

    if (columns == 0 || (has_headers && !has_content(first))) {
        return false;
    }
    for (const struct block *row = first; row; row = row->next) {
        bool is_header = has_headers && row == first;
        if (block_child_count(row) != columns || !is_simple_row(row, is_header)) {
            return false;
        }
    }
    return true;
}

/* Puts a backslash before every '|' that was written since `start`. */
static void escape_pipes(struct strbuf *out, struct arena *arena, size_t start)
{
    struct slice written = slice_part(strbuf_slice(out), start, out->length);
    if (slice_find_char(written, 0, '|') == SLICE_NOT_FOUND) {
        return;
    }
    char *copy = arena_copy(arena, written);
    struct slice cell = {copy, written.length};
    strbuf_truncate(out, start);
    for (size_t i = 0; i < cell.length; i++) {
        strbuf_append(out, cell.start[i] == '|' ? "\\" : "");
        strbuf_append_char(out, cell.start[i]);
    }
}

static bool write_cell(struct writer *writer, struct block *cell)
{
    const struct line_range here = {writer->lines.number, writer->lines.number};
    struct strbuf *out = writer->lines.text;
    bool is_written = true;

    cell->lines = here;
    strbuf_append_char(out, ' ');
    for (struct block *child = cell->first_child; child; child = child->next) {
        bool is_visible = markdown_is_visible(child);
        child->lines = is_visible ? here : (struct line_range){0, 0};
        if (is_visible) {
            size_t start = out->length;
            is_written = markdown_write_inlines(
                writer, inline_normal(writer->arena, child->content), LINE_CELL);
            escape_pipes(out, writer->arena, start);
            strbuf_append_char(out, ' ');
        }
    }
    strbuf_append_char(out, '|');
    return is_written;
}

static bool write_row(struct writer *writer, struct block *row)
{
    size_t first = writer->lines.number;

    lines_begin(&writer->lines);
    strbuf_append_char(writer->lines.text, '|');
    for (struct block *cell = row->first_child; cell; cell = cell->next) {
        if (!write_cell(writer, cell)) {
            return false;
        }
    }
    lines_end(&writer->lines);
    markdown_end_block(writer, row, first);
    return true;
}

static void write_blank_row(struct writer *writer, size_t columns)
{
    lines_begin(&writer->lines);
    strbuf_append_char(writer->lines.text, '|');
    for (size_t i = 0; i < columns; i++) {
        strbuf_append(writer->lines.text, " |");
    }
    lines_end(&writer->lines);
}

static void write_delimiters(struct writer *writer, const enum text_align *aligns, size_t columns)
{
    static const char *const signs[TEXT_ALIGN_COUNT] = {" --- |", " --- |", " :-- |", " :-: |",
                                                        " --: |"};

    lines_begin(&writer->lines);
    strbuf_append_char(writer->lines.text, '|');
    for (size_t i = 0; i < columns; i++) {
        strbuf_append(writer->lines.text, signs[aligns[i]]);
    }
    lines_end(&writer->lines);
}

static bool write_rows(struct writer *writer, struct block *table)
{
    size_t columns = block_child_count(table->first_child);
    bool has_headers = table->first_child->first_child->is_header;
    const enum text_align *aligns = markdown_column_aligns(writer->arena, table);

    if (!has_headers) {
        write_blank_row(writer, columns);
        write_delimiters(writer, aligns, columns);
    }
    for (struct block *row = table->first_child; row; row = row->next) {
        if (!write_row(writer, row)) {
            return false;
        }
        if (has_headers && row == table->first_child) {
            write_delimiters(writer, aligns, columns);
        }
    }
    return true;
}

void markdown_write_table(struct writer *writer, struct block *table)
{
    struct lines_mark mark = lines_mark(&writer->lines);
    size_t first = writer->lines.number;

    if (is_pipe_table(table) && write_rows(writer, table)) {
        markdown_end_block(writer, table, first);
        return;
    }
    lines_return(&writer->lines, mark);
    markdown_write_html_table(writer, table);
}

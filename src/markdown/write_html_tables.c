/* SPDX-License-Identifier: MIT */
/*
 * Tables that GFM has no form for: HTML tags on lines of their own, and Markdown in
 * the cells. Blank lines around a cell's content make GitHub read it as Markdown.
 */
#include "markdown/write_internal.h"

static bool has_visible_child(const struct block *cell)
{
    return cell->first_child &&
           (markdown_is_visible(cell->first_child) || markdown_next_visible(cell->first_child));
}

static void write_span(struct strbuf *out, const char *name, size_t span)
{
    if (span > 1) {
        strbuf_append_format(out, " %s=\"%zu\"", name, span);
    }
}

static void write_cell(struct writer *writer, struct block *cell)
{
    struct strbuf *out = writer->lines.text;
    size_t first = writer->lines.number;
    const char *name = cell->is_header ? "th" : "td";
    bool is_filled = has_visible_child(cell);

    strbuf_append_format(out, "<%s", name);
    write_span(out, "colspan", cell->column_span);
    write_span(out, "rowspan", cell->row_span);
    strbuf_append_char(out, '>');
    if (is_filled) {
        lines_end(&writer->lines);
        lines_add(&writer->lines, slice_from(""));
    }
    markdown_write_children(writer, cell);
    if (is_filled) {
        lines_add(&writer->lines, slice_from(""));
        lines_begin(&writer->lines);
    }
    strbuf_append_format(out, "</%s>", name);
    cell->lines = (struct line_range){first, writer->lines.number};
}

static void write_row(struct writer *writer, struct block *row)
{
    size_t first = writer->lines.number;

    lines_begin(&writer->lines);
    strbuf_append(writer->lines.text, "<tr>");
    for (struct block *cell = row->first_child; cell; cell = cell->next) {
        write_cell(writer, cell);
    }
    strbuf_append(writer->lines.text, "</tr>");
    lines_end(&writer->lines);
    markdown_end_block(writer, row, first);
}

void markdown_write_html_table(struct writer *writer, struct block *table)
{
    markdown_leave_box(writer, true);
    size_t first = writer->lines.number;

    lines_add(&writer->lines, SLICE_LITERAL("<table>"));
    for (struct block *row = table->first_child; row; row = row->next) {
        write_row(writer, row);
    }
    lines_add(&writer->lines, SLICE_LITERAL("</table>"));
    markdown_end_block(writer, table, first);
}

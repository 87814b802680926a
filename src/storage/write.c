/* SPDX-License-Identifier: MIT */
#include "storage/write.h"

#include "storage/adf.h"
#include "storage/escape.h"
#include "storage/parameter.h"
#include "storage/text_align.h"
#include "storage/write_internal.h"

void storage_write_text(struct strbuf *storage, struct slice text)
{
    xml_escape_text(storage, text);
}

void storage_write_plain_body(struct strbuf *storage, struct slice text)
{
    xml_escape_cdata(storage, text);
}

void writer_macro_open(struct strbuf *storage, const struct macro *macro)
{
    if (adf_is_macro(macro)) {
        adf_write_note_open(storage);
        return;
    }
    strbuf_append(storage, "<ac:structured-macro");
    xml_escape_attribute(storage, "ac:name", macro->name);
    strbuf_append(storage, " ac:schema-version=\"1\">");
    for (size_t i = 0; i < macro->parameter_count; i++) {
        parameter_write(storage, &macro->parameters[i]);
    }
    if (macro->body == MACRO_BODY_PLAIN) {
        strbuf_append(storage, "<ac:plain-text-body>");
    } else if (macro->body == MACRO_BODY_RICH) {
        strbuf_append(storage, "<ac:rich-text-body>");
    }
}

void writer_macro_close(struct strbuf *storage, const struct macro *macro)
{
    if (adf_is_macro(macro)) {
        adf_write_note_close(storage);
        return;
    }
    if (macro->body == MACRO_BODY_PLAIN) {
        strbuf_append(storage, "</ac:plain-text-body>");
    } else if (macro->body == MACRO_BODY_RICH) {
        strbuf_append(storage, "</ac:rich-text-body>");
    }
    strbuf_append(storage, "</ac:structured-macro>");
}

static bool is_task(const struct block *item)
{
    return item->kind == BLOCK_ITEM && item->parent && item->parent->is_task_list;
}

/* Text directly in a task's or a decision's body is what Confluence's editor writes. */
static bool is_without_tag(const struct block *paragraph)
{
    const struct block *parent = paragraph->parent;

    return paragraph->is_bare || (parent && (is_task(parent) || adf_is_decision(parent)) &&
                                  parent->first_child == paragraph);
}

static void open_list(struct strbuf *storage, const struct block *list)
{
    if (list->is_task_list) {
        strbuf_append(storage, "<ac:task-list>");
    } else if (list->is_decision_list) {
        adf_write_list_open(storage);
    } else if (!list->is_ordered) {
        strbuf_append(storage, "<ul>");
    } else if (list->start == 1) {
        strbuf_append(storage, "<ol>");
    } else {
        strbuf_append_format(storage, "<ol start=\"%u\">", list->start);
    }
}

static void open_item(struct strbuf *storage, const struct block *item)
{
    if (adf_is_decision(item)) {
        adf_write_item_open(storage, item);
        return;
    }
    if (!is_task(item)) {
        strbuf_append(storage, "<li>");
        return;
    }
    strbuf_append(storage, "<ac:task>");
    if (item->task_id > 0) {
        strbuf_append_format(storage, "<ac:task-id>%zu</ac:task-id>", item->task_id);
    }
    strbuf_append_format(storage, "<ac:task-status>%s</ac:task-status><ac:task-body>",
                         item->is_checked ? "complete" : "incomplete");
}

static void open_cell(struct strbuf *storage, const struct block *cell)
{
    strbuf_append(storage, cell->is_header ? "<th" : "<td");
    if (cell->column_span > 1) {
        strbuf_append_format(storage, " colspan=\"%u\"", cell->column_span);
    }
    if (cell->row_span > 1) {
        strbuf_append_format(storage, " rowspan=\"%u\"", cell->row_span);
    }
    strbuf_append(storage, ">");
}

/* A cell's alignment is that of its paragraphs: that is what Confluence's editor writes. */
static void open_paragraph(struct strbuf *storage, const struct block *paragraph)
{
    const struct block *parent = paragraph->parent;

    if (is_without_tag(paragraph)) {
        return;
    }
    strbuf_append(storage, "<p");
    if (parent && parent->kind == BLOCK_CELL) {
        text_align_write(storage, parent->align);
    }
    strbuf_append(storage, ">");
}

void storage_write_open(struct strbuf *storage, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PAGE:
    case BLOCK_RAW:
        break;
    case BLOCK_PREFORMATTED:
        strbuf_append(storage, "<pre>");
        break;
    case BLOCK_PARAGRAPH:
        open_paragraph(storage, block);
        break;
    case BLOCK_HEADING:
        strbuf_append_format(storage, "<h%d>", block->level);
        break;
    case BLOCK_RULE:
        strbuf_append(storage, "<hr/>");
        break;
    case BLOCK_QUOTE:
        strbuf_append(storage, "<blockquote>");
        break;
    case BLOCK_LIST:
        open_list(storage, block);
        break;
    case BLOCK_ITEM:
        open_item(storage, block);
        break;
    case BLOCK_TABLE:
        strbuf_append(storage, "<table><tbody>");
        break;
    case BLOCK_ROW:
        strbuf_append(storage, "<tr>");
        break;
    case BLOCK_CELL:
        open_cell(storage, block);
        break;
    case BLOCK_MACRO:
        writer_macro_open(storage, block->macro);
        break;
    case BLOCK_LAYOUT:
        strbuf_append(storage, "<ac:layout>");
        break;
    case BLOCK_SECTION:
        strbuf_append(storage, "<ac:layout-section");
        xml_escape_attribute(storage, "ac:type", block->text);
        strbuf_append(storage, ">");
        break;
    case BLOCK_COLUMN:
        strbuf_append(storage, "<ac:layout-cell>");
        break;
    }
}

static void close_list(struct strbuf *storage, const struct block *list)
{
    if (list->is_decision_list) {
        adf_write_list_close(storage);
    } else if (list->is_task_list) {
        strbuf_append(storage, "</ac:task-list>");
    } else {
        strbuf_append(storage, list->is_ordered ? "</ol>" : "</ul>");
    }
}

static void close_item(struct strbuf *storage, const struct block *item)
{
    if (adf_is_decision(item)) {
        adf_write_item_close(storage, item);
    } else {
        strbuf_append(storage, is_task(item) ? "</ac:task-body></ac:task>" : "</li>");
    }
}

void storage_write_close(struct strbuf *storage, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PAGE:
    case BLOCK_RAW:
    case BLOCK_RULE:
        break;
    case BLOCK_PREFORMATTED:
        strbuf_append(storage, "</pre>");
        break;
    case BLOCK_PARAGRAPH:
        strbuf_append(storage, is_without_tag(block) ? "" : "</p>");
        break;
    case BLOCK_HEADING:
        strbuf_append_format(storage, "</h%d>", block->level);
        break;
    case BLOCK_QUOTE:
        strbuf_append(storage, "</blockquote>");
        break;
    case BLOCK_LIST:
        close_list(storage, block);
        break;
    case BLOCK_ITEM:
        close_item(storage, block);
        break;
    case BLOCK_TABLE:
        strbuf_append(storage, "</tbody></table>");
        break;
    case BLOCK_ROW:
        strbuf_append(storage, "</tr>");
        break;
    case BLOCK_CELL:
        strbuf_append(storage, block->is_header ? "</th>" : "</td>");
        break;
    case BLOCK_MACRO:
        writer_macro_close(storage, block->macro);
        break;
    case BLOCK_LAYOUT:
        strbuf_append(storage, "</ac:layout>");
        break;
    case BLOCK_SECTION:
        strbuf_append(storage, "</ac:layout-section>");
        break;
    case BLOCK_COLUMN:
        strbuf_append(storage, "</ac:layout-cell>");
        break;
    }
}

void storage_write_block(struct strbuf *storage, const struct block *block)
{
    storage_write_open(storage, block);
    if (block->kind == BLOCK_RAW) {
        strbuf_append_slice(storage, block->text);
    } else if (block->kind == BLOCK_PREFORMATTED) {
        storage_write_text(storage, block->text);
    }
    if (block->macro && block->macro->body == MACRO_BODY_PLAIN) {
        storage_write_plain_body(storage, block->macro->text);
    }
    storage_write_inlines(storage, block->content);
    for (const struct block *child = block->first_child; child; child = child->next) {
        storage_write_block(storage, child);
    }
    storage_write_close(storage, block);
}

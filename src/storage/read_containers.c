/* SPDX-License-Identifier: MIT */
/* Lists, task lists, tables and layouts: elements whose children are of one kind. */
#include <limits.h>

#include "base/limit.h"
#include "storage/elements.h"
#include "storage/read_internal.h"
#include "storage/text_align.h"

/* The number in the attribute, or `otherwise`. */
static unsigned number_attribute(const struct xml_node *element, const char *name,
                                 unsigned otherwise)
{
    const struct slice *value = xml_attribute_find(element, name);
    unsigned long long number = otherwise;

    if (value) {
        (void)slice_parse_number(slice_trim(*value), &number);
    }
    return number < UINT_MAX ? (unsigned)number : UINT_MAX;
}

/* A block that holds blocks of any kind, read from an element and added to its parent. */
static struct block *add_container(const struct reader *reader, struct block *parent, size_t after,
                                   enum block_kind kind, const struct xml_node *element)
{
    struct block *block = reader_block(reader, kind, element->outer, element->inner);

    reader_children(reader, block, element->inner.start, element->first_child, NULL);
    reader_append(parent, after, block);
    return block;
}

struct block *reader_list(const struct reader *reader, const struct xml_node *element)
{
    struct block *list = reader_block(reader, BLOCK_LIST, element->outer, element->inner);

    list->is_ordered = element_kind(element) == ELEMENT_NUMBERED_LIST;
    list->start = list->is_ordered ? number_attribute(element, "start", 1) : 0;
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_filler(child)) {
            continue;
        }
        if (element_kind(child) != ELEMENT_ITEM) {
            return NULL;
        }
        add_container(reader, list, element->inner.start, BLOCK_ITEM, child);
    }
    return list;
}

/* Reads the parts of a task into the item. False: it holds something unknown. */
static bool read_task_parts(const struct reader *reader, const struct xml_node *task,
                            struct block *item)
{
    struct slice text = {NULL, 0};
    unsigned long long id = 0;

    for (const struct xml_node *child = task->first_child; child; child = child->next) {
        if (reader_is_filler(child) || element_is(child, "ac:task-uuid")) {
            continue;
        }
        if (element_is(child, "ac:task-id") && reader_plain_text(reader, child, &text)) {
            item->task_id = slice_parse_number(slice_trim(text), &id) ? (size_t)id : 0;
        } else if (element_is(child, "ac:task-status") && reader_plain_text(reader, child, &text)) {
            item->is_checked = slice_equals(slice_trim(text), "complete");
        } else if (element_is(child, "ac:task-body") && !item->first_child) {
            item->source->inner = child->inner;
            reader_children(reader, item, child->inner.start, child->first_child, NULL);
        } else {
            return false;
        }
    }
    return true;
}

/* NULL: it holds something unknown. Without a body there is nothing inside. */
static struct block *read_task(const struct reader *reader, const struct xml_node *task)
{
    struct span end = {task->inner.end, task->inner.end};
    struct block *item = reader_block(reader, BLOCK_ITEM, task->outer, end);

    return read_task_parts(reader, task, item) ? item : NULL;
}

/*
 * Cloud puts the tasks below a task behind it, as a list in the list. They belong
 * to the item before, whose bytes then go to the end of the inner list.
 */
static bool add_inner_tasks(const struct reader *reader, const struct xml_node *element,
                            struct block *item)
{
    struct block *inner = item ? reader_task_list(reader, element) : NULL;
    if (!inner) {
        return false;
    }
    reader_append(item, item->source->inner.start, inner);
    item->source->outer.end = element->outer.end;
    item->source->inner.end = element->outer.end;
    return true;
}

struct block *reader_task_list(const struct reader *reader, const struct xml_node *element)
{
    struct block *list = reader_block(reader, BLOCK_LIST, element->outer, element->inner);

    list->is_task_list = true;
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_filler(child)) {
            continue;
        }
        enum element_kind kind = element_kind(child);
        struct block *item = kind == ELEMENT_TASK ? read_task(reader, child) : NULL;
        if (item) {
            reader_append(list, element->inner.start, item);
        } else if (kind != ELEMENT_TASK_LIST || !add_inner_tasks(reader, child, list->last_child)) {
            return NULL;
        }
    }
    return list;
}

enum text_align reader_align(const struct xml_node *element)
{
    const struct slice *style = xml_attribute_find(element, "style");

    return style ? text_align_of_style(*style) : TEXT_ALIGN_UNSAID;
}

static bool read_cells(const struct reader *reader, const struct xml_node *element,
                       struct block *row)
{
    size_t columns = 0;

    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_filler(child)) {
            continue;
        }
        enum element_kind kind = element_kind(child);
        if (kind != ELEMENT_CELL && kind != ELEMENT_HEADER_CELL) {
            return false;
        }
        struct block *cell = add_container(reader, row, element->inner.start, BLOCK_CELL, child);
        cell->is_header = kind == ELEMENT_HEADER_CELL;
        cell->column_span = number_attribute(child, "colspan", 1);
        cell->row_span = number_attribute(child, "rowspan", 1);
        cell->own_align = reader_align(child);
        columns++;
    }
    return columns > 0 && columns <= LIMIT_TABLE_COLUMNS;
}

/* The rows below the element, a table or a part of one, are added to the table. */
static bool read_rows(const struct reader *reader, const struct xml_node *element,
                      struct block *table)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        enum element_kind kind = element_kind(child);
        if (reader_is_filler(child) || kind == ELEMENT_COLUMNS) {
            continue;
        }
        if (kind == ELEMENT_ROW_GROUP) {
            if (!read_rows(reader, child, table)) {
                return false;
            }
            continue;
        }
        if (kind != ELEMENT_ROW) {
            return false;
        }
        struct block *row = reader_block(reader, BLOCK_ROW, child->outer, child->inner);
        reader_append(table, table->source->inner.start, row);
        if (!read_cells(reader, child, row)) {
            return false;
        }
    }
    return true;
}

struct block *reader_table(const struct reader *reader, const struct xml_node *element)
{
    struct block *table = reader_block(reader, BLOCK_TABLE, element->outer, element->inner);

    return read_rows(reader, element, table) && table->first_child ? table : NULL;
}

static bool read_columns(const struct reader *reader, const struct xml_node *element,
                         struct block *section)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_filler(child)) {
            continue;
        }
        if (element_kind(child) != ELEMENT_COLUMN) {
            return false;
        }
        add_container(reader, section, element->inner.start, BLOCK_COLUMN, child);
    }
    return section->first_child;
}

struct block *reader_layout(const struct reader *reader, const struct xml_node *element)
{
    struct block *layout = reader_block(reader, BLOCK_LAYOUT, element->outer, element->inner);

    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_filler(child)) {
            continue;
        }
        if (element_kind(child) != ELEMENT_SECTION) {
            return NULL;
        }
        const struct slice *type = xml_attribute_find(child, "ac:type");
        struct block *section = reader_block(reader, BLOCK_SECTION, child->outer, child->inner);
        section->text = type ? *type : slice_from("");
        reader_append(layout, element->inner.start, section);
        if (!read_columns(reader, child, section)) {
            return NULL;
        }
    }
    return layout->first_child ? layout : NULL;
}

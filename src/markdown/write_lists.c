/* SPDX-License-Identifier: MIT */
#include "markdown/write_internal.h"

#define NUMBER_MOST 999999999 /* CommonMark takes no longer one for a list */

static const struct block *first_visible(const struct block *item)
{
    const struct block *child = item->first_child;

    return !child || markdown_is_visible(child) ? child : markdown_next_visible(child);
}

/*
 * Whether the list can stand directly below a paragraph: a number other than 1 and
 * a marker with nothing behind it do not interrupt one.
 */
static bool may_follow_paragraph(const struct block *list)
{
    bool is_numbered = list->is_ordered && !list->is_task_list;

    return (!is_numbered || list->start == 1) &&
           (block_has_boxes(list) || first_visible(list->first_child));
}

static bool is_tight_item(const struct block *item)
{
    const struct block *before = NULL;

    for (const struct block *child = first_visible(item); child;
         child = markdown_next_visible(child)) {
        bool fits = before ? child->kind == BLOCK_LIST && may_follow_paragraph(child)
                           : child->kind == BLOCK_PARAGRAPH;
        if (!fits) {
            return false;
        }
        before = child;
    }
    return true;
}

/* Without blank lines: every item is one paragraph, maybe with lists below it. */
static bool is_tight(const struct block *list)
{
    for (const struct block *item = list->first_child; item; item = item->next) {
        if (!is_tight_item(item)) {
            return false;
        }
    }
    return true;
}

/* Appends the marker of an item; returns how far what is in the item stands to the right. */
static size_t write_marker(struct writer *writer, const struct block *list, size_t number,
                           bool is_alternate)
{
    struct strbuf *out = writer->lines.text;
    size_t start = out->length;

    if (list->is_ordered && !list->is_task_list) {
        strbuf_append_format(out, "%zu%c ", number, is_alternate ? ')' : '.');
    } else {
        strbuf_append(out, is_alternate ? "* " : "- ");
    }
    return out->length - start;
}

void markdown_leave_box(struct writer *writer, bool needs_blank_line)
{
    if (writer->lines.text->length != writer->box_end) {
        return;
    }
    strbuf_append(writer->lines.text, "<!-- -->");
    lines_end(&writer->lines);
    if (needs_blank_line) {
        lines_add(&writer->lines, slice_from(""));
    }
}

/* A list of tasks is one only at the start of its line. */
static void leave_marker(struct writer *writer)
{
    strbuf_append(writer->lines.text, "<!-- -->");
    lines_end(&writer->lines);
}

static void write_box(struct writer *writer, const struct block *item)
{
    const struct block *first = first_visible(item);

    strbuf_append(writer->lines.text, item->is_checked ? "[x] " : "[ ] ");
    writer->box_end = writer->lines.text->length;
    if (!first || first->kind != BLOCK_PARAGRAPH) {
        bool may_follow = first && first->kind == BLOCK_LIST && may_follow_paragraph(first);
        markdown_leave_box(writer, first && !may_follow);
    }
}

/* Takes the blank off a marker with nothing behind it. */
static void end_empty_item(struct writer *writer)
{
    struct strbuf *out = writer->lines.text;

    if (writer->lines.is_open) {
        strbuf_truncate(out, out->length - 1);
        lines_end(&writer->lines);
    }
}

static void write_item(struct writer *writer, struct block *item, size_t number,
                       const struct siblings *inside)
{
    const struct block *list = inside->before;
    const struct block *inner = first_visible(item);
    struct siblings children = *inside;
    size_t first = writer->lines.number;

    lines_begin(&writer->lines);
    size_t width = write_marker(writer, list, number, inside->is_alternate);
    size_t prefix = lines_push_blanks(&writer->lines, width);
    if (block_has_boxes(list)) {
        write_box(writer, item);
    } else if (inner && inner->kind == BLOCK_LIST && inner->is_task_list) {
        leave_marker(writer);
    }
    for (struct block *child = item->first_child; child; child = child->next) {
        markdown_write_sibling(writer, child, &children);
    }
    end_empty_item(writer);
    lines_pop(&writer->lines, prefix);
    markdown_end_block(writer, item, first);
}

void markdown_write_list(struct writer *writer, struct block *list, bool is_alternate)
{
    size_t first = writer->lines.number;
    size_t number = list->start;
    struct siblings inside = {
        .before = list, .is_alternate = is_alternate, .is_tight = is_tight(list)};

    if (list->is_decision_list) {
        lines_add(&writer->lines, SLICE_LITERAL("<!-- cf:decisions -->"));
    }
    for (struct block *item = list->first_child; item; item = item->next) {
        if (item != list->first_child && !inside.is_tight) {
            lines_add(&writer->lines, slice_from(""));
        }
        write_item(writer, item, number < NUMBER_MOST ? number : NUMBER_MOST, &inside);
        number++;
    }
    markdown_end_block(writer, list, first);
}

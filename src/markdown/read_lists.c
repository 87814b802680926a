/* SPDX-License-Identifier: MIT */
/*
 * Lists and tasks. cmark-gfm's own extension knows tasks only where the list
 * begins its line: not in quotes, not in an item's first line.
 */
#include <string.h>

#include "markdown/inline_normal_internal.h"
#include "markdown/read_internal.h"

#define BOX_LENGTH 3 /* [ ] */

/* "\[ ]" gives the same node as "[ ]": only the source tells them apart. */
static bool has_bracket_in_source(const struct reader *reader, cmark_node *paragraph)
{
    struct slice line = reader->lines[cmark_node_get_start_line(paragraph) - 1];
    size_t column = (size_t)cmark_node_get_start_column(paragraph);

    return column > 0 && column <= line.length && line.start[column - 1] == '[';
}

/* The paragraph that begins with a box, on the line of its item; NULL: there is none. */
static cmark_node *find_box(const struct reader *reader, cmark_node *item)
{
    cmark_node *paragraph = cmark_node_first_child(item);
    bool is_text = paragraph && cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH &&
                   cmark_node_get_start_line(paragraph) == cmark_node_get_start_line(item);
    cmark_node *text = is_text ? cmark_node_first_child(paragraph) : NULL;
    if (!text || cmark_node_get_type(text) != CMARK_NODE_TEXT) {
        return NULL;
    }
    struct slice literal = slice_from(cmark_node_get_literal(text));
    bool is_box = slice_starts_with(literal, "[ ]") || slice_starts_with(literal, "[x]") ||
                  slice_starts_with(literal, "[X]");
    bool is_alone = literal.length == BOX_LENGTH ? !cmark_node_next(text)
                                                 : is_box && literal.start[BOX_LENGTH] == ' ';
    return is_box && is_alone && has_bracket_in_source(reader, paragraph) ? paragraph : NULL;
}

static void read_task(struct reader *reader, cmark_node *paragraph, struct block *item)
{
    cmark_node *first = cmark_node_first_child(paragraph);
    struct block *text = block_new(reader->arena, BLOCK_PARAGRAPH);

    item->is_checked = cmark_node_get_literal(first)[1] != ' ';
    size_t skipped =
        strlen(cmark_node_get_literal(first)) > BOX_LENGTH ? BOX_LENGTH + 1 : BOX_LENGTH;
    text->lines = markdown_read_lines(reader, paragraph);
    markdown_read_content(reader, text, first, NULL, skipped);
    if (!inline_is_blank(text->content)) {
        block_append(item, text);
    }
    markdown_read_blocks(reader, cmark_node_next(paragraph), item);
}

static void read_item(struct reader *reader, cmark_node *node, cmark_node *box, struct block *list)
{
    struct block *item =
        markdown_add_block(reader, list, BLOCK_ITEM, markdown_read_lines(reader, node));

    if (box) {
        read_task(reader, box, item);
    } else {
        markdown_read_blocks(reader, cmark_node_first_child(node), item);
    }
    list->lines.last = item->lines.last;
    markdown_forget(node);
    markdown_forget_before(node);
}

void markdown_read_list(struct reader *reader, cmark_node *node, struct block *parent)
{
    bool is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    unsigned number = is_ordered ? (unsigned)cmark_node_get_list_start(node) : 0;
    struct block *list = NULL;

    /* Confluence has no list of both boxes and bullets: each run of them is a list. */
    for (cmark_node *item = cmark_node_first_child(node); item; item = cmark_node_next(item)) {
        cmark_node *box = find_box(reader, item);
        if (!list || list->is_task_list != (box != NULL)) {
            struct line_range lines = markdown_read_lines(reader, item);
            list = markdown_add_block(reader, parent, BLOCK_LIST, lines);
            list->is_task_list = box;
            list->is_ordered = is_ordered && !list->is_task_list;
            list->start = list->is_ordered ? number : 0;
        }
        read_item(reader, item, box, list);
        number++;
    }
}

/* Confluence's decisions are lines of text. A bullet without a box is one that was made. */
static void read_decision(struct reader *reader, cmark_node *node, struct block *list)
{
    cmark_node *box = find_box(reader, node);
    read_item(reader, node, box, list);
    struct block *item = list->last_child;
    const struct block *only = item->first_child;

    item->is_checked = item->is_checked || !box;
    if (only && (only->next || only->kind != BLOCK_PARAGRAPH)) {
        markdown_refuse(reader, item->lines.first,
                        "a decision is a line of text: nothing else can stand in it");
    }
}

void markdown_read_decisions(struct reader *reader, cmark_node *node, struct block *parent,
                             size_t first_line)
{
    struct line_range lines = {first_line, first_line};
    struct block *list = markdown_add_block(reader, parent, BLOCK_LIST, lines);

    list->is_decision_list = true;
    for (cmark_node *item = cmark_node_first_child(node); item; item = cmark_node_next(item)) {
        read_decision(reader, item, list);
    }
}

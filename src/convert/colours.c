/* SPDX-License-Identifier: MIT */
#include "convert/colours.h"

#include "base/strmap.h"
#include "document/colour.h"

static bool is_hidden_colour(const struct inline_node *node)
{
    return node->kind == INLINE_HIDDEN && node->text.length > 0;
}

static bool is_colour(const struct inline_node *node)
{
    return node->kind == INLINE_MARK && node->mark == MARK_COLOUR;
}

static void show(struct inline_node *node)
{
    node->kind = INLINE_MARK;
    node->mark = MARK_COLOUR;
}

static void show_inlines(struct inline_node *first, bool is_inside)
{
    for (struct inline_node *node = first; node; node = node->next) {
        if (is_hidden_colour(node) && (is_inside || !colour_is_default(node->text))) {
            show(node);
        }
        show_inlines(node->first_child, is_inside || is_colour(node));
    }
}

void colours_show(struct block *page)
{
    show_inlines(page->content, false);
    for (struct block *child = page->first_child; child; child = child->next) {
        colours_show(child);
    }
}

static void collect_inlines(struct inline_node *first, struct strmap *colours)
{
    for (struct inline_node *node = first; node; node = node->next) {
        if (is_colour(node)) {
            strmap_put(colours, node->text, node);
        }
        collect_inlines(node->first_child, colours);
    }
}

static void collect(const struct block *block, struct strmap *colours)
{
    collect_inlines(block->content, colours);
    for (const struct block *child = block->first_child; child; child = child->next) {
        collect(child, colours);
    }
}

static void show_found_inlines(struct inline_node *first, const struct strmap *colours)
{
    for (struct inline_node *node = first; node; node = node->next) {
        if (is_hidden_colour(node) && strmap_find(colours, node->text)) {
            show(node);
        }
        show_found_inlines(node->first_child, colours);
    }
}

static void show_found(struct block *block, const struct strmap *colours)
{
    show_found_inlines(block->content, colours);
    for (struct block *child = block->first_child; child; child = child->next) {
        show_found(child, colours);
    }
}

void colours_show_as(struct block *storage_page, const struct block *markdown_page)
{
    CLEANUP(strmap) struct strmap *colours = strmap_new();

    collect(markdown_page, colours);
    if (strmap_count(colours) > 0) {
        show_found(storage_page, colours);
    }
}

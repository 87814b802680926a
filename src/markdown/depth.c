/* SPDX-License-Identifier: MIT */
#include "markdown/depth_internal.h"

#include "base/limit.h"

static size_t elements_of(const struct block *block)
{
    bool is_optional =
        block->parent && (block->parent->kind == BLOCK_ITEM || block->parent->kind == BLOCK_CELL);

    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        return is_optional ? 0 : 1;
    case BLOCK_LIST: /* a decision list is a node in an extension */
        return block->is_decision_list ? 2 : 1;
    case BLOCK_ITEM: /* ac:task and ac:task-body */
        return block->parent && block_has_boxes(block->parent) ? 2 : 1;
    case BLOCK_MACRO: /* and its body; of ADF one more */
        if (slice_starts_with(block->macro->name, "adf:")) {
            return 3;
        }
        return block->macro->body == MACRO_BODY_NONE ? 1 : 2;
    case BLOCK_PAGE:
    case BLOCK_RAW: /* is checked where it is parsed */
        return 0;
    default:
        return 1;
    }
}

/* Whether the nodes, and what is in them, are nested in more than `most` elements. */
static bool is_deeper(const struct inline_node *first, size_t most)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        bool is_element = node->kind == INLINE_MARK || node->kind == INLINE_LINK;
        if (is_element && (most == 0 || is_deeper(node->first_child, most - 1))) {
            return true;
        }
    }
    return false;
}

static size_t find_excess(const struct block *block, size_t depth)
{
    depth += elements_of(block);
    if (depth > LIMIT_DEPTH || is_deeper(block->content, LIMIT_DEPTH - depth)) {
        return block->lines.first;
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        size_t line = find_excess(child, depth);
        if (line > 0) {
            return line;
        }
    }
    return 0;
}

size_t depth_find_excess(const struct block *page)
{
    return find_excess(page, 0);
}

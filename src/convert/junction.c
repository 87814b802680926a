/* SPDX-License-Identifier: MIT */
#include "convert/junction.h"

static enum neighbour neighbour_of(const struct block *block)
{
    if (block->is_bare) {
        return NEIGHBOUR_LINE;
    }
    bool may_be_in_line =
        (block->kind == BLOCK_RAW && (slice_starts_with(block->text, "<ac:structured-macro") ||
                                      slice_starts_with(block->text, "<ac:macro"))) ||
        (block->kind == BLOCK_MACRO && block->macro->body == MACRO_BODY_NONE);
    return may_be_in_line ? NEIGHBOUR_MACRO : NEIGHBOUR_NONE;
}

static const struct unit *unit_in_place(const struct step *step)
{
    return step->fate == FATE_KEPT || step->fate == FATE_EDITED ? step->unit : NULL;
}

/* A line end or an element. */
static bool is_parted(struct slice between)
{
    for (size_t i = 0; i < between.length; i++) {
        bool is_tag = between.start[i] == '<' && i + 1 < between.length &&
                      between.start[i + 1] != '!' && between.start[i + 1] != '?';
        if (between.start[i] == '\n' || is_tag) {
            return true;
        }
    }
    return false;
}

static bool is_image_alone(const struct block *block)
{
    const struct inline_node *first = block->content;

    return first && first->kind == INLINE_IMAGE && !first->next;
}

/* Confluence has an image without a paragraph, but text only in one, where blocks are due. */
static bool is_image_no_more(const struct step *step, const struct block *block)
{
    bool is_among_blocks =
        block->parent && block->parent->kind != BLOCK_ITEM && block->parent->kind != BLOCK_CELL;

    return step->fate == FATE_EDITED && is_among_blocks && block->is_bare &&
           is_image_alone(block) && step->block->content && !is_image_alone(step->block);
}

bool junction_begin(const struct junction *junction, struct strbuf *written,
                    const struct step *step, const struct block *block)
{
    enum neighbour next = neighbour_of(block);
    const struct unit *unit = unit_in_place(step);
    bool were_neighbours = unit && junction->unit && unit == junction->unit + 1;
    bool are_untouched = were_neighbours && junction->is_kept && step->fate == FATE_KEPT;
    bool would_join = (junction->last == NEIGHBOUR_LINE && next == NEIGHBOUR_MACRO) ||
                      (junction->last == NEIGHBOUR_MACRO && next == NEIGHBOUR_LINE);
    bool needs_tags =
        next == NEIGHBOUR_LINE && (step->fate == FATE_MOVED || is_image_no_more(step, block) ||
                                   (junction->last == NEIGHBOUR_LINE && !were_neighbours));
    struct slice between = slice_part(strbuf_slice(written), junction->end, written->length);

    if (would_join && !are_untouched && !is_parted(between)) {
        strbuf_append(written, "\n");
    }
    strbuf_append(written, needs_tags ? "<p>" : "");
    return needs_tags;
}

void junction_end(struct junction *junction, struct strbuf *written, const struct step *step,
                  const struct block *block, bool has_tags)
{
    strbuf_append(written, has_tags ? "</p>" : "");
    junction->last = has_tags ? NEIGHBOUR_NONE : neighbour_of(block);
    junction->end = written->length;
    junction->unit = unit_in_place(step);
    junction->is_kept = step->fate == FATE_KEPT;
}

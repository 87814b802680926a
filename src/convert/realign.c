/* SPDX-License-Identifier: MIT */
#include "convert/realign.h"

#include <stdint.h>

#include "markdown/column_align.h"
#include "storage/tag.h"
#include "storage/text_align.h"

/* The cell that the block is, or is in; or NULL. */
static const struct block *cell_of(const struct block *block)
{
    const struct block *cell = block->kind == BLOCK_PARAGRAPH ? block->parent : block;

    return cell && cell->kind == BLOCK_CELL ? cell : NULL;
}

static enum text_align align_of(const struct block *block)
{
    const struct block *cell = cell_of(block);

    return cell ? cell->align : TEXT_ALIGN_UNSAID;
}

static bool is_aligned_by_cell(const struct block *paragraph)
{
    return paragraph->own_align == TEXT_ALIGN_UNSAID && paragraph->parent &&
           paragraph->parent->own_align != TEXT_ALIGN_UNSAID;
}

/* Confluence has the alignment in a paragraph, or in the cell where that has no tag. */
static bool has_alignment(const struct step *step)
{
    const struct block *base = step->unit->first_storage;

    if (base->kind == BLOCK_PARAGRAPH) {
        bool goes_with_cell = step->fate != FATE_MOVED && is_aligned_by_cell(base);
        return !base->is_bare && !goes_with_cell;
    }
    return base->own_align != TEXT_ALIGN_UNSAID ||
           (base->first_child && base->first_child->is_bare);
}

bool realign_is_needed(const struct step *step)
{
    enum text_align wanted = align_of(step->block);

    if (!step->unit || !step->unit->is_pair || wanted == TEXT_ALIGN_UNSAID) {
        return false;
    }
    enum text_align before = align_of(step->unit->first_markdown);
    before = before == TEXT_ALIGN_UNSAID ? TEXT_ALIGN_NONE : before;
    return wanted != before && has_alignment(step);
}

void realign_tag(struct strbuf *written, size_t start, const struct step *step)
{
    CLEANUP_STRBUF struct strbuf open = STRBUF(SIZE_MAX);
    strbuf_append_slice(&open, slice_part(strbuf_slice(written), start, written->length));
    struct slice bytes = strbuf_slice(&open);
    if (!slice_starts_with(bytes, "<")) {
        return;
    }
    size_t end = tag_end(bytes, 0);
    strbuf_truncate(written, start);
    text_align_append_tag(written, slice_part(bytes, 0, end), align_of(step->block));
    strbuf_append_slice(written, slice_part(bytes, end, bytes.length));
}

/* A row of a table with pipes is one line. */
static bool has_pipes(const struct block *table)
{
    for (const struct block *row = table->first_child; row; row = row->next) {
        if (row->lines.first == 0 || row->lines.first != row->lines.last ||
            block_child_count(row) != block_child_count(table->first_child)) {
            return false;
        }
    }
    return true;
}

void realign_learn(struct arena *arena, struct block *page)
{
    if (page->kind == BLOCK_TABLE && has_pipes(page)) {
        (void)markdown_column_aligns(arena, page);
        return;
    }
    for (struct block *child = page->first_child; child; child = child->next) {
        realign_learn(arena, child);
    }
}

/* SPDX-License-Identifier: MIT */
#include "markdown/column_align.h"

#include "markdown/write_internal.h"

/* UNSAID: the cell shows nothing that could be aligned. */
static enum text_align align_of(const struct block *cell)
{
    for (const struct block *child = cell->first_child; child; child = child->next) {
        enum text_align own = child->own_align ? child->own_align : cell->own_align;
        if (markdown_is_visible(child)) {
            return own ? own : TEXT_ALIGN_NONE;
        }
    }
    return TEXT_ALIGN_UNSAID;
}

static enum text_align both(enum text_align left, enum text_align right)
{
    if (left == TEXT_ALIGN_UNSAID || left == right) {
        return right;
    }
    return right == TEXT_ALIGN_UNSAID ? left : TEXT_ALIGN_NONE;
}

/* A column is aligned where all of its cells are alike. */
static void find_aligns(const struct block *table, enum text_align *aligns, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        aligns[i] = TEXT_ALIGN_UNSAID;
    }
    for (const struct block *row = table->first_child; row; row = row->next) {
        enum text_align *align = aligns;
        for (const struct block *cell = row->first_child; cell; cell = cell->next) {
            *align = both(*align, align_of(cell));
            align++;
        }
    }
}

const enum text_align *markdown_column_aligns(struct arena *arena, struct block *table)
{
    size_t columns = block_child_count(table->first_child);
    enum text_align *aligns = ARENA_NEW_ARRAY(arena, enum text_align, columns);

    find_aligns(table, aligns, columns);
    for (struct block *row = table->first_child; row; row = row->next) {
        const enum text_align *align = aligns;
        for (struct block *cell = row->first_child; cell; cell = cell->next) {
            cell->align = *align++;
        }
    }
    return aligns;
}

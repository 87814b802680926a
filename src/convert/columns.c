/* SPDX-License-Identifier: MIT */
#include "convert/columns.h"

#include <ctype.h>

#include "base/limit.h"
#include "base/strbuf.h"

struct columns {
    size_t starts[LIMIT_TABLE_COLUMNS + 1]; /* of each <col>, and of what is behind the last */
    size_t count;
};

/* False: more than a table may have, or none. */
static bool find_columns(struct slice gap, struct columns *columns)
{
    const struct slice end_tag = SLICE_LITERAL("</colgroup");
    size_t end = slice_find(gap, 0, end_tag);
    if (end == SLICE_NOT_FOUND) {
        return false;
    }
    columns->count = 0;
    for (size_t at = 0; (at = slice_find(gap, at, SLICE_LITERAL("<col"))) < end; at++) {
        char behind = gap.start[at + 4];
        bool is_column = behind == '/' || behind == '>' || isspace((unsigned char)behind);
        if (is_column && columns->count == LIMIT_TABLE_COLUMNS) {
            return false;
        }
        if (is_column) {
            columns->starts[columns->count++] = at;
        }
    }
    columns->starts[columns->count] = end;
    return columns->count > 0;
}

static bool has_plain_cells(const struct block *row, size_t count)
{
    for (const struct block *cell = row->first_child; cell; cell = cell->next) {
        if (cell->column_span > 1) {
            return false;
        }
    }
    return block_child_count(row) == count;
}

/* The first row, if its cells tell which columns came and went; NULL: nothing, or nobody can tell. */
static const struct level *find_changed_row(const struct level *rows, size_t count)
{
    const struct step *first = &rows->steps[0];

    for (size_t i = 0; i < rows->base.count; i++) {
        const struct block *row = rows->base.units[i].first_markdown;
        if (!row || !has_plain_cells(row, count)) {
            return NULL;
        }
    }
    for (size_t i = 0; i < rows->step_count; i++) {
        if (!has_plain_cells(rows->steps[i].block, block_child_count(first->block))) {
            return NULL;
        }
    }
    return first->fate == FATE_EDITED && first->inside->step_count != count ? first->inside : NULL;
}

struct slice columns_follow(struct arena *arena, struct slice gap, const struct level *rows)
{
    CLEANUP_STRBUF struct strbuf written = STRBUF(LIMIT_CONVERTED);
    struct columns columns;
    bool is_table = rows->step_count > 0 && rows->steps[0].block->kind == BLOCK_ROW;
    const struct level *row =
        is_table && find_columns(gap, &columns) ? find_changed_row(rows, columns.count) : NULL;
    if (!row) {
        return (struct slice){NULL, 0};
    }
    strbuf_append_slice(&written, slice_part(gap, 0, columns.starts[0]));
    for (size_t i = 0; i < row->step_count; i++) {
        const struct unit *unit = row->steps[i].unit;
        size_t old = unit ? (size_t)(unit - row->base.units) : columns.count;
        if (old < columns.count) {
            strbuf_append_slice(&written,
                                slice_part(gap, columns.starts[old], columns.starts[old + 1]));
        } else {
            strbuf_append(&written, "<col/>");
        }
    }
    strbuf_append_slice(&written, slice_part(gap, columns.starts[columns.count], gap.length));
    return strbuf_copy(&written, arena);
}

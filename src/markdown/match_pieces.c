/* SPDX-License-Identifier: MIT */
#include "base/limit.h"
#include "markdown/markers_internal.h"
#include "markdown/pieces_internal.h"

#define ADD_END "add <!-- cf:end %.*s --> or remove it"

struct matcher {
    struct reader *reader;
    struct piece *pieces;
    size_t count;
    size_t *open; /* positions of the pieces that wait for their end */
    size_t open_count;
};

static struct piece *open_piece(const struct matcher *matcher, size_t count)
{
    return count > 0 ? &matcher->pieces[matcher->open[count - 1]] : NULL;
}

static struct piece *innermost(const struct matcher *matcher)
{
    return open_piece(matcher, matcher->open_count);
}

static bool is_in(const struct matcher *matcher, enum piece_kind kind)
{
    const struct piece *around = innermost(matcher);

    return around && around->kind == kind;
}

/* How many open pieces there are up to the innermost of this kind; 0: none is open. */
static size_t find_open(const struct matcher *matcher, enum piece_kind kind)
{
    size_t count = matcher->open_count;
    while (count > 0 && open_piece(matcher, count)->kind != kind) {
        count--;
    }
    return count;
}

/* A tag of a table that cannot be where it is. */
static void refuse_tag(const struct matcher *matcher, const struct piece *tag, const char *why)
{
    marker_refuse(matcher->reader, tag->lines.first, tag->html, "%s", why);
}

static void refuse_open_marker(const struct matcher *matcher, const struct piece *piece,
                               const struct piece *end)
{
    struct slice name = piece->kind == PIECE_LAYOUT ? slice_from("layout") : piece->argument;

    if (end) {
        marker_refuse(matcher->reader, piece->lines.first, piece->html,
                      "is not closed before the %.*s in line %zu: " ADD_END, (int)end->html.length,
                      end->html.start, end->lines.first, (int)name.length, name.start);
    } else {
        marker_refuse(matcher->reader, piece->lines.first, piece->html, "is never closed: " ADD_END,
                      (int)name.length, name.start);
    }
}

/* What is open inside the innermost `count` pieces is not closed before `end` (NULL: at all). */
static void refuse_open(struct matcher *matcher, size_t count, const struct piece *end)
{
    for (size_t i = matcher->open_count; i > count; i--) {
        const struct piece *piece = open_piece(matcher, i);
        if (piece->kind == PIECE_LAYOUT || piece->kind == PIECE_CONTAINER) {
            refuse_open_marker(matcher, piece, end);
        } else if (piece->kind == PIECE_TABLE && (piece->is_divided || piece->part_count > 0)) {
            marker_refuse(matcher->reader, piece->lines.first, piece->html,
                          "is never closed: add </table>");
        }
    }
}

/* Closes the last of the innermost `count` pieces; false: there is none. */
static bool match_end(struct matcher *matcher, struct piece *end, size_t count)
{
    if (count == 0) {
        return false;
    }
    refuse_open(matcher, count, end);
    open_piece(matcher, count)->is_matched = true;
    end->is_matched = true;
    matcher->open_count = count - 1;
    return true;
}

static void match_layout_end(struct matcher *matcher, struct piece *end)
{
    if (!match_end(matcher, end, find_open(matcher, PIECE_LAYOUT))) {
        marker_refuse(matcher->reader, end->lines.first, end->html,
                      "closes nothing: add <!-- cf:layout --> above it or remove it");
    }
}

static bool is_container(const struct piece *piece, struct slice name)
{
    return piece->kind == PIECE_CONTAINER && slice_equal(piece->argument, name);
}

static void match_container_end(struct matcher *matcher, struct piece *end)
{
    struct slice name = end->argument;
    size_t count = matcher->open_count;

    while (count > 0 && !is_container(open_piece(matcher, count), name)) {
        count--;
    }
    if (!match_end(matcher, end, count)) {
        marker_refuse(matcher->reader, end->lines.first, end->html,
                      "closes nothing: add <!-- cf:begin %.*s --> above it or remove it",
                      (int)name.length, name.start);
    }
}

/* A layout's part inside another container that is inside the layout. */
static void refuse_inside(const struct matcher *matcher, const struct piece *part,
                          const struct piece *around)
{
    const char *name = around->kind == PIECE_DETAILS ? "details" : "table";

    if (around->kind == PIECE_CONTAINER) {
        marker_refuse(matcher->reader, part->lines.first, part->html,
                      "stands inside the cf:begin %.*s in line %zu: close that first",
                      (int)around->argument.length, around->argument.start, around->lines.first);
    } else {
        marker_refuse(matcher->reader, part->lines.first, part->html,
                      "stands inside the <%s> in line %zu: close that with </%s> first", name,
                      around->lines.first, name);
    }
}

/* A section or a cell. */
static void match_layout_part(struct matcher *matcher, struct piece *part)
{
    const struct piece *around = innermost(matcher);

    if (is_in(matcher, PIECE_LAYOUT)) {
        part->owner = matcher->open[matcher->open_count - 1];
        part->is_matched = true; /* as far as its layout is */
    } else if (around && find_open(matcher, PIECE_LAYOUT) > 0) {
        refuse_inside(matcher, part, around);
    } else {
        marker_refuse(matcher->reader, part->lines.first, part->html,
                      "stands in no layout: put it between <!-- cf:layout --> and "
                      "<!-- cf:end layout --> or remove it");
    }
}

static void open_container(struct matcher *matcher, size_t position)
{
    if (matcher->reader->depth + CONTAINER_DEPTH * matcher->open_count < LIMIT_DEPTH) {
        matcher->open[matcher->open_count++] = position;
    } else {
        markdown_refuse_depth(matcher->reader, matcher->pieces[position].lines.first);
    }
}

/* The parts of a table know their table, and the table whether it is in several HTML blocks. */
static void join_table(struct matcher *matcher, struct piece *part)
{
    size_t count = find_open(matcher, PIECE_TABLE);
    struct piece *table = open_piece(matcher, count);

    if (table) {
        part->owner = matcher->open[count - 1];
        table->is_divided = table->is_divided || table->html_block != part->html_block;
    }
}

static void open_table_part(struct matcher *matcher, size_t position, enum piece_kind around,
                            const char *why)
{
    struct piece *part = &matcher->pieces[position];

    join_table(matcher, part);
    if (!is_in(matcher, around)) {
        refuse_tag(matcher, part, why);
        return;
    }
    struct piece *parent = innermost(matcher);
    if (parent && ++parent->part_count > LIMIT_TABLE_COLUMNS && around == PIECE_ROW) {
        markdown_refuse(matcher->reader, part->lines.first, "more than %d cells in a row",
                        LIMIT_TABLE_COLUMNS);
    }
    part->is_matched = true; /* as far as its table is */
    matcher->open[matcher->open_count++] = position;
}

static void close_table_part(struct matcher *matcher, struct piece *end, enum piece_kind opening,
                             const char *why)
{
    join_table(matcher, end);
    if (!is_in(matcher, opening)) {
        refuse_tag(matcher, end, why);
    } else if (opening == PIECE_ROW && innermost(matcher)->part_count == 0) {
        refuse_tag(matcher, end, "ends a row without cells: remove the row");
    } else {
        end->is_matched = true;
        matcher->open_count--;
    }
}

static void match_table_end(struct matcher *matcher, struct piece *end)
{
    size_t count = find_open(matcher, PIECE_TABLE);
    struct piece *table = open_piece(matcher, count);

    if (!table) {
        return;
    }
    join_table(matcher, end);
    if (!is_in(matcher, PIECE_TABLE)) {
        refuse_tag(matcher, end, "ends the table in the middle of a row: close the row first");
    } else if (table->part_count == 0) {
        refuse_tag(matcher, end, "ends a table without rows: remove the table");
    }
    refuse_open(matcher, count, end);
    end->is_matched = true; /* as far as its table is */
    table->is_matched = true;
    table->owner = matcher->open[count - 1];
    matcher->open_count = count - 1;
}

static void match_decisions(struct matcher *matcher, size_t position)
{
    const struct piece *piece = &matcher->pieces[position];
    const struct piece *next =
        position + 1 < matcher->count ? &matcher->pieces[position + 1] : NULL;
    bool is_above_list =
        next && next->kind == PIECE_BLOCK && cmark_node_get_type(next->node) == CMARK_NODE_LIST;

    if (!is_above_list) {
        marker_refuse(matcher->reader, piece->lines.first, piece->html,
                      "has to stand above a list of decisions");
    }
}

static void match_piece(struct matcher *matcher, size_t position)
{
    struct piece *piece = &matcher->pieces[position];

    switch (piece->kind) {
    case PIECE_DETAILS:
    case PIECE_LAYOUT:
    case PIECE_CONTAINER:
    case PIECE_TABLE:
        open_container(matcher, position);
        break;
    case PIECE_DETAILS_END:
        match_end(matcher, piece, find_open(matcher, PIECE_DETAILS));
        break;
    case PIECE_LAYOUT_END:
        match_layout_end(matcher, piece);
        break;
    case PIECE_CONTAINER_END:
        match_container_end(matcher, piece);
        break;
    case PIECE_SECTION:
    case PIECE_CELL:
        match_layout_part(matcher, piece);
        break;
    case PIECE_TABLE_END:
        match_table_end(matcher, piece);
        break;
    case PIECE_ROW:
        open_table_part(matcher, position, PIECE_TABLE,
                        "begins a row inside another: close that with </tr> first");
        break;
    case PIECE_ROW_END:
        close_table_part(matcher, piece, PIECE_ROW, "closes no row: close the cell first");
        break;
    case PIECE_TABLE_CELL:
        open_table_part(matcher, position, PIECE_ROW,
                        "begins a cell outside of a row, or inside another cell");
        break;
    case PIECE_TABLE_CELL_END:
        close_table_part(matcher, piece, PIECE_TABLE_CELL, "closes no cell");
        break;
    case PIECE_DECISIONS:
        match_decisions(matcher, position);
        break;
    case PIECE_BROKEN:
        marker_refuse_broken(matcher->reader, piece->lines.first, piece->html);
        break;
    case PIECE_BLOCK:
    case PIECE_TEXT:
    case PIECE_COMMENT:
    case PIECE_LINE:
    case PIECE_MARKED_LINE:
    case PIECE_MACRO:
        break;
    }
}

void pieces_match(struct reader *reader, struct pieces *pieces)
{
    struct matcher matcher = {
        .reader = reader,
        .pieces = pieces->items,
        .count = pieces->count,
        .open = ARENA_NEW_ARRAY(reader->arena, size_t, pieces->count + 1),
    };

    for (size_t i = 0; i < pieces->count; i++) {
        match_piece(&matcher, i);
    }
    refuse_open(&matcher, 0, NULL);
}

bool pieces_is_part(const struct pieces *pieces, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_SECTION:
    case PIECE_CELL:
    case PIECE_TABLE_END:
    case PIECE_ROW:
    case PIECE_ROW_END:
    case PIECE_TABLE_CELL:
    case PIECE_TABLE_CELL_END:
        return piece->is_matched && pieces->items[piece->owner].is_matched;
    default:
        return piece->is_matched;
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * HTML blocks among the blocks of one level: <details>, tables, and comments that
 * start with "cf:". The pieces are matched first; then what is between a pair goes
 * into the container it makes.
 */
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/html_tags_internal.h"
#include "markdown/markers_internal.h"
#include "markdown/pieces_internal.h"
#include "markdown/read_internal.h"
#include "markdown/read_notes_internal.h"

struct level {
    struct reader *reader;
    struct pieces pieces;
    cmark_node *last; /* block that was read; what comes behind it may ask what it stands behind */
    size_t decisions; /* the line of a cf:decisions above what comes next; 0: there is none */
};

/* The block that takes what comes next, in a layout whose marker for it may be missing. */
static struct block *open_column(struct level *level, struct block *inside, struct line_range lines)
{
    if (inside->kind == BLOCK_LAYOUT) {
        inside = markdown_add_block(level->reader, inside, BLOCK_SECTION, lines);
        inside->text = slice_from("");
    }
    return inside->kind == BLOCK_SECTION
               ? markdown_add_block(level->reader, inside, BLOCK_COLUMN, lines)
               : inside;
}

/* Containers end where what was last added to them ends. */
static void extend(struct block *block, size_t last)
{
    for (; block->kind == BLOCK_COLUMN || block->kind == BLOCK_SECTION; block = block->parent) {
        block->lines.last = last > block->lines.last ? last : block->lines.last;
    }
}

static struct block *layout_around(struct block *inside)
{
    while (inside->kind != BLOCK_LAYOUT) {
        inside = inside->parent;
    }
    return inside;
}

static struct block *begin_details(struct level *level, struct block *inside,
                                   const struct piece *piece)
{
    struct arena *arena = level->reader->arena;
    const struct macro_rule *rule = macro_rule_by_form(MACRO_FORM_DETAILS);
    struct block *block = markdown_add_block(level->reader, inside, BLOCK_MACRO, piece->lines);

    block->macro = ARENA_NEW(arena, struct macro);
    block->macro->name = slice_from(rule->name);
    block->macro->body = MACRO_BODY_RICH;
    if (piece->has_marks) {
        markdown_note_dropped(level->reader, piece->lines.first, "the tags in a <summary>");
    }
    if (piece->has_summary) {
        macro_add_parameter(arena, block->macro,
                            (struct macro_parameter){.name = slice_from(rule->parameters[0]),
                                                     .value = piece->argument});
    }
    return block;
}

static struct block *begin_container(struct level *level, struct block *inside,
                                     const struct piece *piece)
{
    struct block *block = markdown_add_block(level->reader, inside, BLOCK_MACRO, piece->lines);

    block->macro = piece->macro;
    return block;
}

/* Browsers show what stands between the cells of a table outside of it. */
static struct block *outside_rows(struct block *inside)
{
    while (inside->kind == BLOCK_ROW || inside->kind == BLOCK_TABLE) {
        inside = inside->parent;
    }
    return inside;
}

static void note_comment(const struct reader *reader, const struct piece *piece)
{
    if (!marker_is_comment(piece->html)) {
        markdown_note_comment(reader, piece->lines.first, slice_trim(piece->html));
    }
}

static void build_block(struct level *level, struct block *inside, const struct piece *piece,
                        struct line_range lines)
{
    if (level->decisions > 0) {
        markdown_read_decisions(level->reader, piece->node, inside, lines.first);
    } else {
        markdown_read_block(level->reader, piece->node, inside);
    }
    if (level->last) {
        cmark_node_free(level->last);
    }
    level->last = piece->node;
}

static void build_html(const struct level *level, struct block *inside, const struct piece *piece,
                       struct line_range lines)
{
    if (!markdown_read_html_flow(level->reader, inside, piece->html, lines)) {
        markdown_note_html(level->reader, lines.first, piece->html);
        markdown_add_html_text(level->reader, inside, slice_trim(piece->html), lines);
    }
}

static void build_inside(struct level *level, struct block *inside, const struct piece *piece,
                         struct line_range lines)
{
    switch (piece->kind) {
    case PIECE_BLOCK:
        build_block(level, inside, piece, lines);
        break;
    case PIECE_MACRO:
        markdown_add_block(level->reader, inside, BLOCK_MACRO, lines)->macro = piece->macro;
        break;
    case PIECE_MARKED_LINE:
        markdown_read_marked_line(level->reader, inside, slice_trim(piece->html), lines);
        break;
    case PIECE_LINE:
        if (!markdown_read_html_flow(level->reader, inside, piece->html, lines)) {
            markdown_read_html_line(level->reader, inside, slice_trim(piece->html), lines);
        }
        break;
    default:
        build_html(level, inside, piece, lines);
        break;
    }
}

/* Takes a piece that is no container's part; returns where the next one goes. */
static struct block *build_content(struct level *level, struct block *inside,
                                   const struct piece *piece)
{
    if (piece->kind == PIECE_COMMENT) {
        note_comment(level->reader, piece);
        return inside;
    }
    if (piece->kind == PIECE_DECISIONS) {
        level->decisions = piece->lines.first;
        return inside;
    }
    struct line_range lines =
        piece->node ? markdown_read_lines(level->reader, piece->node) : piece->lines;
    lines.first = level->decisions > 0 ? level->decisions : lines.first;
    struct block *column = open_column(level, outside_rows(inside), lines);

    build_inside(level, column, piece, lines);
    level->decisions = 0;
    extend(column, lines.last);
    return column == outside_rows(inside) ? inside : column;
}

static unsigned read_span(const struct reader *reader, size_t line,
                          const struct html_element *element, const char *name)
{
    struct slice value;
    unsigned long long span = 1;
    bool is_said = html_attribute_find(element, name, &value);
    bool is_number =
        is_said && slice_parse_number(value, &span) && span > 0 && span <= LIMIT_TABLE_COLUMNS;

    if (is_said && !is_number) {
        CLEANUP_STRBUF struct strbuf what = STRBUF(ERROR_MESSAGE_SIZE);
        strbuf_append_format(&what, "the %s of a cell, which is no number of cells", name);
        markdown_note_dropped(reader, line, strbuf_text(&what));
    }
    return is_number ? (unsigned)span : 1;
}

static struct block *begin_cell(struct level *level, struct block *row, const struct piece *piece)
{
    struct block *cell = markdown_add_block(level->reader, row, BLOCK_CELL, piece->lines);
    struct html_element tag;

    cell->is_header = piece->is_header;
    if (html_element_read(piece->html, 0, &tag) != SLICE_NOT_FOUND) {
        cell->column_span = read_span(level->reader, piece->lines.first, &tag, "colspan");
        cell->row_span = read_span(level->reader, piece->lines.first, &tag, "rowspan");
    }
    return cell;
}

/* Returns the block that the next piece goes into. */
static struct block *build_part(struct level *level, struct block *inside,
                                const struct piece *piece)
{
    struct reader *reader = level->reader;

    switch (piece->kind) {
    case PIECE_DETAILS:
        reader->depth += 1;
        return begin_details(level, open_column(level, inside, piece->lines), piece);
    case PIECE_CONTAINER:
        reader->depth += 1;
        return begin_container(level, open_column(level, inside, piece->lines), piece);
    case PIECE_LAYOUT:
        reader->depth += CONTAINER_DEPTH;
        return markdown_add_block(reader, open_column(level, inside, piece->lines), BLOCK_LAYOUT,
                                  piece->lines);
    case PIECE_SECTION:
        inside = markdown_add_block(reader, layout_around(inside), BLOCK_SECTION, piece->lines);
        inside->text = piece->argument;
        return inside;
    case PIECE_CELL:
        inside = inside->kind == BLOCK_COLUMN ? inside->parent : inside;
        inside = inside->kind == BLOCK_LAYOUT
                     ? open_column(level, inside, piece->lines)
                     : markdown_add_block(reader, inside, BLOCK_COLUMN, piece->lines);
        extend(inside, piece->lines.last);
        return inside;
    case PIECE_TABLE:
        reader->depth += CONTAINER_DEPTH;
        return markdown_add_block(reader, open_column(level, inside, piece->lines), BLOCK_TABLE,
                                  piece->lines);
    case PIECE_ROW:
        return markdown_add_block(reader, inside, BLOCK_ROW, piece->lines);
    case PIECE_TABLE_CELL:
        return begin_cell(level, inside, piece);
    case PIECE_LAYOUT_END:
        reader->depth -= CONTAINER_DEPTH;
        inside = layout_around(inside);
        break;
    case PIECE_TABLE_END:
        reader->depth -= CONTAINER_DEPTH;
        break;
    case PIECE_DETAILS_END:
    case PIECE_CONTAINER_END:
        reader->depth -= 1;
        break;
    default:
        break;
    }
    inside->lines.last = piece->lines.last;
    extend(inside->parent, piece->lines.last);
    return inside->parent;
}

void markdown_read_blocks_with_html(struct reader *reader, cmark_node *first, struct block *parent)
{
    CLEANUP(arena) struct arena *scratch = arena_new();
    struct level level = {.reader = reader, .pieces = pieces_read(reader, scratch, first)};
    struct block *inside = parent;

    pieces_match(reader, &level.pieces);
    for (size_t i = 0; i < level.pieces.count; i++) {
        const struct piece *piece = &level.pieces.items[i];
        inside = pieces_is_part(&level.pieces, piece) ? build_part(&level, inside, piece)
                                                      : build_content(&level, inside, piece);
    }
}

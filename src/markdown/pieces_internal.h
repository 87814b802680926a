/* SPDX-License-Identifier: MIT */
/*
 * The blocks of one level, with HTML blocks taken apart: containers are written as
 * opening and closing tags or comments that cmark-gfm sees as siblings of what they
 * hold.
 *
 *     struct pieces pieces = pieces_read(reader, scratch, first);
 *     pieces_match(reader, &pieces);
 *     … walk pieces.items: pieces_is_part tells containers' tags from content …
 */
#ifndef MARKDOWN_PIECES_INTERNAL_H
#define MARKDOWN_PIECES_INTERNAL_H

#include "markdown/read_internal.h"

/* How many levels of blocks a container can be: a layout, a section, a cell. */
#define CONTAINER_DEPTH 3

enum piece_kind {
    PIECE_BLOCK, /* any other node */
    PIECE_TEXT,  /* HTML that means nothing here */
    PIECE_LINE,  /* HTML between tags of its HTML block: in the cell of a table, in <details> */
    PIECE_MARKED_LINE, /* a line of Markdown that begins with a placeholder's comment */
    PIECE_COMMENT,
    PIECE_BROKEN,    /* a marker that cannot be read */
    PIECE_MACRO,     /* a macro without a body */
    PIECE_DECISIONS, /* the list below it is one of decisions */
    PIECE_DETAILS,
    PIECE_DETAILS_END,
    PIECE_LAYOUT,
    PIECE_SECTION,
    PIECE_CELL, /* of a layout */
    PIECE_LAYOUT_END,
    PIECE_CONTAINER, /* a macro around blocks: cf:begin */
    PIECE_CONTAINER_END,
    PIECE_TABLE,
    PIECE_TABLE_END,
    PIECE_ROW,
    PIECE_ROW_END,
    PIECE_TABLE_CELL,
    PIECE_TABLE_CELL_END,
};

struct piece {
    enum piece_kind kind;
    cmark_node *node; /* PIECE_BLOCK */
    struct slice html;
    struct slice argument; /* the summary, the section's type, or the container's name */
    bool has_summary;
    bool has_marks; /* in the summary: what it shows is only their text */
    bool is_header; /* of a table's cell */
    struct macro *macro;
    struct line_range lines;
    size_t html_block; /* which of the level's it is from, from 1 */
    size_t owner;      /* of a part: the position of its layout or table */
    size_t part_count; /* of a table: its rows; of a row: its cells */
    bool is_divided;   /* a table whose tags are in several HTML blocks */
    bool is_matched;
};

struct pieces {
    struct piece *items;
    size_t count;
};

/* Takes the nodes from `first` to the end of its level apart; the pieces are in `scratch`. */
struct pieces pieces_read(struct reader *reader, struct arena *scratch, cmark_node *first);

/*
 * Finds the partners. A marker without its partner is refused, and so is a tag of a
 * table that cannot be where it is: what such a table holds would go astray. Other
 * tags without a partner are text.
 */
void pieces_match(struct reader *reader, struct pieces *pieces);

/* Whether the piece begins, divides or ends a container. */
bool pieces_is_part(const struct pieces *pieces, const struct piece *piece);

#endif

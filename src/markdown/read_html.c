/* SPDX-License-Identifier: MIT */
/*
 * HTML blocks among the blocks of one level: <details>, and comments that start
 * with "cf:". They are read as a list of pieces first; then opening and closing
 * pieces are matched: a marker without its partner is refused, a tag without one is
 * text like any other HTML; then the blocks between a pair go into the container it
 * makes.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/limit.h"
#include "base/vec.h"
#include "markdown/attributes_internal.h"
#include "markdown/markers_internal.h"
#include "markdown/read_internal.h"

#define LAYOUT_DEPTH 3 /* a layout, a section, a cell */

enum piece_kind {
    PIECE_BLOCK,  /* any other node */
    PIECE_TEXT,   /* HTML that means nothing here */
    PIECE_BROKEN, /* a marker that cannot be read */
    PIECE_MACRO,  /* a macro without a body */
    PIECE_DETAILS,
    PIECE_DETAILS_END,
    PIECE_LAYOUT,
    PIECE_SECTION,
    PIECE_CELL,
    PIECE_LAYOUT_END,
};

struct piece {
    enum piece_kind kind;
    cmark_node *node;
    struct slice html;
    struct slice argument; /* the summary, or the section's type */
    bool has_summary;
    struct macro *macro;
    struct line_range lines;
    size_t owner; /* of a section or a cell: the position of its layout */
    bool is_matched;
};

struct level {
    struct reader *reader;
    struct piece *pieces;
    size_t count;
    size_t *open; /* positions of the pieces that wait for their end */
    size_t open_count;
};

static bool starts_with_word(struct slice text, const char *word)
{
    size_t length = strlen(word);
    return text.length >= length && strncasecmp(text.start, word, length) == 0;
}

/* The position behind `word` at or after `from`, in any case of letters; or SLICE_NOT_FOUND. */
static size_t find_behind(struct slice text, size_t from, const char *word)
{
    for (size_t i = from; i < text.length; i++) {
        if (text.start[i] == word[0] && starts_with_word(slice_part(text, i, text.length), word)) {
            return i + strlen(word);
        }
    }
    return SLICE_NOT_FOUND;
}

static size_t skip_blanks(struct slice text, size_t position)
{
    while (position < text.length && isspace((unsigned char)text.start[position])) {
        position++;
    }
    return position;
}

/* <details>, maybe with a <summary>; the position behind it, or SLICE_NOT_FOUND. */
static size_t read_details(const struct reader *reader, struct slice html, size_t start,
                           struct piece *piece)
{
    size_t end = find_behind(html, start, ">");
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    piece->kind = PIECE_DETAILS;
    size_t summary = skip_blanks(html, end);
    if (!starts_with_word(slice_part(html, summary, html.length), "<summary>")) {
        return end;
    }
    size_t text = summary + strlen("<summary>");
    end = find_behind(html, text, "</summary>");
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    struct slice inside = slice_part(html, text, end - strlen("</summary>"));
    piece->has_summary = true;
    piece->argument = reference_decode(reader->arena, inside);
    return end;
}

/* A macro whose row says that it is written as a comment; NULL: another word. */
static struct macro *read_macro(const struct reader *reader, struct slice name,
                                struct slice arguments)
{
    const struct macro_rule *rule = macro_rule_find(name);
    struct macro *macro = ARENA_NEW(reader->arena, struct macro);

    macro->name = name;
    bool is_read = rule && rule->form == MACRO_FORM_COMMENT &&
                   attribute_list_read(reader->arena, arguments, macro);
    return is_read ? macro : NULL;
}

/* What the comment says, given what stands between "cf:" and "-->". */
static void read_directive(const struct reader *reader, struct slice directive, struct piece *piece)
{
    size_t position = 0;
    struct slice word = attribute_next_word(directive, &position);
    struct slice argument = slice_trim(slice_part(directive, position, directive.length));
    bool has_argument = argument.length > 0;

    piece->argument = argument;
    if (slice_equals(word, "layout") && !has_argument) {
        piece->kind = PIECE_LAYOUT;
    } else if (slice_equals(word, "section") && (!has_argument || attribute_is_key(argument))) {
        piece->kind = PIECE_SECTION;
    } else if (slice_equals(word, "cell") && !has_argument) {
        piece->kind = PIECE_CELL;
    } else if (slice_equals(word, "end") && slice_equals(argument, "layout")) {
        piece->kind = PIECE_LAYOUT_END;
    } else {
        piece->macro = read_macro(reader, word, argument);
        piece->kind = piece->macro ? PIECE_MACRO : PIECE_BROKEN;
    }
}

/* A comment; *is_ours tells whether the piece is set. The position behind it. */
static size_t read_comment(const struct reader *reader, struct slice html, size_t start,
                           struct piece *piece, bool *is_ours)
{
    size_t end = find_behind(html, start + strlen("<!--"), "-->");
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    struct slice inside = slice_trim(slice_part(html, start + strlen("<!--"), end - strlen("-->")));
    *is_ours = slice_starts_with(inside, "cf:");
    if (*is_ours) {
        read_directive(reader, slice_part(inside, strlen("cf:"), inside.length), piece);
    }
    return end;
}

/* One piece of the HTML at `start`; the position behind it, or SLICE_NOT_FOUND: none of ours. */
static size_t read_piece(const struct reader *reader, struct slice html, size_t start,
                         struct piece *piece, bool *is_ours)
{
    struct slice rest = slice_part(html, start, html.length);

    *is_ours = true;
    if (slice_starts_with(rest, "<!--")) {
        return read_comment(reader, html, start, piece, is_ours);
    }
    if (starts_with_word(rest, "</details>")) {
        piece->kind = PIECE_DETAILS_END;
        return start + strlen("</details>");
    }
    return starts_with_word(rest, "<details>") || starts_with_word(rest, "<details ")
               ? read_details(reader, html, start, piece)
               : SLICE_NOT_FOUND;
}

static size_t lines_before(struct slice html, size_t from, size_t to)
{
    size_t lines = 0;
    for (size_t i = from; i < to; i++) {
        lines += html.start[i] == '\n';
    }
    return lines;
}

static void add_piece(struct level *level, struct piece piece)
{
    level->pieces = VEC_GROW(level->reader->arena, level->pieces, level->count);
    level->pieces[level->count++] = piece;
}

/*
 * Adds the pieces of an HTML block; false, and nothing added, when there is other
 * HTML in it, or something behind a piece on its line: no two blocks share a line.
 */
static bool add_html(struct level *level, struct slice html, struct line_range lines)
{
    size_t count = level->count;
    size_t line = lines.first;

    for (size_t start = skip_blanks(html, 0); start < html.length;) {
        struct piece piece = {.html = html};
        bool is_ours = false;
        size_t end = read_piece(level->reader, html, start, &piece, &is_ours);
        size_t next = end == SLICE_NOT_FOUND ? html.length : skip_blanks(html, end);
        bool shares_line = is_ours && next < html.length && lines_before(html, end, next) == 0;
        if (end == SLICE_NOT_FOUND || shares_line) {
            level->count = count;
            return false;
        }
        piece.html = slice_part(html, start, end);
        piece.lines = (struct line_range){line, line + lines_before(html, start, end)};
        if (is_ours) {
            add_piece(level, piece);
        }
        line += lines_before(html, start, next);
        start = next;
    }
    return true;
}

static void add_node(struct level *level, cmark_node *node)
{
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK) {
        add_piece(level, (struct piece){.kind = PIECE_BLOCK, .node = node});
        return;
    }
    struct slice html = markdown_copy_text(level->reader, cmark_node_get_literal(node));
    struct line_range lines = markdown_read_lines(level->reader, node);
    if (!add_html(level, html, lines)) {
        marker_refuse_in_html(level->reader, html, lines.first);
        add_piece(level, (struct piece){.kind = PIECE_TEXT, .html = html, .lines = lines});
    }
}

static struct piece *innermost(const struct level *level)
{
    return level->open_count > 0 ? &level->pieces[level->open[level->open_count - 1]] : NULL;
}

/* How many open pieces there are up to the innermost of this kind; 0: none is open. */
static size_t find_open(const struct level *level, enum piece_kind kind)
{
    size_t count = level->open_count;
    while (count > 0 && level->pieces[level->open[count - 1]].kind != kind) {
        count--;
    }
    return count;
}

#define ADD_END "add <!-- cf:end layout --> or remove it"

/* Refuses the layouts that are open inside the innermost `count` ones. */
static void refuse_open_layouts(struct level *level, size_t count, const struct piece *end)
{
    for (size_t i = count; i < level->open_count; i++) {
        const struct piece *piece = &level->pieces[level->open[i]];
        if (piece->kind == PIECE_LAYOUT && end) {
            marker_refuse(level->reader, piece->lines.first, piece->html,
                          "is not closed before the </details> in line %zu: " ADD_END,
                          end->lines.first);
        } else if (piece->kind == PIECE_LAYOUT) {
            marker_refuse(level->reader, piece->lines.first, piece->html,
                          "is never closed: " ADD_END);
        }
    }
}

static bool match_end(struct level *level, struct piece *end, enum piece_kind opening)
{
    size_t count = find_open(level, opening);

    if (count == 0) {
        return false;
    }
    refuse_open_layouts(level, count, end);
    level->pieces[level->open[count - 1]].is_matched = true;
    end->is_matched = true;
    level->open_count = count - 1;
    return true;
}

static void match_layout_end(struct level *level, struct piece *end)
{
    if (!match_end(level, end, PIECE_LAYOUT)) {
        marker_refuse(level->reader, end->lines.first, end->html,
                      "closes nothing: add <!-- cf:layout --> above it or remove it");
    }
}

/* A section or a cell. */
static void match_part(struct level *level, struct piece *part)
{
    const struct piece *around = innermost(level);

    if (around && around->kind == PIECE_LAYOUT) {
        part->owner = level->open[level->open_count - 1];
        part->is_matched = true; /* as far as its layout is */
    } else if (around && find_open(level, PIECE_LAYOUT) > 0) {
        marker_refuse(level->reader, part->lines.first, part->html,
                      "stands inside the <details> in line %zu: close that with </details> first",
                      around->lines.first);
    } else {
        marker_refuse(level->reader, part->lines.first, part->html,
                      "stands in no layout: put it between <!-- cf:layout --> and "
                      "<!-- cf:end layout --> or remove it");
    }
}

static void open_container(struct level *level, size_t position)
{
    if (level->reader->depth + LAYOUT_DEPTH * level->open_count < LIMIT_DEPTH) {
        level->open[level->open_count++] = position;
    } else {
        markdown_refuse_depth(level->reader, level->pieces[position].lines.first);
    }
}

static void match_piece(struct level *level, size_t position)
{
    struct piece *piece = &level->pieces[position];

    switch (piece->kind) {
    case PIECE_DETAILS:
    case PIECE_LAYOUT:
        open_container(level, position);
        break;
    case PIECE_DETAILS_END:
        match_end(level, piece, PIECE_DETAILS);
        break;
    case PIECE_LAYOUT_END:
        match_layout_end(level, piece);
        break;
    case PIECE_SECTION:
    case PIECE_CELL:
        match_part(level, piece);
        break;
    case PIECE_BROKEN:
        marker_refuse_broken(level->reader, piece->lines.first, piece->html);
        break;
    case PIECE_BLOCK:
    case PIECE_TEXT:
    case PIECE_MACRO:
        break;
    }
}

static void match(struct level *level)
{
    level->open = ARENA_NEW_ARRAY(level->reader->arena, size_t, level->count + 1);
    for (size_t i = 0; i < level->count; i++) {
        match_piece(level, i);
    }
    refuse_open_layouts(level, 0, NULL);
}

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
    if (piece->has_summary) {
        block->macro->parameters = ARENA_NEW(arena, struct macro_parameter);
        block->macro->parameters[0].name = slice_from(rule->parameters[0]);
        block->macro->parameters[0].value = piece->argument;
        block->macro->parameter_count = 1;
    }
    return block;
}

/* Takes a piece that is no container's part; returns where the next one goes. */
static struct block *build_content(struct level *level, struct block *inside,
                                   const struct piece *piece)
{
    struct line_range lines =
        piece->node ? markdown_read_lines(level->reader, piece->node) : piece->lines;
    struct block *column = open_column(level, inside, lines);

    if (piece->kind == PIECE_BLOCK) {
        markdown_read_block(level->reader, piece->node, column);
    } else if (piece->kind == PIECE_MACRO) {
        markdown_add_block(level->reader, column, BLOCK_MACRO, lines)->macro = piece->macro;
    } else {
        markdown_add_html_text(level->reader, column, slice_trim(piece->html), lines);
    }
    extend(column, lines.last);
    return column;
}

static bool is_part(const struct level *level, const struct piece *piece)
{
    bool has_owner = piece->kind == PIECE_SECTION || piece->kind == PIECE_CELL;
    return piece->is_matched && (!has_owner || level->pieces[piece->owner].is_matched);
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
    case PIECE_LAYOUT:
        reader->depth += LAYOUT_DEPTH;
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
    case PIECE_LAYOUT_END:
        reader->depth -= LAYOUT_DEPTH;
        inside = layout_around(inside);
        break;
    case PIECE_DETAILS_END:
        reader->depth -= 1;
        break;
    case PIECE_BLOCK:
    case PIECE_TEXT:
    case PIECE_BROKEN:
    case PIECE_MACRO:
        break;
    }
    inside->lines.last = piece->lines.last;
    extend(inside->parent, piece->lines.last);
    return inside->parent;
}

void markdown_read_blocks_with_html(struct reader *reader, cmark_node *first, struct block *parent)
{
    struct level level = {.reader = reader};
    struct block *inside = parent;

    for (cmark_node *node = first; node; node = cmark_node_next(node)) {
        add_node(&level, node);
    }
    match(&level);
    for (size_t i = 0; i < level.count; i++) {
        const struct piece *piece = &level.pieces[i];
        inside = is_part(&level, piece) ? build_part(&level, inside, piece)
                                        : build_content(&level, inside, piece);
    }
}

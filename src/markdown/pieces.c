/* SPDX-License-Identifier: MIT */
#include "markdown/pieces_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/vec.h"
#include "markdown/attributes_internal.h"
#include "markdown/elements_internal.h"
#include "markdown/html_tags_internal.h"
#include "markdown/markers_internal.h"
#include "markdown/parameters_internal.h"

struct lexer {
    struct reader *reader;
    struct arena *scratch; /* of the pieces: there are many, and they are soon gone */
    struct pieces pieces;
    size_t html_block;    /* number of the one that is being read */
    size_t table_depth;   /* tables that are open */
    size_t details_depth; /* <details> that are open in this HTML block */
};

/* The position behind `word` at or after `from`, in any case of letters; or SLICE_NOT_FOUND. */
static size_t find_behind(struct slice text, size_t from, const char *word)
{
    for (size_t i = from; i < text.length; i++) {
        if (text.start[i] == word[0] &&
            slice_starts_with_any_case(slice_part(text, i, text.length), word)) {
            return i + strlen(word);
        }
    }
    return SLICE_NOT_FOUND;
}

static size_t lines_before(struct slice html, size_t from, size_t to)
{
    size_t lines = 0;
    for (size_t i = from; i < to; i++) {
        lines += html.start[i] == '\n';
    }
    return lines;
}

/* The text of HTML without the tags in it; lines are joined. */
static struct slice text_of_html(struct arena *arena, struct slice html, bool *has_tags)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(html.length);
    struct html_element tag;

    for (size_t i = 0; i < html.length;) {
        size_t end = html_element_read(html, i, &tag);
        size_t behind = slice_skip_blanks(html, i);
        if (end != SLICE_NOT_FOUND) {
            *has_tags = true;
            i = end;
        } else if (lines_before(html, i, behind) > 0) {
            strbuf_append_char(&text, ' ');
            i = behind;
        } else {
            strbuf_append_char(&text, html.start[i++]);
        }
    }
    struct slice shown = strbuf_copy(&text, arena);
    bool is_one_line = slice_find_char(html, 0, '\n') == SLICE_NOT_FOUND;
    return reference_decode(arena, is_one_line && !*has_tags ? shown : slice_trim(shown));
}

/* <details>, maybe with a <summary>; the position behind it, or SLICE_NOT_FOUND. */
static size_t read_details(const struct reader *reader, struct slice html, size_t start,
                           struct piece *piece)
{
    struct html_element element;
    size_t end = html_element_read(html, start, &element);
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    piece->kind = PIECE_DETAILS;
    size_t text = html_element_read(html, slice_skip_blanks(html, end), &element);
    if (text == SLICE_NOT_FOUND || element.is_end ||
        !slice_equals_any_case(element.name, "summary")) {
        return end;
    }
    end = find_behind(html, text, "</summary>");
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    struct slice inside = slice_part(html, text, end - strlen("</summary>"));
    piece->has_summary = true;
    piece->argument = text_of_html(reader->arena, inside, &piece->has_marks);
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
    parameters_take_targets(reader->arena, macro);
    return is_read ? macro : NULL;
}

/* The macro that a container is, given what stands behind its name; NULL: it cannot be read. */
static struct macro *read_container(const struct reader *reader, struct slice name,
                                    struct slice arguments)
{
    struct macro *macro = ARENA_NEW(reader->arena, struct macro);

    macro->name = name;
    macro->body = MACRO_BODY_RICH;
    bool is_read = container_is_name(name) && attribute_list_read(reader->arena, arguments, macro);
    parameters_take_targets(reader->arena, macro);
    return is_read ? macro : NULL;
}

/* cf:begin NAME key="value", cf:end NAME; other words are macros of their own. */
static void read_container_or_macro(const struct reader *reader, struct slice word,
                                    struct slice argument, struct piece *piece)
{
    size_t position = 0;
    struct slice name = attribute_next_word(argument, &position);
    struct slice rest = slice_part(argument, position, argument.length);

    piece->kind = PIECE_BROKEN;
    if (slice_equals(word, "begin")) {
        piece->argument = name;
        piece->macro = read_container(reader, name, rest);
        piece->kind = piece->macro ? PIECE_CONTAINER : PIECE_BROKEN;
    } else if (slice_equals(word, "end") && container_is_name(argument)) {
        piece->kind = PIECE_CONTAINER_END;
    } else {
        piece->macro = read_macro(reader, word, argument);
        piece->kind = piece->macro ? PIECE_MACRO : PIECE_BROKEN;
    }
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
    } else if (slice_equals(word, "decisions") && !has_argument) {
        piece->kind = PIECE_DECISIONS;
    } else if (slice_equals(word, "cell") && !has_argument) {
        piece->kind = PIECE_CELL;
    } else if (slice_equals(word, "end") && slice_equals(argument, "layout")) {
        piece->kind = PIECE_LAYOUT_END;
    } else {
        read_container_or_macro(reader, word, argument, piece);
    }
}

/* A comment; the position behind it. */
static size_t read_comment(const struct reader *reader, struct slice html, size_t start,
                           struct piece *piece)
{
    size_t end = find_behind(html, start + strlen(HTML_COMMENT_START), HTML_COMMENT_STOP);
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    struct slice inside = html_comment_inside(slice_part(html, start, end));
    piece->kind = PIECE_COMMENT;
    if (slice_starts_with(inside, "cf:")) {
        read_directive(reader, slice_part(inside, strlen("cf:"), inside.length), piece);
    }
    return end;
}

struct table_tag {
    const char *name;
    enum piece_kind kind; /* of the opening tag; PIECE_TEXT: it says nothing here */
    enum piece_kind end;
};

static const struct table_tag *find_table_tag(struct slice name)
{
    static const struct table_tag tags[] = {
        {"table", PIECE_TABLE, PIECE_TABLE_END},
        {"tr", PIECE_ROW, PIECE_ROW_END},
        {"td", PIECE_TABLE_CELL, PIECE_TABLE_CELL_END},
        {"th", PIECE_TABLE_CELL, PIECE_TABLE_CELL_END},
        {"thead", PIECE_TEXT, PIECE_TEXT},
        {"tbody", PIECE_TEXT, PIECE_TEXT},
        {"tfoot", PIECE_TEXT, PIECE_TEXT},
        {"colgroup", PIECE_TEXT, PIECE_TEXT},
        {"col", PIECE_TEXT, PIECE_TEXT},
    };

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (slice_equals_any_case(name, tags[i].name)) {
            return &tags[i];
        }
    }
    return NULL;
}

/* A tag of a table; outside of tables only <table>. */
static size_t read_table_tag(const struct lexer *lexer, struct slice html, size_t start,
                             struct piece *piece, bool *is_ours)
{
    struct html_element element;
    size_t end = html_element_read(html, start, &element);
    const struct table_tag *tag = end != SLICE_NOT_FOUND ? find_table_tag(element.name) : NULL;
    if (!tag || (lexer->table_depth == 0 && (tag->kind != PIECE_TABLE || element.is_end))) {
        return SLICE_NOT_FOUND;
    }
    piece->kind = element.is_end ? tag->end : tag->kind;
    piece->is_header = tolower((unsigned char)element.name.start[1]) == 'h';
    *is_ours = piece->kind != PIECE_TEXT;
    return end;
}

/* One piece of the HTML at `start`; the position behind it, or SLICE_NOT_FOUND: none of ours. */
static size_t read_piece(const struct lexer *lexer, struct slice html, size_t start,
                         struct piece *piece, bool *is_ours)
{
    struct slice rest = slice_part(html, start, html.length);

    *is_ours = true;
    if (slice_starts_with(rest, HTML_COMMENT_START)) {
        return read_comment(lexer->reader, html, start, piece);
    }
    if (slice_starts_with_any_case(rest, "</details>")) {
        piece->kind = PIECE_DETAILS_END;
        return start + strlen("</details>");
    }
    return slice_starts_with_any_case(rest, "<details>") ||
                   slice_starts_with_any_case(rest, "<details ")
               ? read_details(lexer->reader, html, start, piece)
               : read_table_tag(lexer, html, start, piece, is_ours);
}

/* What needs an end, and has none: nor has any that comes later. */
static bool is_endless(struct slice rest)
{
    return slice_starts_with(rest, HTML_COMMENT_START) ||
           slice_starts_with_any_case(rest, "<details");
}

static bool is_inside(const struct lexer *lexer)
{
    return lexer->table_depth > 0 || lexer->details_depth > 0;
}

/* In a table or <details>: everything up to the next piece stands in it. */
static size_t read_line(const struct lexer *lexer, struct slice html, size_t start,
                        struct piece *piece)
{
    struct piece next = {0};
    bool is_ours = false;
    size_t end = start;

    if (!is_inside(lexer)) {
        return SLICE_NOT_FOUND;
    }
    piece->kind = PIECE_LINE;
    do {
        if (is_endless(slice_part(html, end, html.length))) {
            return html.length;
        }
        end = slice_find_char(html, end + 1, '<');
    } while (end != SLICE_NOT_FOUND &&
             read_piece(lexer, html, end, &next, &is_ours) == SLICE_NOT_FOUND);
    return end == SLICE_NOT_FOUND ? html.length : end;
}

static void add_piece(struct lexer *lexer, struct piece piece)
{
    struct pieces *pieces = &lexer->pieces;

    pieces->items = VEC_GROW(lexer->scratch, pieces->items, pieces->count);
    pieces->items[pieces->count++] = piece;
    lexer->table_depth += piece.kind == PIECE_TABLE;
    lexer->table_depth -= piece.kind == PIECE_TABLE_END && lexer->table_depth > 0;
    lexer->details_depth += piece.kind == PIECE_DETAILS;
    lexer->details_depth -= piece.kind == PIECE_DETAILS_END && lexer->details_depth > 0;
}

/* <details>, what stands in it, and its end may be one line. */
static bool may_share_line(const struct piece *piece, bool is_behind, bool is_before)
{
    return piece->kind == PIECE_LINE || (piece->kind == PIECE_DETAILS && !is_behind) ||
           (piece->kind == PIECE_DETAILS_END && !is_before);
}

/*
 * Adds the pieces of an HTML block; false when there is other HTML in it, or something
 * beside a piece on its line: no two blocks share a line, but those of a table or <details>.
 */
static bool add_pieces(struct lexer *lexer, struct slice html, struct line_range lines)
{
    size_t line = lines.first;
    bool is_behind = false; /* another piece on its line */
    bool is_shared = false; /* a line, of text if its </details> does not come */

    for (size_t start = slice_skip_blanks(html, 0); start < html.length;) {
        struct piece piece = {.html_block = lexer->html_block};
        bool is_ours = false;
        size_t end = read_piece(lexer, html, start, &piece, &is_ours);
        if (end == SLICE_NOT_FOUND) {
            is_ours = true;
            end = read_line(lexer, html, start, &piece);
        }
        if (end == SLICE_NOT_FOUND) {
            return false;
        }
        size_t next = slice_skip_blanks(html, end);
        piece.html = slice_trim(slice_part(html, start, end));
        piece.lines =
            (struct line_range){line, line + lines_before(html, start, start + piece.html.length)};
        if (is_ours) {
            add_piece(lexer, piece);
        }
        bool is_before = is_ours && piece.kind != PIECE_COMMENT && next < html.length &&
                         lines_before(html, end, next) == 0;
        if (lexer->table_depth == 0 && (is_before || is_behind) &&
            !may_share_line(&piece, is_behind, is_before)) {
            return false;
        }
        is_behind = is_before && lexer->table_depth == 0;
        is_shared = is_shared || is_behind;
        line += lines_before(html, start, next);
        start = next;
    }
    return !is_shared || lexer->details_depth == 0;
}

static void add_html(struct lexer *lexer, cmark_node *node)
{
    struct slice html = markdown_copy_text(lexer->reader, cmark_node_get_literal(node));
    struct line_range lines = markdown_read_lines(lexer->reader, node);
    struct lexer before = *lexer;

    lexer->html_block++;
    lexer->details_depth = 0;
    if (element_starts(html)) {
        add_piece(lexer, (struct piece){.kind = PIECE_MARKED_LINE, .html = html, .lines = lines});
        return;
    }
    if (!add_pieces(lexer, html, lines)) {
        lexer->pieces.count = before.pieces.count;
        lexer->table_depth = before.table_depth;
        marker_refuse_in_html(lexer->reader, html, lines.first);
        add_piece(lexer, (struct piece){.kind = PIECE_TEXT, .html = html, .lines = lines});
    }
}

struct pieces pieces_read(struct reader *reader, struct arena *scratch, cmark_node *first)
{
    struct lexer lexer = {.reader = reader, .scratch = scratch};

    for (cmark_node *node = first; node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
            add_html(&lexer, node);
        } else {
            add_piece(&lexer, (struct piece){.kind = PIECE_BLOCK, .node = node});
        }
    }
    return lexer.pieces;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "markdown/attributes_internal.h"
#include "markdown/autolink_internal.h"
#include "markdown/elements_internal.h"
#include "markdown/footnotes_internal.h"
#include "markdown/html_colours_internal.h"
#include "markdown/html_internal.h"
#include "markdown/html_links_internal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/macro_link_internal.h"
#include "markdown/markers_internal.h"
#include "markdown/math_internal.h"
#include "markdown/read_internal.h"
#include "markdown/read_notes_internal.h"
#include "markdown/targets_internal.h"

#define RAW_MARK "{=confluence}"

/* Bytes of a block that are searched for the lines of its nodes; then they are guessed. */
#define SEARCHED_MOST ((size_t)256 * 1024)

/* A mark whose closing tag has not come. */
struct open_mark {
    struct inline_node *node;
    struct slice tag; /* as it was written */
    size_t line;      /* where that was */
};

/*
 * Where in the source a node stands: cmark-gfm does not say. The line is counted as
 * far as that goes: definitions, and nodes of several lines, make it too small.
 */
struct place {
    size_t line;
    size_t last;     /* of the block */
    size_t searched; /* bytes */
};

/* A list of inline nodes that grows. */
struct line {
    struct reader *reader;
    struct place *place;
    struct inline_node *root;
    const cmark_node *stop; /* what is read ends before it; NULL: at the end of the level */
    struct open_mark *open; /* outermost first */
    size_t open_count;
    struct strbuf text; /* not yet added */
    size_t skipped;     /* bytes of the next text that were read already */
    size_t depth;
    size_t colourless; /* open <span> that are text */
    bool in_link;
    bool has_no_end;     /* </a> does not come any more */
    bool is_inside_code; /* all of it */
    bool in_code;        /* or as far as was read */
};

static void read_nodes(struct line *line, cmark_node *first, cmark_node *stop);

struct slice markdown_copy_text(const struct reader *reader, const char *text)
{
    struct slice whole = slice_from(text);
    char *copy = arena_copy(reader->arena, whole);

    return (struct slice){copy, autolink_drop_breaks(copy, whole.length)};
}

/* The line of what was read last: the first from there on with the text's first line in it. */
static size_t find_line(const struct line *line, struct slice text)
{
    struct place *place = line->place;
    size_t end = slice_find_char(text, 0, '\n');
    struct slice first = slice_part(text, 0, end == SLICE_NOT_FOUND ? text.length : end);
    struct slice wanted = slice_trim(first);

    for (size_t i = place->line; i <= place->last && place->searched < SEARCHED_MOST; i++) {
        struct slice source = line->reader->lines[i - 1];
        place->searched += source.length;
        if (slice_find(source, 0, wanted) != SLICE_NOT_FOUND) {
            return i;
        }
    }
    return place->line < place->last ? place->line : place->last;
}

static struct inline_node *current(const struct line *line)
{
    return line->open_count > 0 ? line->open[line->open_count - 1].node : line->root;
}

static struct inline_node *add(struct line *line, enum inline_kind kind)
{
    struct inline_node *node = inline_new(line->reader->arena, kind);

    inline_append(current(line), node);
    return node;
}

/* The text without breaks of addresses; blanks in a row are one, but in code. */
static struct slice clean(const struct line *line, struct slice text)
{
    char *cleaned = ARENA_NEW_ARRAY(line->reader->arena, char, text.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        bool is_blank = text.start[i] == ' ' || text.start[i] == '\t';
        bool is_repeated = is_blank && length > 0 && cleaned[length - 1] == ' ';
        if (line->in_code || !is_repeated) {
            cleaned[length++] = is_blank && !line->in_code ? ' ' : text.start[i];
        }
    }
    return (struct slice){cleaned, autolink_drop_breaks(cleaned, length)};
}

static void add_text(struct line *line, struct slice text)
{
    struct slice cleaned = clean(line, text);
    if (cleaned.length > 0) {
        add(line, INLINE_TEXT)->text = cleaned;
    }
}

static void add_address(struct line *line, struct slice address, const char *prefix)
{
    CLEANUP_STRBUF struct strbuf url = STRBUF(LIMIT_CONVERTED);
    struct inline_node *link = add(line, INLINE_LINK);
    struct inline_node *text = inline_new(line->reader->arena, INLINE_TEXT);

    strbuf_append(&url, prefix);
    strbuf_append_slice(&url, address);
    text->text = clean(line, address);
    inline_append(link, text);
    link->details->target.kind = TARGET_URL;
    link->details->target.url = clean(line, strbuf_slice(&url));
}

/* Adds the text that was gathered, addresses in it as links. */
static void end_text(struct line *line)
{
    struct slice text = strbuf_slice(&line->text);
    struct autolink link;
    size_t position = 0;

    while (!line->in_link && !line->in_code && autolink_find(text, position, &link)) {
        size_t end = autolink_end(text, &link);
        add_text(line, slice_part(text, position, link.start));
        add_address(line, slice_part(text, link.start, end), link.prefix);
        position = end;
    }
    add_text(line, slice_part(text, position, text.length));
    strbuf_clear(&line->text);
}

/* False: the brackets are text. */
static bool add_footnote(struct line *line, const struct footnote *footnote)
{
    if (footnote->is_definition || line->in_link || line->in_code || !line->reader->footnotes ||
        !strmap_find(line->reader->footnotes, footnote->label)) {
        return false;
    }
    end_text(line);
    struct inline_node *anchor = footnote_make(line->reader->arena, footnote->label, false);
    struct inline_node *link = anchor->next;
    anchor->next = NULL;
    inline_append(current(line), anchor);
    inline_append(current(line), link);
    return true;
}

static void read_text(struct line *line, cmark_node *node)
{
    struct slice text = slice_from(cmark_node_get_literal(node));
    struct footnote footnote;
    size_t position = line->skipped;

    for (size_t from = position; footnote_find(text, from, &footnote); from = footnote.end) {
        strbuf_append_slice(&line->text, slice_part(text, position, footnote.start));
        bool is_added = add_footnote(line, &footnote);
        position = is_added ? footnote.end : footnote.start;
    }
    strbuf_append_slice(&line->text, slice_part(text, position, text.length));
    line->skipped = 0;
}

/* A code span between dollars, which vanish; what makes a macro of it cannot be in a link. */
static bool is_math(const struct line *line, struct slice behind)
{
    return slice_ends_with(strbuf_slice(&line->text), "$") && slice_starts_with(behind, "$") &&
           !slice_starts_with(behind, "$" AUTOLINK_BREAK) && !line->in_link && !line->in_code;
}

/* A code span with the mark of storage format behind it is storage format. */
static void read_code(struct line *line, cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    bool is_text = next && cmark_node_get_type(next) == CMARK_NODE_TEXT;
    struct slice behind = slice_from(is_text ? cmark_node_get_literal(next) : "");
    bool is_raw = slice_starts_with(behind, RAW_MARK);
    struct slice code = markdown_copy_text(line->reader, cmark_node_get_literal(node));

    if (is_math(line, behind)) {
        strbuf_truncate(&line->text, line->text.length - 1);
        end_text(line);
        add(line, INLINE_MACRO)->macro =
            math_macro(line->reader->arena, code, line->reader->options);
        line->skipped = 1;
        return;
    }
    end_text(line);
    if (is_raw) {
        add(line, INLINE_RAW)->text = code;
        line->skipped = strlen(RAW_MARK);
        return;
    }
    struct inline_node *mark = add(line, INLINE_MARK);
    struct inline_node *text = inline_new(line->reader->arena, INLINE_TEXT);
    mark->mark = MARK_CODE;
    text->text = code;
    inline_append(mark, text);
}

/* Reads nodes from `first` to before `stop` as the children of a node of ours. */
static void read_between(struct line *line, cmark_node *first, cmark_node *stop,
                         struct inline_node *parent, bool is_link)
{
    struct line inner = {.reader = line->reader,
                         .place = line->place,
                         .root = parent,
                         .text = STRBUF(LIMIT_CONVERTED),
                         .depth = line->depth + 1,
                         .in_link = line->in_link || is_link,
                         .is_inside_code = line->in_code,
                         .in_code = line->in_code};

    read_nodes(&inner, first, stop);
    strbuf_release(&inner.text);
}

static void read_children(struct line *line, cmark_node *node, struct inline_node *parent,
                          bool is_link)
{
    read_between(line, cmark_node_first_child(node), NULL, parent, is_link);
}

static void read_mark(struct line *line, cmark_node *node, enum mark mark)
{
    end_text(line);
    struct inline_node *read = add(line, INLINE_MARK);
    read->mark = mark;
    read_children(line, node, read, false);
}

static struct slice url_of(const struct line *line, cmark_node *node)
{
    return markdown_copy_text(line->reader, cmark_node_get_url(node));
}

static void note_title(const struct line *line, const struct inline_node *link, size_t number)
{
    if (link->details->title.length > 0) {
        markdown_note_dropped(line->reader, number, "the title of a link");
    }
}

/* False: the address is no macro's. */
static bool read_macro_link(struct line *line, const struct inline_node *link)
{
    struct arena *arena = line->reader->arena;
    struct slice text = inline_plain_text(arena, link->first_child);
    struct macro *macro = macro_link_read(arena, link->details->target.url, text);

    struct macro *element = element_read_address(arena, link->details->target.url);

    if (macro || element) {
        add(line, macro ? INLINE_MACRO : INLINE_ELEMENT)->macro = macro ? macro : element;
    }
    return macro || element;
}

/* Nobody sees a link to a URL that has no text. */
static void add_link(struct line *line, struct inline_node *link, size_t number)
{
    link_drop_own_name(link);
    if (markdown_is_script(link)) {
        markdown_note_script(line->reader, number, link);
        inline_append_children(current(line), link);
    } else if (link->first_child || link->details->target.kind != TARGET_URL) {
        inline_append(current(line), link);
    } else {
        markdown_note_dropped(line->reader, number, "a link without text");
    }
}

static void read_link(struct line *line, cmark_node *node)
{
    struct inline_node *link = inline_new(line->reader->arena, INLINE_LINK);

    size_t number = find_line(line, slice_from(cmark_node_get_url(node)));
    end_text(line);
    link->details->target = target_read(line->reader->arena, url_of(line, node));
    link->details->title = markdown_copy_text(line->reader, cmark_node_get_title(node));
    read_children(line, node, link, true);
    note_title(line, link, number);
    if (read_macro_link(line, link)) {
        return;
    }
    markdown_note_address(line->reader, number, &link->details->target, false);
    add_link(line, link, number);
}

static void read_image(struct line *line, cmark_node *node)
{
    struct inline_node alternative = {.kind = INLINE_HIDDEN};

    end_text(line);
    struct inline_node *image = add(line, INLINE_IMAGE);
    image->details->target = target_read(line->reader->arena, url_of(line, node));
    image->details->title = markdown_copy_text(line->reader, cmark_node_get_title(node));
    markdown_note_address(line->reader, find_line(line, slice_from(cmark_node_get_url(node))),
                          &image->details->target, true);
    read_children(line, node, &alternative, true);
    image->text = inline_plain_text(line->reader->arena, alternative.first_child);
}

static struct inline_node *open_mark(struct line *line, enum mark mark, struct slice tag)
{
    struct arena *arena = line->reader->arena;
    end_text(line);
    struct inline_node *node = add(line, INLINE_MARK);

    node->mark = mark;
    line->open = VEC_GROW(arena, line->open, line->open_count);
    line->open[line->open_count++] = (struct open_mark){node, tag, find_line(line, tag)};
    line->in_code = line->in_code || mark == MARK_CODE;
    return node;
}

/* The innermost open mark is none: its tag is text, and what came behind it stands beside it. */
static void undo_mark(struct line *line)
{
    struct inline_node *node = line->open[--line->open_count].node;
    struct inline_node *parent = current(line);

    markdown_note_html(line->reader, line->open[line->open_count].line,
                       line->open[line->open_count].tag);
    node->kind = INLINE_TEXT;
    node->text = line->open[line->open_count].tag;
    node->next = node->first_child;
    parent->last_child = node->last_child ? node->last_child : node;
    node->first_child = NULL;
    node->last_child = NULL;
}

static bool is_in_code(const struct line *line)
{
    for (size_t i = 0; i < line->open_count; i++) {
        if (line->open[i].node->mark == MARK_CODE) {
            return true;
        }
    }
    return line->is_inside_code;
}

/* False: there is no such mark to close. */
static bool close_mark(struct line *line, enum mark mark)
{
    size_t wanted = line->open_count;
    while (wanted > 0 && line->open[wanted - 1].node->mark != mark) {
        wanted--;
    }
    if (wanted == 0) {
        return false;
    }
    end_text(line);
    while (line->open_count > wanted) {
        undo_mark(line);
    }
    line->open_count--;
    line->in_code = is_in_code(line);
    return true;
}

/* HTML that is kept as it was written. */
static void add_html_text(struct line *line, struct slice html)
{
    end_text(line);
    add(line, INLINE_TEXT)->text = html;
}

static void add_anchor(struct line *line, struct slice id)
{
    struct arena *arena = line->reader->arena;
    const struct macro_rule *rule = macro_rule_by_form(MACRO_FORM_ANCHOR);
    struct macro *macro = ARENA_NEW(arena, struct macro);

    end_text(line);
    macro->name = slice_from(rule->name);
    macro_add_parameter(arena, macro,
                        (struct macro_parameter){.name = slice_from(rule->parameters[0]),
                                                 .value = reference_decode(arena, id)});
    add(line, INLINE_MACRO)->macro = macro;
}

static bool is_anchor_end(cmark_node *node)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
           html_tag_read(slice_from(cmark_node_get_literal(node))).kind == HTML_ANCHOR_END;
}

static void read_comment(struct line *line, struct slice html)
{
    size_t number = find_line(line, html);

    end_text(line);
    if (marker_is_comment(html)) {
        marker_refuse_in_text(line->reader, number, html);
    } else {
        markdown_note_comment(line->reader, number, html);
    }
}

/* Adds what stands between <a href="…"> and </a>; the latter, or NULL: the tag is none. */
static cmark_node *read_html_link(struct line *line, cmark_node *node, struct slice html)
{
    struct inline_node *link =
        line->in_link || line->has_no_end ? NULL : html_link_read(line->reader, html);
    cmark_node *end = link ? html_link_end(node, line->stop) : NULL;

    if (!end) {
        line->has_no_end = line->has_no_end || link;
        return NULL;
    }
    size_t number = find_line(line, html);
    end_text(line);
    read_between(line, cmark_node_next(node), end, link, true);
    note_title(line, link, number);
    markdown_note_address(line->reader, number, &link->details->target, false);
    add_link(line, link, number);
    return end;
}

/* Returns the last node that was read; NULL: it is no image or link. */
static cmark_node *read_html_target(struct line *line, cmark_node *node, struct slice html)
{
    struct inline_node *image = html_image_read(line->reader, html, line->place->line);

    if (!image) {
        return read_html_link(line, node, html);
    }
    end_text(line);
    inline_append(current(line), image);
    return node;
}

/* Adds what the tag opens; false: it opens no mark, or too deep. */
static bool read_opening(struct line *line, struct slice html, const struct html_tag *tag)
{
    struct slice colour = slice_from("");
    if (tag->kind == HTML_OTHER) {
        colour = html_colour_read(line->reader->arena, html);
    }
    if (tag->kind != HTML_OPEN && colour.length == 0) {
        return false;
    }
    if (line->depth + line->open_count >= LIMIT_DEPTH) {
        markdown_refuse_depth(line->reader, find_line(line, html));
    }
    open_mark(line, colour.length > 0 ? MARK_COLOUR : tag->mark, html)->text = colour;
    return true;
}

/* A <span> that is text has its end, which is none of a colour's. */
static bool is_end_of_text(struct line *line, struct slice html, const struct html_tag *tag)
{
    if (tag->kind == HTML_OTHER && html_is_colourless(html)) {
        line->colourless++;
    }
    bool is_end = tag->kind == HTML_CLOSE && tag->mark == MARK_COLOUR && line->colourless > 0;
    line->colourless -= is_end;
    return is_end;
}

/* Returns the last node that was read. */
static cmark_node *read_html(struct line *line, cmark_node *node)
{
    cmark_node *last = NULL;
    struct macro *element = element_read_html(line->reader->arena, node, &last);
    if (element) {
        end_text(line);
        add(line, INLINE_ELEMENT)->macro = element;
        return last;
    }
    struct slice html = markdown_copy_text(line->reader, cmark_node_get_literal(node));
    struct html_tag tag = html_tag_read(html);

    last = tag.kind == HTML_OTHER ? read_html_target(line, node, html) : NULL;
    if (last) {
        return last;
    }
    if (tag.kind == HTML_COMMENT) {
        read_comment(line, html);
        return node;
    }
    if (tag.kind == HTML_BREAK) {
        end_text(line);
        add(line, INLINE_BREAK);
        return node;
    }
    if (tag.kind == HTML_ANCHOR && is_anchor_end(cmark_node_next(node))) {
        add_anchor(line, tag.id);
        return cmark_node_next(node);
    }
    if (read_opening(line, html, &tag)) {
        return node;
    }
    if (is_end_of_text(line, html, &tag) || tag.kind != HTML_CLOSE || !close_mark(line, tag.mark)) {
        markdown_note_html(line->reader, find_line(line, html), html);
        add_html_text(line, html);
    }
    return node;
}

/* Returns the last node that was read. */
static cmark_node *read_node(struct line *line, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        read_text(line, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        strbuf_append_char(&line->text, ' ');
        line->place->line++;
        break;
    case CMARK_NODE_LINEBREAK:
        end_text(line);
        line->place->line++;
        add(line, INLINE_BREAK);
        break;
    case CMARK_NODE_CODE:
        read_code(line, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        return read_html(line, node);
    case CMARK_NODE_EMPH:
        read_mark(line, node, MARK_EMPHASIS);
        break;
    case CMARK_NODE_STRONG:
        read_mark(line, node, MARK_STRONG);
        break;
    case CMARK_NODE_LINK:
        read_link(line, node);
        break;
    case CMARK_NODE_IMAGE:
        read_image(line, node);
        break;
    default: /* the only other node that the extensions make */
        read_mark(line, node, MARK_STRIKE);
        break;
    }
    return node;
}

static void read_nodes(struct line *line, cmark_node *first, cmark_node *stop)
{
    if (line->depth >= LIMIT_DEPTH) {
        markdown_refuse_depth(line->reader, find_line(line, slice_from("")));
        return;
    }
    line->stop = stop;
    for (cmark_node *node = first; node && node != stop; node = cmark_node_next(node)) {
        node = read_node(line, node);
        markdown_forget_before(node);
    }
    end_text(line);
    while (line->open_count > 0) {
        undo_mark(line);
    }
}

void markdown_read_content(struct reader *reader, struct block *block, cmark_node *first,
                           cmark_node *stop, size_t skipped)
{
    struct inline_node root = {.kind = INLINE_HIDDEN};
    struct place place = {block->lines.first > 0 ? block->lines.first : 1, block->lines.last, 0};
    struct line line = {.reader = reader,
                        .place = &place,
                        .root = &root,
                        .text = STRBUF(LIMIT_CONVERTED),
                        .skipped = skipped};

    read_nodes(&line, first, stop);
    strbuf_release(&line.text);
    block->content = root.first_child;
    block->last_content = root.last_child;
}

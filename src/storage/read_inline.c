/* SPDX-License-Identifier: MIT */
/*
 * Text and what stands in it.
 *
 * Runs of spaces, tabs and line ends become one space here, as HTML shows them,
 * across the borders of elements; at the ends of a line, and beside a line break,
 * they vanish. No-break spaces stay. Code keeps its spaces; its line ends become
 * spaces. So the document's text needs no further treatment by anybody.
 */
#include <string.h>

#include "document/colour.h"
#include "storage/elements.h"
#include "storage/read_internal.h"
#include "storage/visible.h"

struct inline_list {
    struct inline_node *first;
    struct inline_node *last;
};

struct line {
    const struct reader *reader;
    struct span window;  /* what is outside shows nothing, and is not read */
    bool is_after_blank; /* another blank adds nothing */
    bool is_after_break; /* … because a line break is before it */
    bool is_code;
    struct inline_node *last_text; /* NULL when something else came after it */
};

static struct inline_list read_list(struct line *line, const struct xml_node *first,
                                    const struct xml_node *stop);

/* The node, and the one behind it, if it has one. */
static void list_append(struct inline_list *list, struct inline_node *node)
{
    if (list->last) {
        list->last->next = node;
    } else {
        list->first = node;
    }
    list->last = node->next ? node->next : node;
}

struct inline_node *reader_inline(const struct reader *reader, enum inline_kind kind,
                                  struct span source)
{
    struct inline_node *node = inline_new(reader->arena, kind);

    node->source = source;
    node->inner = (struct span){source.end, source.end};
    node->raw = slice_of_span(reader->storage, source);
    return node;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Whether the text stays as it is. */
static bool is_collapsed(struct slice text, bool is_after_blank)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.start[i];
        if (!is_blank(byte)) {
            is_after_blank = false;
        } else if (byte != ' ' || is_after_blank) {
            return false;
        } else {
            is_after_blank = true;
        }
    }
    return true;
}

/* Writes the text with runs of blanks as one space; returns its length. */
static size_t collapse(struct slice text, bool *is_after_blank, char *collapsed)
{
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_blank(text.start[i])) {
            collapsed[length++] = text.start[i];
            *is_after_blank = false;
        } else if (!*is_after_blank) {
            collapsed[length++] = ' ';
            *is_after_blank = true;
        }
    }
    return length;
}

static size_t join_lines(struct slice text, char *joined)
{
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_crlf = text.start[i] == '\r' && i + 1 < text.length && text.start[i + 1] == '\n';
        if (!is_crlf) {
            joined[length++] =
                is_blank(text.start[i]) && text.start[i] != '\t' ? ' ' : text.start[i];
        }
    }
    return length;
}

struct slice reader_collapse(const struct reader *reader, struct slice text)
{
    bool is_after_blank = true;
    char *collapsed = ARENA_NEW_ARRAY(reader->arena, char, text.length + 1);

    return (struct slice){collapsed, collapse(text, &is_after_blank, collapsed)};
}

static struct span intersection(struct span left, struct span right)
{
    struct span both = {left.start > right.start ? left.start : right.start,
                        left.end < right.end ? left.end : right.end};
    if (both.end < both.start) {
        both.end = both.start;
    }
    return both;
}

/* The text of one node, as far as it is seen: only character data can be cut. */
static struct slice text_of(const struct line *line, const struct xml_node *node)
{
    struct span part = intersection(node->outer, line->window);
    if (!reader_is_text(node) || part.start == part.end) {
        return slice_from("");
    }
    return node->kind == XML_TEXT ? slice_of_span(line->reader->storage, part) : node->text;
}

/* Neighbouring text nodes, and comments among them: from `first` to before `stop`. */
struct text_run {
    const struct xml_node *first;
    const struct xml_node *stop;
    size_t part_count;
    const struct xml_node *last_part;
    struct span source; /* from the first part to the last */
};

static struct text_run find_text_run(const struct line *line, const struct xml_node *first,
                                     const struct xml_node *stop)
{
    struct text_run run = {.first = first, .stop = first};

    for (; run.stop != stop && run.stop->kind != XML_ELEMENT; run.stop = run.stop->next) {
        struct span part = intersection(run.stop->outer, line->window);
        if (!reader_is_text(run.stop) || part.start == part.end) {
            continue;
        }
        run.source.start = run.part_count == 0 ? part.start : run.source.start;
        run.source.end = part.end;
        run.last_part = run.stop;
        run.part_count++;
    }
    return run;
}

static struct slice join_text(struct line *line, const struct text_run *run)
{
    size_t most = 0;
    size_t length = 0;
    for (const struct xml_node *node = run->first; node != run->stop; node = node->next) {
        most += text_of(line, node).length;
    }
    char *joined = ARENA_NEW_ARRAY(line->reader->arena, char, most + 1);
    for (const struct xml_node *node = run->first; node != run->stop; node = node->next) {
        struct slice text = text_of(line, node);
        length += line->is_code ? join_lines(text, joined + length)
                                : collapse(text, &line->is_after_blank, joined + length);
    }
    return (struct slice){joined, length};
}

static struct slice read_text_run(struct line *line, const struct text_run *run)
{
    struct slice only = text_of(line, run->last_part);
    bool stays = line->is_code ? slice_find_char(only, 0, '\n') == SLICE_NOT_FOUND &&
                                     slice_find_char(only, 0, '\r') == SLICE_NOT_FOUND
                               : is_collapsed(only, line->is_after_blank);
    if (run->part_count > 1 || !stays) {
        return join_text(line, run);
    }
    line->is_after_blank =
        only.length > 0 ? only.start[only.length - 1] == ' ' : line->is_after_blank;
    return only;
}

/* Reads the text that starts at `first`; returns the node behind it. */
static const struct xml_node *read_text(struct line *line, struct inline_list *list,
                                        const struct xml_node *first, const struct xml_node *stop)
{
    struct text_run run = find_text_run(line, first, stop);
    if (run.part_count == 0) {
        return run.stop;
    }
    struct slice text = read_text_run(line, &run);
    if (text.length > 0) {
        struct inline_node *node = reader_inline(line->reader, INLINE_TEXT, run.source);
        node->text = text;
        list_append(list, node);
        line->last_text = line->is_code ? NULL : node;
        line->is_after_break = false;
    }
    return run.stop;
}

/* Something that is no text was read: blanks before it stay, and so do blanks after it. */
static void end_text(struct line *line)
{
    line->last_text = NULL;
    line->is_after_blank = false;
    line->is_after_break = false;
}

static bool drop_blank_at_end(const struct line *line)
{
    bool has_blank = line->last_text && slice_ends_with(line->last_text->text, " ");

    if (has_blank) {
        line->last_text->text.length--;
    }
    return has_blank;
}

/*
 * A blank at the end of a link stands behind the link, so that what comes next is
 * not taken to be without one. A break there does not touch blanks behind the link.
 */
static void end_link(struct line *line, struct inline_node *link)
{
    if (line->is_after_break) {
        end_text(line);
    } else if (drop_blank_at_end(line)) {
        struct span behind = {link->source.end, link->source.end};
        link->next = reader_inline(line->reader, INLINE_TEXT, behind);
        link->next->text = SLICE_LITERAL(" ");
        line->last_text = link->next;
    }
}

/* The wrapper that holds all that the element shows, or NULL. */
static const struct xml_node *find_wrapped_line(const struct line *line,
                                                const struct xml_node *element)
{
    const struct xml_node *found = NULL;

    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        struct span seen = intersection(child->outer, line->window);
        if (element_is_wrapped_line(child)) {
            found = child;
        } else if (child->kind == XML_ELEMENT && seen.start != seen.end) {
            return NULL;
        }
    }
    return found;
}

/* Wrappers belong to the tags of what is around them: they cannot be in a line twice. */
static void read_children(struct line *line, struct inline_node *parent,
                          const struct xml_node *element)
{
    const struct xml_node *wrapper = find_wrapped_line(line, element);
    while (wrapper) {
        element = wrapper;
        wrapper = find_wrapped_line(line, element);
    }
    struct inline_list children = read_list(line, element->first_child, NULL);

    parent->inner = element->inner;
    parent->first_child = children.first;
    parent->last_child = children.last;
}

static struct inline_node *read_raw(struct line *line, const struct xml_node *element)
{
    struct inline_node *node = reader_inline(line->reader, INLINE_RAW, element->outer);

    node->text = node->raw;
    end_text(line);
    return node;
}

static struct inline_node *read_code(struct line *line, struct inline_node *node,
                                     const struct xml_node *element)
{
    bool was_code = line->is_code;

    line->is_code = true;
    end_text(line);
    read_children(line, node, element);
    line->is_code = was_code;
    end_text(line);
    return node;
}

static struct inline_node *read_mark(struct line *line, const struct xml_node *element,
                                     enum mark mark)
{
    struct inline_node *node = reader_inline(line->reader, INLINE_MARK, element->outer);

    node->mark = mark;
    if (!visible_inside(line->reader->storage, element)) {
        node->kind = INLINE_HIDDEN;
    } else if (mark == MARK_CODE) {
        return read_code(line, node, element);
    }
    read_children(line, node, element);
    return node;
}

static bool is_struck_through(const struct xml_node *span)
{
    const struct slice *style = xml_attribute_find(span, "style");

    return style && slice_find(*style, 0, SLICE_LITERAL("line-through")) != SLICE_NOT_FOUND;
}

static struct inline_node *read_hidden(struct line *line, const struct xml_node *element)
{
    struct inline_node *node = reader_inline(line->reader, INLINE_HIDDEN, element->outer);

    read_children(line, node, element);
    return node;
}

/* A span that colours its text could be shown. */
static struct inline_node *read_span(struct line *line, const struct xml_node *element)
{
    const struct slice *style = xml_attribute_find(element, "style");
    if (is_struck_through(element)) {
        return read_mark(line, element, MARK_STRIKE);
    }
    struct inline_node *node = read_hidden(line, element);
    if (style) {
        node->text = colour_of_style(line->reader->arena, *style);
    }
    return node;
}

static struct inline_node *read_html_link(struct line *line, const struct xml_node *element)
{
    const struct slice *url = xml_attribute_find(element, "href");
    if (!url || !visible_inside(line->reader->storage, element)) {
        return read_hidden(line, element);
    }
    struct inline_node *node = read_hidden(line, element);
    end_link(line, node);
    node->kind = INLINE_LINK;
    node->details = ARENA_NEW(line->reader->arena, struct link_details);
    node->details->target.kind = TARGET_URL;
    node->details->target.url = *url;
    return node;
}

static struct inline_node *read_link(struct line *line, const struct xml_node *element)
{
    struct target target;
    const struct xml_node *body = NULL;
    if (!reader_link(line->reader, element, &target, &body)) {
        return read_raw(line, element);
    }
    struct inline_node *node = reader_inline(line->reader, INLINE_LINK, element->outer);
    node->details->target = target;
    bool is_plain = body && element_is(body, "ac:plain-text-link-body");
    if (body && visible_inside(line->reader->storage, body)) {
        read_children(line, node, body);
        node->inner = is_plain ? (struct span){node->source.end, node->source.end} : node->inner;
        end_link(line, node);
    } else {
        end_text(line);
    }
    return node;
}

static struct inline_node *read_image(struct line *line, const struct xml_node *element)
{
    struct inline_node *node = element_kind(element) == ELEMENT_IMAGE
                                   ? reader_image(line->reader, element)
                                   : reader_html_image(line->reader, element);
    if (!node) {
        return read_raw(line, element);
    }
    end_text(line);
    return node;
}

static struct inline_node *read_macro(struct line *line, const struct xml_node *element)
{
    const struct xml_node *body = NULL;
    struct macro *macro = reader_macro(line->reader, element, &body);
    if (!macro || macro->body == MACRO_BODY_RICH) {
        return read_raw(line, element);
    }
    struct inline_node *node = reader_inline(line->reader, INLINE_MACRO, element->outer);
    node->macro = macro;
    end_text(line);
    return node;
}

/* NULL: a break at the end of the line, which shows nothing. */
static struct inline_node *read_break(struct line *line, const struct xml_node *element)
{
    struct span position = intersection(element->outer, line->window);
    if (position.start == position.end) {
        return NULL;
    }
    drop_blank_at_end(line);
    line->last_text = NULL;
    line->is_after_blank = true;
    line->is_after_break = true;
    return reader_inline(line->reader, INLINE_BREAK, element->outer);
}

static struct inline_node *read_other(struct line *line, const struct xml_node *element)
{
    struct inline_node *node = reader_element(line->reader, element);
    if (!node) {
        return read_raw(line, element);
    }
    end_text(line);
    return node;
}

static struct inline_node *read_element(struct line *line, const struct xml_node *element)
{
    struct element_meaning meaning = element_meaning(element);

    switch (meaning.kind) {
    case ELEMENT_MARK:
        return meaning.number == MARK_ABBREVIATION && xml_attribute_find(element, "title")
                   ? read_raw(line, element) /* the mark would not say what it stands for */
                   : read_mark(line, element, (enum mark)meaning.number);
    case ELEMENT_SPAN:
        return read_span(line, element);
    case ELEMENT_BREAK:
        return visible_inside(line->reader->storage, element) ? read_raw(line, element)
                                                              : read_break(line, element);
    case ELEMENT_HTML_LINK:
        return read_html_link(line, element);
    case ELEMENT_LINK:
        return read_link(line, element);
    case ELEMENT_IMAGE:
    case ELEMENT_HTML_IMAGE:
        return read_image(line, element);
    case ELEMENT_MACRO:
        return read_macro(line, element);
    default:
        return read_other(line, element);
    }
}

static struct inline_list read_list(struct line *line, const struct xml_node *first,
                                    const struct xml_node *stop)
{
    struct inline_list list = {NULL, NULL};

    for (const struct xml_node *node = first; node != stop;) {
        if (node->kind != XML_ELEMENT) {
            node = read_text(line, &list, node, stop);
            continue;
        }
        struct span common = intersection(node->outer, line->window);
        struct inline_node *read = common.start < common.end ? read_element(line, node) : NULL;
        if (read) {
            list_append(&list, read);
        }
        node = node->next;
    }
    return list;
}

void reader_content(const struct reader *reader, struct block *block, const struct xml_node *first,
                    const struct xml_node *stop)
{
    struct line line = {.reader = reader,
                        .window = visible_span(reader->storage, first, stop),
                        .is_after_blank = true};
    struct inline_list content = read_list(&line, first, stop);

    drop_blank_at_end(&line);
    block->content = content.first;
    block->last_content = content.last;
}

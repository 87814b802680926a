/* SPDX-License-Identifier: MIT */
/*
 * HTML blocks whose tags all mean something on Confluence: paragraphs, headings, lists,
 * quotes, rules and code as people write them in the middle of Markdown, with lines of
 * inline HTML in them. First all of it is looked at, without building anything: with one
 * other tag in it, or one that is not closed, the block stays the text that it is.
 */
#include <limits.h>
#include <string.h>

#include "base/limit.h"
#include "markdown/attributes_internal.h"
#include "markdown/html_internal.h"
#include "markdown/html_tags_internal.h"
#include "markdown/info_internal.h"
#include "markdown/read_internal.h"
#include "markdown/read_notes_internal.h"

enum { MOST_OPEN = 32 };

enum flow_kind {
    FLOW_INLINE,    /* part of a line */
    FLOW_NOTHING,   /* div, center: what is in it stands without it */
    FLOW_PARAGRAPH, /* nothing but a border between lines */
    FLOW_HEADING,
    FLOW_QUOTE,
    FLOW_LIST,
    FLOW_ITEM,
    FLOW_TERMS, /* dl: a list of items that begin with a term */
    FLOW_TERM,
    FLOW_DEFINITION,
    FLOW_RULE,
    FLOW_CODE,
    FLOW_UNKNOWN,
};

struct flow {
    struct reader *reader;
    struct slice html;
    struct line_range lines;
    struct block *inside;           /* where the next block goes; NULL: nothing is built */
    enum flow_kind open[MOST_OPEN]; /* that need an end tag */
    size_t open_count;
    size_t run; /* where the line that is being read begins */
};

static const struct {
    const char *name;
    enum flow_kind kind;
} tags[] = {
    {"address", FLOW_NOTHING}, {"article", FLOW_NOTHING},
    {"aside", FLOW_NOTHING},   {"blockquote", FLOW_QUOTE},
    {"center", FLOW_NOTHING},  {"dd", FLOW_DEFINITION},
    {"div", FLOW_NOTHING},     {"dl", FLOW_TERMS},
    {"dt", FLOW_TERM},         {"figcaption", FLOW_PARAGRAPH},
    {"figure", FLOW_NOTHING},  {"footer", FLOW_NOTHING},
    {"h1", FLOW_HEADING},      {"h2", FLOW_HEADING},
    {"h3", FLOW_HEADING},      {"h4", FLOW_HEADING},
    {"h5", FLOW_HEADING},      {"h6", FLOW_HEADING},
    {"header", FLOW_NOTHING},  {"hr", FLOW_RULE},
    {"li", FLOW_ITEM},         {"main", FLOW_NOTHING},
    {"nav", FLOW_NOTHING},     {"ol", FLOW_LIST},
    {"p", FLOW_PARAGRAPH},     {"pre", FLOW_CODE},
    {"section", FLOW_NOTHING}, {"ul", FLOW_LIST},
};

/* Of tags in lines: those that read_inlines.c understands. */
static bool is_inline(const struct html_element *element, struct slice tag)
{
    return html_tag_read(tag).kind != HTML_OTHER || slice_equals_any_case(element->name, "img") ||
           slice_equals_any_case(element->name, "a") || slice_equals_any_case(element->name, "br");
}

static enum flow_kind kind_of(const struct html_element *element, struct slice tag)
{
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (slice_equals_any_case(element->name, tags[i].name)) {
            return tags[i].kind;
        }
    }
    return is_inline(element, tag) ? FLOW_INLINE : FLOW_UNKNOWN;
}

static enum flow_kind innermost(const struct flow *flow)
{
    return flow->open_count > 0 ? flow->open[flow->open_count - 1] : FLOW_NOTHING;
}

static bool is_container(enum flow_kind kind)
{
    return kind == FLOW_QUOTE || kind == FLOW_LIST || kind == FLOW_ITEM || kind == FLOW_TERMS ||
           kind == FLOW_TERM || kind == FLOW_DEFINITION || kind == FLOW_HEADING;
}

/* Whether a block of the kind can stand in what is open. */
static bool fits(const struct flow *flow, enum flow_kind kind)
{
    enum flow_kind around = innermost(flow);

    switch (around) {
    case FLOW_LIST:
        return kind == FLOW_ITEM;
    case FLOW_TERMS:
        return kind == FLOW_TERM || kind == FLOW_DEFINITION || kind == FLOW_NOTHING;
    case FLOW_HEADING:
    case FLOW_TERM:
        return kind == FLOW_INLINE;
    default:
        return kind != FLOW_ITEM && kind != FLOW_TERM && kind != FLOW_DEFINITION;
    }
}

static void wrap_in_strong(struct arena *arena, struct block *paragraph)
{
    struct inline_node *mark = inline_new(arena, INLINE_MARK);

    mark->mark = MARK_STRONG;
    mark->first_child = paragraph->content;
    mark->last_child = paragraph->last_content;
    paragraph->content = mark;
    paragraph->last_content = mark;
}

/* The line becomes the heading's content, or a paragraph. */
static void build_line(const struct flow *flow, struct slice line)
{
    struct block *inside = flow->inside;
    struct block holder = {.kind = BLOCK_PAGE};
    enum flow_kind around = innermost(flow);

    if (around == FLOW_HEADING) {
        markdown_read_html_line(flow->reader, &holder, line, flow->lines);
        inside->content = holder.first_child->content;
        inside->last_content = holder.first_child->last_content;
        return;
    }
    markdown_read_html_line(flow->reader, inside, line, flow->lines);
    if (around == FLOW_TERM) {
        wrap_in_strong(flow->reader->arena, inside->last_child);
    }
}

/* The line that was read ends here. False: no line may stand where it does. */
static bool end_line(struct flow *flow, size_t end)
{
    struct slice line = slice_trim(slice_part(flow->html, flow->run, end));

    if (line.length == 0) {
        return true;
    }
    if (flow->inside) {
        build_line(flow, line);
    }
    return fits(flow, FLOW_INLINE);
}

static struct block *begin_list(const struct flow *flow, const struct html_element *element)
{
    struct block *list = markdown_add_block(flow->reader, flow->inside, BLOCK_LIST, flow->lines);
    struct slice start;
    unsigned long long number = 1;

    list->is_ordered = slice_equals_any_case(element->name, "ol");
    if (list->is_ordered && html_attribute_find(element, "start", &start)) {
        (void)slice_parse_number(start, &number);
    }
    list->start = number < UINT_MAX ? (unsigned)number : UINT_MAX;
    return list;
}

static struct block *begin_heading(const struct flow *flow, const struct html_element *element)
{
    struct block *heading =
        markdown_add_block(flow->reader, flow->inside, BLOCK_HEADING, flow->lines);
    int level = element->name.start[1] - '0' - flow->reader->options->heading_shift;

    heading->level = level < 1 ? 1 : level;
    return heading;
}

/* A definition goes on with the item of its term. */
static struct block *begin_item(const struct flow *flow, enum flow_kind kind)
{
    struct block *last = flow->inside->last_child;

    return kind == FLOW_DEFINITION && last
               ? last
               : markdown_add_block(flow->reader, flow->inside, BLOCK_ITEM, flow->lines);
}

static void build_open(struct flow *flow, enum flow_kind kind, const struct html_element *element)
{
    switch (kind) {
    case FLOW_QUOTE:
        flow->inside = markdown_add_block(flow->reader, flow->inside, BLOCK_QUOTE, flow->lines);
        break;
    case FLOW_LIST:
    case FLOW_TERMS:
        flow->inside = begin_list(flow, element);
        break;
    case FLOW_ITEM:
    case FLOW_TERM:
    case FLOW_DEFINITION:
        flow->inside = begin_item(flow, kind);
        break;
    case FLOW_HEADING:
        flow->inside = begin_heading(flow, element);
        break;
    default:
        break;
    }
}

/* A list without items is nothing that Confluence could show. */
static void drop_empty(struct block *list)
{
    struct block *parent = list->parent;
    struct block *before = parent->first_child;

    if (list->first_child) {
        return;
    }
    while (before != list && before->next != list) {
        before = before->next;
    }
    parent->first_child = before == list ? NULL : parent->first_child;
    parent->last_child = before == list ? NULL : before;
    before->next = NULL;
}

/* Closes the innermost container; false: it is none of this kind. */
static bool close_container(struct flow *flow, enum flow_kind kind)
{
    if (flow->open_count == 0 || innermost(flow) != kind) {
        return false;
    }
    flow->open_count--;
    if (flow->inside) {
        struct block *closed = flow->inside;
        flow->inside = closed->parent;
        if (closed->kind == BLOCK_LIST) {
            drop_empty(closed);
        }
    }
    return true;
}

/* Items and terms may end where the next begins, or their list ends. */
static void close_implied(struct flow *flow, enum flow_kind kind, bool is_end)
{
    enum flow_kind around = innermost(flow);
    bool is_item = around == FLOW_ITEM && kind == (is_end ? FLOW_LIST : FLOW_ITEM);
    bool is_term = (around == FLOW_TERM || around == FLOW_DEFINITION) &&
                   (is_end ? kind == FLOW_TERMS : kind == FLOW_TERM || kind == FLOW_DEFINITION);

    if (is_item || is_term) {
        close_container(flow, around);
    }
}

static bool open_container(struct flow *flow, enum flow_kind kind,
                           const struct html_element *element)
{
    if (flow->open_count == MOST_OPEN || flow->reader->depth + flow->open_count >= LIMIT_DEPTH) {
        return false;
    }
    if (flow->inside) {
        build_open(flow, kind, element);
    }
    flow->open[flow->open_count++] = kind;
    return true;
}

/* The language of <code class="language-c">, empty if there is none. */
static struct slice language_of(struct arena *arena, const struct html_element *code)
{
    static const char prefix[] = "language-";
    struct slice name;

    if (!html_attribute_find(code, "class", &name) || !slice_starts_with(name, prefix)) {
        return slice_from("");
    }
    name = reference_decode(arena, name);
    size_t end = slice_find_char(name, 0, ' ');
    return slice_part(name, sizeof prefix - 1, end == SLICE_NOT_FOUND ? name.length : end);
}

/* What a fence of that language is; HTML shows no storage format. */
static struct macro *new_code(const struct reader *reader, struct slice language)
{
    struct slice unread;
    struct macro *macro = info_read(reader->arena, language, reader->options, &unread);

    return macro ? macro : info_read(reader->arena, slice_from(""), reader->options, &unread);
}

static void build_code(const struct flow *flow, struct slice text, struct slice language)
{
    struct block *block = markdown_add_block(flow->reader, flow->inside, BLOCK_MACRO, flow->lines);
    struct slice code = reference_decode(flow->reader->arena, text);

    code = slice_part(code, slice_starts_with(code, "\n") ? 1 : 0, code.length);
    block->macro = new_code(flow->reader, language);
    block->macro->text = slice_ends_with(code, "\n") ? slice_part(code, 0, code.length - 1) : code;
}

/* <pre>, given the position behind the tag: text, maybe in <code>; the position behind </pre>. */
static size_t read_code(const struct flow *flow, size_t start)
{
    struct html_element code = {0};
    struct html_element end = {0};
    size_t text = html_element_read(flow->html, start, &code);
    bool is_code =
        text != SLICE_NOT_FOUND && !code.is_end && slice_equals_any_case(code.name, "code");
    text = is_code ? text : start;
    size_t close = slice_find_char(flow->html, text, '<');
    size_t behind = close == SLICE_NOT_FOUND ? close : html_element_read(flow->html, close, &end);

    if (is_code && behind != SLICE_NOT_FOUND && end.is_end &&
        slice_equals_any_case(end.name, "code")) {
        behind = html_element_read(flow->html, behind, &end);
    }
    if (behind == SLICE_NOT_FOUND || !end.is_end || !slice_equals_any_case(end.name, "pre")) {
        return SLICE_NOT_FOUND;
    }
    if (flow->inside) {
        build_code(flow, slice_part(flow->html, text, close),
                   is_code ? language_of(flow->reader->arena, &code) : slice_from(""));
    }
    return behind;
}

/* A tag that is no part of a line; the position behind all that was read, or SLICE_NOT_FOUND. */
static size_t read_tag(struct flow *flow, enum flow_kind kind, const struct html_element *element,
                       size_t end)
{
    close_implied(flow, kind, element->is_end);
    if (element->is_end) {
        return !is_container(kind) || close_container(flow, kind) ? end : SLICE_NOT_FOUND;
    }
    if (!fits(flow, kind)) {
        return SLICE_NOT_FOUND;
    }
    if (is_container(kind)) {
        return open_container(flow, kind, element) ? end : SLICE_NOT_FOUND;
    }
    if (kind == FLOW_RULE && flow->inside) {
        markdown_add_block(flow->reader, flow->inside, BLOCK_RULE, flow->lines);
    }
    return kind == FLOW_CODE ? read_code(flow, end) : end;
}

/* The position behind a comment, which ends the line like a tag of a block; or SLICE_NOT_FOUND. */
static size_t read_comment(struct flow *flow, size_t start)
{
    size_t end = slice_find(flow->html, start, SLICE_LITERAL(HTML_COMMENT_STOP));

    if (end == SLICE_NOT_FOUND || !end_line(flow, start)) {
        return SLICE_NOT_FOUND;
    }
    if (flow->inside) {
        markdown_note_comment(flow->reader, flow->lines.first, slice_part(flow->html, start, end));
    }
    flow->run = end + strlen(HTML_COMMENT_STOP);
    return flow->run;
}

/* Goes through all of it; false: it holds what cannot be there. */
static bool walk(struct flow *flow)
{
    struct html_element element;
    size_t position = 0;

    while ((position = slice_find_char(flow->html, position, '<')) != SLICE_NOT_FOUND) {
        if (slice_starts_with(slice_part(flow->html, position, flow->html.length),
                              HTML_COMMENT_START)) {
            position = read_comment(flow, position);
            if (position == SLICE_NOT_FOUND) {
                return false;
            }
            continue;
        }
        size_t end = html_element_read(flow->html, position, &element);
        if (end == SLICE_NOT_FOUND) {
            return false;
        }
        enum flow_kind kind = kind_of(&element, slice_part(flow->html, position, end));
        if (kind != FLOW_INLINE) {
            bool is_fine = kind != FLOW_UNKNOWN && end_line(flow, position);
            end = is_fine ? read_tag(flow, kind, &element, end) : SLICE_NOT_FOUND;
            flow->run = end;
        }
        if (end == SLICE_NOT_FOUND) {
            return false;
        }
        position = end;
    }
    return end_line(flow, flow->html.length) && flow->open_count == 0;
}

bool markdown_read_html_flow(struct reader *reader, struct block *parent, struct slice html,
                             struct line_range lines)
{
    struct flow flow = {.reader = reader, .html = html, .lines = lines};

    if (!walk(&flow)) {
        return false;
    }
    flow = (struct flow){.reader = reader, .html = html, .lines = lines, .inside = parent};
    return walk(&flow);
}

/* SPDX-License-Identifier: MIT */
#include "storage/read.h"

#include "storage/adf.h"
#include "storage/elements.h"
#include "storage/read_internal.h"
#include "storage/visible.h"

/* Nodes of a line of text that stands among blocks: from `first` to before `stop`. */
struct run {
    const struct xml_node *first;
    const struct xml_node *stop;
};

struct block *reader_block(const struct reader *reader, enum block_kind kind, struct span outer,
                           struct span inner)
{
    struct block *block = block_new(reader->arena, kind);

    block_set_source(reader->arena, block, reader->storage, outer);
    block->source->inner = inner;
    return block;
}

struct block *reader_raw_block(const struct reader *reader, const struct xml_node *element)
{
    struct block *block = reader_block(reader, BLOCK_RAW, element->outer, element->outer);

    block->text = block_raw(block);
    return block;
}

void reader_append(struct block *parent, size_t after, struct block *child)
{
    child->source->gap = parent->last_child ? parent->last_child->source->outer.end : after;
    block_append(parent, child);
}

bool reader_is_text(const struct xml_node *node)
{
    return node->kind == XML_TEXT || node->kind == XML_CDATA || node->kind == XML_ENTITY;
}

bool reader_is_filler(const struct xml_node *node)
{
    return node->kind == XML_COMMENT || node->kind == XML_INSTRUCTION ||
           (node->kind == XML_TEXT && slice_is_blank(node->text));
}

/*
 * The bytes of a line without what is invisible at its ends. Only text can be cut;
 * an element that holds a visible thing stays whole.
 */
static struct span cut_line(struct run run, struct span visible)
{
    struct span line = visible;

    for (const struct xml_node *node = run.first; node != run.stop; node = node->next) {
        if (node->kind == XML_TEXT) {
            continue;
        }
        if (node->outer.start < visible.start && node->outer.end > visible.start) {
            line.start = node->outer.start;
        }
        if (node->outer.start < visible.end && node->outer.end > visible.end) {
            line.end = node->outer.end;
        }
    }
    return line;
}

/* A block of text; NULL when nothing of it can be seen. `outer` is NULL for text without a tag. */
static struct block *read_line(const struct reader *reader, enum block_kind kind, struct run run,
                               const struct span *outer)
{
    struct span visible = visible_span(reader->storage, run.first, run.stop);
    if (visible.start == visible.end) {
        return NULL;
    }
    struct span inner = cut_line(run, visible);
    struct block *block = reader_block(reader, kind, outer ? *outer : inner, inner);
    block->is_bare = !outer;
    reader_content(reader, block, run.first, run.stop);
    return block;
}

/* The macro that fills what can be seen, below the element or below spans in it; or NULL. */
static const struct xml_node *find_filling_macro(const struct xml_node *element,
                                                 struct span visible)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        bool fills = child->outer.start <= visible.start && child->outer.end >= visible.end;
        enum element_kind kind = element_kind(child);
        if (fills && kind == ELEMENT_SPAN) {
            return find_filling_macro(child, visible);
        }
        if (fills && kind == ELEMENT_MACRO && !reader_macro_is_always_inline(child)) {
            return child;
        }
    }
    return NULL;
}

/* The only thing in the paragraph that can be seen, if it is a macro on its own; or NULL. */
static const struct xml_node *find_lone_macro(const struct reader *reader,
                                              const struct xml_node *paragraph)
{
    return find_filling_macro(paragraph,
                              visible_span(reader->storage, paragraph->first_child, NULL));
}

/* Confluence's old editor puts macros into paragraphs of their own: those tags are the macro's. */
static struct block *read_paragraph(const struct reader *reader, const struct xml_node *element)
{
    const struct xml_node *lone = find_lone_macro(reader, element);
    struct block *block = lone ? reader_macro_block(reader, lone) : NULL;
    if (!block) {
        struct run run = {element->first_child, NULL};
        block = read_line(reader, BLOCK_PARAGRAPH, run, &element->outer);
        if (block) {
            block->own_align = reader_align(element);
        }
        return block;
    }
    block->source->outer = element->outer;
    return block;
}

static struct block *read_heading(const struct reader *reader, const struct xml_node *element)
{
    struct run run = {element->first_child, NULL};
    struct block *heading = read_line(reader, BLOCK_HEADING, run, &element->outer);

    if (heading) {
        heading->level = element_meaning(element).number;
    }
    return heading;
}

static struct block *read_quote(const struct reader *reader, const struct xml_node *element)
{
    struct block *quote = reader_block(reader, BLOCK_QUOTE, element->outer, element->inner);

    reader_children(reader, quote, element->inner.start, element->first_child, NULL);
    return quote;
}

static struct block *or_raw(const struct reader *reader, const struct xml_node *element,
                            struct block *block)
{
    return block ? block : reader_raw_block(reader, element);
}

/* NULL: a spacer. */
static struct block *read_block(const struct reader *reader, const struct xml_node *element)
{
    struct span end = {element->outer.end, element->outer.end};

    switch (element_kind(element)) {
    case ELEMENT_PARAGRAPH:
    case ELEMENT_WRAPPER:
        return read_paragraph(reader, element);
    case ELEMENT_HEADING:
        return read_heading(reader, element);
    case ELEMENT_RULE:
        return visible_inside(reader->storage, element)
                   ? reader_raw_block(reader, element)
                   : reader_block(reader, BLOCK_RULE, element->outer, end);
    case ELEMENT_PREFORMATTED:
        return visible_inside(reader->storage, element)
                   ? or_raw(reader, element, reader_preformatted(reader, element))
                   : NULL;
    case ELEMENT_QUOTE:
        return read_quote(reader, element);
    case ELEMENT_BULLET_LIST:
    case ELEMENT_NUMBERED_LIST:
        return or_raw(reader, element, reader_list(reader, element));
    case ELEMENT_TASK_LIST:
        return or_raw(reader, element, reader_task_list(reader, element));
    case ELEMENT_TABLE:
        return or_raw(reader, element, reader_table(reader, element));
    case ELEMENT_LAYOUT:
        return or_raw(reader, element, reader_layout(reader, element));
    case ELEMENT_MACRO:
        return or_raw(reader, element, reader_macro_block(reader, element));
    default:
        return or_raw(reader, element, adf_read(reader, element));
    }
}

static bool belongs_to_line(const struct xml_node *node)
{
    if (node->kind != XML_ELEMENT) {
        return true;
    }
    if (element_kind(node) == ELEMENT_MACRO) {
        return reader_macro_is_inline(node);
    }
    return element_is_inline(node) && !element_holds_block(node);
}

static bool holds_wrapper(const struct xml_node *element)
{
    const struct xml_node *child = element->first_child;
    while (child && element_kind(child) != ELEMENT_WRAPPER) {
        child = child->next;
    }
    return child;
}

/*
 * Whether the element shows nothing but the blocks in it: their gaps keep its tags. A
 * paragraph or a span should not hold blocks, but some do.
 */
static bool is_around_blocks(const struct xml_node *node)
{
    switch (element_kind(node)) {
    case ELEMENT_WRAPPER:
        for (const struct xml_node *child = node->first_child; child; child = child->next) {
            if (!belongs_to_line(child)) {
                return true;
            }
        }
        return false;
    case ELEMENT_PARAGRAPH:
    case ELEMENT_SPAN:
        return element_holds_block(node) || holds_wrapper(node);
    default:
        return false;
    }
}

static void end_run(const struct reader *reader, struct block *parent, size_t after,
                    struct run *run)
{
    if (!run->first) {
        return;
    }
    struct block *line = read_line(reader, BLOCK_PARAGRAPH, *run, NULL);
    if (line) {
        reader_append(parent, after, line);
    }
    *run = (struct run){NULL, NULL};
}

void reader_children(const struct reader *reader, struct block *parent, size_t after,
                     const struct xml_node *first, const struct xml_node *stop)
{
    struct run run = {NULL, NULL};

    for (const struct xml_node *node = first; node != stop; node = node->next) {
        if (reader_is_filler(node)) {
            continue;
        }
        if (belongs_to_line(node)) {
            run.first = run.first ? run.first : node;
            run.stop = node->next;
            continue;
        }
        end_run(reader, parent, after, &run);
        if (is_around_blocks(node)) {
            reader_children(reader, parent, after, node->first_child, NULL);
            continue;
        }
        struct block *block = read_block(reader, node);
        if (block) {
            reader_append(parent, after, block);
        }
    }
    end_run(reader, parent, after, &run);
}

bool storage_read(struct arena *arena, struct slice storage, struct block **page,
                  struct xml_fault *fault)
{
    CLEANUP(arena) struct arena *nodes = arena_new();
    struct reader reader = {arena, storage};
    struct xml_node *root = NULL;
    if (!storage_parse_apart(nodes, arena, storage, &root, fault)) {
        return false;
    }
    struct block *top = reader_block(&reader, BLOCK_PAGE, root->outer, root->inner);
    reader_children(&reader, top, 0, root->first_child, NULL);
    *page = top;
    return true;
}

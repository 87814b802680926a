/* SPDX-License-Identifier: MIT */
#include "document/document.h"

#include <assert.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"

struct block *block_new(struct arena *arena, enum block_kind kind)
{
    struct block *block = ARENA_NEW(arena, struct block);

    block->kind = kind;
    return block;
}

void block_set_source(struct arena *arena, struct block *block, struct slice storage,
                      struct span outer)
{
    block->source = ARENA_NEW(arena, struct block_source);
    block->source->storage = storage.start;
    block->source->outer = outer;
    block->source->inner = outer;
}

struct slice block_raw(const struct block *block)
{
    const struct block_source *source = block->source;

    return source ? (struct slice){source->storage + source->outer.start,
                                   source->outer.end - source->outer.start}
                  : slice_from("");
}

struct inline_node *inline_new(struct arena *arena, enum inline_kind kind)
{
    struct inline_node *node = ARENA_NEW(arena, struct inline_node);

    node->kind = kind;
    if (kind == INLINE_LINK || kind == INLINE_IMAGE) {
        node->details = ARENA_NEW(arena, struct link_details);
    }
    return node;
}

void block_append(struct block *parent, struct block *child)
{
    assert(!child->parent && !child->next);
    child->parent = parent;
    if (parent->last_child) {
        parent->last_child->next = child;
    } else {
        parent->first_child = child;
    }
    parent->last_child = child;
}

void block_append_inline(struct block *block, struct inline_node *node)
{
    assert(!node->next);
    if (block->last_content) {
        block->last_content->next = node;
    } else {
        block->content = node;
    }
    block->last_content = node;
}

void inline_append(struct inline_node *parent, struct inline_node *child)
{
    assert(!child->next);
    if (parent->last_child) {
        parent->last_child->next = child;
    } else {
        parent->first_child = child;
    }
    parent->last_child = child;
}

void inline_append_children(struct inline_node *parent, struct inline_node *from)
{
    struct inline_node *child = from->first_child;

    from->first_child = NULL;
    from->last_child = NULL;
    while (child) {
        struct inline_node *next = child->next;
        child->next = NULL;
        inline_append(parent, child);
        child = next;
    }
}

const char *mark_tag_name(enum mark mark)
{
    static const char *const names[MARK_COUNT] = {
        [MARK_STRONG] = "strong",   [MARK_EMPHASIS] = "em",    [MARK_CODE] = "code",
        [MARK_STRIKE] = "del",      [MARK_UNDERLINE] = "u",    [MARK_SUBSCRIPT] = "sub",
        [MARK_SUPERSCRIPT] = "sup", [MARK_SMALL] = "small",    [MARK_BIG] = "big",
        [MARK_INSERTED] = "ins",    [MARK_HIGHLIGHT] = "mark", [MARK_KEYBOARD] = "kbd",
        [MARK_SAMPLE] = "samp",     [MARK_VARIABLE] = "var",   [MARK_ABBREVIATION] = "abbr",
        [MARK_CITATION] = "cite",   [MARK_TELETYPE] = "tt",    [MARK_QUOTATION] = "q",
        [MARK_DEFINITION] = "dfn",  [MARK_COLOUR] = "span",
    };

    return names[mark];
}

static void append_plain_text(struct strbuf *text, const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_TEXT) {
            strbuf_append_slice(text, node->text);
        } else if (node->kind == INLINE_BREAK) {
            strbuf_append_char(text, ' ');
        }
        append_plain_text(text, node->first_child);
    }
}

struct slice inline_plain_text(struct arena *arena, const struct inline_node *first)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);

    if (first && !first->next && first->kind == INLINE_TEXT) {
        return first->text;
    }
    append_plain_text(&text, first);
    return strbuf_copy(&text, arena);
}

bool block_has_boxes(const struct block *list)
{
    return list->is_task_list || list->is_decision_list;
}

size_t block_child_count(const struct block *block)
{
    size_t count = 0;
    for (const struct block *child = block->first_child; child; child = child->next) {
        count++;
    }
    return count;
}

void macro_add_parameter(struct arena *arena, struct macro *macro, struct macro_parameter parameter)
{
    macro->parameters = VEC_GROW(arena, macro->parameters, macro->parameter_count);
    macro->parameters[macro->parameter_count++] = parameter;
}

struct macro_parameter *macro_parameter_get(const struct macro *macro, const char *name)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (slice_equals(macro->parameters[i].name, name)) {
            return &macro->parameters[i];
        }
    }
    return NULL;
}

struct slice macro_parameter_find(const struct macro *macro, const char *name)
{
    const struct macro_parameter *parameter = macro_parameter_get(macro, name);

    return parameter ? parameter->value : slice_from("");
}

const char *image_align_name(enum image_align align)
{
    static const char *const names[IMAGE_ALIGN_COUNT] = {"", "left", "center", "right"};

    return names[align];
}

const char *text_align_name(enum text_align align)
{
    static const char *const names[TEXT_ALIGN_COUNT] = {"", "", "left", "center", "right"};

    return names[align];
}

bool inline_is_same_mark(const struct inline_node *left, const struct inline_node *right)
{
    return left->kind == INLINE_MARK && right->kind == INLINE_MARK && left->mark == right->mark &&
           (left->mark != MARK_COLOUR || slice_equal(left->text, right->text));
}

const char *block_kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_PAGE:
        return "page";
    case BLOCK_PARAGRAPH:
        return "paragraph";
    case BLOCK_HEADING:
        return "heading";
    case BLOCK_RULE:
        return "rule";
    case BLOCK_QUOTE:
        return "quote";
    case BLOCK_LIST:
        return "list";
    case BLOCK_ITEM:
        return "item";
    case BLOCK_TABLE:
        return "table";
    case BLOCK_ROW:
        return "row";
    case BLOCK_CELL:
        return "cell";
    case BLOCK_MACRO:
        return "macro";
    case BLOCK_LAYOUT:
        return "layout";
    case BLOCK_SECTION:
        return "section";
    case BLOCK_COLUMN:
        return "column";
    case BLOCK_PREFORMATTED:
        return "preformatted text";
    case BLOCK_RAW:
        return "raw";
    }
    assert(false);
    return "";
}

bool target_has_owner(const struct target *target)
{
    return target->kind == TARGET_ATTACHMENT &&
           (target->title.length > 0 || target->space.length > 0 || target->id.length > 0);
}

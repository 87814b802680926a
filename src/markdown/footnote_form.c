/* SPDX-License-Identifier: MIT */
/* What footnotes are in the tree. */
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/footnotes_internal.h"
#include "markdown/macro_rules.h"

#define TEXT_PREFIX      "fn-"    /* of the anchor at the footnote's text */
#define REFERENCE_PREFIX "fnref-" /* at the reference */

static struct slice join(struct arena *arena, const char *prefix, struct slice label)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_CONVERTED);

    strbuf_append(&name, prefix);
    strbuf_append_slice(&name, label);
    return strbuf_copy(&name, arena);
}

static struct inline_node *make_anchor(struct arena *arena, struct slice name)
{
    const struct macro_rule *rule = macro_rule_by_form(MACRO_FORM_ANCHOR);
    struct inline_node *node = inline_new(arena, INLINE_MACRO);

    node->macro = ARENA_NEW(arena, struct macro);
    node->macro->name = slice_from(rule->name);
    macro_add_parameter(
        arena, node->macro,
        (struct macro_parameter){.name = slice_from(rule->parameters[0]), .value = name});
    return node;
}

static struct inline_node *make_link(struct arena *arena, struct slice anchor, struct slice label)
{
    struct inline_node *mark = inline_new(arena, INLINE_MARK);
    struct inline_node *link = inline_new(arena, INLINE_LINK);
    struct inline_node *text = inline_new(arena, INLINE_TEXT);

    mark->mark = MARK_SUPERSCRIPT;
    link->details->target.kind = TARGET_ANCHOR;
    link->details->target.anchor = anchor;
    text->text = (struct slice){arena_copy(arena, label), label.length};
    inline_append(link, text);
    inline_append(mark, link);
    return mark;
}

struct inline_node *footnote_make(struct arena *arena, struct slice label, bool is_definition)
{
    struct slice text = join(arena, TEXT_PREFIX, label);
    struct slice reference = join(arena, REFERENCE_PREFIX, label);
    struct inline_node *anchor = make_anchor(arena, is_definition ? text : reference);

    anchor->next = make_link(arena, is_definition ? reference : text, label);
    return anchor;
}

/* What stands behind the prefix; empty: another name. */
static struct slice behind(struct slice name, const char *prefix)
{
    size_t length = slice_starts_with(name, prefix) ? strlen(prefix) : name.length;
    return slice_part(name, length, name.length);
}

static struct slice anchor_label(const struct inline_node *node, const char *prefix)
{
    const struct macro_rule *rule = macro_rule_by_form(MACRO_FORM_ANCHOR);
    bool is_anchor = node && node->kind == INLINE_MACRO &&
                     slice_equals(node->macro->name, rule->name) &&
                     node->macro->parameter_count == 1;

    return is_anchor ? behind(macro_parameter_find(node->macro, ""), prefix) : slice_from("");
}

static bool is_link(const struct inline_node *node, const char *prefix, struct slice label)
{
    const struct inline_node *link = node ? node->first_child : NULL;
    const struct inline_node *text = link ? link->first_child : NULL;

    return text && node->kind == INLINE_MARK && node->mark == MARK_SUPERSCRIPT && !link->next &&
           link->kind == INLINE_LINK && link->details->target.kind == TARGET_ANCHOR &&
           !text->next && text->kind == INLINE_TEXT && slice_equal(text->text, label) &&
           slice_equal(behind(link->details->target.anchor, prefix), label);
}

const struct inline_node *footnote_match(const struct inline_node *node, bool is_definition,
                                         struct slice *label)
{
    const char *own = is_definition ? TEXT_PREFIX : REFERENCE_PREFIX;
    const char *other = is_definition ? REFERENCE_PREFIX : TEXT_PREFIX;

    *label = anchor_label(node, own);
    return footnote_is_label(*label) && is_link(node->next, other, *label) ? node->next : NULL;
}

/* In items a box may stand before the paragraph, and in cells there are no lines. */
bool footnote_is_place(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->parent && block->parent->kind != BLOCK_ITEM &&
           block->parent->kind != BLOCK_CELL;
}

static void collect(struct strmap *labels, struct arena *arena, const struct block *block)
{
    struct slice label;

    if (footnote_is_place(block) && footnote_match(block->content, true, &label)) {
        char *copy = arena_copy(arena, label);
        (void)strmap_put(labels, slice_from(copy), copy);
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        collect(labels, arena, child);
    }
}

struct strmap *footnotes_defined(struct arena *arena, const struct block *page)
{
    struct strmap *labels = strmap_new();

    collect(labels, arena, page);
    return labels;
}

/* SPDX-License-Identifier: MIT */
#include "markdown/anchors_internal.h"

#include <stdlib.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "markdown/macro_rules.h"
#include "markdown/read.h"

struct anchors {
    struct arena *arena;
    struct strmap *slug_by_text;  /* to struct slice */
    struct strmap *text_by_slug;  /* to struct slice */
    struct strmap *count_by_base; /* a slug without its number, to a size_t: how often */
};

static void append_base_slug(struct strbuf *slug, struct slice text)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t code_point = utf8_next(text, &position);
        if (code_point == ' ' || code_point == '-') {
            strbuf_append_char(slug, '-');
        } else if (code_point == '_' || utf8_is_letter(code_point) || utf8_is_mark(code_point) ||
                   utf8_is_digit(code_point)) {
            utf8_append(slug, utf8_lower(code_point));
        }
    }
}

/* GitHub's slug of one more heading with this text. */
static struct slice new_slug(struct anchors *anchors, struct slice text)
{
    CLEANUP_STRBUF struct strbuf slug = STRBUF(LIMIT_CONVERTED);

    append_base_slug(&slug, text);
    struct slice base = strbuf_copy(&slug, anchors->arena);
    size_t *count = strmap_find(anchors->count_by_base, base);
    if (!count) {
        count = ARENA_NEW(anchors->arena, size_t);
        strmap_put(anchors->count_by_base, base, count);
        return base;
    }
    (*count)++;
    strbuf_append_format(&slug, "-%zu", *count);
    return strbuf_copy(&slug, anchors->arena);
}

static void put_first(struct strmap *map, struct arena *arena, struct slice key, struct slice value)
{
    if (key.length == 0 || strmap_find(map, key)) {
        return;
    }
    struct slice *kept = ARENA_NEW(arena, struct slice);
    *kept = value;
    strmap_put(map, key, kept);
}

static void add_heading(struct anchors *anchors, const struct block *heading)
{
    struct slice text = inline_plain_text(anchors->arena, heading->content);
    if (slice_is_blank(text)) {
        return;
    }
    struct slice slug = new_slug(anchors, text);
    put_first(anchors->slug_by_text, anchors->arena, text, slug);
    put_first(anchors->text_by_slug, anchors->arena, slug, text);
}

static void add_headings(struct anchors *anchors, const struct block *parent)
{
    for (const struct block *block = parent->first_child; block; block = block->next) {
        if (block->kind == BLOCK_HEADING) {
            add_heading(anchors, block);
        } else if (block->kind != BLOCK_MACRO || macro_rule_find(block->macro->name)) {
            add_headings(anchors, block);
        }
    }
}

struct anchors *anchors_new(struct arena *arena, const struct block *page)
{
    struct anchors *anchors = ARENA_NEW(arena, struct anchors);

    anchors->arena = arena;
    anchors->slug_by_text = strmap_new();
    anchors->text_by_slug = strmap_new();
    anchors->count_by_base = strmap_new();
    add_headings(anchors, page);
    return anchors;
}

void anchors_free(struct anchors *anchors)
{
    if (!anchors) {
        return;
    }
    strmap_free(anchors->slug_by_text);
    strmap_free(anchors->text_by_slug);
    strmap_free(anchors->count_by_base);
}

static struct slice find(const struct strmap *map, struct slice key)
{
    const struct slice *value = strmap_find(map, key);
    return value ? *value : slice_from("");
}

struct slice anchors_slug_find(const struct anchors *anchors, struct slice text)
{
    return find(anchors->slug_by_text, text);
}

struct slice anchors_text_find(const struct anchors *anchors, struct slice slug)
{
    return find(anchors->text_by_slug, slug);
}

static bool is_to_anchor(const struct inline_node *node)
{
    return node->kind == INLINE_LINK && node->details->target.kind == TARGET_ANCHOR;
}

static bool leads_to_anchor(const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (is_to_anchor(node) || leads_to_anchor(node->first_child)) {
            return true;
        }
    }
    return false;
}

static bool has_link_to_anchor(const struct block *block)
{
    if (leads_to_anchor(block->content)) {
        return true;
    }
    for (const struct block *child = block->first_child; child; child = child->next) {
        if (has_link_to_anchor(child)) {
            return true;
        }
    }
    return false;
}

static void resolve_inlines(const struct anchors *anchors, struct inline_node *first)
{
    for (struct inline_node *node = first; node; node = node->next) {
        if (is_to_anchor(node)) {
            struct slice text = anchors_text_find(anchors, node->details->target.anchor);
            node->details->target.anchor = text.length > 0 ? text : node->details->target.anchor;
        }
        resolve_inlines(anchors, node->first_child);
    }
}

static void resolve_blocks(const struct anchors *anchors, struct block *block)
{
    resolve_inlines(anchors, block->content);
    for (struct block *child = block->first_child; child; child = child->next) {
        resolve_blocks(anchors, child);
    }
}

void markdown_resolve_anchors(struct arena *arena, struct block *page)
{
    if (!has_link_to_anchor(page)) {
        return;
    }
    CLEANUP(anchors) struct anchors *anchors = anchors_new(arena, page);
    resolve_blocks(anchors, page);
}

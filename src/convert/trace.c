/* SPDX-License-Identifier: MIT */
#include "convert/trace.h"

#include <stdint.h>

#include "base/diff.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "convert/code_text.h"
#include "convert/pair_edited.h"
#include "document/equal.h"

/* Numbers texts: the same text, the same number. */
struct numbering {
    struct arena *arena;
    struct strmap *by_key; /* to a size_t */
};

static size_t number_of(struct numbering *numbering, struct slice key)
{
    const size_t *known = strmap_find(numbering->by_key, key);
    if (known) {
        return *known;
    }
    size_t *number = ARENA_NEW(numbering->arena, size_t);
    struct slice copy = {arena_copy(numbering->arena, key), key.length};
    *number = strmap_count(numbering->by_key) + 1;
    strmap_put(numbering->by_key, copy, number);
    return *number;
}

/* A link is known by where it leads: its text may be edited. So may the size of an image. */
static void append_node_key(struct strbuf *key, const struct inline_node *node)
{
    struct inline_node alone = *node;
    struct link_details details = {0};

    if (node->details) {
        details = *node->details;
        details.width = 0;
        details.height = 0;
        details.align = ALIGN_UNSAID;
        details.has_border = false;
        details.is_thumbnail = false;
        alone.details = &details;
    }
    if (node->kind == INLINE_LINK) {
        alone.first_child = NULL;
    }
    inline_append_key(key, &alone);
}

/* What may have another form in Markdown than in storage: links, images, macros, and raw. */
static bool has_forms(const struct token *token)
{
    return token->kind == TOKEN_NODE && token->node->kind != INLINE_BREAK &&
           token->node->kind != INLINE_MARK;
}

static size_t count_forms(const struct tokens *tokens)
{
    size_t count = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        count += has_forms(&tokens->items[i]);
    }
    return count;
}

/* The key of a token. Where any node may be any other, those with forms are all alike. */
static void append_key(struct strbuf *key, const struct token *token, bool is_any_node)
{
    static const char letters[] = {
        [TOKEN_WORD] = 'w', [TOKEN_BLANK] = 'b', [TOKEN_NODE] = 'n', [TOKEN_UNSEEN] = 'u'};

    strbuf_append_char(key, letters[token->kind]);
    strbuf_append_slice(key, token->text);
    if (token->kind == TOKEN_NODE && !(is_any_node && has_forms(token))) {
        append_node_key(key, token->node);
    }
}

static size_t *number_tokens(struct numbering *numbering, const struct tokens *tokens,
                             bool is_any_node)
{
    CLEANUP_STRBUF struct strbuf key = STRBUF(SIZE_MAX);
    size_t *numbers = ARENA_NEW_ARRAY(numbering->arena, size_t, tokens->count);

    for (size_t i = 0; i < tokens->count; i++) {
        strbuf_clear(&key);
        append_key(&key, &tokens->items[i], is_any_node);
        numbers[i] = number_of(numbering, strbuf_slice(&key));
    }
    return numbers;
}

/* The partner in `right` of each token in `left`. */
static size_t *align(struct arena *arena, const struct tokens *left, const struct tokens *right,
                     bool is_any_node)
{
    CLEANUP(strmap) struct strmap *by_key = strmap_new();
    struct numbering numbering = {arena, by_key};
    size_t *partner = ARENA_NEW_ARRAY(arena, size_t, left->count);

    diff_align(number_tokens(&numbering, left, is_any_node), left->count,
               number_tokens(&numbering, right, is_any_node), right->count, partner);
    return partner;
}

/* The mark of the edited line that was last found at a depth, and the base's that it is. */
struct same_mark {
    const struct inline_node *old;
    const struct inline_node *new;
};

/*
 * Whether both are in the same marks: of one kind, one by one, and each mark of the
 * edited line all along the same one of the base. `known` has an item for each depth.
 */
static bool has_same_marks(struct same_mark *known, const struct token *old,
                           const struct token *new)
{
    if (old->depth != new->depth) {
        return false;
    }
    for (size_t i = 0; i < old->depth; i++) {
        bool is_other = known[i].new == new->around[i] && known[i].old != old->around[i];
        if (is_other || !inline_is_same_mark(old->around[i], new->around[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < old->depth; i++) {
        known[i] = (struct same_mark){old->around[i], new->around[i]};
    }
    return true;
}

static size_t largest_depth(const struct tokens *tokens)
{
    size_t largest = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        largest = tokens->items[i].depth > largest ? tokens->items[i].depth : largest;
    }
    return largest;
}

static bool has_same_inside(const struct token *left, const struct token *right)
{
    return left->kind == TOKEN_NODE ? inline_node_equal(left->node, right->node)
                                    : slice_equal(left->text, right->text);
}

/* A macro or a small element in the line that may say something else now. */
static const struct macro *macro_of(const struct token *token)
{
    return token->kind == TOKEN_NODE ? token->node->macro : NULL;
}

static bool is_image_node(const struct inline_node *node)
{
    return node->kind == INLINE_IMAGE;
}

static bool is_link_node(const struct inline_node *node)
{
    return node->kind == INLINE_LINK;
}

static bool is_image(const struct token *token)
{
    return token->kind == TOKEN_NODE && is_image_node(token->node);
}

/* A macro with other parameters, or an image with another text. */
static bool is_same_thing(const struct token *left, const struct token *right)
{
    if (is_image(left) && is_image(right)) {
        return inline_has_same_target(left->node, right->node);
    }
    const struct macro *left_macro = macro_of(left);
    const struct macro *right_macro = macro_of(right);

    return left_macro && right_macro && slice_equal(left_macro->name, right_macro->name);
}

/* The first macro or image in [at, end), or `end`. */
static size_t next_thing(const struct tokens *tokens, size_t at, size_t end)
{
    while (at < end && !macro_of(&tokens->items[at]) && !is_image(&tokens->items[at])) {
        at++;
    }
    return at;
}

/* Macros of one name, or images of one file, between the same neighbours are the same. */
static void pair_things(const struct tokens *before, const struct tokens *after, size_t *became)
{
    size_t next = 0;

    for (size_t start = 0; start < before->count;) {
        size_t stop = start;
        while (stop < before->count && became[stop] == DIFF_NONE) {
            stop++;
        }
        size_t end = stop < before->count ? became[stop] : after->count;
        for (size_t i = next_thing(before, start, stop); i < stop;
             i = next_thing(before, i + 1, stop)) {
            next = next_thing(after, next, end);
            bool is_same = next < end && is_same_thing(&before->items[i], &after->items[next]);
            became[i] = is_same ? next : DIFF_NONE;
            next += next < end;
        }
        next = end + 1;
        start = stop + 1;
    }
}

static void find_neighbours(struct trace *traces, size_t count)
{
    size_t origin = TRACE_NEW;
    for (size_t i = 0; i < count; i++) {
        traces[i].previous = origin;
        origin = traces[i].origin == TRACE_NEW ? origin : traces[i].origin;
    }
    origin = TRACE_NEW;
    for (size_t i = count; i-- > 0;) {
        traces[i].next = origin;
        origin = traces[i].origin == TRACE_NEW ? origin : traces[i].origin;
    }
}

/* A blank whose bytes are in the link before it has none where that link is another, or edited. */
static void find_lost_blanks(struct trace *traces, size_t count, const struct tokens *original)
{
    for (size_t i = 0; i < count; i++) {
        size_t origin = traces[i].origin;
        bool follows = i > 0 && origin != TRACE_NEW && traces[i - 1].origin + 1 == origin &&
                       traces[i - 1].has_same_inside;
        if (origin == TRACE_NEW || follows) {
            continue;
        }
        struct span source = original->items[origin].source;
        bool has_bytes = source.start != source.end;
        bool is_blank = original->items[origin].kind == TOKEN_BLANK;
        traces[i].has_same_inside = traces[i].has_same_inside && (has_bytes || !is_blank);
    }
}

struct trace *trace_tokens(struct arena *arena, const struct tokens *original,
                           const struct tokens *before, const struct tokens *after)
{
    struct trace *traces = ARENA_NEW_ARRAY(arena, struct trace, after->count);
    /* Where the Markdown shows one of them less, who knows which is which. */
    bool is_any_node = count_forms(original) == count_forms(before);
    const size_t *seen_as = align(arena, original, before, is_any_node);
    size_t *became = align(arena, before, after, false);
    struct same_mark *known = ARENA_NEW_ARRAY(arena, struct same_mark, largest_depth(after));

    pair_edited_words(arena, before, after, became);
    pair_edited(before, after, became, inline_is_code);
    pair_things(before, after, became);
    pair_edited(before, after, became, is_image_node);
    pair_edited(before, after, became, is_link_node);

    for (size_t i = 0; i < after->count; i++) {
        traces[i].origin = TRACE_NEW;
        traces[i].before = TRACE_NEW;
    }
    for (size_t i = 0; i < original->count; i++) {
        size_t j = seen_as[i];
        if (j == DIFF_NONE || became[j] == DIFF_NONE) {
            continue;
        }
        const struct token *old = &before->items[j];
        const struct token *new = &after->items[became[j]];
        struct trace *trace = &traces[became[j]];
        trace->origin = i;
        trace->before = j;
        trace->has_same_marks = has_same_marks(known, old, new);
        trace->has_same_inside = has_same_inside(old, new);
    }
    find_neighbours(traces, after->count);
    find_lost_blanks(traces, after->count, original);
    return traces;
}

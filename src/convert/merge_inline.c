/* SPDX-License-Identifier: MIT */
#include "convert/merge_inline.h"

#include <string.h>

#include "base/limit.h"
#include "base/strmap.h"
#include "base/vec.h"
#include "convert/code_text.h"
#include "convert/emptied.h"
#include "convert/tokens.h"
#include "convert/trace.h"
#include "document/equal.h"
#include "storage/patch.h"
#include "storage/write.h"

#define NOTHING TRACE_NEW

/* Marks and wrappers, the outermost first; of the storage, or of the edited line. */
#define STACK_DEPTH ((size_t)2 * LIMIT_DEPTH)
struct stack {
    const struct inline_node *nodes[STACK_DEPTH];
    size_t depth;
};

/* A mark of the edited line, and the mark of the storage that it is. */
struct known_mark {
    const struct inline_node *edited;
    const struct inline_node *original;
    const struct inline_node *const *around; /* the original, the outermost first */
    size_t depth;
};

struct merger {
    struct arena *arena;
    const struct merge_lines *lines;
    struct tokens original;
    struct tokens before;
    struct tokens after;
    struct trace *traces;       /* of `after` */
    struct strmap *known_marks; /* by the bytes of the pointer `edited` */
    struct strbuf *written;
    struct stack open;
    size_t next;            /* originals before it are written, or gone */
    bool is_copying;        /* what is before the next original was copied to its very end */
    bool has_begun;         /* something that can be seen was written */
    struct strmap *kept;    /* the hidden wrappers around what was written … */
    struct strmap *emptied; /* … and those to be left out (convert/emptied.h) */
    const struct inline_node *last_kept;
    struct trail *trail;
};

static void copy(struct merger *merger, size_t start, size_t end)
{
    trail_add_copy(merger->trail, merger->written, (struct span){start, end});
    strbuf_append_slice(merger->written, slice_part(merger->lines->storage, start, end));
}

static bool is_original(const struct inline_node *node)
{
    return node->raw.length > 0;
}

static void push(struct stack *stack, const struct inline_node *node)
{
    if (stack->depth < STACK_DEPTH) {
        stack->nodes[stack->depth++] = node;
    }
}

static bool contains(const struct inline_node *const *nodes, size_t count,
                     const struct inline_node *wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i] == wanted) {
            return true;
        }
    }
    return false;
}

static struct slice as_key(const struct inline_node *const *node)
{
    return (struct slice){(const char *)node, sizeof(const void *)};
}

static void keep(struct merger *merger, const struct inline_node *node)
{
    if (node->kind == INLINE_HIDDEN && node != merger->last_kept) {
        const struct inline_node **key = ARENA_NEW(merger->arena, const struct inline_node *);
        *key = node;
        strmap_put(merger->kept, as_key(key), key);
        merger->last_kept = node;
    }
}

/* Its start tag. The Markdown has no blanks at the start of a line: those behind the tag stay, too. */
static void copy_start(struct merger *merger, const struct inline_node *node)
{
    size_t end = merger->has_begun ? node->inner.start
                                   : tokens_blank_end(merger->lines->storage, node->inner);

    copy(merger, node->source.start, end);
}

static void open_node(struct merger *merger, const struct inline_node *node)
{
    if (is_original(node)) {
        copy_start(merger, node);
    } else {
        storage_write_inline_open(merger->written, node);
    }
    push(&merger->open, node);
}

static void close_last(struct merger *merger)
{
    const struct inline_node *node = merger->open.nodes[--merger->open.depth];

    if (is_original(node)) {
        copy(merger, node->inner.end, node->source.end);
    } else {
        storage_write_inline_close(merger->written, node);
    }
}

/* Closes and opens what has to be, so that just these are open. */
static void change_to(struct merger *merger, const struct inline_node *const *nodes, size_t depth)
{
    struct stack wanted = {.depth = 0};
    size_t common = 0;

    for (size_t i = 0; i < depth; i++) {
        if (!emptied_has(merger->emptied, nodes[i])) {
            push(&wanted, nodes[i]);
        }
    }
    while (common < wanted.depth && common < merger->open.depth &&
           merger->open.nodes[common] == wanted.nodes[common]) {
        common++;
    }
    while (merger->open.depth > common) {
        close_last(merger);
    }
    for (size_t i = common; i < wanted.depth; i++) {
        open_node(merger, wanted.nodes[i]);
    }
    merger->is_copying = false;
}

/* Behind the blanks that follow a token which shows nothing: they show nothing either. */
static size_t unseen_end(const struct merger *merger, size_t unseen)
{
    const struct token *tokens = merger->original.items;
    size_t end = tokens[unseen].source.end;
    size_t limit = unseen + 1 < merger->original.count ? tokens[unseen + 1].source.start : end;

    while (end < limit && strchr(" \t\r\n", merger->lines->storage.start[end])) {
        end++;
    }
    return end;
}

/* Anchors and other wrappers around nothing stay where they are. */
static void write_unseen(struct merger *merger, size_t until)
{
    for (; merger->next < until; merger->next++) {
        const struct token *token = &merger->original.items[merger->next];
        if (token->kind == TOKEN_UNSEEN) {
            change_to(merger, token->around, token->depth);
            copy(merger, token->source.start, unseen_end(merger, merger->next));
        }
    }
}

/* Whether nothing of the line that was can be seen in [first, end). */
static bool is_unseen(const struct merger *merger, size_t first, size_t end)
{
    while (first < end && merger->original.items[first].kind == TOKEN_UNSEEN) {
        first++;
    }
    return first == end;
}

/* A token that stays as it is. Behind its neighbour it brings along all that is between them. */
static void write_same(struct merger *merger, size_t original)
{
    const struct token *token = &merger->original.items[original];

    if (merger->is_copying && is_unseen(merger, merger->next, original)) {
        size_t start = merger->next == 0 ? merger->lines->inner.start
                                         : merger->original.items[merger->next - 1].source.end;
        copy(merger, start, token->source.end);
    } else {
        write_unseen(merger, original);
        change_to(merger, token->around, token->depth);
        copy(merger, token->source.start, token->source.end);
    }
    merger->open.depth = 0;
    for (size_t i = 0; i < token->depth; i++) {
        push(&merger->open, token->around[i]);
        keep(merger, token->around[i]);
    }
    merger->next = original + 1;
    merger->is_copying = true;
}

static const struct known_mark *known_mark(const struct merger *merger,
                                           const struct inline_node *edited)
{
    return strmap_find(merger->known_marks, as_key(&edited));
}

static const struct inline_node *known_original(const struct merger *merger,
                                                const struct inline_node *edited)
{
    const struct known_mark *known = known_mark(merger, edited);

    return known ? known->original : NULL;
}

/* The marks of a token that stays are the marks of the storage around it, one by one. */
static void learn_marks(struct merger *merger, const struct token *edited,
                        const struct token *original)
{
    size_t next = 0;
    for (size_t i = 0; i < original->depth; i++) {
        const struct inline_node *node = original->around[i];
        if (node->kind != INLINE_MARK) {
            continue;
        }
        if (next == edited->depth || !inline_is_same_mark(edited->around[next], node)) {
            return;
        }
        if (!known_original(merger, edited->around[next])) {
            struct known_mark *known = ARENA_NEW(merger->arena, struct known_mark);
            *known = (struct known_mark){edited->around[next], node, original->around, i};
            strmap_put(merger->known_marks, as_key(&known->edited), known);
        }
        next++;
    }
}

static void learn_all_marks(struct merger *merger)
{
    for (size_t i = 0; i < merger->after.count; i++) {
        const struct trace *trace = &merger->traces[i];
        if (trace->origin != NOTHING && trace->has_same_marks) {
            learn_marks(merger, &merger->after.items[i], &merger->original.items[trace->origin]);
        }
    }
}

/* What is to be around a token that is new, or has new marks. */
struct place {
    const struct token *pattern; /* of the storage: whose wrappers it gets, if any */
    const struct token *other;   /* only those that this one has too; NULL: all */
    const struct token *token;   /* the edited one: whose marks it gets */
    bool is_beside; /* before or behind all of the line that was: no comment was on that */
};

/* How many of the wrappers around the pattern are the token's marks, and what those are in. */
static size_t known_depth(const struct merger *merger, const struct place *place)
{
    for (size_t depth = place->pattern->depth; depth > 0; depth--) {
        for (size_t i = 0; i < place->token->depth; i++) {
            if (known_original(merger, place->token->around[i]) ==
                place->pattern->around[depth - 1]) {
                return depth;
            }
        }
    }
    return 0;
}

/* The hidden wrappers that the mark of the storage is in, behind those that are there already. */
static void push_around(struct stack *stack, const struct known_mark *known)
{
    for (size_t i = 0; i < known->depth; i++) {
        bool fits = i < stack->depth ? stack->nodes[i] == known->around[i]
                                     : known->around[i]->kind == INLINE_HIDDEN;
        if (!fits) {
            return;
        }
    }
    for (size_t i = stack->depth; i < known->depth; i++) {
        push(stack, known->around[i]);
    }
}

static bool is_marker(const struct inline_node *node)
{
    return slice_starts_with(node->raw, "<ac:inline-comment-marker");
}

/* Whether a new token of the place is in the hidden wrapper of its pattern. */
static bool goes_on(const struct place *place, const struct inline_node *wrapper)
{
    bool is_in_other =
        !place->other || contains(place->other->around, place->other->depth, wrapper);

    return is_in_other && !(place->is_beside && is_marker(wrapper));
}

static struct stack stack_for(const struct merger *merger, const struct place *place)
{
    struct stack stack = {.depth = 0};
    size_t next = 0;
    size_t known_end = place->pattern ? known_depth(merger, place) : 0;

    for (size_t i = 0; place->pattern && i < place->pattern->depth; i++) {
        const struct inline_node *node = place->pattern->around[i];
        if (node->kind == INLINE_HIDDEN) {
            if (i < known_end || goes_on(place, node)) {
                push(&stack, node);
            }
        } else if (next < place->token->depth &&
                   known_original(merger, place->token->around[next]) == node) {
            push(&stack, node);
            next++;
        }
    }
    for (; next < place->token->depth; next++) {
        const struct inline_node *mark = place->token->around[next];
        const struct known_mark *known = known_mark(merger, mark);
        bool is_free = known && !contains(stack.nodes, stack.depth, known->original);
        if (is_free) {
            push_around(&stack, known);
        }
        push(&stack, is_free ? known->original : mark);
    }
    return stack;
}

static const struct token *original_at(const struct merger *merger, size_t origin)
{
    return origin == NOTHING ? NULL : &merger->original.items[origin];
}

static const struct token *last_original(const struct merger *merger)
{
    return merger->original.count > 0 ? &merger->original.items[merger->original.count - 1] : NULL;
}

/*
 * A new token is in what both its neighbours are in, and at an end of the line in what is
 * around the whole line; one with new marks, in what it was in.
 */
static struct place place_for(const struct merger *merger, size_t at)
{
    const struct trace *trace = &merger->traces[at];
    struct place place = {.token = &merger->after.items[at]};
    if (trace->origin != NOTHING) {
        place.pattern = original_at(merger, trace->origin);
        return place;
    }
    const struct token *previous = original_at(merger, trace->previous);
    const struct token *next = original_at(merger, trace->next);
    place.pattern = previous ? previous : next;
    place.other = previous && next ? next
                  : previous       ? &merger->original.items[0]
                                   : last_original(merger);
    place.is_beside =
        (!next && previous && is_unseen(merger, trace->previous + 1, merger->original.count)) ||
        (!previous && next && is_unseen(merger, 0, trace->next));
    return place;
}

/* What is inside of code or of a link, merged into what was. */
static void write_inside(struct merger *merger, const struct inline_node *original,
                         const struct inline_node *before, const struct inline_node *after)
{
    if (inline_is_code(original) && !(code_is_like_text(original) && code_is_like_text(after))) {
        storage_write_inlines(merger->written, after->first_child);
        return;
    }
    struct merge_lines inside = {merger->lines->storage, original->inner,    original->first_child,
                                 before->first_child,    after->first_child, merger->lines->line};
    merge_inline(merger->arena, &inside, merger->written, merger->trail);
}

/* A link that leads elsewhere now: in its tags as far as they can, or in new ones. */
static void write_led_elsewhere(struct merger *merger, const struct inline_node *original,
                                const struct inline_node *before, const struct inline_node *after)
{
    size_t open = original->inner.start - original->source.start;
    bool is_patched = storage_patch_target(merger->written, original->raw, open, before, after);

    if (!is_patched) {
        storage_write_inline_open(merger->written, after);
    }
    write_inside(merger, original, before, after);
    if (is_patched) {
        copy(merger, original->inner.end, original->source.end);
    } else {
        storage_write_inline_close(merger->written, after);
    }
}

/* A link or code whose text was edited: its tags, with the new text merged into the old. */
static bool write_edited_inside(struct merger *merger, const struct trace *trace,
                                const struct inline_node *after)
{
    const struct inline_node *original = merger->original.items[trace->origin].node;
    const struct inline_node *before = merger->before.items[trace->before].node;
    bool is_link = original->kind == INLINE_LINK && after->kind == INLINE_LINK;
    bool has_same_kind = is_link || (inline_is_code(original) && inline_is_code(after));
    if (!has_same_kind || original->inner.start == original->inner.end || !after->first_child) {
        return false;
    }
    if (is_link && !inline_has_same_target(before, after)) {
        write_led_elsewhere(merger, original, before, after);
        return true;
    }
    copy(merger, original->source.start, original->inner.start);
    write_inside(merger, original, before, after);
    copy(merger, original->inner.end, original->source.end);
    return true;
}

/* A macro with other parameters, an image or a link with another text: the rest of it stays. */
static bool write_patched(struct merger *merger, const struct trace *trace,
                          const struct inline_node *after)
{
    const struct inline_node *original = merger->original.items[trace->origin].node;
    const struct inline_node *before = merger->before.items[trace->before].node;

    return original->kind == before->kind &&
           storage_patch_inline(merger->written, original->raw, before, after);
}

static void write_node(struct merger *merger, const struct trace *trace,
                       const struct inline_node *node)
{
    const struct token *original = original_at(merger, trace->origin);

    if (original && trace->has_same_inside) {
        copy(merger, original->source.start, original->source.end);
    } else if (!original ||
               (!write_edited_inside(merger, trace, node) && !write_patched(merger, trace, node))) {
        storage_write_inline(merger->written, node);
    }
}

/* Whether the marks that are open are the token's, and it has some. */
static bool is_in_open_marks(const struct merger *merger, const struct token *token)
{
    size_t next = 0;

    for (size_t i = 0; i < merger->open.depth; i++) {
        const struct inline_node *node = merger->open.nodes[i];
        if (node->kind == INLINE_HIDDEN) {
            continue;
        }
        if (next == token->depth ||
            (node != token->around[next] && node != known_original(merger, token->around[next]))) {
            return false;
        }
        next++;
    }
    return next > 0 && next == token->depth;
}

/* A blank goes on with the mark before it: alone in tags of its own, it would part the mark. */
static struct stack stack_at(const struct merger *merger, size_t at)
{
    const struct token *token = &merger->after.items[at];
    if (token->kind == TOKEN_BLANK && is_in_open_marks(merger, token)) {
        return merger->open;
    }
    struct place place = place_for(merger, at);
    return stack_for(merger, &place);
}

/* A blank that showed nothing before a line break shows now that the break is gone. */
static bool is_blank_there(const struct merger *merger)
{
    const struct token *next =
        merger->next < merger->original.count ? &merger->original.items[merger->next] : NULL;

    return next && next->kind == TOKEN_UNSEEN && !next->node;
}

static void write_changed(struct merger *merger, size_t at)
{
    const struct token *token = &merger->after.items[at];
    const struct trace *trace = &merger->traces[at];

    if (trace->origin != NOTHING) {
        write_unseen(merger, trace->origin);
        merger->next = trace->origin + 1;
    }
    struct stack stack = stack_at(merger, at);
    change_to(merger, stack.nodes, stack.depth);
    for (size_t i = 0; i < merger->open.depth; i++) {
        keep(merger, merger->open.nodes[i]);
    }
    if (token->kind == TOKEN_WORD) {
        storage_write_line(merger->written, token->text);
    } else if (token->kind == TOKEN_BLANK && is_blank_there(merger)) {
        write_unseen(merger, merger->next + 1);
    } else if (token->kind == TOKEN_BLANK) {
        strbuf_append(merger->written, " ");
    } else {
        write_node(merger, trace, token->node);
    }
}

/* How many of the open wrappers are around the token, from the outermost on. */
static size_t open_around(const struct merger *merger, const struct token *token)
{
    size_t common = 0;

    while (common < merger->open.depth && common < token->depth &&
           merger->open.nodes[common] == token->around[common]) {
        common++;
    }
    return common;
}

/* Behind a line with a new end: the breaks and blanks of the old end that showed nothing. */
static void write_old_end(struct merger *merger)
{
    const struct token *last = last_original(merger);
    size_t common = last ? open_around(merger, last) : 0;

    while (merger->open.depth > common) {
        close_last(merger);
    }
    if (last) {
        copy(merger, common < last->depth ? last->around[common]->source.end : last->source.end,
             merger->lines->inner.end);
    }
}

static void write_end(struct merger *merger)
{
    if (merger->is_copying && is_unseen(merger, merger->next, merger->original.count)) {
        size_t start = merger->next == 0 ? merger->lines->inner.start
                                         : merger->original.items[merger->next - 1].source.end;
        copy(merger, start, merger->lines->inner.end);
        return;
    }
    write_unseen(merger, merger->original.count);
    write_old_end(merger);
}

static void note_losses(struct merger *merger)
{
    for (size_t i = 0; i < merger->original.count; i++) {
        const struct token *token = &merger->original.items[i];
        for (size_t j = 0; j < token->depth; j++) {
            const struct inline_node *node = token->around[j];
            if (token->kind != TOKEN_UNSEEN && node->kind == INLINE_HIDDEN &&
                !strmap_find(merger->kept, as_key(&node))) {
                trail_add_loss(merger->trail, node, merger->lines->line);
            }
        }
    }
}

void merge_inline(struct arena *arena, const struct merge_lines *lines, struct strbuf *written,
                  struct trail *trail)
{
    CLEANUP(strmap) struct strmap *known_marks = strmap_new();
    CLEANUP(strmap) struct strmap *kept = strmap_new();
    CLEANUP(strmap) struct strmap *emptied = strmap_new();
    struct merger merger = {
        .arena = arena,
        .lines = lines,
        .original = tokens_of(arena, lines->original, lines->storage),
        .before = tokens_of(arena, lines->before, slice_from("")),
        .after = tokens_of(arena, lines->after, slice_from("")),
        .known_marks = known_marks,
        .kept = kept,
        .emptied = emptied,
        .written = written,
        .is_copying = true,
        .trail = trail,
    };

    merger.before = tokens_split(arena, merger.before, &merger.original);
    merger.after = tokens_split(arena, merger.after, &merger.original);
    merger.traces = trace_tokens(arena, &merger.original, &merger.before, &merger.after);
    emptied_find(&merger.original, merger.traces, merger.after.count, emptied);
    learn_all_marks(&merger);
    for (size_t i = 0; i < merger.after.count; i++) {
        const struct trace *trace = &merger.traces[i];
        if (trace->origin != NOTHING && trace->has_same_marks && trace->has_same_inside) {
            write_same(&merger, trace->origin);
        } else {
            write_changed(&merger, i);
        }
        merger.has_begun = true;
    }
    write_end(&merger);
    note_losses(&merger);
}

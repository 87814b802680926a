/* SPDX-License-Identifier: MIT */
#include "document/equal.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/strmap.h"

/*
 * Things are compared through their keys: bytes that are written so that equal
 * things have equal keys and others do not. Text is UTF-8 and never holds the byte
 * 0xFF; so a sign of 0xFF and a letter starts everything that is not text, and one
 * 0xFF ends a field. Numbers have a fixed size and need no end.
 */
#define SIGN     '\xFF'
#define KEY_MOST SIZE_MAX /* no limit of its own: a key is not much larger than its tree */

struct block_numbers {
    struct arena *arena;   /* keys and numbers */
    struct strmap *by_key; /* key of a block to a size_t, its number */
    struct strbuf key;     /* of the block that is being numbered */
};

static void append_sign(struct strbuf *key, char letter)
{
    char sign[2] = {SIGN, letter};

    strbuf_append_slice(key, (struct slice){sign, sizeof sign});
}

/* In the order of this machine's bytes: keys are compared, and not kept. */
static void append_number(struct strbuf *key, size_t number)
{
    strbuf_append_slice(key, (struct slice){(const char *)&number, sizeof number});
}

static void append_field(struct strbuf *key, struct slice field)
{
    strbuf_append_slice(key, field);
    strbuf_append_char(key, SIGN);
}

static void append_target(struct strbuf *key, const struct target *target)
{
    append_number(key, target->kind);
    append_field(key, target->url);
    append_field(key, target->title);
    append_field(key, target->space);
    append_field(key, target->anchor);
    append_field(key, target->file_name);
    append_field(key, target->date);
    append_field(key, target->id);
    append_number(key, target->user_key);
}

static int compare_parameters(const void *left, const void *right)
{
    const struct macro_parameter *left_parameter = left;
    const struct macro_parameter *right_parameter = right;
    int order = slice_compare(left_parameter->name, right_parameter->name);

    return order != 0 ? order : slice_compare(left_parameter->value, right_parameter->value);
}

static void append_parameter(struct strbuf *key, const struct macro_parameter *parameter)
{
    append_field(key, parameter->name);
    append_field(key, parameter->value);
    for (size_t i = 0; i < parameter->target_count; i++) {
        append_sign(key, 't');
        append_target(key, &parameter->targets[i]);
    }
}

/* In whatever order they stand. */
static void append_parameters(struct strbuf *key, const struct macro *macro)
{
    if (macro->parameter_count == 0) {
        return;
    }
    struct macro_parameter *sorted = MEM_NEW_ARRAY(struct macro_parameter, macro->parameter_count);
    for (size_t i = 0; i < macro->parameter_count; i++) {
        sorted[i] = macro->parameters[i];
    }
    qsort(sorted, macro->parameter_count, sizeof sorted[0], compare_parameters);
    for (size_t i = 0; i < macro->parameter_count; i++) {
        append_parameter(key, &sorted[i]);
    }
    free(sorted);
}

static void append_macro(struct strbuf *key, const struct macro *macro)
{
    append_field(key, macro->name);
    append_number(key, macro->parameter_count);
    append_parameters(key, macro);
    append_number(key, macro->body);
    append_field(key, macro->text);
}

static void append_inlines(struct strbuf *key, const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        inline_append_key(key, node);
    }
}

void inline_append_key(struct strbuf *key, const struct inline_node *node)
{
    switch (node->kind) {
    case INLINE_TEXT:
        strbuf_append_slice(key, node->text);
        return;
    case INLINE_HIDDEN:
        append_inlines(key, node->first_child);
        return;
    case INLINE_MARK:
        append_sign(key, 'm');
        append_number(key, node->mark);
        if (node->mark == MARK_COLOUR) {
            append_field(key, node->text);
        }
        append_inlines(key, node->first_child);
        break;
    case INLINE_LINK:
        append_sign(key, 'l');
        append_target(key, &node->details->target);
        append_inlines(key, node->first_child);
        break;
    case INLINE_IMAGE:
        append_sign(key, 'i');
        append_target(key, &node->details->target);
        append_field(key, node->text);
        append_field(key, node->details->title);
        append_number(key, node->details->width);
        append_number(key, node->details->height);
        append_number(key, (size_t)node->details->align << 2 |
                               (size_t)node->details->has_border << 1 |
                               (size_t)node->details->is_thumbnail);
        break;
    case INLINE_BREAK:
        append_sign(key, 'b');
        break;
    case INLINE_MACRO:
        append_sign(key, 'x');
        append_macro(key, node->macro);
        break;
    case INLINE_ELEMENT:
        append_sign(key, 'y');
        append_macro(key, node->macro);
        break;
    case INLINE_RAW:
        append_sign(key, 'r');
        append_field(key, node->text);
        break;
    }
    append_sign(key, 'e');
}

/* A cell that takes one column may say so or not. */
static size_t span_of(size_t stated)
{
    return stated == 0 ? 1 : stated;
}

static size_t flags_of(const struct block *block)
{
    return (size_t)block->is_ordered | (size_t)block->is_task_list << 1 |
           (size_t)block->is_checked << 2 | (size_t)block->is_header << 3 |
           (size_t)block->is_decision_list << 4;
}

static void append_properties(struct strbuf *key, const struct block *block)
{
    const size_t numbers[] = {
        block->kind,
        (size_t)block->level,
        flags_of(block),
        block->is_ordered ? block->start : 0,
        span_of(block->column_span),
        span_of(block->row_span),
        block->align == TEXT_ALIGN_NONE ? TEXT_ALIGN_UNSAID : block->align,
    };

    append_sign(key, 'B');
    strbuf_append_slice(key, (struct slice){(const char *)numbers, sizeof numbers});
    append_field(key, block->text);
    if (block->macro) {
        append_sign(key, 'x');
        append_macro(key, block->macro);
    }
}

static void append_block(struct strbuf *key, const struct block *block)
{
    append_properties(key, block);
    append_inlines(key, block->content);
    for (const struct block *child = block->first_child; child; child = child->next) {
        append_block(key, child);
    }
    append_sign(key, 'E');
}

uint64_t block_hash(const struct block *block)
{
    CLEANUP_STRBUF struct strbuf key = STRBUF(KEY_MOST);

    append_block(&key, block);
    return hash_bytes(strbuf_slice(&key));
}

bool block_equal(const struct block *left, const struct block *right)
{
    CLEANUP_STRBUF struct strbuf left_key = STRBUF(KEY_MOST);
    CLEANUP_STRBUF struct strbuf right_key = STRBUF(KEY_MOST);

    append_block(&left_key, left);
    append_block(&right_key, right);
    return slice_equal(strbuf_slice(&left_key), strbuf_slice(&right_key));
}

bool block_properties_equal(const struct block *left, const struct block *right)
{
    CLEANUP_STRBUF struct strbuf left_key = STRBUF(KEY_MOST);
    CLEANUP_STRBUF struct strbuf right_key = STRBUF(KEY_MOST);

    append_properties(&left_key, left);
    append_properties(&right_key, right);
    return slice_equal(strbuf_slice(&left_key), strbuf_slice(&right_key));
}

bool target_equal(const struct target *left, const struct target *right)
{
    return left->kind == right->kind && left->user_key == right->user_key &&
           slice_equal(left->url, right->url) && slice_equal(left->title, right->title) &&
           slice_equal(left->space, right->space) && slice_equal(left->anchor, right->anchor) &&
           slice_equal(left->file_name, right->file_name) && slice_equal(left->date, right->date) &&
           slice_equal(left->id, right->id);
}

bool macro_parameter_equal(const struct macro_parameter *left, const struct macro_parameter *right)
{
    CLEANUP_STRBUF struct strbuf left_key = STRBUF(KEY_MOST);
    CLEANUP_STRBUF struct strbuf right_key = STRBUF(KEY_MOST);

    append_parameter(&left_key, left);
    append_parameter(&right_key, right);
    return slice_equal(strbuf_slice(&left_key), strbuf_slice(&right_key));
}

bool inline_node_equal(const struct inline_node *left, const struct inline_node *right)
{
    CLEANUP_STRBUF struct strbuf left_key = STRBUF(KEY_MOST);
    CLEANUP_STRBUF struct strbuf right_key = STRBUF(KEY_MOST);

    inline_append_key(&left_key, left);
    inline_append_key(&right_key, right);
    return slice_equal(strbuf_slice(&left_key), strbuf_slice(&right_key));
}

bool inline_has_same_target(const struct inline_node *left, const struct inline_node *right)
{
    return target_equal(&left->details->target, &right->details->target);
}

bool inline_list_equal(const struct inline_node *left, const struct inline_node *right)
{
    CLEANUP_STRBUF struct strbuf left_key = STRBUF(KEY_MOST);
    CLEANUP_STRBUF struct strbuf right_key = STRBUF(KEY_MOST);

    append_inlines(&left_key, left);
    append_inlines(&right_key, right);
    return slice_equal(strbuf_slice(&left_key), strbuf_slice(&right_key));
}

struct block_numbers *block_numbers_new(void)
{
    struct block_numbers *numbers = MEM_NEW(struct block_numbers);

    numbers->arena = arena_new();
    numbers->by_key = strmap_new();
    numbers->key = STRBUF(KEY_MOST);
    return numbers;
}

void block_numbers_free(struct block_numbers *numbers)
{
    if (!numbers) {
        return;
    }
    strbuf_release(&numbers->key);
    strmap_free(numbers->by_key);
    arena_free(numbers->arena);
    free(numbers);
}

/* The number that belongs to the key: a new one when the key is new. */
static size_t number_of_key(struct block_numbers *numbers, const struct strbuf *key)
{
    const size_t *known = strmap_find(numbers->by_key, strbuf_slice(key));
    if (known) {
        return *known;
    }
    size_t *number = ARENA_NEW(numbers->arena, size_t);
    *number = strmap_count(numbers->by_key) + 1;
    strmap_put(numbers->by_key, strbuf_copy(key, numbers->arena), number);
    return *number;
}

/*
 * The key of a numbered tree holds its children's numbers, not their keys: that keeps
 * it linear. They are numbered first, as all keys are written in one place.
 */
void block_numbers_add(struct block_numbers *numbers, struct block *block)
{
    struct strbuf *key = &numbers->key;

    for (struct block *child = block->first_child; child; child = child->next) {
        block_numbers_add(numbers, child);
    }
    strbuf_clear(key);
    append_properties(key, block);
    append_inlines(key, block->content);
    for (const struct block *child = block->first_child; child; child = child->next) {
        append_sign(key, 'B');
        append_number(key, child->number);
    }
    append_sign(key, 'E');
    block->number = (unsigned)number_of_key(numbers, key);
}

size_t block_numbers_count(const struct block_numbers *numbers)
{
    return strmap_count(numbers->by_key);
}

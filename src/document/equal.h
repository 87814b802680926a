/* SPDX-License-Identifier: MIT */
/*
 * When two blocks say the same.
 *
 * Compared is what a reader of the Markdown sees: kinds, properties, text, marks,
 * links, macros with their parameters in whatever order. Not compared: positions,
 * is_bare, and INLINE_HIDDEN wrappers, which count as their children.
 * Neighbouring texts count as one text.
 *
 * Who compares many blocks numbers them: equal blocks get the same number, and
 * numbers can be compared, sorted and handed to base/diff.h.
 *
 *     CLEANUP(block_numbers) struct block_numbers *numbers = block_numbers_new();
 *     block_numbers_add(numbers, base_page);
 *     block_numbers_add(numbers, edited_page);
 *     … if (base_block->number == edited_block->number) …
 */
#ifndef DOCUMENT_EQUAL_H
#define DOCUMENT_EQUAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/cleanup.h"
#include "base/strbuf.h"
#include "document/document.h"

/* Equal blocks have equal hashes. Linear in the size of the tree. */
uint64_t block_hash(const struct block *block);

/* The whole trees below both blocks, the blocks themselves included. */
bool block_equal(const struct block *left, const struct block *right);

/* Only what belongs to the block itself: its kind and properties, not its content or children. */
bool block_properties_equal(const struct block *left, const struct block *right);

bool target_equal(const struct target *left, const struct target *right);

/* Two parameters, by name and by what they say. */
bool macro_parameter_equal(const struct macro_parameter *left, const struct macro_parameter *right);

/* Two inline nodes, without those behind them. */
bool inline_node_equal(const struct inline_node *left, const struct inline_node *right);

/* Whether two links, or two images, lead to one place. */
bool inline_has_same_target(const struct inline_node *left, const struct inline_node *right);

/* Two lists of inline nodes, from these to the ends of the lists; both may be NULL. */
bool inline_list_equal(const struct inline_node *left, const struct inline_node *right);

/*
 * Appends bytes that are the same for one inline node (without its followers) as
 * for another exactly when both are equal. Not text: for comparing only.
 */
void inline_append_key(struct strbuf *key, const struct inline_node *node);

struct block_numbers;

/* Knows no block; keeps nothing of the trees it is given. */
struct block_numbers *block_numbers_new(void) __attribute__((returns_nonnull));
void block_numbers_free(struct block_numbers *numbers);
DEFINE_CLEANUP(block_numbers)

/*
 * Sets `number` of the block and of all blocks below it: from 1, and the same for
 * two blocks exactly when they are equal. Linear in the size of the tree.
 */
void block_numbers_add(struct block_numbers *numbers, struct block *block);

/* The largest number given so far. */
size_t block_numbers_count(const struct block_numbers *numbers);

#endif

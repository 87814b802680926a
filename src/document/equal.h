/* SPDX-License-Identifier: MIT */
/*
 * When two blocks say the same.
 *
 * Compared is what a reader of the Markdown sees: kinds, properties, text, marks,
 * links, macros with their parameters. Not compared: positions, `raw`, is_bare,
 * and INLINE_HIDDEN wrappers, which count as their children. Neighbouring texts
 * count as one text.
 */
#ifndef DOCUMENT_EQUAL_H
#define DOCUMENT_EQUAL_H

#include <stdbool.h>
#include <stdint.h>

#include "document/document.h"

/* Equal blocks have equal hashes. Linear in the size of the tree. */
uint64_t block_hash(const struct block *block);

/* The whole trees below both blocks, the blocks themselves included. */
bool block_equal(const struct block *left, const struct block *right);

/* Only what belongs to the block itself: its kind and properties, not its content or children. */
bool block_properties_equal(const struct block *left, const struct block *right);

/* Two lists of inline nodes, from these to the ends of the lists; both may be NULL. */
bool inline_list_equal(const struct inline_node *left, const struct inline_node *right);

#endif

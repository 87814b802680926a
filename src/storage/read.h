/* SPDX-License-Identifier: MIT */
/*
 * Storage format → document tree.
 *
 * Every block gets its source positions (struct block_source).
 * Knows elements, no macro by name. What has no form in the document becomes
 * BLOCK_RAW or INLINE_RAW; spacers (empty paragraphs, blanks, comments) become
 * part of the gap before the next block.
 */
#ifndef STORAGE_READ_H
#define STORAGE_READ_H

#include "document/document.h"
#include "storage/parse.h"

/* Parses and reads. The page points into `storage` and the arena. Fails as storage_parse does. */
bool storage_read(struct arena *arena, struct slice storage, struct block **page,
                  struct xml_fault *fault) __attribute__((warn_unused_result));

#endif

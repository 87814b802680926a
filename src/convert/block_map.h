/* SPDX-License-Identifier: MIT */
/* The block map between a tree and struct block_map; its text form is in convert.h. */
#ifndef CONVERT_BLOCK_MAP_H
#define CONVERT_BLOCK_MAP_H

#include "convert/convert.h"
#include "document/document.h"

/* The map of a page whose blocks know their storage and their lines. */
struct block_map block_map_of(struct arena *arena, const struct block *page);

/*
 * Gives the blocks of a page read from the same storage the lines that the map
 * has for them. False when the map names bytes that are no block.
 */
bool block_map_apply(const struct block_map *map, struct block *page)
    __attribute__((warn_unused_result));

/*
 * The same for a map that an older version of the program made, which took other
 * bytes together. Blocks that were one share its lines, a block that was several has
 * the lines of all of them: they can be told apart only as a whole.
 */
void block_map_apply_roughly(const struct block_map *map, struct block *page);

#endif

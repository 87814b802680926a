/* SPDX-License-Identifier: MIT */
/*
 * Hashes of bytes (XXH3). Only for finding things fast: equal hashes are always
 * followed by a comparison of the bytes themselves, and no hash is ever stored:
 * hash_add depends on the byte order of the machine.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/slice.h"

uint64_t hash_bytes(struct slice bytes);

/* The hash of a sequence, one part after the other: `so_far` starts as 0. */
uint64_t hash_add(uint64_t so_far, uint64_t part);

#endif

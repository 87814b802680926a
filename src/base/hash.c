/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <xxhash.h>

uint64_t hash_bytes(struct slice bytes)
{
    return XXH3_64bits(bytes.start ? bytes.start : "", bytes.length);
}

uint64_t hash_add(uint64_t so_far, uint64_t part)
{
    uint64_t pair[2] = {so_far, part};
    return XXH3_64bits(pair, sizeof pair);
}

/* SPDX-License-Identifier: MIT */
/* A number for tests that choose one of so many things. */
#ifndef SUPPORT_RANDOM_BELOW_H
#define SUPPORT_RANDOM_BELOW_H

#include <stddef.h>

#include "base/random.h"

/* From 0 up to, but not including, the limit; 0 where that is 0. */
static inline size_t random_below(struct random_source random, size_t limit)
{
    return limit == 0 ? 0 : (size_t)random_between(random, 0, (long long)limit - 1);
}

#endif

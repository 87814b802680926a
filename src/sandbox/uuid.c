/* SPDX-License-Identifier: MIT */
#include "sandbox/uuid.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

void uuid_make(struct random_source random, char text[UUID_SIZE])
{
    uint64_t high = (random_next(random) & ~UINT64_C(0xF000)) | UINT64_C(0x4000);
    uint64_t low = (random_next(random) & (UINT64_MAX >> 2)) | UINT64_C(1) << 63;

    (void)snprintf(
        text, UUID_SIZE, "%08" PRIx64 "-%04" PRIx64 "-%04" PRIx64 "-%04" PRIx64 "-%012" PRIx64,
        high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & UINT64_C(0xFFFFFFFFFFFF));
}

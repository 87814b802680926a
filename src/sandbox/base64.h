/* SPDX-License-Identifier: MIT */
/* Base64 as RFC 4648 §4 has it, with padding. */
#ifndef SANDBOX_BASE64_H
#define SANDBOX_BASE64_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

struct slice base64_encode(struct arena *arena, struct slice bytes);

/* False when the text is not Base64. */
bool base64_decode(struct arena *arena, struct slice text, struct slice *bytes)
    __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The hidden wrappers of an edited line whose words are all gone: a blank that was left
 * of them is not worth a colour or a comment.
 */
#ifndef CONVERT_EMPTIED_H
#define CONVERT_EMPTIED_H

#include "base/strmap.h"
#include "convert/trace.h"

/*
 * Puts those wrappers into the set. The traces of what was left in them say from now on
 * that it has other marks than before. What had no words at all in the base stays.
 */
void emptied_find(const struct tokens *original, struct trace *traces, size_t trace_count,
                  struct strmap *emptied);

bool emptied_has(const struct strmap *emptied, const struct inline_node *wrapper);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What is refused before cmark-gfm sees it: text that is none, and the few shapes
 * of text for which version 0.29.0.gfm.6 takes more than linear time or memory.
 */
#ifndef MARKDOWN_GUARD_INTERNAL_H
#define MARKDOWN_GUARD_INTERNAL_H

#include "base/error.h"
#include "base/slice.h"

/* ERROR_INPUT, with the line, when the text is over a limit of markdown/read.h. */
bool guard_check(struct slice text, struct error *error) __attribute__((warn_unused_result));

#endif

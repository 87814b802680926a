/* SPDX-License-Identifier: MIT */
/* Storage format that is kept as it is, in the middle of Markdown. */
#ifndef MARKDOWN_RAW_INTERNAL_H
#define MARKDOWN_RAW_INTERNAL_H

#include <stdbool.h>

#include "base/strbuf.h"

/*
 * Appends storage on one line: a line end is &#10; in text and a space in a tag,
 * which is the same XML. False when it cannot be: inside CDATA, comments and
 * processing instructions every byte counts.
 */
bool raw_write_line(struct strbuf *out, struct slice storage);

#endif

/* SPDX-License-Identifier: MIT */
/* Markdown of a page that markdown_read never refuses. */
#ifndef CONVERT_WRITE_READABLE_H
#define CONVERT_WRITE_READABLE_H

#include "base/strbuf.h"
#include "document/document.h"
#include "markdown/options.h"

/*
 * As markdown_write, but blocks that would be nested too deep for the reader, or that have
 * too much of what it is slow at, are written as storage format: they become BLOCK_RAW.
 */
void write_readable(struct strbuf *markdown, struct block *page,
                    const struct markdown_options *options);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Document tree → storage format, in the XHTML that Confluence's editor writes:
 * quoted attributes, <br/>, &nbsp; for U+00A0, CDATA for plain bodies, split at "]]>".
 *
 * The pieces are separate so that convert/ can put copied bytes between them:
 * open, then the children or the content, then close.
 */
#ifndef STORAGE_WRITE_H
#define STORAGE_WRITE_H

#include "base/strbuf.h"
#include "document/document.h"

/* A block with all that is in it. */
void storage_write_block(struct strbuf *storage, const struct block *block);

/* What stands before and behind the block's children or content. Nothing where is_bare. */
void storage_write_open(struct strbuf *storage, const struct block *block);
void storage_write_close(struct strbuf *storage, const struct block *block);

/* A list of inline nodes, to its end. */
void storage_write_inlines(struct strbuf *storage, const struct inline_node *first);

/* Character data, escaped. What XML cannot hold (controls below U+0020) is left out. */
void storage_write_text(struct strbuf *storage, struct slice text);

#endif

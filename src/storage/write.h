/* SPDX-License-Identifier: MIT */
/*
 * Document tree → storage format, in the XHTML that Confluence's editor writes:
 * quoted attributes, <br/>, &nbsp; for U+00A0, CDATA for plain bodies, split at "]]>".
 *
 * The pieces are separate so that convert/ can put copied bytes between them:
 * open, then the children, the content or the plain body, then close.
 *
 * What XML cannot hold (controls below U+0020, U+FFFE, U+FFFF) is left out.
 */
#ifndef STORAGE_WRITE_H
#define STORAGE_WRITE_H

#include "base/strbuf.h"
#include "document/document.h"

/*
 * A block with all that is in it. The first paragraph of a task gets no tag; a task
 * without task_id gets none either, and Confluence numbers it.
 */
void storage_write_block(struct strbuf *storage, const struct block *block);

/* What stands before and behind the block's children, content or plain body. Nothing where is_bare. */
void storage_write_open(struct strbuf *storage, const struct block *block);
void storage_write_close(struct strbuf *storage, const struct block *block);

/* A list of inline nodes, to its end. */
void storage_write_inlines(struct strbuf *storage, const struct inline_node *first);

/* What stands before and behind the children of a mark or a link. */
void storage_write_inline_open(struct strbuf *storage, const struct inline_node *node);
void storage_write_inline_close(struct strbuf *storage, const struct inline_node *node);

/* One inline node, without those behind it. */
void storage_write_inline(struct strbuf *storage, const struct inline_node *node);

/* Text in a line: as storage_write_text, with line ends as blanks. */
void storage_write_line(struct strbuf *storage, struct slice text);

/* A macro's plain body, as CDATA. */
void storage_write_plain_body(struct strbuf *storage, struct slice text);

/* Character data, escaped. */
void storage_write_text(struct strbuf *storage, struct slice text);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The tags of a block that says something else now: as few bytes as possible change.
 *
 * `open` and `close` are the bytes before and behind what is inside a block
 * (struct block_source); `before` is what the block said, `after` what it is to
 * say. Attributes, parameters and ids that the document does not know stay.
 */
#ifndef STORAGE_PATCH_H
#define STORAGE_PATCH_H

#include "base/strbuf.h"
#include "document/document.h"

/*
 * Whether a block read from storage can be made to say `after` by changing its
 * tags. Both must be of one kind, task lists stay task lists, macros keep their
 * kind of body, and a task must have a status and a body.
 */
bool storage_patch_is_possible(const struct block *block, const struct block *after);

void storage_patch_open(struct strbuf *storage, struct slice open, const struct block *before,
                        const struct block *after);

/*
 * <td/> has no inside. What the storage holds from `inside` on was put behind such a
 * tag: makes it <td>, and puts its end behind. Nothing happens where nothing was put
 * in, or where the tag before `inside` is another.
 */
void storage_patch_fill(struct strbuf *storage, size_t inside);

void storage_patch_close(struct strbuf *storage, struct slice close, const struct block *before,
                         const struct block *after);

/*
 * Appends the bytes of what stands in a line of text, which said `before`, so that
 * they say `after`. False, and nothing appended, when that is not possible: both
 * must be macros without a body, small elements of one name with the same text, images, or
 * links of which `bytes` show no text or a plain one unless it is the same; where images
 * and links lead elsewhere, as storage_patch_target.
 */
bool storage_patch_inline(struct strbuf *storage, struct slice bytes,
                          const struct inline_node *before, const struct inline_node *after)
    __attribute__((warn_unused_result));

/*
 * Appends the bytes of a link or an image before the position `until`, so that they lead where
 * `after` does: size, alignment, card form and tooltip stay; what told of the old target
 * goes. False, and nothing appended, where another element is needed for that.
 */
bool storage_patch_target(struct strbuf *storage, struct slice bytes, size_t until,
                          const struct inline_node *before, const struct inline_node *after)
    __attribute__((warn_unused_result));

#endif

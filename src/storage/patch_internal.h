/* SPDX-License-Identifier: MIT */
/* Links and images for storage_patch_inline: false where it is, and then nothing was appended. */
#ifndef STORAGE_PATCH_INTERNAL_H
#define STORAGE_PATCH_INTERNAL_H

#include "base/strbuf.h"
#include "document/document.h"

/* The position of the last tag of the bytes, which end with it. */
size_t patch_last_tag(struct slice bytes);

/* Both are images, and the bytes name the right file: alternative text, caption and size change. */
bool patch_image(struct strbuf *storage, struct slice bytes, const struct inline_node *before,
                 const struct inline_node *after);

/* The bytes of a caption's element with another text: marks and links stay on words that do. */
bool patch_caption(struct strbuf *storage, struct slice bytes, struct slice after);

/* The bytes lead to the right place, and the text of the link stays, or is a plain one, or none. */
bool patch_link_text(struct strbuf *storage, struct slice bytes, const struct inline_node *before,
                     const struct inline_node *after);

#endif

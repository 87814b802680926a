/* SPDX-License-Identifier: MIT */
/*
 * Puts hidden wrappers of the base around words that stand in the new storage.
 *
 *     … wrap_words(arena, &page, first, last, wrapper) … for as many as there are
 *     wrap_words_write(arena, &page, written, base_storage);
 */
#ifndef CONVERT_WRAP_WORDS_H
#define CONVERT_WRAP_WORDS_H

#include "base/strbuf.h"
#include "convert/page_words.h"

/*
 * Around the words [first, end) of one line. Where they are only a part of what is in
 * a mark or link, the wrapper is parted at its border. Tells whether it is anywhere
 * now: nothing can be put into a text that is a CDATA section.
 */
bool wrap_words(struct arena *arena, struct page_words *page, size_t first, size_t end,
                const struct inline_node *wrapper);

/* The wrapper of the base if wrap_words put it there; NULL for one that was there. */
const struct inline_node *wrap_words_added(const struct inline_node *around);

/* The storage that the page was read from, with the tags of the wrappers, copied from the base. */
struct slice wrap_words_write(struct arena *arena, const struct page_words *page,
                              struct slice written, struct slice base);

#endif

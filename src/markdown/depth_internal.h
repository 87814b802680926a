/* SPDX-License-Identifier: MIT */
/* How deep the elements of storage format are nested that a page becomes. */
#ifndef MARKDOWN_DEPTH_INTERNAL_H
#define MARKDOWN_DEPTH_INTERNAL_H

#include "document/document.h"

/*
 * The first line of the first block with more than LIMIT_DEPTH elements in each other,
 * or 0. Elements that storage format can do without are not counted: a page that was
 * read from it is never refused for them.
 */
size_t depth_find_excess(const struct block *page);

#endif

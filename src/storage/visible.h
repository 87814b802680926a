/* SPDX-License-Identifier: MIT */
/*
 * What of a run of inline nodes can be seen. Blanks, no-break and zero-width
 * spaces, line breaks, comments and wrappers without anything in them cannot:
 * at the ends of a block they mean nothing, and a block of nothing else is a spacer.
 */
#ifndef STORAGE_VISIBLE_H
#define STORAGE_VISIBLE_H

#include <stdbool.h>

#include "storage/parse.h"

/*
 * The bytes from the first to behind the last visible thing in the nodes from
 * `first` to before `stop` (NULL: to the end); start equals end when there is none.
 */
struct span visible_span(struct slice storage, const struct xml_node *first,
                         const struct xml_node *stop);

/* Whether anything in the element can be seen. */
bool visible_inside(struct slice storage, const struct xml_node *element);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Attributes as they stand in a start tag. Expat hands them out decoded, but
 * silently without the entities it does not know (&nbsp;); so they are read from
 * the bytes of the tag, which expat has already found well-formed.
 */
#ifndef STORAGE_ATTRIBUTES_H
#define STORAGE_ATTRIBUTES_H

#include <stdbool.h>

#include "base/arena.h"
#include "storage/parse.h"

/*
 * Sets the attributes of the element, which has room for them, from its start tag, of
 * which `count` exist. Values are decoded and normalised as XML 1.0 §3.3.3 says, and point into the tag
 * where that changes nothing. False, and *fault_at the position in the tag, when
 * a value holds an entity nobody knows.
 */
bool attributes_read(struct arena *texts, struct slice tag, size_t count, struct xml_node *element,
                     size_t *fault_at) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Storage format as a text that is the same for all spellings of the same content.
 *
 * Confluence rewrites what it is given: ids, the order of attributes and parameters,
 * entities, CDATA. Two bodies say the same when their canonical texts are equal. In it
 *
 *   - names are in lower case, attributes sorted, `<x/>` is `<x></x>`;
 *   - ids and versions that Confluence gives out anew are gone;
 *   - entities are decoded and CDATA is text;
 *   - the parameters of a macro are sorted, and stand before its body;
 *   - blanks between blocks are gone; those inside of text and of plain bodies stay.
 *
 * Comments stay where they are. Meant to be read as well: differences show what is
 * different.
 */
#ifndef TESTS_SUPPORT_CANONICAL_H
#define TESTS_SUPPORT_CANONICAL_H

#include "base/arena.h"
#include "base/slice.h"
#include "storage/parse.h"

/* False, and *fault says where, when the storage is not well-formed. */
bool canonical_storage(struct arena *arena, struct slice storage, struct slice *text,
                       struct xml_fault *fault) __attribute__((warn_unused_result));

/* Both are well-formed and say the same. */
bool canonical_equal(struct slice left, struct slice right);

#endif

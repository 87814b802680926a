/* SPDX-License-Identifier: MIT */
/* What the elements of storage format mean. */
#ifndef STORAGE_ELEMENTS_H
#define STORAGE_ELEMENTS_H

#include <stdbool.h>

#include "document/document.h"
#include "storage/parse.h"

struct element_meaning {
    enum element_kind kind;
    int number;
};

/* The meaning of the element's name; upper and lower case count as the same. */
struct element_meaning element_meaning(const struct xml_node *element);

/* The kind of an element of that name. */
enum element_kind element_kind_of_name(struct slice name);

/* As element_meaning(node).kind, for any node: ELEMENT_INLINE_OTHER for what is no element. */
static inline enum element_kind element_kind(const struct xml_node *node)
{
    return node->kind == XML_ELEMENT ? node->element : ELEMENT_INLINE_OTHER;
}

/* Whether the node is an element with that name, in whatever case. */
bool element_is(const struct xml_node *node, const char *name);

/* Stands in a line of text: character data, and the elements that say so. Macros do not. */
bool element_is_inline(const struct xml_node *node);

/* Some element below this one can only be a block of its own. */
bool element_holds_block(const struct xml_node *element);

/* A wrapper of one line of text that is all its parent holds: there it shows nothing. */
bool element_is_wrapped_line(const struct xml_node *node);

#endif

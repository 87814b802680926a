/* SPDX-License-Identifier: MIT */
/* What the elements of storage format mean. */
#ifndef STORAGE_ELEMENTS_H
#define STORAGE_ELEMENTS_H

#include <stdbool.h>

#include "document/document.h"
#include "storage/parse.h"

enum element_kind {
    ELEMENT_OTHER, /* a block that has no form in the document */
    ELEMENT_PARAGRAPH,
    ELEMENT_HEADING, /* number: its level */
    ELEMENT_RULE,
    ELEMENT_PREFORMATTED,
    ELEMENT_WRAPPER, /* shown as the blocks in it */
    ELEMENT_QUOTE,
    ELEMENT_BULLET_LIST,
    ELEMENT_NUMBERED_LIST,
    ELEMENT_ITEM,
    ELEMENT_TABLE,
    ELEMENT_COLUMNS, /* colgroup, and other parts of a table that show nothing */
    ELEMENT_ROW_GROUP,
    ELEMENT_ROW,
    ELEMENT_CELL,
    ELEMENT_HEADER_CELL,
    ELEMENT_MACRO,
    ELEMENT_TASK_LIST,
    ELEMENT_TASK,
    ELEMENT_LAYOUT,
    ELEMENT_SECTION,
    ELEMENT_COLUMN,
    /* From here on: what stands in a line of text. */
    ELEMENT_MARK, /* number: enum mark */
    ELEMENT_SPAN, /* shown as its content */
    ELEMENT_BREAK,
    ELEMENT_HTML_LINK,
    ELEMENT_HTML_IMAGE,
    ELEMENT_LINK,
    ELEMENT_IMAGE,
    ELEMENT_INLINE_OTHER, /* has no form in the document */
};

struct element_meaning {
    enum element_kind kind;
    int number;
};

/* The meaning of the element's name; upper and lower case count as the same. */
struct element_meaning element_meaning(const struct xml_node *element);

/* As element_meaning(node).kind, for any node: ELEMENT_INLINE_OTHER for what is no element. */
enum element_kind element_kind(const struct xml_node *node);

/* Whether the node is an element with that name, in whatever case. */
bool element_is(const struct xml_node *node, const char *name);

/* Stands in a line of text: character data, and the elements that say so. Macros do not. */
bool element_is_inline(const struct xml_node *node);

/* Some element below this one can only be a block of its own. */
bool element_holds_block(const struct xml_node *element);

/* A wrapper of one line of text that is all its parent holds: there it shows nothing. */
bool element_is_wrapped_line(const struct xml_node *node);

#endif

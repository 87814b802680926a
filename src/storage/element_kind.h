/* SPDX-License-Identifier: MIT */
/* The kinds of elements that storage format has; storage/elements.h tells which is which. */
#ifndef STORAGE_ELEMENT_KIND_H
#define STORAGE_ELEMENT_KIND_H

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

#endif

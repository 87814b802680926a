/* SPDX-License-Identifier: MIT */
/* HTML tags and comments as text: names and attributes, without a meaning. */
#ifndef MARKDOWN_HTML_TAGS_INTERNAL_H
#define MARKDOWN_HTML_TAGS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct html_element {
    struct slice name; /* as it is written */
    bool is_end;       /* </name> */
    struct slice attributes;
};

#define HTML_COMMENT_START "<!--"
#define HTML_COMMENT_STOP  "-->"

/* What stands in the comment, without blanks at both ends; its end may be missing. */
struct slice html_comment_inside(struct slice comment);

/* Reads the tag that starts at `start`; the position behind it, or SLICE_NOT_FOUND: no tag. */
size_t html_element_read(struct slice html, size_t start, struct html_element *element);

/* The attribute's value as it is written (references are not decoded); false: there is none. */
bool html_attribute_find(const struct html_element *element, const char *name, struct slice *value);

#endif

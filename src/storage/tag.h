/* SPDX-License-Identifier: MIT */
/*
 * Tags as they stand in well-formed storage: finding their parts, and changing one
 * thing while every other byte stays.
 */
#ifndef STORAGE_TAG_H
#define STORAGE_TAG_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/strbuf.h"

/* The name in a start or end tag. */
struct slice tag_name(struct slice tag);

struct tag_attribute {
    struct slice name;
    struct slice value; /* as it stands between its quotes */
    struct span span;   /* in the tag, from the blanks before the name to behind the quote */
};

/*
 * The attribute at or behind *position, which starts as 0 and moves behind it.
 * False: there is no further one, and *position is that of the tag's end.
 */
bool tag_next_attribute(struct slice tag, size_t *position, struct tag_attribute *attribute);

/* Where the tag that begins at `start` ends, behind its '>'; one in an attribute is none. */
size_t tag_end(struct slice storage, size_t start);

/* The first start tag of that name, in whatever case; empty when there is none. */
struct span tag_find(struct slice text, const char *name);

/* Appends the start or end tag with another name. */
void tag_append_renamed(struct strbuf *storage, struct slice tag, const char *name);

/* Appends the start tag with the attribute set to the value; NULL: without the attribute. */
void tag_append_with(struct strbuf *storage, struct slice tag, const char *name,
                     const struct slice *value);

#endif

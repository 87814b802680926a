/* SPDX-License-Identifier: MIT */
/*
 * Colours of text and of what is behind it, in one form whoever wrote them:
 *
 *     color: #ff5630; background-color: #eae6ff
 *
 * first the text's, then the background's, either may be absent. What can be said in
 * six hexadecimal digits is; rare names and other notations stay as they are.
 *
 * Cloud keeps colours only as rgb(255,86,48); others it rewrites (reference of the
 * storage format, 2.1). So that is what goes into storage.
 */
#ifndef DOCUMENT_COLOUR_H
#define DOCUMENT_COLOUR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/strbuf.h"

/* The colours in the value of a style attribute, in their one form; empty: it has none. */
struct slice colour_of_style(struct arena *arena, struct slice style);

/* The same of a single colour of the text, as <font color> has it. */
struct slice colour_of_text(struct arena *arena, struct slice value);

/* Only the colour that Confluence's text has anyway: nothing that a reader would see. */
bool colour_is_default(struct slice colour);

/* Appends the value of a style attribute in storage format. */
void colour_write_style(struct strbuf *storage, struct slice colour);

#endif

/* SPDX-License-Identifier: MIT */
/* <span style="color: …"> and <font color="…"> in a line of text. */
#ifndef MARKDOWN_HTML_COLOURS_INTERNAL_H
#define MARKDOWN_HTML_COLOURS_INTERNAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/* The colour (document/colour.h) that the tag gives the text behind it; empty: none. */
struct slice html_colour_read(struct arena *arena, struct slice tag);

/* Whether it begins such an element, but says no colour. */
bool html_is_colourless(struct slice tag);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Plain text as Markdown: backslashes where the text would be markup, references
 * for what nobody sees, addresses broken that are no links. As few as possible:
 * the result is read and edited by people.
 */
#ifndef MARKDOWN_ESCAPE_INTERNAL_H
#define MARKDOWN_ESCAPE_INTERNAL_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/strbuf.h"

/* What stands around a text that is written. */
struct escape_context {
    bool starts_block; /* nothing stands before it */
    bool starts_line;  /* it begins a line of a paragraph, where lists, headings … could start */
    bool ends_block;   /* nothing stands behind it */
    bool in_heading;
    bool in_brackets; /* of a link's text or an image's */
    bool in_strike;
    bool before_link; /* "[" follows */
    bool after_code;  /* a code span ends before it */
};

/* Appends the text; it holds no line ends. */
void markdown_escape_text(struct strbuf *out, struct slice text,
                          const struct escape_context *context);

/* Appends the character at *position, which moves behind it; as a reference if it is invisible. */
void escape_visible(struct strbuf *out, struct slice text, size_t *position);

/* Whether something in the text is invisible, spaces apart: a code span cannot show it. */
bool escape_has_invisible(struct slice text);

/* Whether the '&' at the position would start a character reference. */
bool escape_is_reference(struct slice text, size_t position);

/* Whether the backslash at the position would be taken as an escape, or may be: it is the last. */
bool escape_is_needed(struct slice text, size_t position);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Unicode text: whether it is valid, one code point at a time, and the forms in
 * which file systems and people take two names for the same (by utf8proc).
 *
 * Text from outside is checked once with utf8_is_valid; every other function
 * here asks for valid UTF-8 and asserts it.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/strbuf.h"

/* The length of the longest valid start of the text: all of it when the text is valid. */
size_t utf8_valid_length(struct slice text);
bool utf8_is_valid(struct slice text);

/* The code point at *position, which must be inside the text and moves behind it. */
uint32_t utf8_next(struct slice text, size_t *position);

void utf8_append(struct strbuf *text, uint32_t code_point);

/* Letters and digits of any script, and marks that combine with them. */
bool utf8_is_letter(uint32_t code_point);
bool utf8_is_mark(uint32_t code_point);
bool utf8_is_digit(uint32_t code_point);

/* Spaces of any width, tabs and line ends. */
bool utf8_is_space(uint32_t code_point);

/* Punctuation in Unicode's sense: brackets, quotes, dashes, but no symbols such as + or €. */
bool utf8_is_punctuation(uint32_t code_point);

/* What shows nothing: controls, directions, joiners, private and unassigned code points. */
bool utf8_is_invisible(uint32_t code_point);

/* The small letter of a capital one; any other code point itself. */
uint32_t utf8_lower(uint32_t code_point);

/* How many columns of a terminal it takes: 0, 1 or 2. */
unsigned utf8_columns(uint32_t code_point);

/* How many UTF-16 code units the text takes: what Java calls its length. */
size_t utf8_utf16_length(struct slice text);

/* The text in Normalization Form C. */
struct slice utf8_compose(struct arena *arena, struct slice text);

/* utf8_compose, without what is invisible by default (joiners, variation selectors). */
struct slice utf8_compose_visible(struct arena *arena, struct slice text);

/*
 * A key that is the same for all spellings which differ only in case or in how
 * accents are composed: equal keys, one file on a case-insensitive or normalising
 * file system. Full case folding, then Normalization Form C.
 */
struct slice utf8_fold(struct arena *arena, struct slice text);

/* The longest start of at most `most` bytes that does not end inside a character as readers see it. */
struct slice utf8_cut(struct slice text, size_t most);

#endif

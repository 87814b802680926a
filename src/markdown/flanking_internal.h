/* SPDX-License-Identifier: MIT */
/*
 * Where `*`, `_` and `~~` work: CommonMark 0.31 §6.2 decides by the characters on
 * both sides of them, and every version by another idea of punctuation. So what a
 * character is, is a set here, and a delimiter is used only where all agree.
 */
#ifndef MARKDOWN_FLANKING_INTERNAL_H
#define MARKDOWN_FLANKING_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define CLASS_BLANK       1u /* also the start and the end of a block */
#define CLASS_PUNCTUATION 2u
#define CLASS_OTHER       4u
#define CLASS_ANY         (CLASS_BLANK | CLASS_PUNCTUATION | CLASS_OTHER)

unsigned character_classes(uint32_t code_point);

/* Of the first and of the last character of text that is not empty, as it will be written. */
unsigned classes_at_start(struct slice text);
unsigned classes_at_end(struct slice text);

/* Whether a run of '*' or "~~" between such characters opens, or closes, in every reading. */
bool flanking_opens(unsigned before, unsigned after);
bool flanking_closes(unsigned before, unsigned after);

/* Whether '_' works at this outer side, given that '*' would. */
bool flanking_is_word_border(unsigned outside);

#endif

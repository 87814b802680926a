/* SPDX-License-Identifier: MIT */
#include "markdown/flanking_internal.h"

#include <ctype.h>

#include "base/utf8.h"

unsigned character_classes(uint32_t code_point)
{
    if (code_point < 0x80) {
        if (isalnum((int)code_point)) {
            return CLASS_OTHER;
        }
        return isspace((int)code_point) ? CLASS_BLANK : CLASS_PUNCTUATION;
    }
    if (utf8_is_letter(code_point) || utf8_is_mark(code_point) || utf8_is_digit(code_point)) {
        return CLASS_OTHER;
    }
    if (utf8_is_space(code_point)) {
        return CLASS_BLANK | CLASS_PUNCTUATION; /* written as a reference: &nbsp; */
    }
    return utf8_is_punctuation(code_point) ? CLASS_PUNCTUATION : CLASS_PUNCTUATION | CLASS_OTHER;
}

/* cmark-gfm looks through '~' for what is behind; CommonMark does not know it. */
static bool is_tilde(struct slice text, size_t position)
{
    return text.start[position] == '~';
}

unsigned classes_at_start(struct slice text)
{
    size_t position = 0;
    while (position < text.length && is_tilde(text, position)) {
        position++;
    }
    unsigned classes = position > 0 ? CLASS_PUNCTUATION : 0;
    return classes |
           (position == text.length ? CLASS_ANY : character_classes(utf8_next(text, &position)));
}

unsigned classes_at_end(struct slice text)
{
    size_t end = text.length;
    while (end > 0 && is_tilde(text, end - 1)) {
        end--;
    }
    unsigned classes = end < text.length ? CLASS_PUNCTUATION : 0;
    if (end == 0) {
        return CLASS_ANY;
    }
    size_t position = end - 1;
    while (position > 0 && ((unsigned char)text.start[position] & 0xC0) == 0x80) {
        position--;
    }
    return classes | character_classes(utf8_next(text, &position));
}

static bool may_be(unsigned classes, unsigned wanted)
{
    return (classes & wanted) != 0;
}

/* The inner character is no blank; if it is punctuation, the outer one is no letter. */
static bool flanks(unsigned outside, unsigned inside)
{
    return !may_be(inside, CLASS_BLANK) &&
           !(may_be(inside, CLASS_PUNCTUATION) && may_be(outside, CLASS_OTHER));
}

bool flanking_opens(unsigned before, unsigned after)
{
    return flanks(before, after);
}

bool flanking_closes(unsigned before, unsigned after)
{
    return flanks(after, before);
}

bool flanking_is_word_border(unsigned outside)
{
    return !may_be(outside, CLASS_OTHER);
}

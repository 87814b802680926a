/* SPDX-License-Identifier: MIT */
#include "confluence/words_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

static bool is_name_part(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || byte == '$';
}

/*
 * The length of "com.example.SomeException: " at the start of the text, 0 when it
 * starts with something else. The class needs a package of two parts at least, so
 * that no sentence is taken for one.
 */
static size_t class_name_length(struct slice text)
{
    size_t dots = 0;
    size_t end = 0;

    while (end < text.length && (is_name_part(text.start[end]) || text.start[end] == '.')) {
        dots += text.start[end] == '.';
        end++;
    }
    struct slice name = slice_part(text, 0, end);
    bool is_class =
        dots >= 2 && (slice_ends_with(name, "Exception") || slice_ends_with(name, "Error"));
    if (!is_class || slice_find(text, end, SLICE_LITERAL(": ")) != end) {
        return 0;
    }
    return end + strlen(": ");
}

/* Spring's own form: `403 FORBIDDEN "words"`. The words alone say it all. */
static struct slice without_spring_frame(struct slice text)
{
    size_t quote = slice_find_char(text, 0, '"');
    bool is_framed = text.length > 4 && isdigit((unsigned char)text.start[0]) &&
                     text.start[3] == ' ' && quote != SLICE_NOT_FOUND &&
                     slice_ends_with(text, "\"") && quote + 2 < text.length;

    for (size_t i = 4; is_framed && i + 1 < quote; i++) {
        is_framed = isupper((unsigned char)text.start[i]) || text.start[i] == '_';
    }
    return is_framed ? slice_part(text, quote + 1, text.length - 1) : text;
}

/* The next character to keep, as a slice; an empty one is to be left out. Moves *position on. */
static struct slice next_character(struct slice text, size_t *position)
{
    struct slice rest = slice_part(text, *position, text.length);
    unsigned char lead = (unsigned char)rest.start[0];

    if (lead < 0x80U) {
        (*position)++;
        return slice_part(rest, 0, lead < ' ' || lead == 0x7F ? 0 : 1);
    }
    size_t valid = utf8_valid_length(slice_part(rest, 0, 4));
    if (valid == 0) {
        (*position)++;
        return (struct slice){0};
    }
    size_t length = 0;
    (void)utf8_next(slice_part(rest, 0, valid), &length);
    *position += length;
    return slice_part(rest, 0, length);
}

/* True while there is room for more and an ellipsis behind it. */
static bool append_within(struct strbuf *words, struct slice more)
{
    static const char ellipsis[] = "...";

    if (words->length + more.length + sizeof ellipsis > words->limit) {
        strbuf_append(words, ellipsis);
        return false;
    }
    strbuf_append_slice(words, more);
    return true;
}

void words_clean(struct strbuf *words, struct slice text)
{
    bool is_blank_due = false;
    bool is_word_start = true;

    text = slice_trim(text);
    text = slice_part(text, class_name_length(text), text.length);
    text = without_spring_frame(text);
    for (size_t i = 0; i < text.length;) {
        if (isspace((unsigned char)text.start[i])) {
            is_blank_due = words->length > 0;
            is_word_start = true;
            i++;
            continue;
        }
        size_t skipped = is_word_start ? class_name_length(slice_part(text, i, text.length)) : 0;
        if (skipped > 0) {
            i += skipped;
            continue;
        }
        is_word_start = false;
        struct slice character = next_character(text, &i);
        if (character.length > 0 && is_blank_due && !append_within(words, SLICE_LITERAL(" "))) {
            return;
        }
        is_blank_due = is_blank_due && character.length == 0;
        if (!append_within(words, character)) {
            return;
        }
    }
}

/* SPDX-License-Identifier: MIT */
#include "storage/fault.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Length of the character that starts with this byte; 0: none does. */
static size_t character_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2) {
        return 0;
    }
    if (first < 0xE0) {
        return 2;
    }
    if (first < 0xF0) {
        return 3;
    }
    return first < 0xF5 ? 4 : 0;
}

static size_t count_characters(struct slice line)
{
    size_t count = 0;
    for (size_t i = 0; i < line.length; i++) {
        count += is_continuation(line.start[i]) ? 0 : 1;
    }
    return count;
}

/* So that the message does not end in half a character. */
static void cut_broken_character(char *message, size_t length)
{
    size_t start = length;
    while (start > 0 && is_continuation(message[start - 1])) {
        start--;
    }
    if (start > 0 && character_length((unsigned char)message[start - 1]) > length - start + 1) {
        message[start - 1] = '\0';
    }
}

void fault_set(struct xml_fault *fault, struct slice text, size_t position, const char *format, ...)
{
    va_list arguments;
    struct slice before = slice_part(text, 0, position);
    size_t line_start = 0;

    fault->line = 1;
    for (size_t end = slice_find_char(before, 0, '\n'); end != SLICE_NOT_FOUND;
         end = slice_find_char(before, line_start, '\n')) {
        fault->line++;
        line_start = end + 1;
    }
    fault->column = 1 + count_characters(slice_part(before, line_start, before.length));

    va_start(arguments, format);
    int length = vsnprintf(fault->message, sizeof fault->message, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof fault->message) {
        cut_broken_character(fault->message, sizeof fault->message - 1);
    }
}

/* The second byte rules out overlong forms, surrogates and what is beyond U+10FFFF. */
static bool is_second_byte(unsigned char first, unsigned char second)
{
    unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

    return second >= least && second <= most;
}

size_t fault_find_bad_utf8(struct slice text)
{
    size_t at = 0;
    while (at < text.length) {
        unsigned char first = (unsigned char)text.start[at];
        size_t length = character_length(first);
        if (length == 0 || length > text.length - at) {
            return at;
        }
        if (length > 1 && !is_second_byte(first, (unsigned char)text.start[at + 1])) {
            return at;
        }
        for (size_t i = 2; i < length; i++) {
            if (!is_continuation(text.start[at + i])) {
                return at;
            }
        }
        at += length;
    }
    return SLICE_NOT_FOUND;
}

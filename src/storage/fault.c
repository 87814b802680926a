/* SPDX-License-Identifier: MIT */
#include "storage/fault.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t count_characters(struct slice line)
{
    size_t count = 0;
    for (size_t i = 0; i < line.length; i++) {
        count += is_continuation(line.start[i]) ? 0 : 1;
    }
    return count;
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
        fault->message[utf8_valid_length(slice_from(fault->message))] = '\0';
    }
}

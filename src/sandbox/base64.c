/* SPDX-License-Identifier: MIT */
#include "sandbox/base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Up to three bytes as one number, the first in the highest place. */
static unsigned long join(struct slice bytes, size_t position)
{
    unsigned long group = 0;

    for (size_t i = 0; i < 3; i++) {
        unsigned char byte =
            position + i < bytes.length ? (unsigned char)bytes.start[position + i] : 0;
        group = group << 8 | byte;
    }
    return group;
}

struct slice base64_encode(struct arena *arena, struct slice bytes)
{
    char *text = ARENA_NEW_ARRAY(arena, char, bytes.length / 3 * 4 + 5);
    size_t length = 0;

    for (size_t position = 0; position < bytes.length; position += 3) {
        unsigned long group = join(bytes, position);
        size_t left = bytes.length - position;
        text[length++] = alphabet[group >> 18 & 63];
        text[length++] = alphabet[group >> 12 & 63];
        text[length++] = '=';
        text[length++] = '=';
        if (left > 1) {
            text[length - 2] = alphabet[group >> 6 & 63];
        }
        if (left > 2) {
            text[length - 1] = alphabet[group & 63];
        }
    }
    return (struct slice){text, length};
}

/* How many "=" end the text; more than two make it no Base64. */
static size_t padding_of(struct slice text)
{
    size_t count = 0;

    while (count < text.length && text.start[text.length - 1 - count] == '=') {
        count++;
    }
    return count;
}

bool base64_decode(struct arena *arena, struct slice text, struct slice *bytes)
{
    size_t padding = padding_of(text);
    size_t digits = text.length - padding;
    char *decoded = ARENA_NEW_ARRAY(arena, char, text.length + 1);
    unsigned long group = 0;
    size_t length = 0;

    if (text.length % 4 != 0 || padding > 2) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        const char *digit = text.start[i] == '\0' ? NULL : strchr(alphabet, text.start[i]);
        if (!digit) {
            return false;
        }
        group = group << 6 | (unsigned long)(digit - alphabet);
        if (i % 4 != 0) {
            /* The second, third and fourth digit each complete a byte. */
            decoded[length++] = (char)(group >> (6 - 2 * (i % 4)) & 0xFF);
        }
    }
    *bytes = (struct slice){decoded, length};
    return true;
}

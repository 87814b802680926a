/* SPDX-License-Identifier: MIT */
#include "http/authorization.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { GROUP_BYTES = 3, GROUP_DIGITS = 4, DIGIT_BITS = 6, DIGIT_MASK = 63, BYTE_BITS = 8 };

void http_wipe_text(char *text)
{
    if (text) {
        explicit_bzero(text, strlen(text));
    }
    free(text);
}

static size_t encoded_length(size_t length)
{
    return (length + GROUP_BYTES - 1) / GROUP_BYTES * GROUP_DIGITS;
}

/* Base64 (RFC 4648 §4). `digits` has room for encoded_length(length) of them. */
static void encode(const char *bytes, size_t length, char *digits)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += GROUP_BYTES) {
        uint32_t group = 0;
        for (size_t j = 0; j < GROUP_BYTES; j++) {
            unsigned char byte = i + j < length ? (unsigned char)bytes[i + j] : 0;
            group = group << BYTE_BITS | byte;
        }
        for (size_t j = 0; j < GROUP_DIGITS; j++) {
            size_t shift = DIGIT_BITS * (GROUP_DIGITS - 1 - j);
            *digits++ = i + j <= length ? alphabet[group >> shift & DIGIT_MASK] : '=';
        }
    }
}

static char *basic_line(const char *user, const char *token)
{
    static const char start[] = "Authorization: Basic ";
    size_t length = strlen(user) + 1 + strlen(token);
    char *pair = MEM_NEW_ARRAY(char, length + 1);
    char *line = MEM_NEW_ARRAY(char, sizeof start + encoded_length(length));

    (void)snprintf(pair, length + 1, "%s:%s", user, token);
    memcpy(line, start, sizeof start);
    encode(pair, length, line + sizeof start - 1);
    http_wipe_text(pair);
    return line;
}

char *http_authorization_line(const char *user, const char *token)
{
    static const char start[] = "Authorization: Bearer ";

    if (user) {
        return basic_line(user, token);
    }
    char *line = MEM_NEW_ARRAY(char, sizeof start + strlen(token));
    (void)snprintf(line, sizeof start + strlen(token), "%s%s", start, token);
    return line;
}

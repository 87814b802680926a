/* SPDX-License-Identifier: MIT */
#include "sandbox/html.h"

#include <ctype.h>
#include <string.h>

static const char *escape_of(char byte)
{
    switch (byte) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_append(struct strbuf *html, struct slice text)
{
    size_t start = 0;

    for (size_t i = 0; i < text.length; i++) {
        const char *escape = escape_of(text.start[i]);
        if (escape) {
            strbuf_append_slice(html, slice_part(text, start, i));
            strbuf_append(html, escape);
            start = i + 1;
        }
    }
    strbuf_append_slice(html, slice_part(text, start, text.length));
}

void html_append_text(struct strbuf *html, const char *text)
{
    html_append(html, slice_from(text));
}

bool html_is_safe_link(struct slice address)
{
    static const char *const starts[] = {"https://", "http://", "mailto:", "#", "/"};

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (slice_starts_with(address, starts[i])) {
            return true;
        }
    }
    return false;
}

bool html_is_safe_style(struct slice style)
{
    for (size_t i = 0; i < style.length; i++) {
        unsigned char byte = (unsigned char)style.start[i];
        if (!isalnum(byte) && (byte == '\0' || !strchr(" #%.,:;()-", (char)byte))) {
            return false;
        }
    }
    return slice_find(style, 0, SLICE_LITERAL("url")) == SLICE_NOT_FOUND &&
           slice_find(style, 0, SLICE_LITERAL("position")) == SLICE_NOT_FOUND;
}

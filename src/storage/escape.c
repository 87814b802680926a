/* SPDX-License-Identifier: MIT */
#include "storage/escape.h"

#include <string.h>

/* What the character at the start of the text, of *length bytes, is written as; NULL: as itself. */
typedef const char *(*replace)(struct slice text, size_t *length);

/* Controls and noncharacters are replaced by nothing. */
static const char *replace_forbidden(struct slice text, size_t *length)
{
    unsigned char first = (unsigned char)text.start[0];
    if (first < 0x20 && first != '\t' && first != '\n' && first != '\r') {
        return "";
    }
    if (first == 0xEF &&
        (slice_starts_with(text, "\xEF\xBF\xBE") || slice_starts_with(text, "\xEF\xBF\xBF"))) {
        *length = strlen("\xEF\xBF\xBE");
        return "";
    }
    return NULL;
}

static const char *replace_in_text(struct slice text, size_t *length)
{
    switch (text.start[0]) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    default:
        break;
    }
    if (slice_starts_with(text, "\xC2\xA0")) {
        *length = strlen("\xC2\xA0");
        return "&nbsp;";
    }
    return replace_forbidden(text, length);
}

static const char *replace_in_line(struct slice text, size_t *length)
{
    return text.start[0] == '\n' || text.start[0] == '\r' ? " " : replace_in_text(text, length);
}

static const char *replace_in_attribute(struct slice text, size_t *length)
{
    switch (text.start[0]) {
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    case '\t':
        return "&#9;";
    default:
        return replace_in_text(text, length);
    }
}

static void escape(struct strbuf *storage, struct slice text, replace replace_start)
{
    size_t copied = 0;

    for (size_t at = 0; at < text.length;) {
        size_t length = 1;
        const char *replacement = replace_start(slice_part(text, at, text.length), &length);
        if (replacement) {
            strbuf_append_slice(storage, slice_part(text, copied, at));
            strbuf_append(storage, replacement);
            copied = at + length;
        }
        at += length;
    }
    strbuf_append_slice(storage, slice_part(text, copied, text.length));
}

void xml_escape_text(struct strbuf *storage, struct slice text)
{
    escape(storage, text, replace_in_text);
}

void xml_escape_line(struct strbuf *storage, struct slice text)
{
    escape(storage, text, replace_in_line);
}

void xml_escape_attribute(struct strbuf *storage, const char *name, struct slice value)
{
    strbuf_append(storage, " ");
    strbuf_append(storage, name);
    strbuf_append(storage, "=\"");
    escape(storage, value, replace_in_attribute);
    strbuf_append(storage, "\"");
}

void xml_escape_cdata(struct strbuf *storage, struct slice text)
{
    const struct slice end = SLICE_LITERAL("]]>");
    size_t at = 0;

    strbuf_append(storage, "<![CDATA[");
    for (size_t found = slice_find(text, 0, end); found != SLICE_NOT_FOUND;
         found = slice_find(text, at, end)) {
        escape(storage, slice_part(text, at, found), replace_forbidden);
        strbuf_append(storage, "]]]]><![CDATA[>");
        at = found + end.length;
    }
    escape(storage, slice_part(text, at, text.length), replace_forbidden);
    strbuf_append(storage, "]]>");
}

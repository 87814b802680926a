/* SPDX-License-Identifier: MIT */
#include "markdown/raw_internal.h"

/* How markup that starts with `opening` ends. */
struct markup {
    const char *opening;
    const char *closing;
    bool is_verbatim;
};

static const struct markup markups[] = {
    {"<![CDATA[", "]]>", true},
    {"<!--", "-->", true},
    {"<?", "?>", true},
    {"<", ">", false},
};

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool has_line_end(struct slice text)
{
    return slice_find_char(text, 0, '\n') != SLICE_NOT_FOUND ||
           slice_find_char(text, 0, '\r') != SLICE_NOT_FOUND;
}

/* Appends the text with every line end, CR LF being one, as `replacement`. */
static void write_replaced(struct strbuf *out, struct slice text, const char *replacement)
{
    for (size_t i = 0; i < text.length; i++) {
        bool is_crlf = text.start[i] == '\r' && i + 1 < text.length && text.start[i + 1] == '\n';
        if (is_crlf) {
            continue;
        }
        if (is_line_end(text.start[i])) {
            strbuf_append(out, replacement);
        } else {
            strbuf_append_char(out, text.start[i]);
        }
    }
}

/* The end of a tag: '>' may stand in the values of its attributes. */
static size_t tag_end(struct slice storage, size_t start)
{
    char quote = '\0';
    for (size_t i = start; i < storage.length; i++) {
        char byte = storage.start[i];
        if (quote != '\0') {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '>') {
            return i + 1;
        }
    }
    return storage.length;
}

static size_t markup_end(struct slice storage, size_t start, const struct markup **markup)
{
    struct slice rest = slice_part(storage, start, storage.length);

    for (*markup = markups; (*markup)->is_verbatim; (*markup)++) {
        if (slice_starts_with(rest, (*markup)->opening)) {
            struct slice closing = slice_from((*markup)->closing);
            size_t end = slice_find(storage, start, closing);
            return end == SLICE_NOT_FOUND ? storage.length : end + closing.length;
        }
    }
    return tag_end(storage, start);
}

bool raw_write_line(struct strbuf *out, struct slice storage)
{
    if (!has_line_end(storage)) {
        strbuf_append_slice(out, storage);
        return true;
    }
    for (size_t start = 0; start < storage.length;) {
        size_t tag = slice_find_char(storage, start, '<');
        tag = tag == SLICE_NOT_FOUND ? storage.length : tag;
        write_replaced(out, slice_part(storage, start, tag), "&#10;");
        if (tag == storage.length) {
            break;
        }
        const struct markup *markup = NULL;
        size_t behind = markup_end(storage, tag, &markup);
        struct slice part = slice_part(storage, tag, behind);
        if (markup->is_verbatim && has_line_end(part)) {
            return false;
        }
        write_replaced(out, part, " ");
        start = behind;
    }
    return true;
}

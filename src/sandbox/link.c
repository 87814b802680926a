/* SPDX-License-Identifier: MIT */
#include "sandbox/link.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/base64.h"
#include "server/parameter.h"

/* Bytes of an id, and how much text they make. */
enum { ID_BYTES = 8, ID_DIGITS = 12 };

const char *link_webui(struct arena *arena, const struct page *page)
{
    CLEANUP_STRBUF struct strbuf link = STRBUF(LIMIT_PATH);

    strbuf_append_format(&link, "/spaces/%s/", page->space_key);
    if (page->is_homepage) {
        strbuf_append(&link, "overview");
        return strbuf_copy(&link, arena).start;
    }
    strbuf_append_format(&link, "pages/%lld/", page->id);
    for (size_t start = 0; start <= page->title.length;) {
        size_t end = slice_find_char(page->title, start, ' ');
        if (end == SLICE_NOT_FOUND) {
            end = page->title.length;
        }
        percent_encode(&link, slice_part(page->title, start, end));
        if (end < page->title.length) {
            strbuf_append_char(&link, '+');
        }
        start = end + 1;
    }
    return strbuf_copy(&link, arena).start;
}

const char *link_editui(struct arena *arena, const struct page *page)
{
    CLEANUP_STRBUF struct strbuf link = STRBUF(LIMIT_PATH);

    strbuf_append_format(&link, "/pages/resumedraft.action?draftId=%lld", page->id);
    return strbuf_copy(&link, arena).start;
}

const char *link_edit_v2(struct arena *arena, const struct page *page)
{
    CLEANUP_STRBUF struct strbuf link = STRBUF(LIMIT_PATH);

    strbuf_append_format(&link, "/spaces/%s/pages/edit-v2/%lld", page->space_key, page->id);
    return strbuf_copy(&link, arena).start;
}

static void swap(char *text, char from, char to)
{
    for (; *text != '\0'; text++) {
        if (*text == from) {
            *text = to;
        }
    }
}

const char *link_tiny(struct arena *arena, long long id)
{
    char bytes[ID_BYTES];
    char digits[ID_DIGITS + 1] = "";

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)((unsigned long long)id >> (8 * i) & 0xFF);
    }
    struct slice encoded = base64_encode(arena, (struct slice){bytes, sizeof bytes});
    memcpy(digits, encoded.start, ID_DIGITS);
    swap(digits, '/', '-');
    swap(digits, '+', '_');
    size_t length = ID_DIGITS;
    while (length > 0 && strchr("=A", digits[length - 1])) {
        length--;
    }
    CLEANUP_STRBUF struct strbuf link = STRBUF(LIMIT_PATH);
    strbuf_append(&link, "/x/");
    strbuf_append_slice(&link, (struct slice){digits, length});
    return strbuf_copy(&link, arena).start;
}

bool link_tiny_parse(struct arena *arena, struct slice name, long long *id)
{
    /* Eight bytes make eleven digits and one "=". */
    char digits[ID_DIGITS + 1] = "AAAAAAAAAAA=";
    struct slice bytes = {0};

    if (name.length >= ID_DIGITS) {
        return false;
    }
    memcpy(digits, name.start, name.length);
    swap(digits, '-', '/');
    swap(digits, '_', '+');
    if (!base64_decode(arena, (struct slice){digits, ID_DIGITS}, &bytes)) {
        return false;
    }
    *id = 0;
    for (size_t i = bytes.length; i > 0; i--) {
        *id = *id << 8 | (unsigned char)bytes.start[i - 1];
    }
    return true;
}

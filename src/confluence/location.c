/* SPDX-License-Identifier: MIT */
#include "confluence/location.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "confluence/dialect_internal.h"
#include "http/url.h"

/* The address in parts, on the way to a location. */
struct address {
    struct arena *arena;
    const char *text; /* as it was typed */
    struct http_url url;
    const struct slice *segments; /* of the path, still escaped */
    size_t count;
    struct confluence_location location;
};

/* What an address says from this segment on. */
struct form {
    const char *segment;
    bool (*read)(struct address *address, size_t at, struct error *error);
};

static bool refuse(const struct address *address, const char *why, struct error *error)
{
    return error_set(error, ERROR_USAGE, 0, "%s %s (expected https://HOST/wiki/spaces/KEY)",
                     address->text, why);
}

static void split_path(struct address *address)
{
    struct slice path = slice_from(address->url.path);
    struct slice *segments = NULL;

    for (size_t from = 0; from < path.length;) {
        size_t to = slice_find_char(path, from, '/');
        struct slice segment = slice_part(path, from, to);
        if (segment.length > 0) {
            segments = VEC_GROW(address->arena, segments, address->count);
            segments[address->count++] = segment;
        }
        from = to == SLICE_NOT_FOUND ? path.length : to + 1;
    }
    address->segments = segments;
}

/* The segment at a position; empty when there is none. */
static struct slice segment_at(const struct address *address, size_t position)
{
    bool is_there = address->segments && position < address->count;

    return is_there ? address->segments[position] : (struct slice){0};
}

/* In addresses of pages a plus sign is a blank, as in forms. */
static const char *plain_text(struct arena *arena, struct slice escaped, bool plus_is_blank)
{
    char *copy = arena_copy(arena, escaped);

    for (size_t i = 0; plus_is_blank && i < escaped.length; i++) {
        copy[i] = (char)(copy[i] == '+' ? ' ' : copy[i]);
    }
    struct slice text = http_unescape(arena, (struct slice){copy, escaped.length});
    bool is_text = utf8_is_valid(text) && memchr(text.start, '\0', text.length) == NULL;
    return is_text && text.length > 0 ? text.start : NULL;
}

/* The value of a parameter of the query; NULL when it is not there. */
static const char *parameter(const struct address *address, const char *name)
{
    struct slice query = slice_from(address->url.query);

    while (query.length > 0) {
        struct slice item = slice_part(query, 0, slice_find_char(query, 0, '&'));
        size_t equals = slice_find_char(item, 0, '=');
        if (equals != SLICE_NOT_FOUND && slice_equals(slice_part(item, 0, equals), name)) {
            return plain_text(address->arena, slice_part(item, equals + 1, item.length), true);
        }
        query = slice_part(query, item.length + 1, query.length);
    }
    return NULL;
}

static bool set_page(struct address *address, struct slice id, struct error *error)
{
    const char *page_id = arena_copy(address->arena, id);

    if (!confluence_is_id(page_id)) {
        return refuse(address, "names no page", error);
    }
    address->location.page_id = page_id;
    return true;
}

/* The end of the path: where the site's own part of it ends. */
static void set_site(struct address *address, size_t segments)
{
    CLEANUP_STRBUF struct strbuf site = STRBUF(LIMIT_PATH);

    strbuf_append(&site, address->url.origin);
    for (size_t i = 0; i < segments; i++) {
        strbuf_append_char(&site, '/');
        strbuf_append_slice(&site, segment_at(address, i));
    }
    if (segments == 0 && slice_ends_with(slice_from(address->url.host), ".atlassian.net")) {
        /* Cloud has nothing but Jira beside /wiki. */
        strbuf_append(&site, "/wiki");
    }
    address->location.site = strbuf_copy(&site, address->arena).start;
}

/* …/spaces/KEY[/overview | /pages[/ID[/Title]] | /pages/edit-v2/ID | /blog] */
static bool read_spaces(struct address *address, size_t at, struct error *error)
{
    struct slice key = segment_at(address, at + 1);
    struct slice what = segment_at(address, at + 2);
    struct slice id = segment_at(address, at + 3);

    address->location.space_key = slice_equals(key, "viewspace.action")
                                      ? parameter(address, "key")
                                      : plain_text(address->arena, key, false);
    if (!address->location.space_key) {
        return refuse(address, "names no space", error);
    }
    if (slice_equals(what, "pages") && id.length > 0) {
        bool is_editor = slice_starts_with(id, "edit");
        return set_page(address, is_editor ? segment_at(address, at + 4) : id, error);
    }
    if (what.length > 0 && !slice_equals(what, "overview") && !slice_equals(what, "pages")) {
        return refuse(address, "is neither a space nor a page", error);
    }
    return true;
}

/* …/display/KEY[/Title], the old form of Cloud and the usual one of Data Center */
static bool read_display(struct address *address, size_t at, struct error *error)
{
    struct slice title = segment_at(address, at + 2);

    address->location.space_key = plain_text(address->arena, segment_at(address, at + 1), false);
    if (!address->location.space_key) {
        return refuse(address, "names no space", error);
    }
    if (title.length == 0) {
        return true;
    }
    address->location.title = plain_text(address->arena, title, true);
    if (!address->location.title || at + 3 < address->count) {
        return refuse(address, "is neither a space nor a page", error);
    }
    return true;
}

/* …/pages/viewpage.action?pageId=ID, or with ?spaceKey=KEY&title=Title */
static bool read_pages(struct address *address, size_t at, struct error *error)
{
    (void)at;
    const char *id = parameter(address, "pageId");

    if (id) {
        return set_page(address, slice_from(id), error);
    }
    address->location.space_key = parameter(address, "spaceKey");
    address->location.title = parameter(address, "title");
    if (!address->location.space_key) {
        return refuse(address, "names neither a space nor a page", error);
    }
    return true;
}

static int tiny_digit(char digit)
{
    /* Base64, with "-" for "/" and "_" for "+". */
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    const char *at = digit == '\0' ? NULL : strchr(digits, digit);

    return at ? (int)(at - digits) : -1;
}

/*
 * …/x/TINY: the page's id as little-endian bytes in Base64, without the "A" and "=" at
 * its end (checked against recorded tinyui links).
 */
static bool read_tiny(struct address *address, size_t at, struct error *error)
{
    enum { DIGIT_BITS = 6, BYTE_BITS = 8, MOST_DIGITS = 11, MOST_BYTES = 8, BYTE_MASK = 255 };
    struct slice tiny = segment_at(address, at + 1);
    unsigned long long id = 0;
    unsigned pending = 0;
    int bits = 0;
    int bytes = 0;

    if (tiny.length == 0 || tiny.length > MOST_DIGITS) {
        return refuse(address, "names no page", error);
    }
    for (size_t i = 0; i < MOST_DIGITS && bytes < MOST_BYTES; i++) {
        int digit = i < tiny.length ? tiny_digit(tiny.start[i]) : 0;
        if (digit < 0) {
            return refuse(address, "names no page", error);
        }
        pending = pending << DIGIT_BITS | (unsigned)digit;
        bits += DIGIT_BITS;
        if (bits >= BYTE_BITS) {
            bits -= BYTE_BITS;
            unsigned long long byte = pending >> bits & BYTE_MASK;
            id |= byte << (BYTE_BITS * bytes++);
        }
    }
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH);
    strbuf_append_format(&text, "%llu", id);
    return set_page(address, strbuf_slice(&text), error);
}

static const struct form forms[] = {
    {"spaces", read_spaces},
    {"display", read_display},
    {"pages", read_pages},
    {"x", read_tiny},
};

static const struct form *find_form(struct slice segment)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (slice_equals(segment, forms[i].segment)) {
            return &forms[i];
        }
    }
    return NULL;
}

bool confluence_location_parse(const char *url, struct arena *arena,
                               struct confluence_location *location, struct error *error)
{
    struct address address = {.arena = arena, .text = url};

    if (!http_url_parse(url, arena, &address.url, error)) {
        return false;
    }
    split_path(&address);
    for (size_t i = 0; i < address.count; i++) {
        const struct form *form = find_form(segment_at(&address, i));
        if (form) {
            set_site(&address, i);
            if (!form->read(&address, i, error)) {
                return false;
            }
            *location = address.location;
            return true;
        }
    }
    return refuse(&address, "names no space", error);
}

/* SPDX-License-Identifier: MIT */
#include "markdown/targets_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "markdown/escape_internal.h"

#define PAGE_SCHEME        "confluence:page?"
#define ATTACHMENTS_FOLDER "_attachments"

/* Everything readable stays readable; encoded is what ends a part or a Markdown destination. */
static void percent_encode(struct strbuf *out, struct slice text)
{
    for (size_t i = 0; i < text.length;) {
        size_t start = i;
        uint32_t code_point = utf8_next(text, &i);
        bool is_plain =
            code_point < 0x80
                ? isgraph((int)code_point) && !strchr("%&#+=?<>()[]\"\\`/", (int)code_point)
                : !utf8_is_space(code_point) && !utf8_is_invisible(code_point);
        for (size_t at = start; at < i; at++) {
            if (is_plain) {
                strbuf_append_char(out, text.start[at]);
            } else {
                strbuf_append_format(out, "%%%02X", (unsigned char)text.start[at]);
            }
        }
    }
}

static int hexadecimal_value(char byte)
{
    if (!isxdigit((unsigned char)byte)) {
        return -1;
    }
    return isdigit((unsigned char)byte) ? byte - '0' : (byte | ' ') - 'a' + 10;
}

/* Decodes what is encoded; when the result is not text, it was no encoding: the part stays. */
static struct slice percent_decode(struct arena *arena, struct slice part)
{
    if (slice_find_char(part, 0, '%') == SLICE_NOT_FOUND) {
        return part;
    }
    char *decoded = ARENA_NEW_ARRAY(arena, char, part.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < part.length; i++) {
        bool has_two = part.start[i] == '%' && i + 2 < part.length;
        int high = has_two ? hexadecimal_value(part.start[i + 1]) : -1;
        int low = has_two ? hexadecimal_value(part.start[i + 2]) : -1;
        bool is_encoded = high >= 0 && low >= 0;
        decoded[length++] = is_encoded ? (char)(high * 16 + low) : part.start[i];
        i += is_encoded ? 2 : 0;
    }
    struct slice text = {decoded, length};
    return utf8_is_valid(text) && !memchr(decoded, '\0', length) ? text : part;
}

static void write_page(struct strbuf *out, const struct target *target)
{
    strbuf_append(out, PAGE_SCHEME);
    if (target->space.length > 0) {
        strbuf_append(out, "space=");
        percent_encode(out, target->space);
        strbuf_append_char(out, '&');
    }
    strbuf_append(out, "title=");
    percent_encode(out, target->title);
    if (target->anchor.length > 0) {
        strbuf_append_char(out, '#');
        percent_encode(out, target->anchor);
    }
}

static void write_kind(struct strbuf *out, const struct target *target,
                       const struct anchors *anchors, const struct markdown_options *options)
{
    struct slice slug;

    switch (target->kind) {
    case TARGET_NONE:
        return;
    case TARGET_URL:
        strbuf_append(out, slice_starts_with(target->url, "#") ? "?" : "");
        strbuf_append_slice(out, target->url);
        return;
    case TARGET_PAGE:
        write_page(out, target);
        return;
    case TARGET_ANCHOR:
        slug = anchors ? anchors_slug_find(anchors, target->anchor) : slice_from("");
        strbuf_append_char(out, '#');
        percent_encode(out, slug.length > 0 ? slug : target->anchor);
        return;
    case TARGET_ATTACHMENT:
        strbuf_append(out, options->attachments);
        percent_encode(out, target->file_name);
        return;
    }
}

/* Whether the destination leads back to the target; an anchor may have become a slug. */
static bool is_kept(struct arena *arena, struct slice destination, const struct target *target)
{
    struct target read = target_read(arena, destination);
    bool is_one_line = slice_find_char(destination, 0, '\n') == SLICE_NOT_FOUND &&
                       slice_find_char(destination, 0, '\r') == SLICE_NOT_FOUND;

    return is_one_line && read.kind == target->kind && slice_equal(read.url, target->url) &&
           slice_equal(read.title, target->title) && slice_equal(read.space, target->space) &&
           slice_equal(read.file_name, target->file_name) &&
           (target->kind == TARGET_ANCHOR || slice_equal(read.anchor, target->anchor));
}

bool target_write(struct strbuf *out, const struct target *target, struct arena *arena,
                  const struct anchors *anchors, const struct markdown_options *options)
{
    size_t start = out->length;

    write_kind(out, target, anchors, options);
    struct slice destination = slice_part(strbuf_slice(out), start, out->length);
    if (is_kept(arena, destination, target)) {
        return true;
    }
    strbuf_truncate(out, start);
    return false;
}

/* The value of a key in "space=S&title=T", as it stands there. */
static struct slice query_value(struct slice query, const char *key)
{
    for (size_t start = 0; start < query.length;) {
        size_t end = slice_find_char(query, start, '&');
        end = end == SLICE_NOT_FOUND ? query.length : end;
        struct slice part = slice_part(query, start, end);
        if (slice_starts_with(part, key)) {
            return slice_part(part, strlen(key), part.length);
        }
        start = end + 1;
    }
    return slice_from("");
}

/* False when the destination has the scheme of pages but names none. */
static bool read_page(struct arena *arena, struct slice destination, struct target *target)
{
    size_t hash = slice_find_char(destination, 0, '#');
    size_t end = hash == SLICE_NOT_FOUND ? destination.length : hash;
    struct slice query = slice_part(destination, strlen(PAGE_SCHEME), end);

    target->kind = TARGET_PAGE;
    target->title = percent_decode(arena, query_value(query, "title="));
    target->space = percent_decode(arena, query_value(query, "space="));
    target->anchor = percent_decode(arena, slice_part(destination, end + 1, destination.length));
    return target->title.length > 0;
}

/* The file's name when the last folder of a relative path is the attachments'; or empty. */
static struct slice file_name_of(struct slice destination)
{
    size_t name = destination.length;
    while (name > 0 && destination.start[name - 1] != '/') {
        name--;
    }
    struct slice folder = slice_part(destination, 0, name > 0 ? name - 1 : 0);
    bool is_folder =
        slice_equals(folder, ATTACHMENTS_FOLDER) || slice_ends_with(folder, "/" ATTACHMENTS_FOLDER);
    bool is_path = slice_find_char(destination, 0, ':') == SLICE_NOT_FOUND &&
                   slice_find_char(destination, 0, '?') == SLICE_NOT_FOUND &&
                   slice_find_char(destination, 0, '#') == SLICE_NOT_FOUND &&
                   !slice_starts_with(destination, "/");
    return is_folder && is_path ? slice_part(destination, name, destination.length)
                                : slice_from("");
}

struct target target_read(struct arena *arena, struct slice destination)
{
    struct target target = {.kind = TARGET_URL, .url = destination};
    struct target other = {.kind = TARGET_NONE};

    if (destination.length == 0) {
        return other;
    }
    if (slice_starts_with(destination, PAGE_SCHEME)) {
        return read_page(arena, destination, &other) ? other : target;
    }
    if (slice_starts_with(destination, "#") && destination.length > 1) {
        other.kind = TARGET_ANCHOR;
        other.anchor = percent_decode(arena, slice_part(destination, 1, destination.length));
        return other;
    }
    if (slice_starts_with(destination, "?#")) {
        target.url = slice_part(destination, 1, destination.length);
        return target;
    }
    struct slice file_name = file_name_of(destination);
    if (file_name.length > 0) {
        other.kind = TARGET_ATTACHMENT;
        other.file_name = percent_decode(arena, file_name);
        return other;
    }
    return target;
}

/* Whether CommonMark reads the destination to its end without brackets around it. */
static bool stands_bare(struct slice destination)
{
    int open = 0;
    int deepest = 0;

    for (size_t i = 0; i < destination.length; i++) {
        char byte = destination.start[i];
        if (byte == ' ' || byte == '<' || byte == '>') {
            return false;
        }
        open += (byte == '(') - (byte == ')');
        deepest = open > deepest ? open : deepest;
        if (open < 0) {
            return false;
        }
    }
    return open == 0 && deepest <= 2 && destination.length > 0;
}

void destination_write(struct strbuf *out, struct slice destination)
{
    bool is_bare = stands_bare(destination);

    strbuf_append(out, is_bare ? "" : "<");
    for (size_t i = 0; i < destination.length;) {
        bool is_edge = i == 0 || i + 1 == destination.length;
        char byte = destination.start[i];
        if (byte == '<' || byte == '>' || (byte == '\\' && escape_is_needed(destination, i))) {
            strbuf_append_char(out, '\\');
            strbuf_append_char(out, byte);
            i++;
        } else if (byte == '&' && escape_is_reference(destination, i)) {
            strbuf_append(out, "&amp;");
            i++;
        } else if (byte == '\t' || (byte == ' ' && is_edge)) {
            strbuf_append_format(out, "&#%d;", byte);
            i++;
        } else {
            escape_visible(out, destination, &i);
        }
    }
    strbuf_append(out, is_bare ? "" : ">");
}

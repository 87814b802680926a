/* SPDX-License-Identifier: MIT */
#include "markdown/targets_internal.h"

#include <string.h>

#include "markdown/escape_internal.h"
#include "markdown/query_internal.h"

#define ATTACHMENTS_FOLDER "_attachments"

static void write_page(struct strbuf *out, const struct target *target)
{
    strbuf_append(out, CONFLUENCE_SCHEME "page?");
    query_write_known(out, "space", target->space);
    query_write_known(out, "title", target->title);
    if (target->anchor.length > 0) {
        strbuf_append_char(out, '#');
        query_encode(out, target->anchor);
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
        query_encode(out, slug.length > 0 ? slug : target->anchor);
        return;
    case TARGET_ATTACHMENT:
        strbuf_append(out, options->attachments);
        query_encode(out, target->file_name);
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

/* False when the destination has the scheme of pages but names none. */
static bool read_page(struct arena *arena, const struct address *address, struct target *target)
{
    target->kind = TARGET_PAGE;
    target->title = query_find(arena, address->query, "title");
    target->space = query_find(arena, address->query, "space");
    target->anchor = query_decode(arena, address->fragment);
    return target->title.length > 0;
}

/* False when the address is none of a target's. */
static bool read_address(struct arena *arena, const struct address *address, struct target *target)
{
    return slice_equals(address->kind, "page") && read_page(arena, address, target);
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
    struct address address;

    if (destination.length == 0) {
        return other;
    }
    if (address_read(destination, &address)) {
        return read_address(arena, &address, &other) ? other : target;
    }
    if (slice_starts_with(destination, "#") && destination.length > 1) {
        other.kind = TARGET_ANCHOR;
        other.anchor = query_decode(arena, slice_part(destination, 1, destination.length));
        return other;
    }
    if (slice_starts_with(destination, "?#")) {
        target.url = slice_part(destination, 1, destination.length);
        return target;
    }
    struct slice file_name = file_name_of(destination);
    if (file_name.length > 0) {
        other.kind = TARGET_ATTACHMENT;
        other.file_name = query_decode(arena, file_name);
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

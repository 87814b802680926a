/* SPDX-License-Identifier: MIT */
#include "markdown/targets_internal.h"

#include <stddef.h>
#include <string.h>

#include "document/equal.h"
#include "markdown/escape_internal.h"
#include "markdown/query_internal.h"

#define ATTACHMENTS_FOLDER "_attachments"
#define USER_PREFIX        "user/"
#define OWN_PAGE           CONFLUENCE_SCHEME "page"
#define PART_MOST          5

/* One kind of address, confluence:KIND?…, and its parts in the order in which they are written. */
struct place {
    const char *kind;
    enum target_kind target;
    size_t needed; /* the part without which it is none */
    struct {
        const char *key;
        size_t offset; /* in struct target */
    } parts[PART_MOST];
    enum user_key user_key;
};

#define PART(member) offsetof(struct target, member)

static const struct place places[] = {
    {"page", TARGET_PAGE, 1, {{"space", PART(space)}, {"title", PART(title)}}, 0},
    {"space", TARGET_SPACE, 0, {{"key", PART(space)}}, 0},
    {"blog",
     TARGET_BLOG_POST,
     0,
     {{"title", PART(title)}, {"date", PART(date)}, {"space", PART(space)}},
     0},
    {"content", TARGET_CONTENT, 0, {{"id", PART(id)}}, 0},
    {"user", TARGET_USER, 0, {{"userkey", PART(id)}}, USER_KEY},
    {"user", TARGET_USER, 0, {{"username", PART(id)}}, USER_NAME},
    {"attachment",
     TARGET_ATTACHMENT,
     0,
     {{"file", PART(file_name)},
      {"title", PART(title)},
      {"date", PART(date)},
      {"space", PART(space)},
      {"id", PART(id)}},
     0},
    {"url", TARGET_URL, 0, {{"value", PART(url)}}, 0},
};
#define PLACE_COUNT (sizeof places / sizeof places[0])

static struct slice *part_of(struct target *target, const struct place *place, size_t i)
{
    return (struct slice *)(void *)((char *)target + place->parts[i].offset);
}

static void write_place(struct strbuf *out, const struct target *target)
{
    struct target parts = *target;
    size_t i = 0;
    if (target->kind == TARGET_USER && target->user_key == USER_ACCOUNT_ID) {
        strbuf_append(out, CONFLUENCE_SCHEME USER_PREFIX);
        query_encode(out, target->id);
        return;
    }
    while (i < PLACE_COUNT &&
           (places[i].target != target->kind || places[i].user_key != target->user_key)) {
        i++;
    }
    if (i == PLACE_COUNT) {
        return;
    }
    strbuf_append_format(out, CONFLUENCE_SCHEME "%s?", places[i].kind);
    for (size_t part = 0; part < PART_MOST && places[i].parts[part].key; part++) {
        query_write_known(out, places[i].parts[part].key, *part_of(&parts, &places[i], part));
    }
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
    case TARGET_ANCHOR:
        slug = anchors ? anchors_slug_find(anchors, target->anchor) : slice_from("");
        strbuf_append_char(out, '#');
        query_encode(out, slug.length > 0 ? slug : target->anchor);
        return;
    case TARGET_ATTACHMENT:
        if (target_has_owner(target)) {
            write_place(out, target);
            return;
        }
        strbuf_append(out, options->attachments);
        query_encode(out, target->file_name);
        return;
    case TARGET_USER:
    case TARGET_PAGE:
    case TARGET_SPACE:
    case TARGET_BLOG_POST:
    case TARGET_CONTENT:
        write_place(out, target);
        return;
    }
}

/* Whether the destination leads back to the target; an anchor may have become a slug. */
static bool is_kept(struct arena *arena, struct slice destination, const struct target *target)
{
    struct target read = target_read(arena, destination);
    bool is_one_line = slice_find_char(destination, 0, '\n') == SLICE_NOT_FOUND &&
                       slice_find_char(destination, 0, '\r') == SLICE_NOT_FOUND;

    if (read.kind == TARGET_ANCHOR) {
        read.anchor = target->anchor;
    }
    return is_one_line && target_equal(&read, target);
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

/* Takes the parts that the place has. False: the one it needs is not there. */
static bool read_place(struct arena *arena, const struct address *address,
                       const struct place *place, struct target *target)
{
    *target = (struct target){.kind = place->target, .user_key = place->user_key};
    for (size_t i = 0; i < PART_MOST && place->parts[i].key; i++) {
        *part_of(target, place, i) = query_find(arena, address->query, place->parts[i].key);
    }
    target->anchor = query_decode(arena, address->fragment);
    return part_of(target, place, place->needed)->length > 0;
}

static bool read_account(struct arena *arena, const struct address *address, struct target *target)
{
    *target = (struct target){.kind = TARGET_USER, .user_key = USER_ACCOUNT_ID};
    target->id =
        query_decode(arena, slice_part(address->kind, strlen(USER_PREFIX), address->kind.length));
    return target->id.length > 0;
}

/* False when the address is none of a target's. */
static bool read_address(struct arena *arena, const struct address *address, struct target *target)
{
    if (slice_starts_with(address->kind, USER_PREFIX)) {
        return read_account(arena, address, target);
    }
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        if (slice_equals(address->kind, places[i].kind) &&
            read_place(arena, address, &places[i], target)) {
            return true;
        }
    }
    return false;
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
        bool is_place = read_address(arena, &address, &other) && other.kind != TARGET_URL;
        return is_place ? other : target;
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

void target_write_address(struct strbuf *out, const struct target *target)
{
    if (target->kind == TARGET_NONE) {
        strbuf_append(out, OWN_PAGE);
    } else {
        write_place(out, target);
    }
}

bool target_read_address(struct arena *arena, struct slice text, struct target *target)
{
    struct address address;

    if (slice_equals(text, OWN_PAGE)) {
        *target = (struct target){.kind = TARGET_NONE};
        return true;
    }
    return address_read(text, &address) && read_address(arena, &address, target);
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

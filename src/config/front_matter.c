/* SPDX-License-Identifier: MIT */
#include "config/front_matter.h"

#include <limits.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "config/front_matter_internal.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* The file that is read, and what to call it in messages. */
struct source {
    struct arena *arena;
    struct slice bytes;
    const char *file;
    struct error *error;
};

/* The line that begins at `start`, with its end of line. */
static struct slice line_at(struct slice bytes, size_t start)
{
    size_t end = slice_find_char(bytes, start, '\n');
    return slice_part(bytes, start, end == SLICE_NOT_FOUND ? bytes.length : end + 1);
}

static bool is_marker(struct slice line, const char *marker)
{
    return slice_starts_with(line, marker) &&
           slice_is_blank(slice_part(line, strlen(marker), line.length));
}

static size_t line_number(struct slice bytes, size_t position)
{
    size_t line = 1;
    for (size_t i = 0; i < position; i++) {
        line += bytes.start[i] == '\n';
    }
    return line;
}

/* The position of the line that closes the front matter, or SLICE_NOT_FOUND. */
static size_t find_closing_line(struct slice bytes, size_t start)
{
    while (start < bytes.length) {
        struct slice line = line_at(bytes, start);
        if (is_marker(line, FRONT_MATTER_MARK) || is_marker(line, "...")) {
            return start;
        }
        start += line.length;
    }
    return SLICE_NOT_FOUND;
}

static void find_body(struct slice bytes, size_t closing_line, struct page_layout *layout)
{
    size_t start = closing_line + line_at(bytes, closing_line).length;
    struct slice next = line_at(bytes, start);
    layout->has_separator = next.length > 0 && slice_is_blank(next) && slice_ends_with(next, "\n");
    layout->body = layout->has_separator ? start + next.length : start;
}

/* Parses what is between the first line and the closing one. */
static bool find_keys(const struct source *source, size_t closing_line, bool may_be_rule,
                      struct page_layout *layout)
{
    const struct node_place place = {.file = source->file, .first_line = 2};
    size_t start = layout->start + line_at(source->bytes, layout->start).length;
    struct slice front = slice_part(source->bytes, start, closing_line);
    struct node *root = NULL;

    if (front.length > LIMIT_CONFIG) {
        return error_set(source->error, ERROR_INPUT, 0,
                         "%s:1: the front matter is larger than %zu bytes", source->file,
                         LIMIT_CONFIG);
    }
    if (!node_parse(source->arena, front, &place, &root, source->error)) {
        return false;
    }
    if (root && root->kind != NODE_MAP) {
        return may_be_rule || node_fail(root, source->file, source->error,
                                        "expected keys with values in the front matter");
    }
    layout->has_front = true;
    layout->root = root;
    layout->front = (struct span){start, closing_line};
    find_body(source->bytes, closing_line, layout);
    return true;
}

bool page_layout_find(struct arena *arena, struct slice bytes, const char *file,
                      struct page_layout *layout, struct error *error)
{
    size_t valid = utf8_valid_length(bytes);
    if (valid < bytes.length) {
        return error_set(error, ERROR_INPUT, 0, "%s:%zu: not UTF-8 text", file,
                         line_number(bytes, valid));
    }
    size_t start = slice_starts_with(bytes, BYTE_ORDER_MARK) ? strlen(BYTE_ORDER_MARK) : 0;
    struct slice first = line_at(bytes, start);
    *layout = (struct page_layout){
        .start = start,
        .body = start,
        .has_carriage_returns = slice_ends_with(first, "\r\n"),
    };
    if (!is_marker(first, FRONT_MATTER_MARK)) {
        return true;
    }
    size_t second = start + first.length;
    bool may_be_rule = slice_is_blank(line_at(bytes, second));
    size_t closing_line = find_closing_line(bytes, second);
    if (closing_line != SLICE_NOT_FOUND) {
        const struct source source = {arena, bytes, file, error};
        return find_keys(&source, closing_line, may_be_rule, layout);
    }
    return may_be_rule ||
           error_set(error, ERROR_INPUT, 0,
                     "%s:1: the front matter that begins here is not closed by a line ---", file);
}

/* The value of a key of the map; NULL where it is missing or null. */
static bool find_value(const struct source *source, const struct node *map, const char *key,
                       const struct node **value)
{
    struct node *found = NULL;
    if (map && !node_find(map, key, source->file, &found, source->error)) {
        return false;
    }
    *value = found && !node_is_null(found) ? found : NULL;
    return true;
}

/* One line of text; a blank one counts as not there. */
static bool text_of(const struct source *source, const struct node *node, const char *what,
                    const char **text)
{
    if (node->kind != NODE_SCALAR) {
        return node_fail(node, source->file, source->error, "%s must be a text", what);
    }
    struct slice line = node->style == NODE_BLOCK ? slice_trim(node->text) : node->text;
    if (memchr(line.start, '\0', line.length) ||
        slice_find_char(line, 0, '\n') != SLICE_NOT_FOUND ||
        slice_find_char(line, 0, '\r') != SLICE_NOT_FOUND) {
        return node_fail(node, source->file, source->error, "%s must be one line of text", what);
    }
    *text = slice_is_blank(line) ? NULL : arena_copy(source->arena, line);
    return true;
}

static bool read_text(const struct source *source, const struct node *map, const char *key,
                      const char **text)
{
    const struct node *value = NULL;
    return find_value(source, map, key, &value) && (!value || text_of(source, value, key, text));
}

static bool read_number(const struct source *source, const struct node *map, const char *key,
                        long long *number)
{
    const struct node *value = NULL;
    unsigned long long parsed = 0;

    if (!find_value(source, map, key, &value)) {
        return false;
    }
    if (!value) {
        return true;
    }
    if (value->kind != NODE_SCALAR || !slice_parse_number(value->text, &parsed) || parsed == 0 ||
        parsed > LLONG_MAX) {
        return node_fail(value, source->file, source->error, "%s must be a number above 0", key);
    }
    *number = (long long)parsed;
    return true;
}

/* A list of texts, or one text. */
static bool read_labels(const struct source *source, const struct node *map,
                        struct front_matter *out)
{
    const struct node *value = NULL;

    if (!find_value(source, map, "labels", &value)) {
        return false;
    }
    if (!value) {
        return true;
    }
    bool is_list = value->kind == NODE_LIST;
    size_t count = is_list ? value->count : 1;
    out->labels = ARENA_NEW_ARRAY(source->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const struct node *item = is_list ? value->pairs[i].value : value;
        const char *label = NULL;
        if (!text_of(source, item, "a label", &label)) {
            return false;
        }
        if (label) {
            out->labels[out->label_count++] = label;
        }
    }
    return true;
}

static bool read_confluence(const struct source *source, const struct node *map,
                            struct front_matter *out)
{
    const struct node *confluence = NULL;

    if (!find_value(source, map, "confluence", &confluence)) {
        return false;
    }
    if (!confluence) {
        return true;
    }
    if (confluence->kind != NODE_MAP) {
        return node_fail(confluence, source->file, source->error,
                         "confluence must hold id, space and version");
    }
    return read_number(source, confluence, "id", &out->id) &&
           read_text(source, confluence, "space", &out->space) &&
           read_number(source, confluence, "version", &out->version);
}

static struct slice with_line_feeds(struct arena *arena, struct slice body)
{
    CLEANUP_STRBUF struct strbuf out = STRBUF(body.length);

    for (size_t i = 0; i < body.length; i++) {
        bool is_pair = body.start[i] == '\r' && i + 1 < body.length && body.start[i + 1] == '\n';
        if (!is_pair) {
            strbuf_append_char(&out, body.start[i]);
        }
    }
    return strbuf_copy(&out, arena);
}

bool front_matter_read(struct arena *arena, struct slice bytes, const char *file,
                       struct front_matter *front_matter, struct error *error)
{
    const struct source source = {arena, bytes, file, error};
    struct front_matter out = {0};
    struct page_layout layout = {0};

    if (!page_layout_find(arena, bytes, file, &layout, error)) {
        return false;
    }
    if (!read_text(&source, layout.root, "title", &out.title) ||
        !read_text(&source, layout.root, "status", &out.status) ||
        !read_labels(&source, layout.root, &out) || !read_confluence(&source, layout.root, &out)) {
        return false;
    }
    out.body = slice_part(bytes, layout.body, bytes.length);
    if (layout.has_carriage_returns) {
        out.body = with_line_feeds(arena, out.body);
    }
    out.body_line = line_number(bytes, layout.body);
    *front_matter = out;
    return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * Editing works on the bytes: the tree of nodes says which bytes are the value of a
 * key, those are replaced, and new keys are put in as lines of their own. The
 * result is read again and must say what was wanted and nothing else about our keys;
 * so whatever YAML allows and this file does not think of ends in an error and never
 * in a damaged file.
 */
#include "config/front_matter.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "config/front_matter_internal.h"
#include "config/scalar_internal.h"

/* Bytes of the front matter to replace; an empty span inserts. */
struct edit {
    struct span span;
    struct slice text;
};

struct editor {
    struct arena *arena;
    struct slice front;
    const struct page_layout *layout;
    const char *file;
    struct edit *edits; /* in the order of their positions; of equal ones, as they were added */
    size_t count;
    struct error *error;
};

static const char *line_end_of(const struct page_layout *layout)
{
    return layout->has_carriage_returns ? "\r\n" : "\n";
}

static void add_edit(struct editor *editor, struct span span, const struct strbuf *text)
{
    size_t place = editor->count;

    editor->edits = VEC_GROW(editor->arena, editor->edits, editor->count);
    while (place > 0 && editor->edits[place - 1].span.start > span.start) {
        editor->edits[place] = editor->edits[place - 1];
        place--;
    }
    editor->edits[place] = (struct edit){span, strbuf_copy(text, editor->arena)};
    editor->count++;
}

/* A value to set: a text to be quoted as needed, or digits as they are. */
struct value {
    const char *key;
    const char *text; /* NULL: leave the key alone */
    bool is_number;
};

static void append_value(struct strbuf *out, const struct value *value, enum node_style style,
                         bool is_flow)
{
    if (value->is_number && style != NODE_SINGLE_QUOTED && style != NODE_DOUBLE_QUOTED) {
        strbuf_append(out, value->text);
    } else {
        scalar_append(out, slice_from(value->text), style, is_flow);
    }
}

static void append_pair(struct strbuf *out, const struct value *value, bool is_flow)
{
    strbuf_append(out, value->key);
    strbuf_append(out, ": ");
    append_value(out, value, NODE_PLAIN, is_flow);
}

static bool replace_value(struct editor *editor, const struct node *map, const struct node *node,
                          const struct value *value)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONFIG);
    struct slice before = slice_part(editor->front, 0, node->source.start);

    if (node->has_anchor) {
        return node_fail(node, editor->file, editor->error,
                         "%s cannot be edited: other values refer to it", value->key);
    }
    if (slice_ends_with(before, ":")) {
        strbuf_append_char(&text, ' ');
    }
    append_value(&text, value, node->style, map->is_flow);
    add_edit(editor, node->source, &text);
    return true;
}

/* Inserts the pairs into {}: behind its last pair, or at its start. */
static void insert_into_flow_map(struct editor *editor, const struct node *map,
                                 const struct value *values, size_t count)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONFIG);
    bool is_empty = map->count == 0;
    size_t place = is_empty ? slice_find_char(editor->front, map->source.start, '{') + 1
                            : map->pairs[map->count - 1].value->source.end;

    for (size_t i = 0; i < count; i++) {
        if (!is_empty || text.length > 0) {
            strbuf_append(&text, ", ");
        }
        append_pair(&text, &values[i], true);
    }
    add_edit(editor, (struct span){place, place}, &text);
}

/* Inserts the pairs as lines, at a place that is the beginning of a line. */
static void insert_lines(struct editor *editor, size_t place, size_t indent,
                         const struct value *values, size_t count)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONFIG);

    for (size_t i = 0; i < count; i++) {
        strbuf_append_repeated(&text, ' ', indent);
        append_pair(&text, &values[i], false);
        strbuf_append(&text, line_end_of(editor->layout));
    }
    add_edit(editor, (struct span){place, place}, &text);
}

/* The beginning of the line behind the one that holds this position. */
static size_t next_line(const struct editor *editor, size_t position)
{
    size_t end = slice_find_char(editor->front, position, '\n');
    return end == SLICE_NOT_FOUND ? editor->front.length : end + 1;
}

/* Behind the last of these keys that the map has, so that ours stay together; else behind its last. */
static size_t place_in_block_map(const struct editor *editor, const struct node *map,
                                 const struct value *values, size_t count)
{
    size_t place = 0;

    for (size_t i = 0; i < map->count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (slice_equals(map->pairs[i].key->text, values[j].key)) {
                place = map->pairs[i].value->source.end;
            }
        }
    }
    return next_line(editor, place > 0 ? place : map->source.end);
}

/*
 * Replaces the values of keys that the map has, and moves the others to `missing`,
 * whose number is returned in *missing_count.
 */
static bool replace_values(struct editor *editor, const struct node *map,
                           const struct value *values, size_t count, struct value *missing,
                           size_t *missing_count)
{
    *missing_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct node *node = NULL;
        if (!values[i].text) {
            continue;
        }
        if (map && !node_find(map, values[i].key, editor->file, &node, editor->error)) {
            return false;
        }
        if (!node) {
            missing[(*missing_count)++] = values[i];
        } else if (!replace_value(editor, map, node, &values[i])) {
            return false;
        }
    }
    return true;
}

static bool set_title(struct editor *editor, const char *title)
{
    const struct node *root = editor->layout->root;
    const struct value value = {"title", title, false};
    struct value missing = {0};
    size_t missing_count = 0;

    if (!replace_values(editor, root, &value, 1, &missing, &missing_count)) {
        return false;
    }
    if (missing_count > 0 && root && root->is_flow) {
        insert_into_flow_map(editor, root, &missing, 1);
    } else if (missing_count > 0) {
        insert_lines(editor, 0, root ? root->column - 1 : 0, &missing, 1);
    }
    return true;
}

/* `confluence` is not there yet, or says nothing. */
static void add_confluence(struct editor *editor, const struct node *null_value,
                           const struct value *values, size_t count)
{
    const struct node *root = editor->layout->root;
    bool is_flow = null_value || (root && root->is_flow);
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONFIG);
    size_t indent = root && !root->is_flow ? root->column - 1 : 0;

    if (!is_flow) {
        strbuf_append_repeated(&text, ' ', indent);
        strbuf_append(&text, "confluence:");
        strbuf_append(&text, line_end_of(editor->layout));
        add_edit(editor, (struct span){editor->front.length, editor->front.length}, &text);
        insert_lines(editor, editor->front.length, indent + 2, values, count);
        return;
    }
    if (!null_value) {
        strbuf_append(&text, root->count > 0 ? ", confluence:" : "confluence:");
    }
    bool is_word = null_value && null_value->source.end > null_value->source.start;
    strbuf_append(&text, is_word ? "{" : " {");
    for (size_t i = 0; i < count; i++) {
        strbuf_append(&text, i == 0 ? "" : ", ");
        append_pair(&text, &values[i], true);
    }
    strbuf_append_char(&text, '}');
    struct span span = {0, 0};
    if (null_value) {
        span = null_value->source;
    } else {
        span.start = root->count > 0 ? root->pairs[root->count - 1].value->source.end
                                     : slice_find_char(editor->front, root->source.start, '{') + 1;
        span.end = span.start;
    }
    add_edit(editor, span, &text);
}

#define CONFLUENCE_KEY_COUNT 3

static bool set_confluence(struct editor *editor, const struct value *values)
{
    struct value missing[CONFLUENCE_KEY_COUNT];
    size_t missing_count = 0;
    struct node *confluence = NULL;
    const struct node *root = editor->layout->root;

    if (root && !node_find(root, "confluence", editor->file, &confluence, editor->error)) {
        return false;
    }
    const struct node *map = confluence && confluence->kind == NODE_MAP ? confluence : NULL;
    if (!replace_values(editor, map, values, CONFLUENCE_KEY_COUNT, missing, &missing_count)) {
        return false;
    }
    if (missing_count == 0) {
        return true;
    }
    if (!map) {
        add_confluence(editor, confluence, missing, missing_count);
    } else if (map->is_flow) {
        insert_into_flow_map(editor, map, missing, missing_count);
    } else {
        size_t place = place_in_block_map(editor, map, values, CONFLUENCE_KEY_COUNT);
        insert_lines(editor, place, map->column - 1, missing, missing_count);
    }
    return true;
}

static bool make_edits(struct editor *editor, const struct front_matter_change *change)
{
    char id[24];
    char version[24];

    (void)snprintf(id, sizeof id, "%lld", change->id);
    (void)snprintf(version, sizeof version, "%lld", change->version);
    const struct value values[CONFLUENCE_KEY_COUNT] = {
        {"id", change->id > 0 ? id : NULL, true},
        {"space", change->space, false},
        {"version", change->version > 0 ? version : NULL, true},
    };
    return set_title(editor, change->title) && set_confluence(editor, values);
}

static void append_front(struct strbuf *out, const struct editor *editor)
{
    size_t position = 0;

    for (size_t i = 0; i < editor->count; i++) {
        const struct edit *edit = &editor->edits[i];
        strbuf_append_slice(out, slice_part(editor->front, position, edit->span.start));
        strbuf_append_slice(out, edit->text);
        position = edit->span.end;
    }
    strbuf_append_slice(out, slice_part(editor->front, position, editor->front.length));
}

static void append_body(struct strbuf *out, struct slice body, const struct page_layout *layout)
{
    if (!layout->has_carriage_returns) {
        strbuf_append_slice(out, body);
        return;
    }
    for (size_t i = 0; i < body.length; i++) {
        if (body.start[i] == '\n') {
            strbuf_append(out, "\r\n");
        } else {
            strbuf_append_char(out, body.start[i]);
        }
    }
}

/*
 * The bytes between the last line of the keys and the body. A blank line is added
 * where there was no body yet, or where the body's own first line is blank.
 */
static void append_separator(struct strbuf *out, struct slice bytes,
                             const struct page_layout *layout, struct slice body)
{
    bool has_body = body.length > 0;

    if (!layout->has_front) {
        strbuf_append(out, FRONT_MATTER_MARK);
        strbuf_append(out, line_end_of(layout));
        strbuf_append(out, has_body ? line_end_of(layout) : "");
        return;
    }
    struct slice old = slice_part(bytes, layout->front.end, layout->body);
    bool was_empty = layout->body == bytes.length;
    strbuf_append_slice(out, old);
    if (has_body && !slice_ends_with(old, "\n")) {
        strbuf_append(out, line_end_of(layout));
    }
    size_t first_line = slice_find_char(body, 0, '\n');
    bool starts_blank =
        first_line != SLICE_NOT_FOUND && slice_is_blank(slice_part(body, 0, first_line));
    if (has_body && !layout->has_separator && (was_empty || starts_blank)) {
        strbuf_append(out, line_end_of(layout));
    }
}

static void compose(struct strbuf *out, struct slice bytes, const struct editor *editor,
                    const struct front_matter_change *change)
{
    const struct page_layout *layout = editor->layout;
    struct slice old_body = slice_part(bytes, layout->body, bytes.length);
    struct slice new_body = change->body.start ? change->body : old_body;

    strbuf_append_slice(
        out, slice_part(bytes, 0, layout->has_front ? layout->front.start : layout->start));
    if (!layout->has_front && editor->count > 0) {
        strbuf_append(out, FRONT_MATTER_MARK);
        strbuf_append(out, line_end_of(layout));
    }
    append_front(out, editor);
    if (layout->has_front || editor->count > 0) {
        append_separator(out, bytes, layout, new_body);
    }
    if (change->body.start) {
        append_body(out, change->body, layout);
    } else {
        strbuf_append_slice(out, old_body);
    }
}

static bool is_same_text(const char *left, const char *right)
{
    return left && right ? strcmp(left, right) == 0 : left == right;
}

static bool says_what_was_wanted(const struct front_matter *old, const struct front_matter *new,
                                 const struct front_matter_change *change)
{
    return is_same_text(new->title, change->title ? change->title : old->title) &&
           is_same_text(new->space, change->space ? change->space : old->space) &&
           is_same_text(new->status, old->status) &&
           new->label_count == old->label_count &&new->id ==
               (change->id > 0 ? change->id : old->id) &&
           new->version == (change->version > 0 ? change->version : old->version) &&
           slice_equal(new->body, change->body.start ? change->body : old->body);
}

bool front_matter_edit(struct arena *arena, struct slice bytes, const char *file,
                       const struct front_matter_change *change, struct slice *edited,
                       struct error *error)
{
    CLEANUP_STRBUF struct strbuf out =
        STRBUF(2 * (bytes.length + change->body.length) + LIMIT_CONFIG);
    struct editor editor = {.arena = arena, .file = file, .error = error};
    struct page_layout layout = {0};
    struct front_matter old = {0};
    struct front_matter new = {0};

    if (!page_layout_find(arena, bytes, file, &layout, error) ||
        !front_matter_read(arena, bytes, file, &old, error)) {
        return false;
    }
    editor.layout = &layout;
    editor.front = slice_part(bytes, layout.front.start, layout.front.end);
    if (!make_edits(&editor, change)) {
        return false;
    }
    compose(&out, bytes, &editor, change);
    struct slice result = strbuf_copy(&out, arena);
    if (out.is_full || !front_matter_read(arena, result, file, &new, error) ||
        !says_what_was_wanted(&old, &new, change)) {
        return error_set(error, ERROR_INPUT, 0,
                         "%s:1: the front matter is written in a way that cannot be edited", file);
    }
    *edited = result;
    return true;
}

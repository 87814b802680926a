/* SPDX-License-Identifier: MIT */
#include "storage/patch.h"

#include <stdio.h>
#include <string.h>

#include "document/equal.h"
#include "storage/adf.h"
#include "storage/elements.h"
#include "storage/parameter.h"
#include "storage/parse.h"
#include "storage/patch_internal.h"
#include "storage/tag.h"
#include "storage/write.h"

#define MACRO_NAME     "ac:structured-macro"
#define OLD_MACRO_NAME "ac:macro"
#define STATUS_NAME    "ac:task-status"
#define BODY_NAME      "ac:task-body"

static bool is_found(struct span span)
{
    return span.start != span.end;
}

static bool has_macro_body(const struct block *block, enum macro_body body)
{
    return block->macro && block->macro->body == body;
}

bool storage_patch_is_possible(const struct block *block, const struct block *after)
{
    if (block->kind != after->kind) {
        return false;
    }
    if (block->kind == BLOCK_LIST) {
        return block->is_task_list == after->is_task_list &&
               block->is_decision_list == after->is_decision_list;
    }
    if (block->kind == BLOCK_MACRO && (adf_is_macro(block->macro) || adf_is_macro(after->macro))) {
        return block_properties_equal(block, after);
    }
    if (block->kind == BLOCK_MACRO) {
        return has_macro_body(after, block->macro->body);
    }
    if (block->kind == BLOCK_ITEM && block->parent && block->parent->is_task_list) {
        return is_found(tag_find(block_raw(block), STATUS_NAME)) &&
               is_found(tag_find(block_raw(block), BODY_NAME));
    }
    return true;
}

static struct slice decimal(char *buffer, size_t size, size_t number)
{
    int length = snprintf(buffer, size, "%zu", number);

    return (struct slice){buffer, (size_t)length};
}

/* The start tag with the number as attribute, or without it where it is 1. */
static void append_with_number(struct strbuf *storage, struct slice tag, const char *name,
                               size_t number)
{
    char buffer[24];
    struct slice value = decimal(buffer, sizeof buffer, number);

    tag_append_with(storage, tag, name, number > 1 || number == 0 ? &value : NULL);
}

static void open_heading(struct strbuf *storage, struct slice tag, const struct block *after)
{
    char name[] = {'h', (char)('0' + after->level), '\0'};

    tag_append_renamed(storage, tag, name);
}

static const char *list_name(const struct block *list)
{
    return list->is_ordered ? "ol" : "ul";
}

static void open_list(struct strbuf *storage, struct slice tag, const struct block *after)
{
    CLEANUP_STRBUF struct strbuf renamed = STRBUF(tag.length + 1);

    tag_append_renamed(&renamed, tag, list_name(after));
    append_with_number(storage, strbuf_slice(&renamed), "start",
                       after->is_ordered ? after->start : 1);
}

static const char *cell_name(const struct block *cell)
{
    return cell->is_header ? "th" : "td";
}

static void open_cell(struct strbuf *storage, struct slice tag, const struct block *after)
{
    CLEANUP_STRBUF struct strbuf renamed = STRBUF(tag.length + 1);
    CLEANUP_STRBUF struct strbuf with_columns = STRBUF(tag.length + 64);
    size_t columns = after->column_span == 0 ? 1 : after->column_span;
    size_t rows = after->row_span == 0 ? 1 : after->row_span;

    tag_append_renamed(&renamed, tag, cell_name(after));
    append_with_number(&with_columns, strbuf_slice(&renamed), "colspan", columns);
    append_with_number(storage, strbuf_slice(&with_columns), "rowspan", rows);
}

/* The bytes with the task's status changed, if it is in them. */
static void append_status(struct strbuf *storage, struct slice bytes, const struct block *after)
{
    struct span tag = tag_find(bytes, STATUS_NAME);
    size_t end = is_found(tag) ? slice_find_char(bytes, tag.end, '<') : SLICE_NOT_FOUND;
    if (end == SLICE_NOT_FOUND) {
        strbuf_append_slice(storage, bytes);
        return;
    }
    strbuf_append_slice(storage, slice_part(bytes, 0, tag.end));
    strbuf_append(storage, after->is_checked ? "complete" : "incomplete");
    strbuf_append_slice(storage, slice_part(bytes, end, bytes.length));
}

/* The parameter of that name that `before` others of the name precede, or NULL. */
static const struct macro_parameter *find_parameter(const struct macro *macro, struct slice name,
                                                    size_t before)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (slice_equal(macro->parameters[i].name, name) && before-- == 0) {
            return &macro->parameters[i];
        }
    }
    return NULL;
}

/* How many parameters of that name precede the node; NULL: how many there are. */
static size_t count_elements(const struct xml_node *parameters, const struct xml_node *until,
                             struct slice name)
{
    size_t count = 0;

    for (const struct xml_node *node = parameters->first_child; node != until; node = node->next) {
        count += parameter_is(node) && slice_equal(parameter_name(node), name);
    }
    return count;
}

/* One parameter of the base: as it was, with another value, or left out. */
static void append_parameter(struct strbuf *storage, struct slice bytes,
                             const struct xml_node *element, const struct macro *before,
                             const struct macro *after)
{
    struct slice name = parameter_name(element);
    size_t preceding = count_elements(element->parent, element, name);
    const struct macro_parameter *old = find_parameter(before, name, preceding);
    const struct macro_parameter *new = find_parameter(after, name, preceding);

    bool is_same = old && new ? macro_parameter_equal(old, new) : !old && !new;

    if (is_same) {
        strbuf_append_slice(storage, slice_of_span(bytes, element->outer));
    } else if (new) {
        parameter_write_as(storage, element, new);
    }
}

/* Those of the macro that the base has no element for. */
static void append_added_parameters(struct strbuf *storage, const struct xml_node *parameters,
                                    const struct macro *after)
{
    for (size_t i = 0; i < after->parameter_count; i++) {
        const struct macro_parameter *parameter = &after->parameters[i];
        size_t known = count_elements(parameters, NULL, parameter->name);
        const struct macro_parameter *first_new = find_parameter(after, parameter->name, known);
        if (first_new && parameter >= first_new) {
            parameter_write(storage, parameter);
        }
    }
}

/* What stands between the macro's start tag and its body or end: parameters, and blanks. */
static void append_parameters(struct strbuf *storage, struct slice bytes,
                              const struct macro *before, const struct macro *after)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_node *root = NULL;
    struct xml_fault fault;
    if (!storage_parse(arena, bytes, &root, &fault)) {
        strbuf_append_slice(storage, bytes);
        return;
    }
    for (const struct xml_node *node = root->first_child; node; node = node->next) {
        if (parameter_is(node)) {
            append_parameter(storage, bytes, node, before, after);
        } else {
            strbuf_append_slice(storage, slice_of_span(bytes, node->outer));
        }
    }
    append_added_parameters(storage, root, after);
}

/* Where the parameters end: at the body's start tag, or at the macro's end tag. */
static size_t parameters_end(struct slice open, const char *name, enum macro_body body)
{
    static const char *const bodies[] = {
        [MACRO_BODY_PLAIN] = "ac:plain-text-body", [MACRO_BODY_RICH] = "ac:rich-text-body"};
    if (body != MACRO_BODY_NONE) {
        return tag_find(open, bodies[body]).start;
    }
    CLEANUP_STRBUF struct strbuf end_tag = STRBUF(sizeof MACRO_NAME + 2);
    strbuf_append_format(&end_tag, "</%s", name);
    size_t end = open.length;
    for (size_t at = slice_find(open, 0, strbuf_slice(&end_tag)); at != SLICE_NOT_FOUND;
         at = slice_find(open, at + 1, strbuf_slice(&end_tag))) {
        end = at;
    }
    return end;
}

static void open_macro(struct strbuf *storage, struct slice open, const struct macro *before,
                       const struct macro *after)
{
    bool is_old = !is_found(tag_find(open, MACRO_NAME));
    const char *name = is_old ? OLD_MACRO_NAME : MACRO_NAME;
    struct span tag = tag_find(open, name);
    struct slice bytes = slice_of_span(open, tag);
    bool is_closed = slice_ends_with(bytes, "/>");

    strbuf_append_slice(storage, slice_part(open, 0, tag.start));
    if (is_closed) {
        bytes.length -= strlen("/>");
    }
    if (slice_equal(before->name, after->name)) {
        strbuf_append_slice(storage, bytes);
    } else {
        tag_append_with(storage, bytes, "ac:name", &after->name);
    }
    if (is_closed) {
        strbuf_append(storage, ">");
        append_parameters(storage, slice_from(""), before, after);
        strbuf_append_format(storage, "</%s>", name);
        strbuf_append_slice(storage, slice_part(open, tag.end, open.length));
        return;
    }
    size_t end = parameters_end(open, name, before->body);
    append_parameters(storage, slice_part(open, tag.end, end), before, after);
    strbuf_append_slice(storage, slice_part(open, end, open.length));
}

/* Changes the tag that the bytes begin with and copies what is behind it. */
static void open_element(struct strbuf *storage, struct slice open, const struct block *after,
                         void (*open_tag)(struct strbuf *, struct slice, const struct block *))
{
    struct slice name = tag_name(open);
    CLEANUP_STRBUF struct strbuf wanted = STRBUF(open.length);
    strbuf_append_slice(&wanted, name);
    struct span tag = tag_find(open, strbuf_text(&wanted));

    open_tag(storage, slice_of_span(open, tag), after);
    strbuf_append_slice(storage, slice_part(open, tag.end, open.length));
}

static void open_section(struct strbuf *storage, struct slice tag, const struct block *after)
{
    tag_append_with(storage, tag, "ac:type", &after->text);
}

void storage_patch_open(struct strbuf *storage, struct slice open, const struct block *before,
                        const struct block *after)
{
    if (adf_is_decision(before)) {
        adf_append_item_open(storage, open, after);
        return;
    }
    if (open.length == 0 || block_properties_equal(before, after)) {
        strbuf_append_slice(storage, open);
        return;
    }
    switch (before->kind) {
    case BLOCK_HEADING:
        open_element(storage, open, after, open_heading);
        break;
    case BLOCK_LIST:
        open_element(storage, open, after, open_list);
        break;
    case BLOCK_CELL:
        open_element(storage, open, after, open_cell);
        break;
    case BLOCK_SECTION:
        open_element(storage, open, after, open_section);
        break;
    case BLOCK_ITEM:
        append_status(storage, open, after);
        break;
    case BLOCK_MACRO:
        open_macro(storage, open, before->macro, after->macro);
        break;
    default:
        strbuf_append_slice(storage, open);
        break;
    }
}

/* No '<' stands inside a tag. */
size_t patch_last_tag(struct slice bytes)
{
    size_t at = bytes.length;
    while (at > 0 && bytes.start[at - 1] != '<') {
        at--;
    }
    return at > 0 ? at - 1 : 0;
}

void storage_patch_fill(struct strbuf *storage, size_t inside)
{
    struct slice written = strbuf_slice(storage);
    struct slice open = slice_part(written, 0, inside);
    if (inside == written.length || !slice_ends_with(open, "/>")) {
        return;
    }
    CLEANUP_STRBUF struct strbuf content = STRBUF(written.length);
    CLEANUP_STRBUF struct strbuf name = STRBUF(written.length);
    strbuf_append_slice(&content, slice_part(written, inside, written.length));
    strbuf_append_slice(&name, tag_name(slice_part(open, patch_last_tag(open), open.length)));
    strbuf_truncate(storage, inside - strlen("/>"));
    strbuf_append(storage, ">");
    strbuf_append_slice(storage, strbuf_slice(&content));
    strbuf_append_format(storage, "</%s>", strbuf_text(&name));
}

/* The bytes with their last tag renamed; they end with it. */
static void append_renamed_end(struct strbuf *storage, struct slice close, const char *name)
{
    size_t at = patch_last_tag(close);

    strbuf_append_slice(storage, slice_part(close, 0, at));
    tag_append_renamed(storage, slice_part(close, at, close.length), name);
}

void storage_patch_close(struct strbuf *storage, struct slice close, const struct block *before,
                         const struct block *after)
{
    char heading[] = {'h', (char)('0' + after->level), '\0'};

    if (before->is_decision_list || (before->macro && adf_is_macro(before->macro))) {
        adf_append_without_fallback(storage, close);
        return;
    }
    if (adf_is_decision(before)) {
        adf_append_item_close(storage, close, after);
        return;
    }
    if (close.length == 0 || block_properties_equal(before, after)) {
        strbuf_append_slice(storage, close);
        return;
    }
    switch (before->kind) {
    case BLOCK_HEADING:
        append_renamed_end(storage, close, heading);
        break;
    case BLOCK_LIST:
        append_renamed_end(storage, close, list_name(after));
        break;
    case BLOCK_CELL:
        append_renamed_end(storage, close, cell_name(after));
        break;
    case BLOCK_ITEM:
        append_status(storage, close, after);
        break;
    default:
        strbuf_append_slice(storage, close);
        break;
    }
}

static bool is_bodiless_macro(const struct inline_node *node)
{
    return node->kind == INLINE_MACRO && node->macro->body == MACRO_BODY_NONE;
}

/* The start tag with the attributes that are other ones now. */
static void append_attributes(struct strbuf *storage, struct slice tag, const struct macro *before,
                              const struct macro *after)
{
    for (size_t i = 0; i < before->parameter_count + after->parameter_count; i++) {
        const struct macro_parameter *either =
            i < before->parameter_count ? &before->parameters[i]
                                        : &after->parameters[i - before->parameter_count];
        const struct macro_parameter *new = find_parameter(after, either->name, 0);
        CLEANUP_STRBUF struct strbuf name = STRBUF(either->name.length);
        CLEANUP_STRBUF struct strbuf old_tag = STRBUF(tag.length + storage->length);
        strbuf_append_slice(&name, either->name);
        strbuf_append_slice(&old_tag, i == 0 ? tag : strbuf_slice(storage));
        strbuf_clear(storage);
        tag_append_with(storage, strbuf_slice(&old_tag), strbuf_text(&name),
                        new ? &new->value : NULL);
    }
}

/* A small element; where its text changed, it is written anew. */
static bool patch_element(struct strbuf *storage, struct slice bytes, const struct macro *before,
                          const struct macro *after)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(before->name.length);
    CLEANUP_STRBUF struct strbuf tag = STRBUF(SIZE_MAX);
    strbuf_append_slice(&name, before->name);
    struct span span = tag_find(bytes, strbuf_text(&name));
    bool is_possible = slice_equal(before->name, after->name) &&
                       slice_equal(before->text, after->text) && is_found(span) &&
                       before->parameter_count + after->parameter_count > 0;
    if (is_possible) {
        append_attributes(&tag, slice_of_span(bytes, span), before, after);
        strbuf_append_slice(storage, strbuf_slice(&tag));
        strbuf_append_slice(storage, slice_part(bytes, span.end, bytes.length));
    }
    return is_possible;
}

static bool patch_leading(struct strbuf *storage, struct slice bytes,
                          const struct inline_node *before, const struct inline_node *after)
{
    CLEANUP_STRBUF struct strbuf led = STRBUF(SIZE_MAX);

    if (!storage_patch_target(&led, bytes, bytes.length, before, after)) {
        return false;
    }
    return before->kind == INLINE_IMAGE
               ? patch_image(storage, strbuf_slice(&led), before, after)
               : patch_link_text(storage, strbuf_slice(&led), before, after);
}

bool storage_patch_inline(struct strbuf *storage, struct slice bytes,
                          const struct inline_node *before, const struct inline_node *after)
{
    bool is_leading = before->kind == INLINE_IMAGE || before->kind == INLINE_LINK;

    if (before->kind == INLINE_ELEMENT && after->kind == INLINE_ELEMENT) {
        return patch_element(storage, bytes, before->macro, after->macro);
    }
    if (is_leading && before->kind == after->kind) {
        return patch_leading(storage, bytes, before, after);
    }
    if (!is_bodiless_macro(before) || !is_bodiless_macro(after)) {
        return false;
    }
    open_macro(storage, bytes, before->macro, after->macro);
    return true;
}

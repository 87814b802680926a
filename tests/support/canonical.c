/* SPDX-License-Identifier: MIT */
#include "canonical.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "storage/elements.h"

static const char *const volatile_attributes[] = {
    "ac:local-id", "ac:macro-id", "ac:schema-version",
    "local-id",    "ri:local-id", "ri:version-at-save",
};

static void append_node(struct strbuf *text, const struct xml_node *node);

static bool is_volatile(struct slice name)
{
    for (size_t i = 0; i < sizeof volatile_attributes / sizeof volatile_attributes[0]; i++) {
        if (slice_equals(name, volatile_attributes[i])) {
            return true;
        }
    }
    return false;
}

static bool is_text(const struct xml_node *node)
{
    return node->kind == XML_TEXT || node->kind == XML_CDATA || node->kind == XML_ENTITY;
}

static void append_escaped(struct strbuf *text, struct slice plain)
{
    for (size_t i = 0; i < plain.length; i++) {
        switch (plain.start[i]) {
        case '<':
            strbuf_append(text, "&lt;");
            break;
        case '&':
            strbuf_append(text, "&amp;");
            break;
        case '"':
            strbuf_append(text, "&quot;");
            break;
        default:
            strbuf_append_char(text, plain.start[i]);
        }
    }
}

static int compare_attributes(const void *left, const void *right)
{
    const struct xml_attribute *one = left;
    const struct xml_attribute *other = right;
    return slice_compare(one->name, other->name);
}

static void append_attributes(struct strbuf *text, const struct xml_node *element)
{
    if (element->attribute_count == 0) {
        return;
    }
    qsort(element->attributes, element->attribute_count, sizeof element->attributes[0],
          compare_attributes);
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (!is_volatile(element->attributes[i].name)) {
            strbuf_append_char(text, ' ');
            strbuf_append_slice(text, element->attributes[i].name);
            strbuf_append(text, "=\"");
            append_escaped(text, element->attributes[i].value);
            strbuf_append_char(text, '"');
        }
    }
}

static bool is_parameter(const struct xml_node *node)
{
    return element_is(node, "ac:parameter") || element_is(node, "ac:default-parameter");
}

/* Holds blocks, or blocks beside text; the blanks in all other elements are content. */
static bool is_container(const struct xml_node *element)
{
    static const char *const others[] = {
        "ac:rich-text-body", "ac:task-body",   "ac:adf-extension",
        "ac:adf-node",       "ac:adf-content", "ac:adf-fallback",
    };

    if (element->name.length == 0) {
        return true;
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (element_is(element, others[i])) {
            return true;
        }
    }
    switch (element_kind(element)) {
    case ELEMENT_WRAPPER:
    case ELEMENT_QUOTE:
    case ELEMENT_BULLET_LIST:
    case ELEMENT_NUMBERED_LIST:
    case ELEMENT_ITEM:
    case ELEMENT_TABLE:
    case ELEMENT_COLUMNS:
    case ELEMENT_ROW_GROUP:
    case ELEMENT_ROW:
    case ELEMENT_CELL:
    case ELEMENT_HEADER_CELL:
    case ELEMENT_MACRO:
    case ELEMENT_TASK_LIST:
    case ELEMENT_TASK:
    case ELEMENT_LAYOUT:
    case ELEMENT_SECTION:
    case ELEMENT_COLUMN:
    case ELEMENT_LINK:
    case ELEMENT_IMAGE:
        return true;
    default:
        return false;
    }
}

/* The end of its parent, or an element that ends a line of text by being there. */
static bool is_boundary(const struct xml_node *neighbour)
{
    return !neighbour || (!element_is_inline(neighbour) && neighbour->kind == XML_ELEMENT &&
                          element_kind(neighbour) != ELEMENT_MACRO);
}

static bool is_no_text(const struct xml_node *neighbour)
{
    return !neighbour || !element_is_inline(neighbour);
}

static bool is_between_blocks(const struct xml_node *node)
{
    return node->kind == XML_TEXT && slice_is_blank(node->text) && is_container(node->parent) &&
           (is_boundary(node->previous) || is_boundary(node->next) ||
            (is_no_text(node->previous) && is_no_text(node->next)));
}

static int compare_texts(const void *left, const void *right)
{
    const struct slice *one = left;
    const struct slice *other = right;
    return slice_compare(*one, *other);
}

static void append_parameters(struct strbuf *text, struct arena *arena,
                              const struct xml_node *macro)
{
    struct slice *parameters = NULL;
    size_t count = 0;

    for (const struct xml_node *node = macro->first_child; node; node = node->next) {
        count += is_parameter(node);
    }
    parameters = ARENA_NEW_ARRAY(arena, struct slice, count + 1);
    count = 0;
    for (const struct xml_node *node = macro->first_child; node; node = node->next) {
        if (is_parameter(node)) {
            CLEANUP_STRBUF struct strbuf one = STRBUF(LIMIT_CONVERTED);
            append_node(&one, node);
            parameters[count++] = strbuf_copy(&one, arena);
        }
    }
    qsort(parameters, count, sizeof parameters[0], compare_texts);
    for (size_t i = 0; i < count; i++) {
        strbuf_append_slice(text, parameters[i]);
    }
}

static void append_name(struct strbuf *text, struct slice name)
{
    for (size_t i = 0; i < name.length; i++) {
        char letter = name.start[i];
        strbuf_append_char(text, (char)(letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter));
    }
}

static void append_children(struct strbuf *text, const struct xml_node *element)
{
    for (const struct xml_node *node = element->first_child; node; node = node->next) {
        if (!is_parameter(node)) {
            append_node(text, node);
        }
    }
}

static void append_element(struct strbuf *text, const struct xml_node *element)
{
    CLEANUP(arena) struct arena *arena = arena_new();

    strbuf_append_char(text, '<');
    append_name(text, element->name);
    append_attributes(text, element);
    strbuf_append_char(text, '>');
    append_parameters(text, arena, element);
    append_children(text, element);
    strbuf_append(text, "</");
    append_name(text, element->name);
    strbuf_append_char(text, '>');
}

static void append_node(struct strbuf *text, const struct xml_node *node)
{
    if (node->kind == XML_ELEMENT) {
        append_element(text, node);
    } else if (!is_text(node)) {
        strbuf_append(text, "<!--");
        append_escaped(text, node->text);
        strbuf_append(text, "-->");
    } else if (!is_between_blocks(node)) {
        append_escaped(text, node->text);
    }
}

bool canonical_storage(struct arena *arena, struct slice storage, struct slice *text,
                       struct xml_fault *fault)
{
    CLEANUP_STRBUF struct strbuf built = STRBUF(LIMIT_CONVERTED);
    struct xml_node *root = NULL;

    if (!storage_parse(arena, storage, &root, fault)) {
        return false;
    }
    append_children(&built, root);
    *text = strbuf_copy(&built, arena);
    return true;
}

bool canonical_equal(struct slice left, struct slice right)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_fault fault;
    struct slice one;
    struct slice other;

    return canonical_storage(arena, left, &one, &fault) &&
           canonical_storage(arena, right, &other, &fault) && slice_equal(one, other);
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "storage/adf.h"
#include "storage/elements.h"
#include "storage/parameter.h"
#include "storage/read_internal.h"
#include "storage/visible.h"

/* Macros that Confluence shows in a line of text even where they stand alone. */
static const char *const inline_macros[] = {"anchor", "eazy-math-inline", "jira", "mathinline",
                                            "status"};

bool reader_plain_text(const struct reader *reader, const struct xml_node *element,
                       struct slice *text)
{
    const struct xml_node *only = element->first_child;
    size_t length = 0;

    for (const struct xml_node *child = only; child; child = child->next) {
        if (!reader_is_text(child)) {
            return false;
        }
        length += child->text.length;
    }
    if (!only || !only->next) {
        *text = only ? only->text : slice_from("");
        return true;
    }
    char *joined = ARENA_NEW_ARRAY(reader->arena, char, length + 1);
    length = 0;
    for (const struct xml_node *child = only; child; child = child->next) {
        memcpy(joined + length, child->text.start, child->text.length);
        length += child->text.length;
    }
    *text = (struct slice){joined, length};
    return true;
}

static bool add_parameter(const struct reader *reader, const struct xml_node *element,
                          struct macro *macro)
{
    struct macro_parameter parameter = {.name = parameter_name(element)};
    if (!reader_plain_text(reader, element, &parameter.value) &&
        !parameter_read_targets(reader->arena, element, &parameter)) {
        return false;
    }
    macro_add_parameter(reader->arena, macro, parameter);
    return true;
}

static bool read_part(const struct reader *reader, const struct xml_node *child,
                      struct macro *macro, const struct xml_node **body)
{
    /* The mark names the macro for others that use its data: an id that shows nothing. */
    if (reader_is_filler(child) || element_is(child, "ac:adf-fragment-mark")) {
        return true;
    }
    if (parameter_is(child)) {
        return add_parameter(reader, child, macro);
    }
    if (*body) {
        return false;
    }
    *body = child;
    if (element_is(child, "ac:rich-text-body")) {
        macro->body = MACRO_BODY_RICH;
        return true;
    }
    macro->body = MACRO_BODY_PLAIN;
    return element_is(child, "ac:plain-text-body") &&
           reader_plain_text(reader, child, &macro->text);
}

struct macro *reader_macro(const struct reader *reader, const struct xml_node *element,
                           const struct xml_node **body)
{
    const struct slice *name = xml_attribute_find(element, "ac:name");
    struct macro *macro = ARENA_NEW(reader->arena, struct macro);
    if (!name || name->length == 0) {
        return NULL;
    }
    macro->name = *name;
    if (adf_is_macro(macro)) {
        return NULL;
    }
    *body = NULL;
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (!read_part(reader, child, macro, body)) {
            return NULL;
        }
    }
    return macro;
}

struct block *reader_macro_block(const struct reader *reader, const struct xml_node *element)
{
    const struct xml_node *body = NULL;
    struct macro *macro = reader_macro(reader, element, &body);
    if (!macro) {
        return NULL;
    }
    struct span end = {element->outer.end, element->outer.end};
    struct block *block =
        reader_block(reader, BLOCK_MACRO, element->outer, body ? body->inner : end);
    block->macro = macro;
    if (body && macro->body == MACRO_BODY_RICH) {
        reader_children(reader, block, body->inner.start, body->first_child, NULL);
    }
    return block;
}

static bool is_listed(const struct xml_node *element)
{
    const struct slice *name = xml_attribute_find(element, "ac:name");

    for (size_t i = 0; name && i < sizeof inline_macros / sizeof inline_macros[0]; i++) {
        if (slice_equals(*name, inline_macros[i])) {
            return true;
        }
    }
    return false;
}

static bool has_line_end(struct slice text)
{
    return slice_find_char(text, 0, '\n') != SLICE_NOT_FOUND;
}

/* Whether the node is text whose side next to the macro has no line end. */
static bool is_text_beside(const struct xml_node *node, bool is_before_macro)
{
    if (node->kind == XML_ELEMENT) {
        enum element_kind kind = element_kind(node);
        return kind == ELEMENT_MARK || kind == ELEMENT_SPAN || kind == ELEMENT_HTML_LINK ||
               kind == ELEMENT_LINK;
    }
    size_t start = (size_t)(slice_trim(node->text).start - node->text.start);
    size_t end = start + slice_trim(node->text).length;
    return !has_line_end(is_before_macro ? slice_part(node->text, end, node->text.length)
                                         : slice_part(node->text, 0, start));
}

/* Whether there is text on that side of the macro, and no line end between. */
static bool touches_text(const struct xml_node *macro, bool is_before_macro)
{
    const struct xml_node *node = is_before_macro ? macro->previous : macro->next;

    while (node && reader_is_filler(node) &&
           !(node->kind == XML_TEXT && has_line_end(node->text))) {
        node = is_before_macro ? node->previous : node->next;
    }
    return node && !reader_is_filler(node) && is_text_beside(node, is_before_macro);
}

static bool has_body(const struct xml_node *element)
{
    return xml_child_find(element, "ac:rich-text-body") ||
           xml_child_find(element, "ac:plain-text-body");
}

bool reader_macro_is_always_inline(const struct xml_node *element)
{
    return !has_body(element) && is_listed(element);
}

bool reader_macro_is_inline(const struct xml_node *element)
{
    return !has_body(element) &&
           (is_listed(element) || touches_text(element, true) || touches_text(element, false));
}

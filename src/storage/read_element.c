/* SPDX-License-Identifier: MIT */
/* Small elements in a line of text that have a form of their own. */
#include "storage/elements.h"
#include "storage/emoticon.h"
#include "storage/read_internal.h"

static bool is_empty(const struct xml_node *element)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (!reader_is_filler(child)) {
            return false;
        }
    }
    return true;
}

static struct inline_node *new_element(const struct reader *reader, const struct xml_node *element,
                                       const char *name)
{
    struct inline_node *node = reader_inline(reader, INLINE_ELEMENT, element->outer);

    node->macro = ARENA_NEW(reader->arena, struct macro);
    node->macro->name = slice_from(name);
    return node;
}

static void add_attribute(const struct reader *reader, struct inline_node *node, struct slice name,
                          struct slice value)
{
    macro_add_parameter(reader->arena, node->macro,
                        (struct macro_parameter){.name = name, .value = value});
}

static struct inline_node *read_emoticon(const struct reader *reader,
                                         const struct xml_node *element)
{
    struct slice text;

    if (!is_empty(element)) {
        return NULL;
    }
    if (emoticon_read(reader->arena, element, &text)) {
        struct inline_node *sign = reader_inline(reader, INLINE_TEXT, element->outer);
        sign->text = text;
        return sign;
    }
    struct inline_node *node = new_element(reader, element, "ac:emoticon");
    for (size_t i = 0; i < element->attribute_count; i++) {
        add_attribute(reader, node, element->attributes[i].name, element->attributes[i].value);
    }
    return node;
}

/* Its other attributes are Confluence's own. */
static struct inline_node *read_time(const struct reader *reader, const struct xml_node *element)
{
    const struct slice *datetime = xml_attribute_find(element, "datetime");
    if (!is_empty(element) || !datetime || datetime->length == 0) {
        return NULL;
    }
    struct inline_node *node = new_element(reader, element, "time");
    add_attribute(reader, node, SLICE_LITERAL("datetime"), *datetime);
    return node;
}

static struct inline_node *read_placeholder(const struct reader *reader,
                                            const struct xml_node *element)
{
    const struct slice *type = xml_attribute_find(element, "ac:type");
    struct inline_node *node = new_element(reader, element, "ac:placeholder");

    if (type) {
        add_attribute(reader, node, SLICE_LITERAL("ac:type"), *type);
    }
    return reader_plain_text(reader, element, &node->macro->text) ? node : NULL;
}

struct inline_node *reader_element(const struct reader *reader, const struct xml_node *element)
{
    if (element_is(element, "ac:emoticon")) {
        return read_emoticon(reader, element);
    }
    if (element_is(element, "time")) {
        return read_time(reader, element);
    }
    return element_is(element, "ac:placeholder") ? read_placeholder(reader, element) : NULL;
}

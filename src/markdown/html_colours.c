/* SPDX-License-Identifier: MIT */
#include "markdown/html_colours_internal.h"

#include "document/colour.h"
#include "markdown/attributes_internal.h"
#include "markdown/html_tags_internal.h"

static bool is_opening(struct slice tag, struct html_element *element)
{
    return html_element_read(tag, 0, element) == tag.length && !element->is_end &&
           (slice_equals_any_case(element->name, "span") ||
            slice_equals_any_case(element->name, "font"));
}

struct slice html_colour_read(struct arena *arena, struct slice tag)
{
    struct html_element element;
    struct slice value;
    if (!is_opening(tag, &element)) {
        return slice_from("");
    }
    if (html_attribute_find(&element, "style", &value)) {
        return colour_of_style(arena, reference_decode(arena, value));
    }
    if (slice_equals_any_case(element.name, "font") &&
        html_attribute_find(&element, "color", &value)) {
        return colour_of_text(arena, reference_decode(arena, value));
    }
    return slice_from("");
}

bool html_is_colourless(struct slice tag)
{
    struct html_element element;

    return is_opening(tag, &element);
}

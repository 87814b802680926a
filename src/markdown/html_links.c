/* SPDX-License-Identifier: MIT */
#include "markdown/html_links_internal.h"

#include <string.h>

#include "markdown/attributes_internal.h"
#include "markdown/html_internal.h"
#include "markdown/html_tags_internal.h"
#include "markdown/read_notes_internal.h"
#include "markdown/targets_internal.h"

enum { PIXELS_MOST = 100000 };

static bool is_opening(struct slice tag, const char *name, struct html_element *element)
{
    return html_element_read(tag, 0, element) == tag.length && !element->is_end &&
           slice_equals_any_case(element->name, name);
}

static struct slice attribute(const struct reader *reader, const struct html_element *element,
                              const char *name)
{
    struct slice value;

    return html_attribute_find(element, name, &value)
               ? slice_trim(reference_decode(reader->arena, value))
               : slice_from("");
}

/* The number of pixels; 0: none is said, or it is not one. */
static size_t read_size(const struct reader *reader, const struct html_element *element,
                        const char *name, size_t line)
{
    struct slice text = attribute(reader, element, name);
    unsigned long long pixels = 0;

    if (text.length == 0) {
        return 0;
    }
    if (slice_ends_with(text, "px")) {
        text.length -= strlen("px");
    }
    if (slice_parse_number(text, &pixels) && pixels > 0 && pixels <= PIXELS_MOST) {
        return (size_t)pixels;
    }
    markdown_note_dropped(reader, line, "the size of an image");
    return 0;
}

static enum image_align read_align(const struct reader *reader, const struct html_element *element)
{
    struct slice text = attribute(reader, element, "align");

    for (int align = ALIGN_LEFT; align < IMAGE_ALIGN_COUNT; align++) {
        if (slice_equals_any_case(text, image_align_name((enum image_align)align))) {
            return (enum image_align)align;
        }
    }
    return ALIGN_UNSAID;
}

static bool is_said(struct slice value)
{
    return value.length > 0 && !slice_equals(value, "0") && !slice_equals(value, "false");
}

struct inline_node *html_image_read(const struct reader *reader, struct slice tag, size_t line)
{
    struct html_element element;
    if (!is_opening(tag, "img", &element)) {
        return NULL;
    }
    struct slice source = attribute(reader, &element, "src");
    struct inline_node *image = inline_new(reader->arena, INLINE_IMAGE);

    image->details->target = target_read(reader->arena, source);
    image->text = attribute(reader, &element, "alt");
    image->details->title = attribute(reader, &element, "title");
    markdown_note_address(reader, line, &image->details->target, true);
    image->details->width = read_size(reader, &element, "width", line);
    image->details->height = read_size(reader, &element, "height", line);
    image->details->align = read_align(reader, &element);
    image->details->has_border = is_said(attribute(reader, &element, "border"));
    image->details->is_thumbnail = slice_equals(attribute(reader, &element, "class"), "thumbnail");
    return source.length > 0 ? image : NULL;
}

struct inline_node *html_link_read(const struct reader *reader, struct slice tag)
{
    struct html_element element;
    struct slice address =
        is_opening(tag, "a", &element) ? attribute(reader, &element, "href") : slice_from("");

    if (address.length == 0) {
        return NULL; /* of most tags: nothing is made for them */
    }
    struct inline_node *link = inline_new(reader->arena, INLINE_LINK);
    link->details->target = target_read(reader->arena, address);
    link->details->title = attribute(reader, &element, "title");
    return link;
}

cmark_node *html_link_end(cmark_node *node, const cmark_node *stop)
{
    for (node = cmark_node_next(node); node && node != stop; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
            html_tag_read(slice_from(cmark_node_get_literal(node))).kind == HTML_ANCHOR_END) {
            return node;
        }
    }
    return NULL;
}

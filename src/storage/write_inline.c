/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "document/colour.h"
#include "storage/escape.h"
#include "storage/resource.h"
#include "storage/write.h"
#include "storage/write_internal.h"

static void open_link(struct strbuf *storage, const struct inline_node *link)
{
    const struct target *target = &link->details->target;
    if (target->kind == TARGET_URL) {
        strbuf_append(storage, "<a");
        xml_escape_attribute(storage, "href", target->url);
        strbuf_append(storage, ">");
        return;
    }
    strbuf_append(storage, "<ac:link");
    if (target->anchor.length > 0) {
        xml_escape_attribute(storage, "ac:anchor", target->anchor);
    }
    strbuf_append(storage, ">");
    resource_write(storage, target);
    strbuf_append(storage, link->first_child ? "<ac:link-body>" : "");
}

static void close_link(struct strbuf *storage, const struct inline_node *link)
{
    if (link->details->target.kind == TARGET_URL) {
        strbuf_append(storage, "</a>");
    } else {
        strbuf_append(storage, link->first_child ? "</ac:link-body></ac:link>" : "</ac:link>");
    }
}

static void open_colour(struct strbuf *storage, struct slice colour)
{
    CLEANUP_STRBUF struct strbuf style = STRBUF(SIZE_MAX);

    colour_write_style(&style, colour);
    strbuf_append(storage, "<span");
    xml_escape_attribute(storage, "style", strbuf_slice(&style));
    strbuf_append(storage, ">");
}

void storage_write_inline_open(struct strbuf *storage, const struct inline_node *node)
{
    if (node->kind == INLINE_LINK) {
        open_link(storage, node);
    } else if (node->kind == INLINE_MARK && node->mark == MARK_COLOUR) {
        open_colour(storage, node->text);
    } else if (node->kind == INLINE_MARK) {
        strbuf_append_format(storage, "<%s>", mark_tag_name(node->mark));
    }
}

void storage_write_inline_close(struct strbuf *storage, const struct inline_node *node)
{
    if (node->kind == INLINE_LINK) {
        close_link(storage, node);
    } else if (node->kind == INLINE_MARK) {
        strbuf_append_format(storage, "</%s>", mark_tag_name(node->mark));
    }
}

void storage_write_line(struct strbuf *storage, struct slice text)
{
    xml_escape_line(storage, text);
}

static void append_size(struct strbuf *storage, const char *name, size_t pixels)
{
    if (pixels > 0) {
        strbuf_append_format(storage, " %s=\"%zu\"", name, pixels);
    }
}

static void write_image(struct strbuf *storage, const struct inline_node *image)
{
    strbuf_append(storage, "<ac:image");
    if (image->details->align != ALIGN_UNSAID) {
        strbuf_append_format(storage, " ac:align=\"%s\"", image_align_name(image->details->align));
    }
    strbuf_append(storage, image->details->has_border ? " ac:border=\"true\"" : "");
    strbuf_append(storage, image->details->is_thumbnail ? " ac:thumbnail=\"true\"" : "");
    append_size(storage, "ac:width", image->details->width);
    append_size(storage, "ac:height", image->details->height);
    if (image->text.length > 0) {
        xml_escape_attribute(storage, "ac:alt", image->text);
    }
    strbuf_append(storage, ">");
    struct target target = image->details->target;
    target.kind = target.kind == TARGET_NONE ? TARGET_URL : target.kind;
    resource_write(storage, &target);
    if (image->details->title.length > 0) {
        strbuf_append(storage, "<ac:caption><p>");
        xml_escape_line(storage, image->details->title);
        strbuf_append(storage, "</p></ac:caption>");
    }
    strbuf_append(storage, "</ac:image>");
}

static void write_macro(struct strbuf *storage, const struct macro *macro)
{
    writer_macro_open(storage, macro);
    if (macro->body == MACRO_BODY_PLAIN) {
        storage_write_plain_body(storage, macro->text);
    }
    writer_macro_close(storage, macro);
}

static void write_element(struct strbuf *storage, const struct macro *element)
{
    strbuf_append_char(storage, '<');
    strbuf_append_slice(storage, element->name);
    for (size_t i = 0; i < element->parameter_count; i++) {
        CLEANUP_STRBUF struct strbuf name = STRBUF(element->parameters[i].name.length);
        strbuf_append_slice(&name, element->parameters[i].name);
        xml_escape_attribute(storage, strbuf_text(&name), element->parameters[i].value);
    }
    if (element->text.length == 0) {
        strbuf_append(storage, "/>");
        return;
    }
    strbuf_append_char(storage, '>');
    xml_escape_text(storage, element->text);
    strbuf_append(storage, "</");
    strbuf_append_slice(storage, element->name);
    strbuf_append_char(storage, '>');
}

void storage_write_inline(struct strbuf *storage, const struct inline_node *node)
{
    switch (node->kind) {
    case INLINE_TEXT:
        xml_escape_line(storage, node->text);
        break;
    case INLINE_MARK:
    case INLINE_HIDDEN:
    case INLINE_LINK:
        storage_write_inline_open(storage, node);
        storage_write_inlines(storage, node->first_child);
        if (node->kind == INLINE_LINK && node->details->target.kind == TARGET_URL &&
            !node->first_child) {
            xml_escape_line(storage, node->details->target.url);
        }
        storage_write_inline_close(storage, node);
        break;
    case INLINE_IMAGE:
        write_image(storage, node);
        break;
    case INLINE_BREAK:
        strbuf_append(storage, "<br/>");
        break;
    case INLINE_MACRO:
        write_macro(storage, node->macro);
        break;
    case INLINE_ELEMENT:
        write_element(storage, node->macro);
        break;
    case INLINE_RAW:
        strbuf_append_slice(storage, node->text);
        break;
    }
}

void storage_write_inlines(struct strbuf *storage, const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        storage_write_inline(storage, node);
    }
}

/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "document/equal.h"
#include "storage/escape.h"
#include "storage/patch_internal.h"
#include "storage/tag.h"
#include "storage/write.h"

#define CAPTION    "ac:caption"
#define PLAIN_BODY "ac:plain-text-link-body"
#define RICH_BODY  "ac:link-body"

static bool is_found(struct span span)
{
    return span.start != span.end;
}

/* From the first start tag of that name to behind its last end tag; empty when there is none. */
static struct span find_element(struct slice bytes, const char *name)
{
    struct span start = tag_find(bytes, name);
    size_t at = bytes.length;

    if (!is_found(start) || bytes.start[start.end - 2] == '/') {
        return start;
    }
    while (at > start.end) {
        struct slice tag =
            slice_part(bytes, patch_last_tag(slice_part(bytes, 0, at)), bytes.length);
        at = bytes.length - tag.length;
        bool is_end = slice_starts_with(tag, "</") && slice_equals_any_case(tag_name(tag), name);
        if (is_end) {
            return (struct span){start.start, at + slice_find_char(tag, 0, '>') + 1};
        }
    }
    return (struct span){0, 0};
}

/* The bytes with the element replaced by what is written; where it is not, before the end tag. */
static void append_with(struct strbuf *storage, struct slice bytes, struct span element,
                        struct slice written)
{
    size_t end = patch_last_tag(bytes);
    struct span gone = is_found(element) ? element : (struct span){end, end};

    strbuf_append_slice(storage, slice_part(bytes, 0, gone.start));
    strbuf_append_slice(storage, written);
    strbuf_append_slice(storage, slice_part(bytes, gone.end, bytes.length));
}

static void append_caption(struct strbuf *storage, struct slice bytes, struct slice caption)
{
    CLEANUP_STRBUF struct strbuf written = STRBUF(SIZE_MAX);
    struct slice old = slice_of_span(bytes, find_element(bytes, CAPTION));

    if (caption.length > 0 && !patch_caption(&written, old, caption)) {
        strbuf_append(&written, "<" CAPTION "><p>");
        storage_write_line(&written, caption);
        strbuf_append(&written, "</p></" CAPTION ">");
    }
    append_with(storage, bytes, find_element(bytes, CAPTION), strbuf_slice(&written));
}

/* The tag with the attribute as it is to be, when it is another one now. */
static void append_attribute(struct strbuf *storage, struct slice tag, const char *name,
                             struct slice before, struct slice after)
{
    if (slice_equal(before, after)) {
        strbuf_append_slice(storage, tag);
    } else {
        tag_append_with(storage, tag, name, after.length > 0 ? &after : NULL);
    }
}

static void put_attribute(struct strbuf *tag, const char *name, struct slice value)
{
    CLEANUP_STRBUF struct strbuf old_tag = STRBUF(SIZE_MAX);

    strbuf_append_slice(&old_tag, strbuf_slice(tag));
    strbuf_clear(tag);
    tag_append_with(tag, strbuf_slice(&old_tag), name, &value);
}

/* A size that the Markdown does not say stays as it is. */
static void put_size(struct strbuf *tag, const char *name, size_t pixels)
{
    CLEANUP_STRBUF struct strbuf number = STRBUF(SIZE_MAX);

    if (pixels > 0) {
        strbuf_append_format(&number, "%zu", pixels);
        put_attribute(tag, name, strbuf_slice(&number));
    }
}

static bool has_value(struct slice tag, const char *name, struct slice value)
{
    struct tag_attribute attribute;
    size_t position = 0;

    while (tag_next_attribute(tag, &position, &attribute)) {
        if (slice_equals(attribute.name, name)) {
            return slice_equal(attribute.value, value);
        }
    }
    return false;
}

/* On Cloud ac:layout says the same once more, and would contradict. */
static void put_align(struct strbuf *tag, struct slice align)
{
    CLEANUP_STRBUF struct strbuf without_layout = STRBUF(SIZE_MAX);

    if (has_value(strbuf_slice(tag), "ac:align", align)) {
        return;
    }
    tag_append_with(&without_layout, strbuf_slice(tag), "ac:layout", NULL);
    strbuf_clear(tag);
    strbuf_append_slice(tag, strbuf_slice(&without_layout));
    put_attribute(tag, "ac:align", align);
}

/* So does all else of how the image is shown. */
static void put_manner(struct strbuf *tag, const struct inline_node *image)
{
    if (image->details->align != ALIGN_UNSAID) {
        put_align(tag, slice_from(image_align_name(image->details->align)));
    }
    if (image->details->has_border) {
        put_attribute(tag, "ac:border", SLICE_LITERAL("true"));
    }
    if (image->details->is_thumbnail) {
        put_attribute(tag, "ac:thumbnail", SLICE_LITERAL("true"));
    }
}

static bool patch_html_image(struct strbuf *storage, struct slice bytes, struct span tag,
                             const struct inline_node *before, const struct inline_node *after)
{
    CLEANUP_STRBUF struct strbuf with_text = STRBUF(SIZE_MAX);

    append_attribute(&with_text, slice_of_span(bytes, tag), "alt", before->text, after->text);
    put_size(&with_text, "width", after->details->width);
    put_size(&with_text, "height", after->details->height);
    append_attribute(storage, strbuf_slice(&with_text), "title", before->details->title,
                     after->details->title);
    strbuf_append_slice(storage, slice_part(bytes, tag.end, bytes.length));
    return true;
}

bool patch_image(struct strbuf *storage, struct slice bytes, const struct inline_node *before,
                 const struct inline_node *after)
{
    CLEANUP_STRBUF struct strbuf with_text = STRBUF(SIZE_MAX);
    struct span tag = tag_find(bytes, "ac:image");
    struct span html = tag_find(bytes, "img");
    if (!is_found(tag) && !is_found(html)) {
        return false;
    }
    if (!is_found(tag)) {
        return patch_html_image(storage, bytes, html, before, after);
    }
    append_attribute(&with_text, slice_of_span(bytes, tag), "ac:alt", before->text, after->text);
    put_size(&with_text, "ac:width", after->details->width);
    put_size(&with_text, "ac:height", after->details->height);
    put_manner(&with_text, after);
    strbuf_append_slice(&with_text, slice_part(bytes, tag.end, bytes.length));
    if (slice_equal(before->details->title, after->details->title)) {
        strbuf_append_slice(storage, strbuf_slice(&with_text));
    } else {
        append_caption(storage, strbuf_slice(&with_text), after->details->title);
    }
    return true;
}

static bool is_plain(const struct inline_node *first)
{
    for (; first; first = first->next) {
        if (first->kind != INLINE_TEXT) {
            return false;
        }
    }
    return true;
}

static void write_plain_body(struct strbuf *written, const struct inline_node *link)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(SIZE_MAX);

    for (const struct inline_node *node = link->first_child; node; node = node->next) {
        strbuf_append_slice(&text, node->text);
    }
    strbuf_append(written, "<" PLAIN_BODY ">");
    xml_escape_cdata(written, strbuf_slice(&text));
    strbuf_append(written, "</" PLAIN_BODY ">");
}

/* The bytes without what is the link's own text: Confluence shows that of the target. */
static void append_without_text(struct strbuf *storage, struct slice bytes)
{
    CLEANUP_STRBUF struct strbuf without_plain = STRBUF(SIZE_MAX);
    struct span plain = find_element(bytes, PLAIN_BODY);
    strbuf_append_slice(&without_plain, slice_part(bytes, 0, plain.start));
    strbuf_append_slice(&without_plain, slice_part(bytes, plain.end, bytes.length));
    bytes = strbuf_slice(&without_plain);
    struct span rich = find_element(bytes, RICH_BODY);

    strbuf_append_slice(storage, slice_part(bytes, 0, rich.start));
    strbuf_append_slice(storage, slice_part(bytes, rich.end, bytes.length));
}

bool patch_link_text(struct strbuf *storage, struct slice bytes, const struct inline_node *before,
                     const struct inline_node *after)
{
    CLEANUP_STRBUF struct strbuf written = STRBUF(SIZE_MAX);
    bool is_empty = slice_ends_with(slice_part(bytes, 0, tag_find(bytes, "ac:link").end), "/>");
    struct span body = find_element(bytes, PLAIN_BODY);
    bool is_possible = after->first_child && !is_empty && is_found(tag_find(bytes, "ac:link")) &&
                       !is_found(tag_find(bytes, RICH_BODY));
    if (inline_list_equal(before->first_child, after->first_child)) {
        if (after->first_child) {
            strbuf_append_slice(storage, bytes);
        } else {
            append_without_text(storage, bytes);
        }
        return true;
    }
    if (!is_possible) {
        return false;
    }
    if (is_found(body) && is_plain(after->first_child)) {
        write_plain_body(&written, after);
    } else {
        strbuf_append(&written, "<" RICH_BODY ">");
        storage_write_inlines(&written, after->first_child);
        strbuf_append(&written, "</" RICH_BODY ">");
    }
    append_with(storage, bytes, body, strbuf_slice(&written));
    return true;
}

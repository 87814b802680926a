/* SPDX-License-Identifier: MIT */
/* Where links and images lead. */
#include "base/strbuf.h"
#include "storage/elements.h"
#include "storage/read_internal.h"
#include "storage/resource.h"

static struct slice attribute_or_empty(const struct xml_node *element, const char *name)
{
    const struct slice *value = xml_attribute_find(element, name);

    return value ? *value : slice_from("");
}

static bool is_link_text(const struct reader *reader, const struct xml_node *element)
{
    struct slice text;

    return element_is(element, "ac:link-body") || (element_is(element, "ac:plain-text-link-body") &&
                                                   reader_plain_text(reader, element, &text));
}

static bool can_have_anchor(const struct target *target)
{
    return target->anchor.length == 0 || target->kind == TARGET_PAGE ||
           target->kind == TARGET_ANCHOR || target->kind == TARGET_BLOG_POST ||
           target->kind == TARGET_CONTENT;
}

bool reader_link(const struct reader *reader, const struct xml_node *element, struct target *target,
                 const struct xml_node **body)
{
    *target = (struct target){.kind = TARGET_NONE};
    *body = NULL;
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_filler(child)) {
            continue;
        }
        if (!*body && is_link_text(reader, child)) {
            *body = child;
            continue;
        }
        if (!resource_read(child, target) || target->kind == TARGET_URL) {
            return false;
        }
    }
    target->anchor = attribute_or_empty(element, "ac:anchor");
    if (target->anchor.length > 0 && target->kind == TARGET_NONE) {
        target->kind = TARGET_ANCHOR;
    }
    return can_have_anchor(target) && (target->kind != TARGET_USER || !*body);
}

/* The text of a caption; marks in it do not show in the Markdown. */
static void append_plain_text(struct strbuf *text, const struct xml_node *element)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (reader_is_text(child)) {
            strbuf_append_slice(text, child->text);
        }
        append_plain_text(text, child);
    }
}

static struct slice read_caption(const struct reader *reader, const struct xml_node *element)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(reader->storage.length);

    append_plain_text(&text, element);
    return reader_collapse(reader, slice_trim(strbuf_slice(&text)));
}

struct inline_node *reader_image(const struct reader *reader, const struct xml_node *element)
{
    struct inline_node *image = reader_inline(reader, INLINE_IMAGE, element->outer);

    image->text = attribute_or_empty(element, "ac:alt");
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        if (element_is(child, "ac:caption")) {
            image->details->title = read_caption(reader, child);
            continue;
        }
        bool is_known =
            reader_is_filler(child) || element_is(child, "ac:adf-mark") ||
            (child->kind == XML_ELEMENT && resource_read(child, &image->details->target));
        if (!is_known) {
            return NULL;
        }
    }
    bool is_shown = image->details->target.kind == TARGET_ATTACHMENT ||
                    image->details->target.kind == TARGET_URL;
    return is_shown ? image : NULL;
}

struct inline_node *reader_html_image(const struct reader *reader, const struct xml_node *element)
{
    struct inline_node *image = reader_inline(reader, INLINE_IMAGE, element->outer);

    image->details->target.kind = TARGET_URL;
    image->details->target.url = attribute_or_empty(element, "src");
    image->text = attribute_or_empty(element, "alt");
    image->details->title = attribute_or_empty(element, "title");
    return image->details->target.url.length > 0 ? image : NULL;
}

/* SPDX-License-Identifier: MIT */
/* Links and images that lead elsewhere: what does not tell of the old target stays. */
#include <string.h>

#include "document/equal.h"
#include "storage/elements.h"
#include "storage/parse.h"
#include "storage/patch.h"
#include "storage/patch_internal.h"
#include "storage/resource.h"
#include "storage/tag.h"

/* What Confluence knows of the file or page that the attribute's element led to. */
static bool tells_of_target(struct slice name)
{
    static const char *const names[] = {"ac:original-width", "ac:original-height", "ac:src",
                                        "ac:queryparams", "data-base-url"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (slice_equals(name, names[i])) {
            return true;
        }
    }
    return slice_starts_with(name, "data-linked-resource-");
}

static void append_without_old(struct strbuf *storage, struct slice tag)
{
    struct tag_attribute attribute;
    size_t position = 0;
    size_t copied = 0;

    while (tag_next_attribute(tag, &position, &attribute)) {
        if (tells_of_target(attribute.name)) {
            strbuf_append_slice(storage, slice_part(tag, copied, attribute.span.start));
            copied = attribute.span.end;
        }
    }
    strbuf_append_slice(storage, slice_part(tag, copied, tag.length));
}

/* The start tag that the bytes begin with, with one attribute as it is to be; empty: without it. */
static size_t append_start(struct strbuf *storage, struct slice bytes, const char *name,
                           struct slice value)
{
    CLEANUP_STRBUF struct strbuf element = STRBUF(bytes.length);
    CLEANUP_STRBUF struct strbuf known = STRBUF(bytes.length);
    strbuf_append_slice(&element, tag_name(bytes));
    struct span tag = tag_find(bytes, strbuf_text(&element));

    append_without_old(&known, slice_of_span(bytes, tag));
    tag_append_with(storage, strbuf_slice(&known), name, value.length > 0 ? &value : NULL);
    return tag.end;
}

static bool is_resource(const struct xml_node *node)
{
    return node->kind == XML_ELEMENT && slice_starts_with(node->name, "ri:");
}

/* The resource in an ac:link or ac:image; empty, and behind the start tag, where there is none. */
static struct span find_resource(const struct xml_node *element)
{
    for (const struct xml_node *node = element->first_child; node; node = node->next) {
        if (is_resource(node)) {
            return node->outer;
        }
    }
    return (struct span){element->inner.start, element->inner.start};
}

/* An ac:link or ac:image; the bytes are parsed whole. */
static bool put_resource(struct strbuf *storage, struct slice bytes, size_t until,
                         const struct xml_node *element, const struct target *target)
{
    struct span resource = find_resource(element);
    bool is_closed = element->inner.start == element->inner.end;

    if (is_closed || resource.end > until) {
        return false;
    }
    size_t start = append_start(storage, bytes, "ac:anchor", target->anchor);
    strbuf_append_slice(storage, slice_part(bytes, start, resource.start));
    resource_write(storage, target);
    strbuf_append_slice(storage, slice_part(bytes, resource.end, until));
    return true;
}

static bool put_address(struct strbuf *storage, struct slice bytes, size_t until, const char *name,
                        const struct target *target)
{
    if (target->kind != TARGET_URL) {
        return false;
    }
    size_t start = append_start(storage, bytes, name, target->url);
    strbuf_append_slice(storage, slice_part(bytes, start, until));
    return true;
}

/* People have no text of their own in a link, and addresses another element. */
static bool can_lead_to(const struct xml_node *element, const struct target *before,
                        const struct target *after)
{
    bool is_image = element_is(element, "ac:image");
    bool was_user = before->kind == TARGET_USER;
    bool is_user = after->kind == TARGET_USER;

    return is_image
               ? after->kind == TARGET_URL || after->kind == TARGET_ATTACHMENT
               : element_is(element, "ac:link") && was_user == is_user && after->kind != TARGET_URL;
}

bool storage_patch_target(struct strbuf *storage, struct slice bytes, size_t until,
                          const struct inline_node *before, const struct inline_node *after)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (inline_has_same_target(before, after)) {
        strbuf_append_slice(storage, slice_part(bytes, 0, until));
        return true;
    }
    if (!storage_parse(arena, bytes, &root, &fault) || !root->first_child) {
        return false;
    }
    const struct xml_node *element = root->first_child;
    if (element_is(element, "a") || element_is(element, "img")) {
        const char *name = element_is(element, "a") ? "href" : "src";
        return put_address(storage, bytes, until, name, &after->details->target);
    }
    return can_lead_to(element, &before->details->target, &after->details->target) &&
           put_resource(storage, bytes, until, element, &after->details->target);
}

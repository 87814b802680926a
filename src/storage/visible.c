/* SPDX-License-Identifier: MIT */
#include "storage/visible.h"

#include <string.h>

#include "storage/elements.h"

static const char *const invisible_characters[] = {
    "\xC2\xA0",     /* U+00A0 no-break space */
    "\xE2\x80\x8B", /* U+200B zero-width space */
    "\xEF\xBB\xBF", /* U+FEFF zero-width no-break space */
};
#define INVISIBLE_COUNT (sizeof invisible_characters / sizeof invisible_characters[0])

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_ascii(char byte)
{
    return !((unsigned char)byte & 0x80);
}

/* Length of the invisible character at the start of the text, or 0. */
static size_t invisible_at_start(struct slice text)
{
    char first = text.start[0];
    if (is_ascii(first)) {
        return is_blank(first) ? 1 : 0;
    }
    for (size_t i = 0; i < INVISIBLE_COUNT; i++) {
        if (slice_starts_with(text, invisible_characters[i])) {
            return strlen(invisible_characters[i]);
        }
    }
    return 0;
}

static size_t invisible_at_end(struct slice text)
{
    char last = text.start[text.length - 1];
    if (is_ascii(last)) {
        return is_blank(last) ? 1 : 0;
    }
    for (size_t i = 0; i < INVISIBLE_COUNT; i++) {
        if (slice_ends_with(text, invisible_characters[i])) {
            return strlen(invisible_characters[i]);
        }
    }
    return 0;
}

/* The text without what is invisible at its ends, as positions in it. */
static struct span trim(struct slice text)
{
    struct span span = {0, text.length};

    while (span.start < span.end) {
        size_t length = invisible_at_start(slice_of_span(text, span));
        if (length == 0) {
            break;
        }
        span.start += length;
    }
    while (span.start < span.end) {
        size_t length = invisible_at_end(slice_of_span(text, span));
        if (length == 0) {
            break;
        }
        span.end -= length;
    }
    return span;
}

static bool is_wrapper(enum element_kind kind)
{
    return kind == ELEMENT_MARK || kind == ELEMENT_SPAN || kind == ELEMENT_WRAPPER ||
           kind == ELEMENT_HTML_LINK;
}

static struct span visible_part(struct slice storage, const struct xml_node *node)
{
    const struct span nothing = {node->outer.end, node->outer.end};
    struct span span;

    switch (node->kind) {
    case XML_TEXT:
        span = trim(slice_of_span(storage, node->outer));
        return (struct span){node->outer.start + span.start, node->outer.start + span.end};
    case XML_CDATA:
    case XML_ENTITY:
        span = trim(node->text);
        return span.start == span.end ? nothing : node->outer;
    case XML_COMMENT:
    case XML_INSTRUCTION:
        return nothing;
    case XML_ELEMENT:
        break;
    }
    enum element_kind kind = element_kind(node);
    if (is_wrapper(kind)) {
        return visible_span(storage, node->first_child, NULL);
    }
    return kind == ELEMENT_BREAK && !visible_inside(storage, node) ? nothing : node->outer;
}

struct span visible_span(struct slice storage, const struct xml_node *first,
                         const struct xml_node *stop)
{
    struct span all = {0, 0};
    bool is_empty = true;

    for (const struct xml_node *node = first; node != stop; node = node->next) {
        struct span part = visible_part(storage, node);
        if (part.start == part.end) {
            continue;
        }
        all.start = is_empty ? part.start : all.start;
        all.end = part.end;
        is_empty = false;
    }
    return all;
}

bool visible_inside(struct slice storage, const struct xml_node *element)
{
    struct span span = visible_span(storage, element->first_child, NULL);
    return span.start != span.end;
}

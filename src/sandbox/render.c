/* SPDX-License-Identifier: MIT */
#include "sandbox/render.h"

#include <string.h>

#include "base/limit.h"
#include "sandbox/html.h"
#include "sandbox/renderer.h"

/* Elements that HTML has, too, and which are kept; in any case of letters. */
static const char *const kept[] = {
    "b",     "big",   "blockquote", "br",    "code", "dd",    "del",  "div",    "dl",  "dt",
    "em",    "h1",    "h2",         "h3",    "h4",   "h5",    "h6",   "hr",     "i",   "ins",
    "li",    "ol",    "p",          "pre",   "s",    "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td",         "tfoot", "th",   "thead", "tr",   "u",      "ul",
};

/* Of those, the ones without content. */
static bool is_void(const char *name)
{
    return strcmp(name, "br") == 0 || strcmp(name, "hr") == 0;
}

static const char *kept_name(struct slice name)
{
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (slice_equals_any_case(name, kept[i])) {
            return kept[i];
        }
    }
    return NULL;
}

struct slice render_attribute(const struct xml_node *element, const char *name)
{
    const struct slice *value = xml_attribute_find(element, name);

    return value ? *value : SLICE_LITERAL("");
}

static void append_attribute(struct renderer *renderer, const char *name, struct slice value)
{
    strbuf_append_format(&renderer->html, " %s=\"", name);
    html_append(&renderer->html, value);
    strbuf_append_char(&renderer->html, '"');
}

static void append_number(struct renderer *renderer, const struct xml_node *element,
                          const char *name)
{
    struct slice value = render_attribute(element, name);
    unsigned long long number = 0;

    if (slice_parse_number(value, &number)) {
        append_attribute(renderer, name, value);
    }
}

static void append_attributes(struct renderer *renderer, const struct xml_node *element)
{
    struct slice style = render_attribute(element, "style");
    struct slice colour = render_attribute(element, "data-highlight-colour");

    append_number(renderer, element, "colspan");
    append_number(renderer, element, "rowspan");
    append_number(renderer, element, "start");
    if (style.length > 0 && html_is_safe_style(style)) {
        append_attribute(renderer, "style", style);
    } else if (slice_starts_with(colour, "#") && html_is_safe_style(colour)) {
        strbuf_append(&renderer->html, " style=\"background-color: ");
        html_append(&renderer->html, colour);
        strbuf_append_char(&renderer->html, '"');
    }
}

static void render_kept(struct renderer *renderer, const struct xml_node *element, const char *name)
{
    strbuf_append_format(&renderer->html, "<%s", name);
    append_attributes(renderer, element);
    strbuf_append_char(&renderer->html, '>');
    if (!is_void(name)) {
        render_children(renderer, element);
        strbuf_append_format(&renderer->html, "</%s>", name);
    }
}

static void render_anchor(struct renderer *renderer, const struct xml_node *element)
{
    struct slice address = render_attribute(element, "href");

    strbuf_append(&renderer->html, "<a rel=\"noreferrer\"");
    if (html_is_safe_link(address)) {
        append_attribute(renderer, "href", address);
    }
    strbuf_append_char(&renderer->html, '>');
    render_children(renderer, element);
    strbuf_append(&renderer->html, "</a>");
}

static void render_box(struct renderer *renderer, const char *label, struct slice text)
{
    strbuf_append_format(&renderer->html, "<span class=\"macro\"><b>%s</b> ", label);
    html_append(&renderer->html, text);
    strbuf_append(&renderer->html, "</span>");
}

static void render_element(struct renderer *renderer, const struct xml_node *element)
{
    const char *name = kept_name(element->name);

    if (name) {
        render_kept(renderer, element, name);
    } else if (slice_equals(element->name, "a")) {
        render_anchor(renderer, element);
    } else if (slice_equals(element->name, "img")) {
        render_box(renderer, "image", render_attribute(element, "src"));
    } else if (slice_equals(element->name, "time")) {
        html_append(&renderer->html, render_attribute(element, "datetime"));
    } else if (!render_extension(renderer, element)) {
        render_children(renderer, element);
    }
}

/* As deep as the parser allows: LIMIT_DEPTH. */
void render_children(struct renderer *renderer, const struct xml_node *parent)
{
    for (const struct xml_node *child = parent->first_child; child; child = child->next) {
        switch (child->kind) {
        case XML_ELEMENT:
            render_element(renderer, child);
            break;
        case XML_TEXT:
        case XML_CDATA:
        case XML_ENTITY:
            html_append(&renderer->html, child->text);
            break;
        case XML_COMMENT:
        case XML_INSTRUCTION:
            break;
        }
    }
}

void render_text(struct renderer *renderer, const struct xml_node *parent)
{
    for (const struct xml_node *child = parent->first_child; child; child = child->next) {
        if (child->kind == XML_ELEMENT) {
            render_text(renderer, child);
        } else if (child->kind != XML_COMMENT && child->kind != XML_INSTRUCTION) {
            html_append(&renderer->html, child->text);
        }
    }
}

struct slice render_storage(struct arena *arena, struct slice storage, const char *space_key)
{
    struct renderer renderer = {.html = STRBUF(LIMIT_CONVERTED), .space_key = space_key};
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (storage_parse(arena, storage, &root, &fault)) {
        render_children(&renderer, root);
    } else {
        strbuf_append(&renderer.html, "<pre>");
        html_append(&renderer.html, storage);
        strbuf_append(&renderer.html, "</pre>");
    }
    struct slice html = strbuf_copy(&renderer.html, arena);
    strbuf_release(&renderer.html);
    return html;
}

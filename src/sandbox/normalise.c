/* SPDX-License-Identifier: MIT */
#include "sandbox/normalise.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/uuid.h"
#include "sandbox/wellformed.h"
#include "storage/parse.h"

struct normaliser {
    struct slice body;
    struct random_source random;
    struct strbuf written;
    size_t done; /* the body is written up to here */
};

static void write_until(struct normaliser *normaliser, size_t end)
{
    strbuf_append_slice(&normaliser->written, slice_part(normaliser->body, normaliser->done, end));
    normaliser->done = end;
}

/* What is missing of the two attributes that every macro gets. */
static void write_macro_attributes(struct normaliser *normaliser, const struct xml_node *macro)
{
    if (!xml_attribute_find(macro, "ac:schema-version")) {
        strbuf_append(&normaliser->written, " ac:schema-version=\"1\"");
    }
    if (!xml_attribute_find(macro, "ac:macro-id")) {
        char id[UUID_SIZE];
        uuid_make(normaliser->random, id);
        strbuf_append_format(&normaliser->written, " ac:macro-id=\"%s\"", id);
    }
}

#define STYLE_OPEN " style=\""

/* The value of a style attribute that says only what is so anyway; empty when there is none. */
static struct span find_idle_style(struct slice body, struct span tag)
{
    static const char *const attributes[] = {STYLE_OPEN "text-align: start\"",
                                             STYLE_OPEN "text-align: start;\""};

    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
        struct slice wanted = slice_from(attributes[i]);
        size_t found = slice_find(slice_part(body, 0, tag.end), tag.start, wanted);
        if (found != SLICE_NOT_FOUND) {
            return (struct span){found + strlen(STYLE_OPEN), found + wanted.length - 1};
        }
    }
    return (struct span){tag.start, tag.start};
}

static void write_tag(struct normaliser *normaliser, const struct xml_node *element)
{
    struct span tag = {element->outer.start, element->inner.start};
    struct slice text = slice_of_span(normaliser->body, tag);
    bool is_empty = slice_ends_with(text, "/>");
    size_t close = tag.end - (is_empty ? 2 : 1);
    struct span style = find_idle_style(normaliser->body, tag);

    if (style.start < style.end) {
        write_until(normaliser, style.start);
        normaliser->done = style.end;
    }
    if (slice_equals(element->name, "ac:structured-macro")) {
        struct slice attributes = slice_part(normaliser->body, tag.start, close);
        write_until(normaliser,
                    tag.start + strlen("<") +
                        slice_trim(slice_part(attributes, 1, attributes.length)).length);
        write_macro_attributes(normaliser, element);
    }
    write_until(normaliser, close);
    if (is_empty && !strchr(" \t\r\n", normaliser->body.start[close - 1])) {
        strbuf_append_char(&normaliser->written, ' ');
    }
    write_until(normaliser, tag.end);
}

/* As deep as the parser allows: LIMIT_DEPTH. */
static void write_children(struct normaliser *normaliser, const struct xml_node *parent)
{
    for (const struct xml_node *child = parent->first_child; child; child = child->next) {
        if (child->kind == XML_ELEMENT) {
            write_tag(normaliser, child);
            write_children(normaliser, child);
        }
    }
}

static struct slice without_final_line_ends(struct slice body)
{
    while (body.length > 0 && strchr("\r\n", body.start[body.length - 1])) {
        body.length--;
    }
    return body;
}

bool normalise_body(struct arena *arena, struct slice body, struct random_source random,
                    struct slice *normalised, struct problem *problem)
{
    struct normaliser normaliser = {
        .body = without_final_line_ends(body),
        .random = random,
        .written = STRBUF(LIMIT_CONVERTED),
    };
    struct xml_node *root = NULL;

    if (!wellformed_parse(arena, normaliser.body, &root, problem)) {
        return false;
    }
    write_children(&normaliser, root);
    write_until(&normaliser, normaliser.body.length);
    *normalised = strbuf_copy(&normaliser.written, arena);
    strbuf_release(&normaliser.written);
    return true;
}

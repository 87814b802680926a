/* SPDX-License-Identifier: MIT */
#include "markdown/elements_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/limit.h"
#include "document/equal.h"
#include "markdown/attributes_internal.h"
#include "markdown/escape_internal.h"
#include "markdown/html_tags_internal.h"
#include "markdown/query_internal.h"
#include "markdown/targets_internal.h"

#define EMOTICON    "ac:emoticon"
#define PLACEHOLDER "ac:placeholder"
#define PREFIX      "ac:"
#define MARKER      "cf:placeholder"

static bool has_parameter(const struct macro *macro, struct slice name)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (slice_equal(macro->parameters[i].name, name)) {
            return true;
        }
    }
    return false;
}

static struct macro *new_element(struct arena *arena, const char *name)
{
    struct macro *element = ARENA_NEW(arena, struct macro);

    element->name = slice_from(name);
    return element;
}

static bool is_same(const struct inline_node *node, struct macro *read)
{
    struct inline_node other = {.kind = INLINE_ELEMENT, .macro = read};

    return read && inline_node_equal(node, &other);
}

/* "name" for "ac:name". */
static struct slice without_prefix(struct slice name)
{
    size_t start = slice_starts_with(name, PREFIX) ? strlen(PREFIX) : 0;

    return slice_part(name, start, name.length);
}

static struct slice with_prefix(struct arena *arena, struct slice key)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(key.length + strlen(PREFIX));

    if (slice_find_char(key, 0, ':') != SLICE_NOT_FOUND) {
        return key;
    }
    strbuf_append(&name, PREFIX);
    strbuf_append_slice(&name, key);
    return strbuf_copy(&name, arena);
}

static void write_emoticon_text(struct strbuf *out, const struct macro *emoticon)
{
    const struct escape_context in_brackets = {.in_brackets = true};
    CLEANUP_STRBUF struct strbuf shown = STRBUF(LIMIT_CONVERTED);
    struct slice name = macro_parameter_find(emoticon, "ac:emoji-shortname");

    strbuf_append_slice(&shown, name);
    if (name.length == 0) {
        name = macro_parameter_find(emoticon, "ac:name");
        strbuf_append_char(&shown, ':');
        strbuf_append_slice(&shown, name.length > 0 ? name : slice_from("emoji"));
        strbuf_append_char(&shown, ':');
    }
    strbuf_append_char(out, '[');
    markdown_escape_text(out, strbuf_slice(&shown), &in_brackets);
    strbuf_append_char(out, ']');
}

static bool write_emoticon(struct strbuf *out, const struct inline_node *node, struct arena *arena)
{
    CLEANUP_STRBUF struct strbuf address = STRBUF(LIMIT_CONVERTED);

    strbuf_append(&address, CONFLUENCE_SCHEME "emoji?");
    for (size_t i = 0; i < node->macro->parameter_count; i++) {
        query_write(&address, without_prefix(node->macro->parameters[i].name),
                    node->macro->parameters[i].value);
    }
    if (!is_same(node, element_read_address(arena, strbuf_slice(&address)))) {
        return false;
    }
    write_emoticon_text(out, node->macro);
    strbuf_append_char(out, '(');
    destination_write(out, strbuf_slice(&address));
    strbuf_append_char(out, ')');
    return true;
}

struct macro *element_read_address(struct arena *arena, struct slice address)
{
    struct address parts;
    struct query_part part;
    if (!address_read(address, &parts) || !slice_equals(parts.kind, "emoji")) {
        return NULL;
    }
    struct macro *emoticon = new_element(arena, EMOTICON);
    for (size_t position = 0; query_next(arena, parts.query, &position, &part);) {
        struct slice name = with_prefix(arena, part.key);
        if (!attribute_is_key(name) || has_parameter(emoticon, name)) {
            return NULL;
        }
        macro_add_parameter(arena, emoticon,
                            (struct macro_parameter){.name = name, .value = part.value});
    }
    return emoticon;
}

static unsigned long long number_in(struct slice text, size_t start, size_t end)
{
    unsigned long long number = 0;

    return slice_parse_number(slice_part(text, start, end), &number) ? number : 0;
}

/* A day that there is, as 2026-10-01: Confluence has no other. */
static bool is_date(struct slice text)
{
    static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_formed = text.length == strlen("YYYY-MM-DD") && text.start[4] == '-' &&
                     text.start[7] == '-' && number_in(text, 0, 4) > 0;
    unsigned long long year = is_formed ? number_in(text, 0, 4) : 0;
    unsigned long long month = is_formed ? number_in(text, 5, 7) : 0;
    unsigned long long day = is_formed ? number_in(text, 8, 10) : 0;
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] &&
           (month != 2 || day < 29 || is_leap);
}

static bool write_time(struct strbuf *out, const struct macro *time)
{
    struct slice datetime = macro_parameter_find(time, "datetime");
    if (!is_date(datetime)) {
        return false;
    }
    strbuf_append(out, "<time datetime=\"");
    strbuf_append_slice(out, datetime);
    strbuf_append(out, "\">");
    strbuf_append_slice(out, datetime);
    strbuf_append(out, "</time>");
    return true;
}

static bool is_tag(cmark_node *node, const char *name, struct html_element *tag)
{
    if (!node || cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE) {
        return false;
    }
    struct slice html = slice_from(cmark_node_get_literal(node));
    return html_element_read(html, 0, tag) == html.length && slice_equals(tag->name, name);
}

/* Only text may stand inside: the attribute counts. */
static struct macro *read_time(struct arena *arena, cmark_node *node, cmark_node **last)
{
    struct html_element tag;
    struct html_element end;
    struct slice datetime;
    if (!is_tag(node, "time", &tag) || tag.is_end ||
        !html_attribute_find(&tag, "datetime", &datetime) || !is_date(datetime)) {
        return NULL;
    }
    *last = cmark_node_next(node);
    while (*last && cmark_node_get_type(*last) == CMARK_NODE_TEXT) {
        *last = cmark_node_next(*last);
    }
    if (!is_tag(*last, "time", &end) || !end.is_end) {
        return NULL;
    }
    struct macro *time = new_element(arena, "time");
    struct slice copy = {arena_copy(arena, datetime), datetime.length};
    macro_add_parameter(arena, time,
                        (struct macro_parameter){.name = SLICE_LITERAL("datetime"),
                                                 .value = reference_decode(arena, copy)});
    return time;
}

static bool write_placeholder(struct strbuf *out, const struct macro *placeholder)
{
    strbuf_append(out, "<!-- " MARKER);
    for (size_t i = 0; i < placeholder->parameter_count; i++) {
        attribute_write(out, without_prefix(placeholder->parameters[i].name),
                        placeholder->parameters[i].value);
    }
    attribute_write(out, SLICE_LITERAL("text"), placeholder->text);
    strbuf_append(out, " -->");
    return true;
}

/* What is in the comment behind the marker's name; false: it is another comment. */
static bool read_marker(struct slice html, struct slice *attributes)
{
    bool is_comment =
        slice_starts_with(html, HTML_COMMENT_START) && slice_ends_with(html, HTML_COMMENT_STOP);
    struct slice inside = html_comment_inside(html);
    size_t position = 0;

    if (!is_comment || !slice_equals(attribute_next_word(inside, &position), MARKER)) {
        return false;
    }
    *attributes = slice_part(inside, position, inside.length);
    return true;
}

bool element_starts(struct slice html)
{
    size_t end = slice_find(html, 0, SLICE_LITERAL(HTML_COMMENT_STOP));
    struct slice attributes;

    return end != SLICE_NOT_FOUND &&
           read_marker(slice_trim(slice_part(html, 0, end + strlen(HTML_COMMENT_STOP))),
                       &attributes);
}

static struct macro *read_placeholder(struct arena *arena, cmark_node *node)
{
    struct slice html = slice_from(cmark_node_get_literal(node));
    struct macro *read = new_element(arena, PLACEHOLDER);
    struct slice attributes;
    html = (struct slice){arena_copy(arena, html), html.length};
    if (!read_marker(html, &attributes) || !attribute_list_read(arena, attributes, read)) {
        return NULL;
    }
    struct macro *placeholder = new_element(arena, PLACEHOLDER);
    for (size_t i = 0; i < read->parameter_count; i++) {
        struct macro_parameter parameter = read->parameters[i];
        if (slice_equals(parameter.name, "text")) {
            placeholder->text = parameter.value;
        } else {
            parameter.name = with_prefix(arena, parameter.name);
            macro_add_parameter(arena, placeholder, parameter);
        }
    }
    return placeholder;
}

struct macro *element_read_html(struct arena *arena, cmark_node *node, cmark_node **last)
{
    *last = node;
    struct macro *placeholder = read_placeholder(arena, node);

    return placeholder ? placeholder : read_time(arena, node, last);
}

bool element_write(struct strbuf *out, const struct inline_node *node, struct arena *arena)
{
    if (slice_equals(node->macro->name, EMOTICON)) {
        return write_emoticon(out, node, arena);
    }
    return slice_equals(node->macro->name, PLACEHOLDER) ? write_placeholder(out, node->macro)
                                                        : write_time(out, node->macro);
}

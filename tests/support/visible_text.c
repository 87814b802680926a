/* SPDX-License-Identifier: MIT */
#include "visible_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "storage/elements.h"
#include "storage/emoticon.h"
#include "storage/parse.h"

/* Attributes that say what is seen; of resources (ri:) all do but ids and versions. */
static const char *const seen_attributes[] = {
    "ac:anchor", "ac:name", "alt", "colspan", "datetime", "href", "rowspan", "src",
};

static void append_children(struct strbuf *text, const struct xml_node *element);
static bool is_title(const struct xml_node *element);

static bool ends_with(const struct strbuf *text, char byte)
{
    return text->length > 0 && text->bytes[text->length - 1] == byte;
}

/* A new line, unless there is one; blanks before it are not seen. */
static void end_line(struct strbuf *text)
{
    while (ends_with(text, ' ')) {
        strbuf_truncate(text, text->length - 1);
    }
    if (text->length > 0 && !ends_with(text, '\n')) {
        strbuf_append_char(text, '\n');
    }
}

static bool is_behind_break(const struct strbuf *text)
{
    return slice_ends_with(strbuf_slice(text), "<br>");
}

static void append_break(struct strbuf *text)
{
    while (ends_with(text, ' ')) {
        strbuf_truncate(text, text->length - 1);
    }
    strbuf_append(text, "<br>");
}

/* No-break spaces at the ends of a line are as invisible as others; inside they stay. */
static void append_text(struct strbuf *text, struct slice plain)
{
    for (size_t i = 0; i < plain.length; i++) {
        bool is_blank = strchr(" \t\r\n", plain.start[i]) != NULL;
        bool is_at_start = text->length == 0 || ends_with(text, '\n') || ends_with(text, ' ') ||
                           is_behind_break(text);
        if (!is_blank) {
            strbuf_append_char(text, plain.start[i]);
        } else if (!is_at_start) {
            strbuf_append_char(text, ' ');
        }
    }
}

static bool is_seen(const struct xml_attribute *attribute)
{
    if (slice_starts_with(attribute->name, "ri:")) {
        return !slice_equals(attribute->name, "ri:version-at-save") &&
               !slice_equals(attribute->name, "ri:local-id");
    }
    for (size_t i = 0; i < sizeof seen_attributes / sizeof seen_attributes[0]; i++) {
        if (slice_equals(attribute->name, seen_attributes[i])) {
            bool is_span = slice_ends_with(attribute->name, "span");
            return !is_span || !slice_equals(attribute->value, "1");
        }
    }
    return false;
}

static int compare_slices(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

static void append_sorted(struct strbuf *text, struct slice *parts, size_t count)
{
    qsort(parts, count, sizeof parts[0], compare_slices);
    for (size_t i = 0; i < count; i++) {
        strbuf_append_slice(text, parts[i]);
    }
}

static void append_attributes(struct strbuf *text, const struct xml_node *element)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice *parts = ARENA_NEW_ARRAY(arena, struct slice, element->attribute_count + 1);
    size_t count = 0;

    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        if (is_seen(attribute)) {
            CLEANUP_STRBUF struct strbuf part = STRBUF(LIMIT_CONVERTED);
            strbuf_append_char(&part, ' ');
            strbuf_append_slice(&part, attribute->name);
            strbuf_append_char(&part, '=');
            strbuf_append_slice(&part, attribute->value);
            parts[count++] = strbuf_copy(&part, arena);
        }
    }
    append_sorted(text, parts, count);
}

/* The length of the blank, of any kind, at the end or the start of the text; 0: there is none. */
static size_t blank_length(struct slice text, bool is_at_end)
{
    static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\x8B"};

    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        if (is_at_end ? slice_ends_with(text, blanks[i]) : slice_starts_with(text, blanks[i])) {
            return strlen(blanks[i]);
        }
    }
    return 0;
}

static struct slice without_blanks(struct slice text)
{
    for (size_t length = blank_length(text, true); length > 0; length = blank_length(text, true)) {
        text.length -= length;
    }
    for (size_t length = blank_length(text, false); length > 0;
         length = blank_length(text, false)) {
        text = slice_part(text, length, text.length);
    }
    return text;
}

/* Blanks and breaks, of any kind: marks around them are not seen. */
static bool is_nothing(struct slice text)
{
    text = without_blanks(text);
    while (slice_starts_with(text, "<br>")) {
        text = without_blanks(slice_part(text, strlen("<br>"), text.length));
    }
    return text.length == 0;
}

/* An element whose tags are seen; the blanks at the ends of its text stand outside. */
static void append_inline(struct strbuf *text, const struct xml_node *element, const char *name,
                          bool is_seen_empty)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    size_t before = text->length;
    append_children(text, element);
    struct slice built = strbuf_slice(text);
    struct slice inside = slice_part(built, before, built.length);
    if (is_nothing(inside) && !is_seen_empty) {
        return;
    }
    struct slice core = without_blanks(inside);
    size_t lead = (size_t)(core.start - inside.start);
    struct slice tail = slice_part(inside, lead + core.length, inside.length);
    const char *kept_core = arena_copy(arena, core);
    const char *kept_tail = arena_copy(arena, tail);
    CLEANUP_STRBUF struct strbuf close = STRBUF(LIMIT_PATH);
    strbuf_append_format(&close, "</%s> ", name);
    strbuf_truncate(text, before + lead);
    /* Neighbours with the same mark are one. */
    if (!is_seen_empty && element->attribute_count == 0 &&
        slice_ends_with(strbuf_slice(text), strbuf_text(&close))) {
        strbuf_truncate(text, text->length - close.length);
        strbuf_append_char(text, ' ');
    } else {
        strbuf_append_format(text, "<%s", name);
        append_attributes(text, element);
        strbuf_append_char(text, '>');
    }
    strbuf_append_format(text, "%s</%s>%s", kept_core, name, kept_tail);
}

/* By its address, or by the resource that it names. */
static void append_image(struct strbuf *text, const struct xml_node *element)
{
    const struct slice *source = xml_attribute_find(element, "src");
    const struct xml_node *url = xml_child_find(element, "ri:url");

    source = url ? xml_attribute_find(url, "ri:value") : source;
    if (source) {
        strbuf_append(text, "<image ");
        strbuf_append_slice(text, *source);
        strbuf_append(text, ">");
    } else {
        append_inline(text, element, "image", true);
    }
}

static void append_block(struct strbuf *text, const struct xml_node *element, const char *name)
{
    end_line(text);
    strbuf_append_format(text, "[%s", name);
    append_attributes(text, element);
    strbuf_append(text, "]\n");
    append_children(text, element);
    end_line(text);
    strbuf_append_format(text, "[/%s]\n", name);
}

static void append_paragraph(struct strbuf *text, const struct xml_node *element)
{
    end_line(text);
    append_children(text, element);
    end_line(text);
}

/* In a line of text it is seen as little as a span. */
static void append_wrapper(struct strbuf *text, const struct xml_node *element)
{
    const struct xml_node *around = element->parent;
    while (element_kind(around) == ELEMENT_WRAPPER) {
        around = around->parent;
    }
    if (element_is_wrapped_line(element) && element_is_inline(around)) {
        append_children(text, element);
    } else {
        append_paragraph(text, element);
    }
}

static void append_heading(struct strbuf *text, const struct xml_node *element, int level)
{
    end_line(text);
    strbuf_append_format(text, "h%d: ", level);
    append_children(text, element);
    end_line(text);
}

/* Empty parameters, and how far a macro is drawn out on the page, are not seen. */
static bool is_parameter(const struct xml_node *node)
{
    const struct slice *name = xml_attribute_find(node, "ac:name");

    return (element_is(node, "ac:parameter") || element_is(node, "ac:default-parameter")) &&
           node->first_child && !(name && slice_starts_with(*name, "breakout"));
}

/* Whether text ends a line, or begins with a line's end. */
static bool has_line_end(const struct xml_node *node, bool is_at_start)
{
    struct slice trimmed = slice_trim(node->text);
    size_t start = (size_t)(trimmed.start - node->text.start);
    struct slice blanks = is_at_start
                              ? slice_part(node->text, 0, start)
                              : slice_part(node->text, start + trimmed.length, node->text.length);

    return node->kind == XML_TEXT && slice_find_char(blanks, 0, '\n') != SLICE_NOT_FOUND;
}

/* Behind the end of a line, macros stand alone. */
static bool is_text_beside(const struct xml_node *node, bool is_forward)
{
    const struct xml_node *beside = is_forward ? node->next : node->previous;

    while (beside && beside->kind == XML_TEXT && slice_is_blank(beside->text) &&
           !has_line_end(beside, is_forward)) {
        beside = is_forward ? beside->next : beside->previous;
    }
    return beside && element_is_inline(beside) && !has_line_end(beside, is_forward);
}

/* Whether the macro is part of a line of text. */
static bool is_in_line(const struct xml_node *macro)
{
    enum element_kind around = element_kind(macro->parent);

    return around == ELEMENT_PARAGRAPH || around == ELEMENT_HEADING ||
           (macro->parent->parent && element_is_inline(macro->parent)) ||
           is_text_beside(macro, false) || is_text_beside(macro, true);
}

/* Confluence 4 wrote the parameter without a name as an element of its own. */
static void append_parameter(struct strbuf *text, const struct xml_node *parameter)
{
    struct xml_attribute no_name = {SLICE_LITERAL("ac:name"), SLICE_LITERAL("")};
    struct xml_node named = *parameter;

    if (element_is(parameter, "ac:default-parameter")) {
        named.attributes = &no_name;
        named.attribute_count = 1;
    }
    append_inline(text, &named, "parameter", true);
}

static void append_macro(struct strbuf *text, const struct xml_node *macro)
{
    if (!is_in_line(macro)) {
        end_line(text);
    }
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice *parts = NULL;
    size_t count = 0;

    for (const struct xml_node *node = macro->first_child; node; node = node->next) {
        count += is_parameter(node);
    }
    parts = ARENA_NEW_ARRAY(arena, struct slice, count + 1);
    count = 0;
    for (const struct xml_node *node = macro->first_child; node; node = node->next) {
        if (is_parameter(node)) {
            CLEANUP_STRBUF struct strbuf part = STRBUF(LIMIT_CONVERTED);
            append_parameter(&part, node);
            parts[count++] = strbuf_copy(&part, arena);
        }
    }
    strbuf_append(text, "{");
    append_attributes(text, macro);
    append_sorted(text, parts, count);
    for (const struct xml_node *node = macro->first_child; node; node = node->next) {
        if (element_is(node, "ac:rich-text-body")) {
            append_paragraph(text, node);
        } else if (element_is(node, "ac:plain-text-body")) {
            for (const struct xml_node *part = node->first_child; part; part = part->next) {
                strbuf_append_slice(text, part->kind == XML_ELEMENT ? slice_from("") : part->text);
            }
        }
    }
    strbuf_append(text, "}");
    if (!is_in_line(macro)) {
        end_line(text);
    }
}

/* An emoticon shows the same as the characters that it is; appended, if it is some. */
static bool append_sign(struct strbuf *text, const struct xml_node *emoticon)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice sign;
    bool is_read = emoticon_read(arena, emoticon, &sign);

    if (is_read) {
        append_text(text, sign);
    }
    return is_read;
}

/* Ids, and what stands for a node where that is not known. */
static bool is_unseen(const struct xml_node *element)
{
    const struct slice *key = xml_attribute_find(element, "key");
    bool is_id = element_is(element, "ac:adf-attribute") && key && slice_equals(*key, "local-id");

    return is_id || element_is(element, "ac:adf-fallback") || element_is(element, "ac:task-id") ||
           element_is(element, "ac:task-uuid");
}

static void append_other(struct strbuf *text, const struct xml_node *element)
{
    bool is_link_text =
        element_is(element, "ac:link-body") || element_is(element, "ac:plain-text-link-body");

    if (is_link_text || element_is(element, "ac:task-body")) {
        if (!is_link_text || !is_title(element)) {
            append_children(text, element);
        }
    } else if (is_unseen(element)) {
        return;
    } else if (element_is(element, "ac:emoticon") && append_sign(text, element)) {
        return;
    } else if (element_is_inline(element)) {
        strbuf_append_slice(text, element->name);
        append_inline(text, element, "other", true);
    } else {
        end_line(text);
        strbuf_append_slice(text, element->name);
        append_block(text, element, "other");
    }
}

static void append_element(struct strbuf *text, const struct xml_node *element)
{
    struct element_meaning meaning = element_meaning(element);

    switch (meaning.kind) {
    case ELEMENT_WRAPPER:
        append_wrapper(text, element);
        break;
    case ELEMENT_PARAGRAPH:
        append_paragraph(text, element);
        break;
    case ELEMENT_HEADING:
        append_heading(text, element, meaning.number);
        break;
    case ELEMENT_RULE:
        append_block(text, element, "rule");
        break;
    case ELEMENT_QUOTE:
        append_block(text, element, "quote");
        break;
    case ELEMENT_BULLET_LIST:
        append_block(text, element, "list");
        break;
    case ELEMENT_NUMBERED_LIST:
        append_block(text, element, "numbered");
        break;
    case ELEMENT_ITEM:
    case ELEMENT_TASK:
        append_block(text, element, "item");
        break;
    case ELEMENT_TABLE:
        append_block(text, element, "table");
        break;
    case ELEMENT_ROW:
        append_block(text, element, "row");
        break;
    case ELEMENT_CELL:
        append_block(text, element, "cell");
        break;
    case ELEMENT_HEADER_CELL:
        append_block(text, element, "header");
        break;
    case ELEMENT_MACRO:
        append_macro(text, element);
        break;
    case ELEMENT_COLUMNS:
        break;
    case ELEMENT_TASK_LIST:
        append_block(text, element, "tasks");
        break;
    case ELEMENT_ROW_GROUP:
    case ELEMENT_SPAN:
        append_children(text, element);
        break;
    case ELEMENT_MARK:
        append_inline(text, element, mark_tag_name((enum mark)meaning.number), false);
        break;
    case ELEMENT_BREAK:
        append_break(text);
        break;
    case ELEMENT_HTML_LINK:
        append_inline(text, element, "a", false);
        break;
    case ELEMENT_LINK:
        append_inline(text, element, "link", true);
        break;
    case ELEMENT_IMAGE:
    case ELEMENT_HTML_IMAGE:
        append_image(text, element);
        break;
    default:
        append_other(text, element);
        break;
    }
}

/* Confluence shows the title of a page where a link has no text: that text says nothing more. */
static bool is_title(const struct xml_node *element)
{
    const struct xml_node *page = xml_child_find(element->parent, "ri:page");
    const struct slice *title = page ? xml_attribute_find(page, "ri:content-title") : NULL;
    const struct xml_node *text = element->first_child;

    return title && text && text->kind != XML_ELEMENT && !text->next &&
           slice_equal(text->text, *title);
}

static void append_children(struct strbuf *text, const struct xml_node *element)
{
    for (const struct xml_node *node = element->first_child; node; node = node->next) {
        if (node->kind == XML_ELEMENT) {
            append_element(text, node);
        } else if (node->kind != XML_COMMENT && node->kind != XML_INSTRUCTION) {
            append_text(text, node->text);
        }
    }
}

static bool strip_end(struct slice *line, const char *end)
{
    bool has = slice_ends_with(*line, end);

    line->length -= has ? strlen(end) : 0;
    return has;
}

static bool strip_start(struct slice *line, const char *start)
{
    bool has = slice_starts_with(*line, start);

    *line = has ? slice_part(*line, strlen(start), line->length) : *line;
    return has;
}

/* Breaks and blanks of any kind at the ends of a line are not seen; nor is what is left of spacers. */
static void append_trimmed(struct strbuf *trimmed, struct slice line)
{
    while (strip_end(&line, "<br>") || strip_end(&line, "\xC2\xA0") ||
           strip_end(&line, "\xE2\x80\x8B") || strip_end(&line, " ")) {
    }
    while (strip_start(&line, "<br>") || strip_start(&line, "\xC2\xA0") ||
           strip_start(&line, " ")) {
    }
    bool is_empty_heading = line.length == 3 && line.start[0] == 'h' && line.start[2] == ':';
    if (line.length > 0 && !is_empty_heading) {
        strbuf_append_slice(trimmed, line);
        strbuf_append_char(trimmed, '\n');
    }
}

bool visible_text(struct arena *arena, struct slice storage, struct slice *text)
{
    CLEANUP_STRBUF struct strbuf built = STRBUF(LIMIT_CONVERTED);
    CLEANUP_STRBUF struct strbuf trimmed = STRBUF(LIMIT_CONVERTED);
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (!storage_parse(arena, storage, &root, &fault)) {
        return false;
    }
    append_children(&built, root);
    end_line(&built);
    for (size_t at = 0; at < built.length;) {
        size_t end = slice_find_char(strbuf_slice(&built), at, '\n');
        append_trimmed(&trimmed, slice_part(strbuf_slice(&built), at, end));
        at = end + 1;
    }
    *text = strbuf_copy(&trimmed, arena);
    return true;
}

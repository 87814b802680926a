/* SPDX-License-Identifier: MIT */
#include "storage/adf.h"

#include "storage/elements.h"
#include "storage/tag.h"

#define EXTENSION "ac:adf-extension"
#define NODE      "ac:adf-node"
#define ATTRIBUTE "ac:adf-attribute"
#define CONTENT   "ac:adf-content"
#define FALLBACK  "ac:adf-fallback"
#define DECIDED   "DECIDED"
#define UNDECIDED "UNDECIDED"

static bool has_value(const struct xml_node *element, const char *name, const char *wanted)
{
    const struct slice *value = xml_attribute_find(element, name);

    return value && slice_equals(*value, wanted);
}

static bool is_node(const struct xml_node *node, const char *type)
{
    return element_is(node, NODE) && has_value(node, "type", type);
}

/* The only node of the extension; NULL: there is something else in it but the fallback. */
static const struct xml_node *find_node(const struct xml_node *extension)
{
    const struct xml_node *found = NULL;

    for (const struct xml_node *child = extension->first_child; child; child = child->next) {
        bool is_fallback = found && element_is(child, FALLBACK);
        if (reader_is_filler(child) || is_fallback) {
            continue;
        }
        if (found || !element_is(child, NODE)) {
            return NULL;
        }
        found = child;
    }
    return found;
}

/* The first child of the node that is none of its attributes, or NULL. */
static const struct xml_node *skip_attributes(const struct xml_node *node)
{
    const struct xml_node *child = node->first_child;
    while (child && (reader_is_filler(child) || element_is(child, ATTRIBUTE))) {
        child = child->next;
    }
    return child;
}

/* An attribute's value; empty: the node has none of that name. */
static struct slice attribute_of(const struct reader *reader, const struct xml_node *node,
                                 const char *key)
{
    struct slice value = slice_from("");

    for (const struct xml_node *child = node->first_child; child; child = child->next) {
        if (element_is(child, ATTRIBUTE) && has_value(child, "key", key) &&
            reader_plain_text(reader, child, &value)) {
            return slice_trim(value);
        }
    }
    return slice_from("");
}

/* Whether the node has no attributes but this one and its id. */
static bool has_only(const struct xml_node *node, const char *key)
{
    for (const struct xml_node *child = node->first_child; child; child = child->next) {
        if (element_is(child, ATTRIBUTE) && !has_value(child, "key", key) &&
            !has_value(child, "key", "local-id")) {
            return false;
        }
    }
    return true;
}

/* The node's content, behind its attributes; NULL: there is something else, or nothing. */
static const struct xml_node *find_content(const struct xml_node *node)
{
    const struct xml_node *content = skip_attributes(node);
    const struct xml_node *behind = content ? content->next : NULL;

    while (behind && reader_is_filler(behind)) {
        behind = behind->next;
    }
    return content && element_is(content, CONTENT) && !behind ? content : NULL;
}

static struct block *read_note(const struct reader *reader, const struct xml_node *extension,
                               const struct xml_node *panel)
{
    const struct xml_node *content = find_content(panel);
    bool is_note = content && has_only(panel, "panel-type") &&
                   slice_equals(attribute_of(reader, panel, "panel-type"), "note");
    if (!is_note) {
        return NULL;
    }
    struct block *block = reader_block(reader, BLOCK_MACRO, extension->outer, content->inner);
    block->macro = ARENA_NEW(reader->arena, struct macro);
    block->macro->name = slice_from(ADF_NOTE);
    block->macro->body = MACRO_BODY_RICH;
    reader_children(reader, block, content->inner.start, content->first_child, NULL);
    return block;
}

/* A decision is a line of text. */
static bool is_line(const struct block *item)
{
    const struct block *only = item->first_child;

    return !only || (!only->next && only->kind == BLOCK_PARAGRAPH);
}

/* NULL: no decision, or one that holds more than text. Without content there is nothing inside. */
static struct block *read_decision(const struct reader *reader, const struct xml_node *node)
{
    struct slice state = attribute_of(reader, node, "state");
    const struct xml_node *content = find_content(node);
    bool is_known = is_node(node, "decision-item") && has_only(node, "state") &&
                    (slice_equals(state, DECIDED) || slice_equals(state, UNDECIDED));
    if (!is_known || (!content && skip_attributes(node))) {
        return NULL;
    }
    struct span end = {node->inner.end, node->inner.end};
    struct block *item =
        reader_block(reader, BLOCK_ITEM, node->outer, content ? content->inner : end);
    item->is_checked = slice_equals(state, DECIDED);
    if (content) {
        reader_children(reader, item, content->inner.start, content->first_child, NULL);
    }
    return is_line(item) ? item : NULL;
}

/* The list's attributes belong to its tags, not to the gap of its first item. */
static size_t attributes_end(const struct xml_node *node)
{
    size_t end = node->inner.start;

    for (const struct xml_node *child = node->first_child; child; child = child->next) {
        end = element_is(child, ATTRIBUTE) ? child->outer.end : end;
    }
    return end;
}

static struct block *read_decisions(const struct reader *reader, const struct xml_node *extension,
                                    const struct xml_node *node)
{
    struct span inner = {attributes_end(node), node->inner.end};
    struct block *list = reader_block(reader, BLOCK_LIST, extension->outer, inner);

    list->is_decision_list = true;
    for (const struct xml_node *child = skip_attributes(node); child; child = child->next) {
        struct block *item = NULL;
        if (reader_is_filler(child)) {
            continue;
        }
        item = read_decision(reader, child);
        if (!item) {
            return NULL;
        }
        reader_append(list, inner.start, item);
    }
    return list->first_child && has_only(node, "local-id") ? list : NULL;
}

struct block *adf_read(const struct reader *reader, const struct xml_node *element)
{
    const struct xml_node *node = element_is(element, EXTENSION) ? find_node(element) : NULL;

    if (node && is_node(node, "panel")) {
        return read_note(reader, element, node);
    }
    return node && is_node(node, "decision-list") ? read_decisions(reader, element, node) : NULL;
}

bool adf_is_macro(const struct macro *macro)
{
    return slice_starts_with(macro->name, ADF_PREFIX);
}

bool adf_is_decision(const struct block *item)
{
    return item->kind == BLOCK_ITEM && item->parent && item->parent->is_decision_list;
}

void adf_write_note_open(struct strbuf *storage)
{
    strbuf_append(storage, "<" EXTENSION "><" NODE " type=\"panel\"><" ATTRIBUTE
                           " key=\"panel-type\">note</" ATTRIBUTE "><" CONTENT ">");
}

void adf_write_note_close(struct strbuf *storage)
{
    strbuf_append(storage, "</" CONTENT "></" NODE "></" EXTENSION ">");
}

void adf_write_list_open(struct strbuf *storage)
{
    strbuf_append(storage, "<" EXTENSION "><" NODE " type=\"decision-list\">");
}

void adf_write_list_close(struct strbuf *storage)
{
    strbuf_append(storage, "</" NODE "></" EXTENSION ">");
}

static const char *state_name(bool is_decided)
{
    return is_decided ? DECIDED : UNDECIDED;
}

void adf_write_item_open(struct strbuf *storage, const struct block *item)
{
    strbuf_append_format(storage,
                         "<" NODE " type=\"decision-item\"><" ATTRIBUTE
                         " key=\"state\">%s</" ATTRIBUTE ">%s",
                         state_name(item->is_checked), item->first_child ? "<" CONTENT ">" : "");
}

void adf_write_item_close(struct strbuf *storage, const struct block *item)
{
    strbuf_append(storage, item->first_child ? "</" CONTENT "></" NODE ">" : "</" NODE ">");
}

/* Where the value of the attribute stands in the bytes; empty: it has none of that key. */
static struct span find_value(struct slice bytes, const char *key)
{
    struct span none = {0, 0};

    for (size_t from = 0; from < bytes.length;) {
        struct slice rest = slice_part(bytes, from, bytes.length);
        struct span tag = tag_find(rest, ATTRIBUTE);
        struct tag_attribute attribute;
        size_t position = 0;
        size_t end = slice_find_char(rest, tag.end, '<');
        if (tag.end == 0 || end == SLICE_NOT_FOUND) {
            return none;
        }
        if (tag_next_attribute(slice_of_span(rest, tag), &position, &attribute) &&
            slice_equals(attribute.value, key)) {
            return (struct span){from + tag.end, from + end};
        }
        from += tag.end;
    }
    return none;
}

void adf_append_item_open(struct strbuf *storage, struct slice open, const struct block *after)
{
    struct span state = find_value(open, "state");
    bool has_content = tag_find(open, CONTENT).end > 0;

    strbuf_append_slice(storage, slice_part(open, 0, state.start));
    strbuf_append(storage, state_name(after->is_checked));
    strbuf_append_slice(storage, slice_part(open, state.end, open.length));
    strbuf_append(storage, has_content || !after->first_child ? "" : "<" CONTENT ">");
}

void adf_append_item_close(struct strbuf *storage, struct slice close, const struct block *after)
{
    bool is_node_end = slice_starts_with(close, "</" NODE);

    strbuf_append(storage, is_node_end && after->first_child ? "</" CONTENT ">" : "");
    strbuf_append_slice(storage, close);
}

void adf_append_without_fallback(struct strbuf *storage, struct slice close)
{
    struct span fallback = tag_find(close, FALLBACK);
    size_t end = close.length;

    if (fallback.end == 0) {
        strbuf_append_slice(storage, close);
        return;
    }
    while (end > fallback.end && close.start[end - 1] != '<') {
        end--;
    }
    strbuf_append_slice(storage, slice_part(close, 0, fallback.start));
    strbuf_append_slice(storage, slice_part(close, end - 1, close.length));
}

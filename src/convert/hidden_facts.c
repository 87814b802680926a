/* SPDX-License-Identifier: MIT */
#include "convert/hidden_facts.h"

#include <string.h>

#include "base/vec.h"
#include "markdown/macro_rules.h"
#include "storage/tag.h"
#include "storage/text_align.h"

struct scan {
    struct hidden_facts *facts;
    struct slice storage;
    struct span part;
    struct span *shown; /* raw pieces of the storage, in its order */
    size_t shown_count;
    size_t next_shown;
    struct slice macro; /* the name of the last one that began */
    size_t caption_depth;
};

/* An attribute that the Markdown shows, or that Confluence gives out anew. "": of every element. */
struct known_attribute {
    const char *element;
    const char *name;
};

static const struct known_attribute known_attributes[] = {
    {"", "ac:local-id"},
    {"", "ac:macro-id"},
    {"", "ac:schema-version"},
    {"", "data-local-id"},
    {"", "local-id"},
    {"a", "href"},
    {"ac:adf-attribute", ""},
    {"ac:adf-node", ""},
    {"ac:emoticon", ""},
    {"ac:image", "ac:alt"},
    {"ac:layout-section", "ac:type"},
    {"ac:link", "ac:anchor"},
    {"ac:macro", "ac:name"},
    {"ac:parameter", ""},
    {"ac:placeholder", ""},
    {"ac:structured-macro", "ac:name"},
    {"img", "alt"},
    {"img", "src"},
    {"img", "title"},
    {"ol", "start"},
    {"td", "colspan"},
    {"td", "rowspan"},
    {"th", "colspan"},
    {"th", "rowspan"},
    {"time", ""},
};

static bool is_known(struct slice element, struct slice name)
{
    for (size_t i = 0; i < sizeof known_attributes / sizeof known_attributes[0]; i++) {
        const struct known_attribute *known = &known_attributes[i];
        bool is_element = !known->element[0] || slice_equals(element, known->element);
        if (is_element && (!known->name[0] || slice_equals(name, known->name))) {
            return true;
        }
    }
    return slice_starts_with(element, "ri:");
}

/* Class names that editors put on every table, and on paragraphs that were typed into. */
static bool is_debris(struct slice name, struct slice value)
{
    static const char *const words[] = {"confluenceTable", "confluenceTr", "confluenceTd",
                                        "confluenceTh", "auto-cursor-target"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (slice_equals(name, "class") && slice_equals(slice_trim(value), words[i])) {
            return true;
        }
    }
    return value.length == 0;
}

static void add(struct hidden_facts *facts, struct hidden_fact fact)
{
    facts->items = VEC_GROW(facts->arena, facts->items, facts->count);
    facts->items[facts->count++] = fact;
}

void hidden_facts_add_tag(struct hidden_facts *facts, struct slice tag)
{
    struct slice element = tag_name(tag);
    struct tag_attribute attribute;
    size_t position = 0;

    if (slice_equals(element, "ac:inline-comment-marker")) {
        return;
    }
    while (tag_next_attribute(tag, &position, &attribute)) {
        if (!is_known(element, attribute.name) && !is_debris(attribute.name, attribute.value)) {
            struct slice bytes = slice_part(tag, attribute.span.start, attribute.span.end);
            add(facts, (struct hidden_fact){.bytes = slice_trim(bytes), .tag = tag});
        }
    }
}

static struct slice attribute_of(struct slice tag, const char *name)
{
    struct tag_attribute attribute;
    size_t position = 0;

    while (tag_next_attribute(tag, &position, &attribute)) {
        if (slice_equals(attribute.name, name)) {
            return attribute.value;
        }
    }
    return slice_from("");
}

/* Whether the Markdown of the macro leaves out the parameter. */
static bool is_left_out(struct slice macro, struct slice parameter)
{
    const struct macro_rule *rule = macro_rule_find(macro);
    bool is_chosen = rule && (rule->form == MACRO_FORM_ALERT || rule->form == MACRO_FORM_DETAILS ||
                              rule->form == MACRO_FORM_FENCE || rule->form == MACRO_FORM_ANCHOR);

    for (size_t i = 0; is_chosen && rule->parameters[i]; i++) {
        if (slice_equals(parameter, rule->parameters[i])) {
            return false;
        }
    }
    return is_chosen;
}

/* The element that the tag at the position begins; it holds text only. */
static struct slice text_element(struct slice storage, size_t start, size_t inner)
{
    size_t closing = slice_find(storage, inner, SLICE_LITERAL("</"));
    size_t end = closing == SLICE_NOT_FOUND ? inner : slice_find_char(storage, closing, '>') + 1;

    return slice_part(storage, start, end);
}

/* Tasks and macros have ids by which Confluence knows them. */
static void add_owner(struct scan *scan, struct slice tag, struct slice element, size_t end)
{
    struct slice whole =
        text_element(scan->storage, (size_t)(tag.start - scan->storage.start), end);

    if (slice_equals(element, "ac:task-id")) {
        add(scan->facts, (struct hidden_fact){.bytes = whole, .owner = element});
    } else if (slice_equals(element, "ac:structured-macro")) {
        add(scan->facts, (struct hidden_fact){.bytes = attribute_of(tag, "ac:macro-id"),
                                              .owner = attribute_of(tag, "ac:name")});
    }
}

static void add_start_tag(struct scan *scan, size_t start, size_t end)
{
    struct slice tag = slice_part(scan->storage, start, end);
    struct slice element = tag_name(tag);
    bool is_parameter = slice_equals(element, "ac:parameter");

    if (is_parameter && is_left_out(scan->macro, attribute_of(tag, "ac:name"))) {
        struct slice whole = text_element(scan->storage, start, end);
        add(scan->facts, (struct hidden_fact){.bytes = whole});
    }
    bool is_caption = slice_equals(element, "p") || slice_equals(element, "ac:caption");
    if (scan->caption_depth > 0 && !is_caption) {
        add(scan->facts, (struct hidden_fact){.bytes = tag});
    } else {
        hidden_facts_add_tag(scan->facts, tag);
    }
    add_owner(scan, tag, element, end);
}

static bool is_shown(struct scan *scan, size_t position)
{
    while (scan->next_shown < scan->shown_count && scan->shown[scan->next_shown].end <= position) {
        scan->next_shown++;
    }
    return scan->next_shown < scan->shown_count && scan->shown[scan->next_shown].start <= position;
}

/* Behind the first `end` at or behind the position; the storage is well-formed. */
static size_t behind(struct slice storage, size_t position, struct slice end)
{
    return slice_find(storage, position, end) + end.length;
}

static void follow_tag(struct scan *scan, struct slice tag)
{
    struct slice name = tag_name(tag);
    bool is_macro = slice_equals(name, "ac:structured-macro") || slice_equals(name, "ac:macro");
    bool is_end = slice_starts_with(tag, "</");

    if (is_macro && !is_end) {
        scan->macro = attribute_of(tag, "ac:name");
    }
    if (slice_equals(name, "ac:caption") && !slice_ends_with(tag, "/>")) {
        scan->caption_depth += is_end ? (size_t)-1 : 1;
    }
}

/* Takes the tag at the position, or what looks like one; returns where it ends. */
static size_t take(struct scan *scan, size_t start)
{
    struct slice rest = slice_part(scan->storage, start, scan->storage.length);
    if (slice_starts_with(rest, "<![CDATA[")) {
        return behind(scan->storage, start, SLICE_LITERAL("]]>"));
    }
    if (slice_starts_with(rest, "<?")) {
        return behind(scan->storage, start, SLICE_LITERAL("?>"));
    }
    bool is_comment = slice_starts_with(rest, "<!--");
    size_t end = is_comment ? behind(scan->storage, start, SLICE_LITERAL("-->"))
                            : tag_end(scan->storage, start);
    bool is_wanted = end > scan->part.start && start < scan->part.end && !is_shown(scan, start);
    struct slice tag = slice_part(scan->storage, start, end);
    if (is_comment && is_wanted) {
        add(scan->facts, (struct hidden_fact){.bytes = tag});
    } else if (!is_comment) {
        follow_tag(scan, tag);
        if (is_wanted && !slice_starts_with(tag, "</")) {
            add_start_tag(scan, start, end);
        }
    }
    /* A copy for readers who know no ADF: what is in it stands before it, too. */
    bool is_fallback = slice_starts_with(tag, "<ac:adf-fallback") && !slice_ends_with(tag, "/>");
    return is_fallback ? behind(scan->storage, end, SLICE_LITERAL("</ac:adf-fallback>")) : end;
}

static void add_shown(struct scan *scan, struct span span)
{
    scan->shown = VEC_GROW(scan->facts->arena, scan->shown, scan->shown_count);
    scan->shown[scan->shown_count++] = span;
}

/* A colour that the Markdown shows, if the tag says nothing else. */
static bool is_only_colour(const struct inline_node *node)
{
    bool is_colour = node->kind == INLINE_MARK && node->mark == MARK_COLOUR && node->raw.length > 0;
    struct slice tag =
        slice_part(node->raw, 0, is_colour ? node->inner.start - node->source.start : 0);
    struct tag_attribute attribute;
    size_t position = 0;
    size_t count = 0;

    while (is_colour && tag_next_attribute(tag, &position, &attribute)) {
        count++;
    }
    return count == 1;
}

static void find_shown_inline(struct scan *scan, const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_RAW) {
            add_shown(scan, node->source);
        } else if (is_only_colour(node)) {
            add_shown(scan, (struct span){node->source.start, node->inner.start});
        }
        find_shown_inline(scan, node->first_child);
    }
}

/* Whether what the tag hides is nothing but the alignment. */
static bool is_only_alignment(struct slice tag)
{
    struct tag_attribute attribute;
    size_t position = 0;

    while (tag_next_attribute(tag, &position, &attribute)) {
        bool is_alignment =
            slice_equals(attribute.name, "style") && text_align_is_all(attribute.value);
        if (!is_alignment && !is_known(tag_name(tag), attribute.name) &&
            !is_debris(attribute.name, attribute.value)) {
            return false;
        }
    }
    return true;
}

/* The tag of a cell, or of the paragraph in it, that says what the Markdown says of its column. */
static void find_shown_alignment(struct scan *scan, const struct block *block)
{
    const struct block *cell = block->kind == BLOCK_PARAGRAPH ? block->parent : block;
    bool is_shown = cell && cell->kind == BLOCK_CELL && cell->align > TEXT_ALIGN_NONE &&
                    block->own_align == cell->align;
    struct slice tag = slice_part(block_raw(block), 0, is_shown ? tag_end(block_raw(block), 0) : 0);

    if (is_shown && is_only_alignment(tag)) {
        size_t start = block->source->outer.start;
        add_shown(scan, (struct span){start, start + tag.length});
    }
}

static void find_shown(struct scan *scan, const struct block *block)
{
    if (block->kind == BLOCK_RAW) {
        add_shown(scan, block->source->outer);
    }
    find_shown_alignment(scan, block);
    find_shown_inline(scan, block->content);
    for (const struct block *child = block->first_child; child; child = child->next) {
        find_shown(scan, child);
    }
}

void hidden_facts_find(struct hidden_facts *facts, struct slice storage, struct span part,
                       const struct block *page)
{
    struct scan scan = {.facts = facts, .storage = storage, .part = part};

    if (page) {
        find_shown(&scan, page);
    }
    for (size_t at = slice_find_char(storage, 0, '<'); at != SLICE_NOT_FOUND && at < part.end;
         at = slice_find_char(storage, at, '<')) {
        at = take(&scan, at);
    }
}

/* SPDX-License-Identifier: MIT */
#include "storage/elements.h"

#include <strings.h>

struct element_rule {
    const char *name;
    struct element_meaning meaning;
};

/* Sorted by name, in lower case. What is not listed is ELEMENT_OTHER, but for resources (ri:). */
static const struct element_rule rules[] = {
    /* clang-format off */
    {"a", {ELEMENT_HTML_LINK, 0}},
    {"abbr", {ELEMENT_MARK, MARK_ABBREVIATION}},
    {"ac:adf-fragment-mark", {ELEMENT_COLUMNS, 0}},
    {"ac:emoticon", {ELEMENT_INLINE_OTHER, 0}},
    {"ac:hipchat-emoticon", {ELEMENT_INLINE_OTHER, 0}},
    {"ac:image", {ELEMENT_IMAGE, 0}},
    {"ac:inline-comment-marker", {ELEMENT_SPAN, 0}},
    {"ac:layout", {ELEMENT_LAYOUT, 0}},
    {"ac:layout-cell", {ELEMENT_COLUMN, 0}},
    {"ac:layout-section", {ELEMENT_SECTION, 0}},
    {"ac:link", {ELEMENT_LINK, 0}},
    {"ac:macro", {ELEMENT_MACRO, 0}}, /* of Confluence 4 */
    {"ac:placeholder", {ELEMENT_INLINE_OTHER, 0}},
    {"ac:structured-macro", {ELEMENT_MACRO, 0}},
    {"ac:task", {ELEMENT_TASK, 0}},
    {"ac:task-list", {ELEMENT_TASK_LIST, 0}},
    {"acronym", {ELEMENT_INLINE_OTHER, 0}},
    {"address", {ELEMENT_WRAPPER, 0}},
    {"article", {ELEMENT_WRAPPER, 0}},
    {"aside", {ELEMENT_WRAPPER, 0}},
    {"b", {ELEMENT_MARK, MARK_STRONG}},
    {"bdi", {ELEMENT_SPAN, 0}},
    {"bdo", {ELEMENT_INLINE_OTHER, 0}},
    {"big", {ELEMENT_MARK, MARK_BIG}},
    {"blockquote", {ELEMENT_QUOTE, 0}},
    {"br", {ELEMENT_BREAK, 0}},
    {"center", {ELEMENT_WRAPPER, 0}},
    {"cite", {ELEMENT_MARK, MARK_CITATION}},
    {"code", {ELEMENT_MARK, MARK_CODE}},
    {"col", {ELEMENT_COLUMNS, 0}},
    {"colgroup", {ELEMENT_COLUMNS, 0}},
    {"del", {ELEMENT_MARK, MARK_STRIKE}},
    {"dfn", {ELEMENT_MARK, MARK_DEFINITION}},
    {"div", {ELEMENT_WRAPPER, 0}},
    {"em", {ELEMENT_MARK, MARK_EMPHASIS}},
    {"fieldset", {ELEMENT_WRAPPER, 0}},
    {"figcaption", {ELEMENT_WRAPPER, 0}},
    {"figure", {ELEMENT_WRAPPER, 0}},
    {"font", {ELEMENT_SPAN, 0}},
    {"footer", {ELEMENT_WRAPPER, 0}},
    {"form", {ELEMENT_WRAPPER, 0}},
    {"h1", {ELEMENT_HEADING, 1}},
    {"h2", {ELEMENT_HEADING, 2}},
    {"h3", {ELEMENT_HEADING, 3}},
    {"h4", {ELEMENT_HEADING, 4}},
    {"h5", {ELEMENT_HEADING, 5}},
    {"h6", {ELEMENT_HEADING, 6}},
    {"header", {ELEMENT_WRAPPER, 0}},
    {"hr", {ELEMENT_RULE, 0}},
    {"i", {ELEMENT_MARK, MARK_EMPHASIS}},
    {"img", {ELEMENT_HTML_IMAGE, 0}},
    {"ins", {ELEMENT_MARK, MARK_INSERTED}},
    {"kbd", {ELEMENT_MARK, MARK_KEYBOARD}},
    {"li", {ELEMENT_ITEM, 0}},
    {"main", {ELEMENT_WRAPPER, 0}},
    {"mark", {ELEMENT_MARK, MARK_HIGHLIGHT}},
    {"nav", {ELEMENT_WRAPPER, 0}},
    {"ol", {ELEMENT_NUMBERED_LIST, 0}},
    {"p", {ELEMENT_PARAGRAPH, 0}},
    {"pre", {ELEMENT_PREFORMATTED, 0}},
    {"q", {ELEMENT_MARK, MARK_QUOTATION}},
    {"s", {ELEMENT_MARK, MARK_STRIKE}},
    {"samp", {ELEMENT_MARK, MARK_SAMPLE}},
    {"section", {ELEMENT_WRAPPER, 0}},
    {"small", {ELEMENT_MARK, MARK_SMALL}},
    {"span", {ELEMENT_SPAN, 0}},
    {"strike", {ELEMENT_MARK, MARK_STRIKE}},
    {"strong", {ELEMENT_MARK, MARK_STRONG}},
    {"sub", {ELEMENT_MARK, MARK_SUBSCRIPT}},
    {"sup", {ELEMENT_MARK, MARK_SUPERSCRIPT}},
    {"table", {ELEMENT_TABLE, 0}},
    {"tbody", {ELEMENT_ROW_GROUP, 0}},
    {"td", {ELEMENT_CELL, 0}},
    {"tfoot", {ELEMENT_ROW_GROUP, 0}},
    {"th", {ELEMENT_HEADER_CELL, 0}},
    {"thead", {ELEMENT_ROW_GROUP, 0}},
    {"time", {ELEMENT_INLINE_OTHER, 0}},
    {"tr", {ELEMENT_ROW, 0}},
    {"tt", {ELEMENT_MARK, MARK_TELETYPE}},
    {"u", {ELEMENT_MARK, MARK_UNDERLINE}},
    {"ul", {ELEMENT_BULLET_LIST, 0}},
    {"var", {ELEMENT_MARK, MARK_VARIABLE}},
    /* clang-format on */
};

static int to_lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : (unsigned char)letter;
}

/* As strcasecmp would, for a name that does not end with NUL and a known one in lower case. */
static int compare_names(struct slice name, const char *known)
{
    int first = name.length > 0 ? to_lower(name.start[0]) : '\0';
    if (first != known[0]) {
        return first - known[0];
    }
    int order = strncasecmp(name.start, known, name.length);
    return order == 0 && known[name.length] != '\0' ? -1 : order;
}

static struct element_meaning find_meaning(struct slice name)
{
    size_t from = 0;
    size_t to = sizeof rules / sizeof rules[0];

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = compare_names(name, rules[middle].name);
        if (order == 0) {
            return rules[middle].meaning;
        }
        if (order < 0) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    bool is_resource = slice_starts_with(name, "ri:");
    return (struct element_meaning){is_resource ? ELEMENT_INLINE_OTHER : ELEMENT_OTHER, 0};
}

enum element_kind element_kind_of_name(struct slice name)
{
    return find_meaning(name).kind;
}

struct element_meaning element_meaning(const struct xml_node *element)
{
    bool is_root = element->name.length == 0;

    return is_root ? (struct element_meaning){0} : find_meaning(element->name);
}

bool element_is(const struct xml_node *node, const char *name)
{
    return node->kind == XML_ELEMENT && compare_names(node->name, name) == 0;
}

bool element_is_inline(const struct xml_node *node)
{
    return element_kind(node) >= ELEMENT_MARK;
}

/* What is shown as the text in it. */
static bool is_text_wrapper(const struct xml_node *node)
{
    enum element_kind kind = element_kind(node);

    return kind == ELEMENT_MARK || kind == ELEMENT_SPAN || kind == ELEMENT_HTML_LINK;
}

/* Only blanks and line breaks stand beside it. */
static bool has_line_for_itself(const struct xml_node *element)
{
    const struct xml_node *node = element->parent->first_child;

    for (; node; node = node->next) {
        bool is_blank = node->kind == XML_TEXT && slice_is_blank(node->text);
        if (node != element && !is_blank && element_kind(node) != ELEMENT_BREAK) {
            return false;
        }
    }
    return true;
}

/* Each element is looked at once, however deep they are nested. */
bool element_is_wrapped_line(const struct xml_node *node)
{
    if (element_kind(node) != ELEMENT_WRAPPER || !has_line_for_itself(node)) {
        return false;
    }
    for (const struct xml_node *child = node->first_child; child; child = child->next) {
        bool is_line = is_text_wrapper(child)
                           ? !element_holds_block(child)
                           : element_is_inline(child) || element_is_wrapped_line(child);
        if (!is_line) {
            return false;
        }
    }
    return true;
}

/* Links and images are not looked into: what they hold (captions) belongs to them. */
bool element_holds_block(const struct xml_node *element)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        enum element_kind kind = element_kind(child);
        bool is_block = kind != ELEMENT_OTHER && kind != ELEMENT_MACRO && kind < ELEMENT_MARK;
        if (is_block && !element_is_wrapped_line(child)) {
            return true;
        }
        if (is_text_wrapper(child) && element_holds_block(child)) {
            return true;
        }
    }
    return false;
}

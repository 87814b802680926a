/* SPDX-License-Identifier: MIT */
#include "markdown/html_internal.h"

#include <string.h>

/* The first name of a mark is the one that is written. */
static const struct {
    const char *name;
    enum mark mark;
} names[] = {
    {"strong", MARK_STRONG},   {"em", MARK_EMPHASIS},    {"code", MARK_CODE},
    {"del", MARK_STRIKE},      {"u", MARK_UNDERLINE},    {"sub", MARK_SUBSCRIPT},
    {"sup", MARK_SUPERSCRIPT}, {"small", MARK_SMALL},    {"big", MARK_BIG},
    {"ins", MARK_INSERTED},    {"mark", MARK_HIGHLIGHT}, {"kbd", MARK_KEYBOARD},
    {"samp", MARK_SAMPLE},     {"var", MARK_VARIABLE},   {"abbr", MARK_ABBREVIATION},
    {"cite", MARK_CITATION},   {"tt", MARK_TELETYPE},    {"q", MARK_QUOTATION},
    {"dfn", MARK_DEFINITION},  {"b", MARK_STRONG},       {"i", MARK_EMPHASIS},
    {"s", MARK_STRIKE},        {"strike", MARK_STRIKE},
};
#define NAME_COUNT (sizeof names / sizeof names[0])

const char *html_tag_name(enum mark mark)
{
    size_t i = 0;
    while (names[i].mark != mark) {
        i++;
    }
    return names[i].name;
}

/* <a id="…"> or <a name="…"> */
static bool read_anchor(struct slice inside, struct slice *id)
{
    static const char *const starts[] = {"a id=\"", "a name=\""};

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t start = strlen(starts[i]);
        if (slice_starts_with(inside, starts[i]) && inside.length > start + 1 &&
            slice_find_char(inside, start, '"') == inside.length - 1) {
            *id = slice_part(inside, start, inside.length - 1);
            return true;
        }
    }
    return false;
}

struct html_tag html_tag_read(struct slice html)
{
    struct html_tag tag = {.kind = HTML_OTHER};
    struct slice inside = slice_trim(slice_part(html, 1, html.length - 1));
    bool is_close = slice_starts_with(inside, "/");
    struct slice name = is_close ? slice_part(inside, 1, inside.length) : inside;

    if (slice_starts_with(html, "<!--")) {
        tag.kind = HTML_COMMENT;
        return tag;
    }
    if (slice_equals_any_case(inside, "br") || slice_equals_any_case(inside, "br/") ||
        slice_equals_any_case(inside, "br /")) {
        tag.kind = HTML_BREAK;
        return tag;
    }
    if (slice_equals_any_case(inside, "/a")) {
        tag.kind = HTML_ANCHOR_END;
        return tag;
    }
    if (read_anchor(inside, &tag.id)) {
        tag.kind = HTML_ANCHOR;
        return tag;
    }
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (slice_equals_any_case(name, names[i].name)) {
            tag.kind = is_close ? HTML_CLOSE : HTML_OPEN;
            tag.mark = names[i].mark;
            return tag;
        }
    }
    return tag;
}

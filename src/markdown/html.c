/* SPDX-License-Identifier: MIT */
#include "markdown/html_internal.h"

#include <string.h>

#include "markdown/html_tags_internal.h"

/* The mark of the element: by the name that is written, or by another one that is read. */
static bool find_mark(struct slice name, enum mark *mark)
{
    static const struct {
        const char *name;
        enum mark mark;
    } others[] = {
        {"b", MARK_STRONG},
        {"i", MARK_EMPHASIS},
        {"s", MARK_STRIKE},
        {"strike", MARK_STRIKE},
    };

    for (int i = 0; i < MARK_COUNT; i++) {
        if (slice_equals_any_case(name, mark_tag_name((enum mark)i))) {
            *mark = (enum mark)i;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (slice_equals_any_case(name, others[i].name)) {
            *mark = others[i].mark;
            return true;
        }
    }
    return false;
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

    if (slice_starts_with(html, HTML_COMMENT_START)) {
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
    if (is_close && slice_equals_any_case(name, "font")) {
        name = SLICE_LITERAL("span");
    }
    if (find_mark(name, &tag.mark) && (is_close || tag.mark != MARK_COLOUR)) {
        tag.kind = is_close ? HTML_CLOSE : HTML_OPEN;
    }
    return tag;
}

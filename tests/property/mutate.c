/* SPDX-License-Identifier: MIT */
#include "mutate.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "random_below.h"
#include "storage/parse.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* What means something to Markdown, to XML or to confsync. */
static const char *const texts[] = {
    "*",
    "**",
    "_a_",
    "`",
    "``",
    "~~",
    "~",
    "[",
    "]",
    "](x)",
    "[x]: y",
    "[^1]",
    "[^1]: note",
    "&lt;b&gt;",
    "&lt;!-- cf:toc --&gt;",
    "&lt;!-- cf:begin x --&gt;",
    "&lt;/details&gt;",
    "&amp;amp;",
    "# h",
    "- a",
    "1. b",
    "1)",
    "+",
    "&gt; q",
    "---",
    "===",
    "| a | b |",
    "|-|-|",
    "|",
    "\\",
    "\\\\",
    " ",
    "  ",
    "&nbsp;",
    "\n",
    "\n\n",
    "    code",
    "\t",
    "http://a.b",
    "www.a.b",
    "a@b.cc",
    ":",
    "!",
    "![",
    "{=confluence}",
    "```",
    "```confluence",
    "~~~",
    "[TOC]",
    "[[_TOC_]]",
    "[!NOTE]",
    "[ ]",
    "[x] done",
    "**Title**",
    "&lt;br&gt;",
    "&lt;time",
    "@",
    "x",
    "a b",
    "&#133;",
    "&#8232;",
    "é",
    "中文",
    "&lt;p&gt;",
    "$$",
    "#",
    "]]&gt;",
    "--",
    "--&gt;",
    "&lt;!--",
    "&quot;",
    "%20",
    "confluence:page",
    "0",
};

static const char *const tags[] = {
    "p",
    "strong",
    "em",
    "code",
    "u",
    "s",
    "sub",
    "sup",
    "small",
    "kbd",
    "q",
    "ins",
    "cite",
    "del",
    "span style=\"color: red;\"",
    "blockquote",
    "pre",
    "div",
    "h2",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "th colspan=\"2\"",
    "a",
    "a href=\"x\"",
    "time datetime=\"2026-10-01\"",
    "ac:link",
    "ac:link-body",
    "ac:image",
    "ac:caption",
    "ac:placeholder",
    "ac:rich-text-body",
    "ac:inline-comment-marker ac:ref=\"r\"",
    "ac:structured-macro ac:name=\"info\"",
    "ac:structured-macro ac:name=\"x\"",
    "ac:structured-macro ac:name=\"panel\"",
    "ac:structured-macro ac:name=\"expand\"",
    "ac:structured-macro ac:name=\"status\"",
    "ac:structured-macro ac:name=\"anchor\"",
    "ac:parameter ac:name=\"title\"",
    "ac:emoticon ac:name=\"smile\"",
    "ac:task-list",
    "ac:task",
    "ac:task-body",
    "ac:task-status",
    "ac:layout",
    "ac:layout-section ac:type=\"single\"",
    "ac:layout-cell",
};

struct node {
    const struct xml_node *xml;
};

struct nodes {
    struct node *items;
    size_t count;
};

static void collect(struct arena *arena, struct nodes *nodes, const struct xml_node *parent)
{
    for (const struct xml_node *child = parent->first_child; child; child = child->next) {
        nodes->items = VEC_GROW(arena, nodes->items, nodes->count);
        nodes->items[nodes->count++].xml = child;
        collect(arena, nodes, child);
    }
}

static struct nodes nodes_of(struct arena *arena, struct slice storage)
{
    struct nodes nodes = {0};
    struct xml_node *root = NULL;
    struct xml_fault fault;

    if (storage_parse(arena, storage, &root, &fault)) {
        collect(arena, &nodes, root);
    }
    return nodes;
}

static struct slice with(struct arena *arena, struct slice storage, struct span part,
                         struct slice by)
{
    CLEANUP_STRBUF struct strbuf built = STRBUF(LIMIT_CONVERTED);

    strbuf_append_slice(&built, slice_part(storage, 0, part.start));
    strbuf_append_slice(&built, by);
    strbuf_append_slice(&built, slice_part(storage, part.end, storage.length));
    return strbuf_copy(&built, arena);
}

static struct slice insert(struct arena *arena, struct slice storage, size_t at, struct slice text)
{
    return with(arena, storage, (struct span){at, at}, text);
}

static struct slice wrap(struct arena *arena, struct slice storage, struct span part,
                         const char *tag)
{
    CLEANUP_STRBUF struct strbuf built = STRBUF(LIMIT_CONVERTED);

    strbuf_append_format(&built, "<%s>", tag);
    strbuf_append_slice(&built, slice_of_span(storage, part));
    strbuf_append_format(&built, "</%.*s>", (int)strcspn(tag, " "), tag);
    return with(arena, storage, part, strbuf_slice(&built));
}

/* The bytes between its tags, or all of what is no element or has no end tag. */
static struct span inside(const struct xml_node *node)
{
    bool has_inner = node->kind == XML_ELEMENT && node->inner.end < node->outer.end;

    return has_inner ? node->inner : node->outer;
}

struct slice mutate_node(struct arena *arena, struct slice storage, struct random_source random)
{
    struct nodes nodes = nodes_of(arena, storage);

    if (nodes.count == 0) {
        return storage;
    }
    const struct xml_node *node = nodes.items[random_below(random, nodes.count)].xml;
    const struct xml_node *other = nodes.items[random_below(random, nodes.count)].xml;
    struct slice text = slice_from(texts[random_below(random, COUNT(texts))]);
    const char *tag = tags[random_below(random, COUNT(tags))];
    struct slice bytes = slice_of_span(storage, node->outer);
    switch (random_below(random, 10)) {
    case 0:
        return with(arena, storage, node->outer, slice_from(""));
    case 1:
        return insert(arena, storage, node->outer.end, bytes);
    case 2:
        return insert(arena, storage, other->outer.start, bytes);
    case 3:
        return with(arena, storage, node->outer, slice_of_span(storage, inside(node)));
    case 4:
        return wrap(arena, storage, node->outer, tag);
    case 5:
        return wrap(arena, storage, inside(node), tag);
    case 6:
        return insert(arena, storage, inside(node).start, text);
    case 7:
        return insert(arena, storage, node->outer.end, text);
    case 8:
        return with(arena, storage, inside(node), text);
    default:
        return with(arena, storage, node->outer, text);
    }
}

/* The tag, comment or section that begins with a "<" somewhere; empty, at the end, without one. */
static struct span pick_tag(struct slice storage, struct random_source random)
{
    size_t start = slice_find_char(storage, random_below(random, storage.length + 1), '<');

    if (start == SLICE_NOT_FOUND) {
        return (struct span){storage.length, storage.length};
    }
    size_t end = slice_find_char(storage, start, '>');
    return (struct span){start, end == SLICE_NOT_FOUND ? storage.length : end + 1};
}

static struct slice swap(struct arena *arena, struct slice storage, struct span one,
                         struct span other)
{
    struct span first = one.start < other.start ? one : other;
    struct span second = one.start < other.start ? other : one;

    if (first.end > second.start) {
        return storage;
    }
    struct slice swapped = with(arena, storage, second, slice_of_span(storage, first));
    return with(arena, swapped, first, slice_of_span(storage, second));
}

/* One attribute of the tag is dropped, repeated, or loses its end quote. */
static struct slice spoil_attribute(struct arena *arena, struct slice storage, struct span tag,
                                    struct random_source random)
{
    size_t blank = slice_find_char(storage, tag.start, ' ');
    size_t open = blank >= tag.end ? SLICE_NOT_FOUND : slice_find_char(storage, blank, '"');
    size_t close = open >= tag.end ? SLICE_NOT_FOUND : slice_find_char(storage, open + 1, '"');

    if (close >= tag.end) {
        return storage;
    }
    struct span attribute = {blank, close + 1};
    switch (random_below(random, 4)) {
    case 0:
        return with(arena, storage, attribute, slice_from(""));
    case 1:
        return insert(arena, storage, attribute.end, slice_of_span(storage, attribute));
    case 2:
        return with(arena, storage, (struct span){open + 1, close},
                    slice_from(texts[random_below(random, COUNT(texts))]));
    default:
        return with(arena, storage, (struct span){close, close + 1}, slice_from(""));
    }
}

struct slice mutate_bytes(struct arena *arena, struct slice storage, struct random_source random)
{
    struct span tag = pick_tag(storage, random);
    struct span other = pick_tag(storage, random);

    switch (random_below(random, 6)) {
    case 0:
        return with(arena, storage, tag, slice_from(""));
    case 1:
        return insert(arena, storage, other.start, slice_of_span(storage, tag));
    case 2:
        return swap(arena, storage, tag, other);
    case 3:
    case 4:
        return spoil_attribute(arena, storage, tag, random);
    default:
        return slice_part(storage, 0, random_below(random, storage.length + 1));
    }
}

struct shrinking {
    struct arena *arena;
    struct slice storage;
    bool (*still_fails)(struct slice storage, void *data);
    void *data;
};

static bool try_smaller(struct shrinking *shrinking, struct span part, struct slice by)
{
    struct slice tried = with(shrinking->arena, shrinking->storage, part, by);

    if (tried.length >= shrinking->storage.length ||
        !shrinking->still_fails(tried, shrinking->data)) {
        return false;
    }
    shrinking->storage = tried;
    return true;
}

static bool shrink_node(struct shrinking *shrinking, const struct xml_node *node)
{
    if (try_smaller(shrinking, node->outer, slice_from(""))) {
        return true;
    }
    if (node->kind == XML_ELEMENT) {
        return try_smaller(shrinking, node->outer, slice_of_span(shrinking->storage, node->inner));
    }
    return node->kind == XML_TEXT && try_smaller(shrinking, node->outer, slice_from("a"));
}

struct slice mutate_shrink(struct arena *arena, struct slice storage,
                           bool (*still_fails)(struct slice storage, void *data), void *data)
{
    struct shrinking shrinking = {arena, storage, still_fails, data};

    for (bool is_smaller = true; is_smaller;) {
        struct nodes nodes = nodes_of(arena, shrinking.storage);
        is_smaller = false;
        for (size_t i = 0; i < nodes.count && !is_smaller; i++) {
            is_smaller = shrink_node(&shrinking, nodes.items[i].xml);
        }
    }
    return shrinking.storage;
}

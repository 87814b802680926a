/* SPDX-License-Identifier: MIT */
/*
 * Compares a tree that was written as Markdown with the tree that was read back,
 * block by block, lines included. What Markdown does not say is known here:
 *
 * - blocks without anything to see are not there;
 * - inline content is in its normal form (inline_normal_internal.h);
 * - small elements are raw where they have no form (a placeholder before a line break);
 * - links to a place on the page have the slug of its heading;
 * - of a macro's parameters only those are there that its rule shows;
 * - what was kept verbatim is a raw block or node with its storage.
 */
#ifndef TESTS_MARKDOWN_COMPARE_H
#define TESTS_MARKDOWN_COMPARE_H

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "document/equal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/macro_link_internal.h"
#include "markdown/macro_rules.h"
#include "markdown/raw_internal.h"
#include "markdown/targets_internal.h"
#include "markdown/write_internal.h"

struct comparison {
    struct arena *arena;
    struct anchors *anchors;
    const struct markdown_options *options;
    char difference[600]; /* what the first difference is; empty: none */
};

static bool comparison_differs(struct comparison *comparison, const struct block *written,
                               const char *what)
{
    snprintf(comparison->difference, sizeof comparison->difference, "%s in line %zu-%zu: %s",
             block_kind_name(written->kind), written->lines.first, written->lines.last, what);
    return false;
}

static struct slice comparison_line(struct comparison *comparison, struct slice storage)
{
    CLEANUP_STRBUF struct strbuf line = STRBUF(LIMIT_CONVERTED);

    return raw_write_line(&line, storage) ? strbuf_copy(&line, comparison->arena) : storage;
}

static void comparison_make_raw(struct comparison *comparison, struct inline_node *node)
{
    struct inline_node *next = node->next;
    struct slice storage = node->kind == INLINE_RAW ? node->text : node->raw;

    *node = (struct inline_node){.kind = INLINE_RAW, .next = next};
    node->text = comparison_line(comparison, storage);
}

/* What the target reads back as; false: it cannot be written. */
static bool comparison_target(struct comparison *comparison, struct inline_node *node)
{
    CLEANUP_STRBUF struct strbuf destination = STRBUF(LIMIT_CONVERTED);

    if (!target_write(&destination, &node->details->target, comparison->arena, comparison->anchors,
                      comparison->options)) {
        return false;
    }
    /* Not in place: the page has the same details. */
    struct link_details *details = ARENA_NEW(comparison->arena, struct link_details);
    *details = *node->details;
    details->target = target_read(comparison->arena, strbuf_copy(&destination, comparison->arena));
    node->details = details;
    return true;
}

static bool comparison_is_macro_link(struct comparison *comparison, const struct inline_node *node)
{
    CLEANUP_STRBUF struct strbuf address = STRBUF(LIMIT_CONVERTED);
    struct slice text;

    return node->macro->body == MACRO_BODY_NONE &&
           macro_link_write(&address, node, comparison->arena, &text);
}

/* Turns content in its normal form into what is read back. */
static void comparison_expect(struct comparison *comparison, struct inline_node *first,
                              bool in_link)
{
    for (struct inline_node *node = first; node; node = node->next) {
        bool is_link = node->kind == INLINE_LINK;
        bool is_anchor = node->kind == INLINE_MACRO && slice_equals(node->macro->name, "anchor") &&
                         macro_parameter_find(node->macro, "").length > 0 &&
                         node->macro->parameter_count == 1;
        bool is_textless = is_link && !node->first_child &&
                           node->details->target.kind != TARGET_USER &&
                           node->details->target.kind != TARGET_NONE &&
                           link_own_name(&node->details->target).length == 0;
        bool leads_nowhere = (is_link || node->kind == INLINE_IMAGE) &&
                             (is_textless || !comparison_target(comparison, node));
        if (node->kind == INLINE_RAW || (node->kind == INLINE_ELEMENT && in_link) ||
            (node->kind == INLINE_MACRO && !is_anchor &&
             (in_link || !comparison_is_macro_link(comparison, node))) ||
            leads_nowhere) {
            comparison_make_raw(comparison, node);
        }
        comparison_expect(comparison, node->first_child, in_link || is_link);
    }
}

/* The title of an alert is a line of text: blanks at its ends and in a row are none. */
static struct slice comparison_title(struct comparison *comparison, struct slice title)
{
    struct inline_node text = {.kind = INLINE_TEXT, .text = title};

    return inline_plain_text(comparison->arena, inline_normal(comparison->arena, &text));
}

static bool comparison_shows(const struct macro_rule *rule, struct macro_parameter parameter)
{
    if (!rule || rule->form == MACRO_FORM_COMMENT || rule->form == MACRO_FORM_CONTAINER ||
        rule->form == MACRO_FORM_QUOTE) {
        return true;
    }
    bool needs_value = rule->form == MACRO_FORM_ALERT || rule->form == MACRO_FORM_DETAILS ||
                       parameter.name.length == 0;
    if (needs_value && parameter.value.length == 0) {
        return false;
    }
    for (size_t i = 0; rule->parameters[i]; i++) {
        if (slice_equals(parameter.name, rule->parameters[i])) {
            return true;
        }
    }
    return false;
}

/* The first parameter of that name, or NULL. */
static const struct macro_parameter *comparison_find(const struct macro *macro, struct slice name)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (slice_equal(macro->parameters[i].name, name)) {
            return &macro->parameters[i];
        }
    }
    return NULL;
}

/*
 * How many parameters are shown and were read back with their value, in whatever order;
 * of several with one name the first is meant. SIZE_MAX: one was not read back.
 */
static size_t comparison_parameters(struct comparison *comparison, const struct macro *macro,
                                    const struct macro *read)
{
    const struct macro_rule *rule = macro_rule_for(macro);
    size_t count = 0;

    for (size_t i = 0; i < macro->parameter_count; i++) {
        struct macro_parameter parameter = macro->parameters[i];
        if (rule && rule->form == MACRO_FORM_ALERT) {
            parameter.value = comparison_title(comparison, parameter.value);
        }
        if (comparison_find(macro, parameter.name) != &macro->parameters[i] ||
            !comparison_shows(rule, parameter)) {
            continue;
        }
        const struct macro_parameter *found = comparison_find(read, parameter.name);
        if (!found || !slice_equal(parameter.value, found->value)) {
            return SIZE_MAX;
        }
        count++;
    }
    return count;
}

static bool comparison_macro(struct comparison *comparison, const struct block *written,
                             const struct block *read)
{
    const struct macro *macro = written->macro;
    size_t names = 0;

    if (!read->macro || !slice_equal(macro->name, read->macro->name) ||
        macro->body != read->macro->body || !slice_equal(macro->text, read->macro->text)) {
        return comparison_differs(comparison, written, "the macro");
    }
    for (size_t i = 0; i < read->macro->parameter_count; i++) {
        const struct macro_parameter *parameter = &read->macro->parameters[i];
        names += comparison_find(read->macro, parameter->name) == parameter;
    }
    return comparison_parameters(comparison, macro, read->macro) == names ||
           comparison_differs(comparison, written, "the parameters");
}

static struct slice comparison_unix_lines(struct comparison *comparison, struct slice text)
{
    CLEANUP_STRBUF struct strbuf lines = STRBUF(LIMIT_CONVERTED);

    for (size_t i = 0; i < text.length; i++) {
        bool is_cr = text.start[i] == '\r';
        if (is_cr && i + 1 < text.length && text.start[i + 1] == '\n') {
            continue;
        }
        strbuf_append_char(&lines, is_cr ? '\n' : text.start[i]);
    }
    return strbuf_copy(&lines, comparison->arena);
}

static bool comparison_has_no_lines(const struct block *block)
{
    for (const struct block *child = block->first_child; child; child = child->next) {
        if (child->lines.first != 0 || child->lines.last != 0 || !comparison_has_no_lines(child)) {
            return false;
        }
    }
    return true;
}

static bool comparison_verbatim(struct comparison *comparison, const struct block *written,
                                const struct block *read)
{
    struct slice storage = written->kind == BLOCK_RAW ? written->text : block_raw(written);

    if (!slice_equal(comparison_unix_lines(comparison, storage), read->text)) {
        return comparison_differs(comparison, written, "the storage kept verbatim");
    }
    return comparison_has_no_lines(written) ||
           comparison_differs(comparison, written, "lines inside a verbatim block");
}

static bool comparison_properties(struct comparison *comparison, const struct block *written,
                                  const struct block *read)
{
    if (written->kind != read->kind) {
        return comparison_differs(comparison, written, block_kind_name(read->kind));
    }
    if (written->level != read->level || written->is_task_list != read->is_task_list ||
        written->is_checked != read->is_checked || written->is_header != read->is_header ||
        written->is_ordered != read->is_ordered ||
        (written->is_ordered && written->start != read->start) ||
        !slice_equal(written->text, read->text)) {
        return comparison_differs(comparison, written, "the properties");
    }
    return !written->macro || comparison_macro(comparison, written, read);
}

static void comparison_show(struct strbuf *out, const struct inline_node *first)
{
    static const char *const kinds[] = {"",   "mark",  "hidden",  "link", "image",
                                        "br", "macro", "element", "raw"};

    for (const struct inline_node *node = first; node; node = node->next) {
        static const struct link_details no_details;
        const struct link_details *details = node->details ? node->details : &no_details;
        const struct target *target = &details->target;
        const struct slice parts[] = {node->text,       details->title, target->url,
                                      target->title,    target->space,  target->anchor,
                                      target->file_name};
        if (node->kind == INLINE_TEXT) {
            strbuf_append_slice(out, node->text);
            continue;
        }
        strbuf_append_format(out, "{%s%d:%d ", kinds[node->kind], (int)node->mark,
                             (int)target->kind);
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            strbuf_append_slice(out, parts[i]);
            strbuf_append(out, parts[i].length > 0 ? ";" : "");
        }
        comparison_show(out, node->first_child);
        strbuf_append(out, "}");
    }
}

/* Where the two begin to differ, as they are shown. */
static bool comparison_content_differs(struct comparison *comparison, const struct block *written,
                                       const struct inline_node *expected,
                                       const struct inline_node *read)
{
    CLEANUP_STRBUF struct strbuf left = STRBUF(LIMIT_CONVERTED);
    CLEANUP_STRBUF struct strbuf right = STRBUF(LIMIT_CONVERTED);
    char what[300];
    size_t same = 0;

    comparison_show(&left, expected);
    comparison_show(&right, read);
    while (strbuf_text(&left)[same] && strbuf_text(&left)[same] == strbuf_text(&right)[same]) {
        same++;
    }
    size_t start = same < 20 ? 0 : same - 20;
    snprintf(what, sizeof what, "the content: \"%.80s\" was read as \"%.80s\"",
             strbuf_text(&left) + start, strbuf_text(&right) + start);
    return comparison_differs(comparison, written, what);
}

static void comparison_expect_raw(struct comparison *comparison, struct inline_node *expected,
                                  const struct inline_node *read)
{
    for (; expected && read; expected = expected->next, read = read->next) {
        if (expected->kind == INLINE_ELEMENT && read->kind == INLINE_RAW) {
            comparison_make_raw(comparison, expected);
        }
        comparison_expect_raw(comparison, expected->first_child, read->first_child);
    }
}

static bool comparison_content(struct comparison *comparison, const struct block *written,
                               const struct block *read)
{
    struct inline_node *expected = inline_normal(comparison->arena, written->content);

    comparison_expect(comparison, expected, false);
    if (inline_list_equal(expected, read->content)) {
        return true;
    }
    comparison_expect_raw(comparison, expected, read->content);
    return inline_list_equal(expected, read->content) ||
           comparison_content_differs(comparison, written, expected, read->content);
}

/* False, with comparison->difference set, when the trees do not say the same. */
static bool comparison_blocks(struct comparison *comparison, const struct block *written,
                              const struct block *read)
{
    if (written->lines.first != read->lines.first || written->lines.last != read->lines.last) {
        char what[80];
        snprintf(what, sizeof what, "read as %s in %zu-%zu", block_kind_name(read->kind),
                 read->lines.first, read->lines.last);
        return comparison_differs(comparison, written, what);
    }
    if (read->kind == BLOCK_RAW) {
        return comparison_verbatim(comparison, written, read);
    }
    if (!comparison_properties(comparison, written, read) ||
        !comparison_content(comparison, written, read)) {
        return false;
    }
    const struct block *other = read->first_child;
    for (const struct block *child = written->first_child; child; child = child->next) {
        if (!markdown_is_visible(child)) {
            continue;
        }
        if (!other) {
            return comparison_differs(comparison, child, "not read back");
        }
        if (!comparison_blocks(comparison, child, other)) {
            return false;
        }
        other = other->next;
    }
    return !other || comparison_differs(comparison, written, "more was read back");
}

#endif

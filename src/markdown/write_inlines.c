/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limit.h"
#include "markdown/attributes_internal.h"
#include "markdown/elements_internal.h"
#include "markdown/escape_internal.h"
#include "markdown/flanking_internal.h"
#include "markdown/footnotes_internal.h"
#include "markdown/html_internal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/macro_link_internal.h"
#include "markdown/macro_rules.h"
#include "markdown/math_internal.h"
#include "markdown/raw_internal.h"
#include "markdown/targets_internal.h"
#include "markdown/write_internal.h"

struct inline_writer {
    struct writer *writer;
    struct strbuf *out;
    enum line_kind kind;
    size_t block_start; /* length of `out` where the block, and the line, begin */
    size_t line_start;
    size_t code_end; /* length of `out` behind the last code span */
    unsigned links;  /* open ones */
    unsigned strikes;
    bool has_failed;
};

/* What follows a list of nodes. */
struct surroundings {
    unsigned behind; /* classes of the next character; CLASS_BLANK: the block ends */
    bool is_star;    /* and it is a '*' */
};

static void write_list_of_inlines(struct inline_writer *line, const struct inline_node *first,
                                  struct surroundings around);

static bool is_strike(const struct inline_node *node)
{
    return node->kind == INLINE_MARK && node->mark == MARK_STRIKE;
}

static unsigned classes_of_start(const struct inline_node *node)
{
    if (is_strike(node)) {
        return CLASS_PUNCTUATION | classes_of_start(node->first_child);
    }
    return node->kind == INLINE_TEXT ? classes_at_start(node->text) : CLASS_PUNCTUATION;
}

static unsigned classes_of_end(const struct inline_writer *line, const struct inline_node *node)
{
    if (node->kind == INLINE_BREAK && line->kind == LINE_PARAGRAPH) {
        return CLASS_BLANK;
    }
    if (is_strike(node)) {
        return CLASS_PUNCTUATION | classes_of_end(line, node->last_child);
    }
    return node->kind == INLINE_TEXT ? classes_at_end(node->text) : CLASS_PUNCTUATION;
}

/* Of the character that was written last. */
static unsigned classes_before(const struct inline_writer *line)
{
    if (line->out->length == line->line_start) {
        return CLASS_BLANK;
    }
    return classes_at_end(slice_part(strbuf_slice(line->out), line->line_start, line->out->length));
}

static bool is_starred(const struct inline_node *node)
{
    return node && node->kind == INLINE_MARK &&
           (node->mark == MARK_STRONG || node->mark == MARK_EMPHASIS);
}

static unsigned classes_behind(const struct inline_node *node, struct surroundings around)
{
    return node->next ? classes_of_start(node->next) : around.behind;
}

/* A run of '*' next to another would be read as one run. */
static bool touches_star(const struct inline_writer *line, const struct inline_node *node,
                         struct surroundings around)
{
    return slice_ends_with(strbuf_slice(line->out), "*") || is_starred(node->first_child) ||
           is_starred(node->last_child) || is_starred(node->next) ||
           (!node->next && around.is_star);
}

/* The delimiter of Markdown for the mark, or NULL: only a tag works here. */
static const char *find_delimiter(const struct inline_writer *line, const struct inline_node *node,
                                  struct surroundings around)
{
    unsigned before = classes_before(line);
    unsigned behind = classes_behind(node, around);
    bool works = flanking_opens(before, classes_of_start(node->first_child)) &&
                 flanking_closes(classes_of_end(line, node->last_child), behind);
    if (!works) {
        return NULL;
    }
    switch (node->mark) {
    case MARK_STRONG:
        return "**";
    case MARK_STRIKE:
        return "~~";
    case MARK_EMPHASIS:
        if (!touches_star(line, node, around)) {
            return "*";
        }
        return flanking_is_word_border(before) && flanking_is_word_border(behind) ? "_" : NULL;
    default:
        return NULL;
    }
}

static void write_tagged(struct inline_writer *line, const struct inline_node *node)
{
    const char *tag = mark_tag_name(node->mark);

    strbuf_append_format(line->out, "<%s", tag);
    if (node->mark == MARK_COLOUR) {
        strbuf_append(line->out, " style=\"");
        strbuf_append_slice(line->out, node->text);
        strbuf_append(line->out, "\"");
    }
    strbuf_append(line->out, ">");
    write_list_of_inlines(line, node->first_child, (struct surroundings){CLASS_PUNCTUATION, false});
    strbuf_append_format(line->out, "</%s>", tag);
}

/* "]:" unescaped in a link that begins a paragraph could make a definition of it all. */
static bool may_define(const struct inline_writer *line, struct slice text)
{
    return line->links > 0 && slice_find(text, 0, SLICE_LITERAL("]:")) != SLICE_NOT_FOUND;
}

/* Dollars around a code span make a formula of it. */
static bool would_be_math(const struct inline_writer *line, const struct inline_node *code)
{
    const struct inline_node *next = code->next;
    bool is_before = next && next->kind == INLINE_TEXT && slice_starts_with(next->text, "$");

    return (is_before || (next && next->kind == INLINE_MACRO)) &&
           slice_ends_with(strbuf_slice(line->out), "$");
}

static void write_code(struct inline_writer *line, const struct inline_node *node)
{
    const struct inline_node *child = node->first_child;

    if (child->next || child->kind != INLINE_TEXT || escape_has_invisible(child->text) ||
        may_define(line, child->text) || would_be_math(line, node)) {
        write_tagged(line, node);
        return;
    }
    markdown_write_code_span(line->out, child->text);
    line->code_end = line->out->length;
}

static void write_mark(struct inline_writer *line, const struct inline_node *node,
                       struct surroundings around)
{
    const char *delimiter = find_delimiter(line, node, around);
    struct surroundings inside = {CLASS_PUNCTUATION, false};

    if (node->mark == MARK_CODE) {
        write_code(line, node);
        return;
    }
    line->strikes += node->mark == MARK_STRIKE;
    if (delimiter) {
        inside.behind |= node->mark == MARK_STRIKE ? classes_behind(node, around) : 0;
        inside.is_star = delimiter[0] == '*';
        strbuf_append(line->out, delimiter);
        write_list_of_inlines(line, node->first_child, inside);
        strbuf_append(line->out, delimiter);
    } else {
        write_tagged(line, node);
    }
    line->strikes -= node->mark == MARK_STRIKE;
}

static void write_text(struct inline_writer *line, const struct inline_node *node,
                       struct surroundings around)
{
    const struct escape_context context = {
        .starts_block = line->out->length == line->block_start,
        .starts_line = line->kind == LINE_PARAGRAPH && line->out->length == line->line_start,
        .ends_block = !node->next && around.behind == CLASS_BLANK,
        .in_heading = line->kind == LINE_HEADING,
        .in_brackets = line->links > 0,
        .in_strike = line->strikes > 0,
        .before_link =
            node->next && (node->next->kind == INLINE_LINK || node->next->kind == INLINE_MACRO ||
                           node->next->kind == INLINE_ELEMENT),
        .after_code = line->out->length == line->code_end,
    };

    markdown_escape_text(line->out, node->text, &context);
}

static void write_break(struct inline_writer *line)
{
    if (line->kind != LINE_PARAGRAPH) {
        strbuf_append(line->out, "<br>");
        return;
    }
    strbuf_append_char(line->out, '\\');
    lines_end(&line->writer->lines);
    lines_begin(&line->writer->lines);
    line->line_start = line->out->length;
}

/* Without storage there is nothing to write. */
static void write_raw(struct inline_writer *line, struct slice storage)
{
    CLEANUP_STRBUF struct strbuf one_line = STRBUF(LIMIT_CONVERTED);

    line->has_failed = line->has_failed || may_define(line, storage);
    if (storage.length == 0 || !raw_write_line(&one_line, storage)) {
        line->has_failed = true;
        return;
    }
    /* Backticks next to each other would be one run. */
    strbuf_append(line->out, line->out->length == line->code_end ? "<!-- -->" : "");
    markdown_write_code_span(line->out, strbuf_slice(&one_line));
    strbuf_append(line->out, "{=confluence}");
}

/* What the link shows where it has no text of its own; false: nobody knows. */
static bool write_own_name(struct strbuf *name, const struct target *target)
{
    strbuf_append(name, target->kind == TARGET_USER ? "@" : "");
    strbuf_append_slice(name, target->kind == TARGET_USER ? target->id : link_own_name(target));
    return name->length > 0 || target->kind == TARGET_NONE;
}

static void write_link(struct inline_writer *line, const struct inline_node *node)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_CONVERTED);
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_CONVERTED);
    struct inline_node own_name = {.kind = INLINE_TEXT};
    const struct inline_node *text = node->first_child;

    if (!markdown_write_target(line->writer, &target, node) ||
        (!text && !write_own_name(&name, &node->details->target))) {
        write_raw(line, node->raw);
        return;
    }
    if (line->links == 0 && markdown_write_bare_address(line->out, node)) {
        return;
    }
    own_name.text = strbuf_slice(&name);
    text = !text && name.length > 0 ? &own_name : text;
    strbuf_append_char(line->out, '[');
    line->links++;
    write_list_of_inlines(line, text, (struct surroundings){CLASS_PUNCTUATION, false});
    line->links--;
    strbuf_append_char(line->out, ']');
    strbuf_append_slice(line->out, strbuf_slice(&target));
}

static bool write_anchor(struct inline_writer *line, const struct macro *macro)
{
    struct slice id = macro_parameter_find(macro, "");
    if (macro->parameter_count != 1 || id.length == 0) {
        return false;
    }
    strbuf_append(line->out, "<a id=\"");
    reference_encode(line->out, id);
    strbuf_append(line->out, "\"></a>");
    return true;
}

/* A link in a link would be the only one. */
static bool write_macro_link(struct inline_writer *line, const struct inline_node *node)
{
    CLEANUP_STRBUF struct strbuf address = STRBUF(LIMIT_CONVERTED);
    struct inline_node text = {.kind = INLINE_TEXT};

    if (line->links > 0 || !macro_link_write(&address, node, line->writer->arena, &text.text)) {
        return false;
    }
    strbuf_append_char(line->out, '[');
    line->links++;
    write_list_of_inlines(line, &text, (struct surroundings){CLASS_PUNCTUATION, false});
    line->links--;
    strbuf_append(line->out, "](");
    destination_write(line->out, strbuf_slice(&address));
    strbuf_append_char(line->out, ')');
    return true;
}

static bool write_math(struct inline_writer *line, const struct inline_node *node)
{
    struct slice formula;

    if (line->links > 0 || !math_formula(node->macro, line->writer->options, &formula)) {
        return false;
    }
    strbuf_append_char(line->out, '$');
    markdown_write_code_span(line->out, formula);
    strbuf_append_char(line->out, '$');
    return true;
}

static bool write_macro_form(struct inline_writer *line, const struct inline_node *node)
{
    const struct macro_rule *rule = macro_rule_find(node->macro->name);
    bool is_anchor = rule && rule->form == MACRO_FORM_ANCHOR;

    return node->macro->body == MACRO_BODY_NONE &&
           ((is_anchor && write_anchor(line, node->macro)) || write_math(line, node) ||
            write_macro_link(line, node));
}

static void write_inline_macro(struct inline_writer *line, const struct inline_node *node)
{
    if (!write_macro_form(line, node)) {
        write_raw(line, node->raw);
    }
}

static bool has_break(const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_BREAK || has_break(node->first_child)) {
            return true;
        }
    }
    return false;
}

/* A comment at the start of a line ends the paragraph before it, and itself with the line. */
static bool may_be_comment(const struct inline_writer *line, const struct inline_node *node)
{
    bool starts_line = line->out->length == line->line_start;
    bool starts_block = line->out->length == line->block_start;

    return line->kind != LINE_PARAGRAPH || !starts_line || (starts_block && !has_break(node));
}

static void write_element(struct inline_writer *line, const struct inline_node *node)
{
    bool is_comment = slice_equals(node->macro->name, "ac:placeholder");

    if (line->links > 0 || (is_comment && !may_be_comment(line, node)) ||
        !element_write(line->out, node, line->writer->arena)) {
        write_raw(line, node->raw);
    }
}

static void write_node(struct inline_writer *line, const struct inline_node *node,
                       struct surroundings around)
{
    switch (node->kind) {
    case INLINE_TEXT:
        write_text(line, node, around);
        break;
    case INLINE_MARK:
        write_mark(line, node, around);
        break;
    case INLINE_LINK:
        write_link(line, node);
        break;
    case INLINE_IMAGE:
        if (!markdown_write_image(line->writer, line->out, node)) {
            write_raw(line, node->raw);
        }
        break;
    case INLINE_BREAK:
        write_break(line);
        break;
    case INLINE_MACRO:
        write_inline_macro(line, node);
        break;
    case INLINE_ELEMENT:
        write_element(line, node);
        break;
    case INLINE_RAW:
        write_raw(line, node->text);
        break;
    case INLINE_HIDDEN: /* the normal form has none */
        break;
    }
}

/* Whether what follows cannot make a link, or a definition, of the brackets. */
static bool may_stand_before(const struct inline_node *next)
{
    if (!next || next->kind == INLINE_BREAK || next->kind == INLINE_MARK) {
        return true;
    }
    return next->kind == INLINE_TEXT && !strchr("([:", next->text.start[0]);
}

/* A reference to a footnote; its last node, or NULL: `node` begins none. */
static const struct inline_node *write_footnote(struct inline_writer *line,
                                                const struct inline_node *node)
{
    struct slice label;
    const struct inline_node *last = footnote_match(node, false, &label);
    const struct inline_node *next = last ? last->next : NULL;
    struct slice next_label;

    if (!last || line->links > 0 || !strmap_find(line->writer->footnotes, label) ||
        (!may_stand_before(next) && !footnote_match(next, false, &next_label))) {
        return NULL;
    }
    strbuf_append(line->out, "[^");
    strbuf_append_slice(line->out, label);
    strbuf_append_char(line->out, ']');
    return last;
}

static void write_list_of_inlines(struct inline_writer *line, const struct inline_node *first,
                                  struct surroundings around)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        const struct inline_node *last = write_footnote(line, node);
        if (last) {
            node = last;
        } else {
            write_node(line, node, around);
        }
    }
}

bool markdown_write_inlines(struct writer *writer, const struct inline_node *content,
                            enum line_kind kind)
{
    struct strbuf *out = writer->lines.text;
    struct inline_writer line = {.writer = writer,
                                 .out = out,
                                 .kind = kind,
                                 .block_start = out->length,
                                 .line_start = out->length,
                                 .code_end = SIZE_MAX};

    write_list_of_inlines(&line, content, (struct surroundings){CLASS_BLANK, false});
    return !line.has_failed;
}

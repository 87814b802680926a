/* SPDX-License-Identifier: MIT */
#include "base/limit.h"
#include "markdown/alerts_internal.h"
#include "markdown/attributes_internal.h"
#include "markdown/diagrams_internal.h"
#include "markdown/escape_internal.h"
#include "markdown/info_internal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/macro_rules.h"
#include "markdown/parameters_internal.h"
#include "markdown/write_internal.h"

/* "> [!NOTE]" and, if there is one, the title as a line of strong text with a mark behind it. */
static void write_alert_head(struct writer *writer, const char *alert, struct slice title)
{
    struct inline_node text = {.kind = INLINE_TEXT, .text = title};
    struct inline_node strong = {
        .kind = INLINE_MARK, .mark = MARK_STRONG, .first_child = &text, .last_child = &text};
    const struct inline_node *content = inline_normal(writer->arena, &strong);

    lines_begin(&writer->lines);
    strbuf_append_format(writer->lines.text, "[!%s]", alert);
    lines_end(&writer->lines);
    if (content) {
        lines_begin(&writer->lines);
        markdown_write_inlines(writer, content, LINE_PARAGRAPH);
        strbuf_append(writer->lines.text, "<!--cf title-->");
        lines_end(&writer->lines);
    }
}

/* GitHub wants text directly below the marker; anything else needs a blank line. */
static bool starts_with_text(const struct block *block)
{
    const struct block *child = block->first_child;

    if (child && !markdown_is_visible(child)) {
        child = markdown_next_visible(child);
    }
    return child && child->kind == BLOCK_PARAGRAPH;
}

static bool has_visible_child(const struct block *block)
{
    return block->first_child &&
           (markdown_is_visible(block->first_child) || markdown_next_visible(block->first_child));
}

static void write_alert(struct writer *writer, struct block *block, const struct macro_rule *rule)
{
    size_t first = writer->lines.number;
    size_t prefix = markdown_begin_quote(writer);
    const char *parameter = alert_title(rule);
    struct slice title = parameter ? macro_parameter_find(block->macro, parameter) : slice_from("");
    struct siblings siblings = {.has_any = false};

    write_alert_head(writer, alert_of(rule, writer->options), title);
    if (has_visible_child(block) && (!starts_with_text(block) || !slice_is_blank(title))) {
        lines_add(&writer->lines, slice_from(""));
    }
    for (struct block *child = block->first_child; child; child = child->next) {
        markdown_write_sibling(writer, child, &siblings);
    }
    lines_pop(&writer->lines, prefix);
    markdown_end_block(writer, block, first);
}

static void write_details(struct writer *writer, struct block *block, const struct macro_rule *rule)
{
    CLEANUP_STRBUF struct strbuf summary = STRBUF(LIMIT_CONVERTED);
    size_t first = writer->lines.number;
    struct slice title = macro_parameter_find(block->macro, rule->parameters[0]);

    lines_add(&writer->lines, SLICE_LITERAL("<details>"));
    if (title.length > 0) {
        strbuf_append(&summary, "<summary>");
        reference_encode(&summary, title);
        strbuf_append(&summary, "</summary>");
        lines_add(&writer->lines, strbuf_slice(&summary));
    }
    lines_add(&writer->lines, slice_from(""));
    if (markdown_write_children(writer, block)) {
        lines_add(&writer->lines, slice_from(""));
    }
    lines_add(&writer->lines, SLICE_LITERAL("</details>"));
    markdown_end_block(writer, block, first);
}

static void write_code(struct writer *writer, struct block *block, const struct macro_rule *rule)
{
    CLEANUP_STRBUF struct strbuf info = STRBUF(LIMIT_CONVERTED);
    size_t first = writer->lines.number;

    info_write(&info, block->macro, rule, writer->options);
    markdown_write_fence(writer, strbuf_slice(&info), block->macro->text);
    markdown_end_block(writer, block, first);
}

static void write_diagram(struct writer *writer, struct block *block, const char *language)
{
    CLEANUP_STRBUF struct strbuf info = STRBUF(LIMIT_CONVERTED);
    size_t first = writer->lines.number;

    info_write_diagram(&info, block->macro, language, writer->options);
    markdown_write_fence(writer, strbuf_slice(&info), block->macro->text);
    markdown_end_block(writer, block, first);
}

static void write_marker(struct writer *writer, const char *name, struct slice argument)
{
    lines_begin(&writer->lines);
    strbuf_append_format(writer->lines.text, "<!-- cf:%s", name);
    if (argument.length > 0) {
        strbuf_append_char(writer->lines.text, ' ');
        strbuf_append_slice(writer->lines.text, argument);
    }
    strbuf_append(writer->lines.text, " -->");
    lines_end(&writer->lines);
}

/* A marker that says all about the macro: "<!-- ", what it starts with, name and parameters. */
static void write_macro_marker(struct writer *writer, const char *start, const struct macro *macro)
{
    struct strbuf *out = writer->lines.text;

    lines_begin(&writer->lines);
    strbuf_append_format(out, "<!-- %s", start);
    strbuf_append_slice(out, macro->name);
    for (size_t i = 0; i < macro->parameter_count; i++) {
        attribute_write(out, macro->parameters[i].name,
                        parameter_value(writer->arena, &macro->parameters[i]));
    }
    strbuf_append(out, " -->");
    lines_end(&writer->lines);
}

static void write_comment(struct writer *writer, struct block *block)
{
    size_t first = writer->lines.number;

    write_macro_marker(writer, "cf:", block->macro);
    markdown_end_block(writer, block, first);
}

static void write_quote(struct writer *writer, struct block *block)
{
    size_t first = writer->lines.number;
    size_t prefix = markdown_begin_quote(writer);

    write_macro_marker(writer, "cf:", block->macro);
    if (has_visible_child(block)) {
        lines_add(&writer->lines, slice_from(""));
    }
    markdown_write_children(writer, block);
    lines_pop(&writer->lines, prefix);
    markdown_end_block(writer, block, first);
}

static void write_container(struct writer *writer, struct block *block)
{
    size_t first = writer->lines.number;

    write_macro_marker(writer, "cf:begin ", block->macro);
    lines_add(&writer->lines, slice_from(""));
    if (markdown_write_children(writer, block)) {
        lines_add(&writer->lines, slice_from(""));
    }
    write_marker(writer, "end", block->macro->name);
    markdown_end_block(writer, block, first);
}

static bool has_writable_parameters(const struct writer *writer, const struct macro *macro)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (!attribute_is_name(macro->parameters[i].name)) {
            return false;
        }
    }
    return parameters_are_writable(writer->arena, macro);
}

/* Whether the parameter is text, or absent. */
static bool shows_text(const struct macro *macro, const char *name)
{
    const struct macro_parameter *parameter = name ? macro_parameter_get(macro, name) : NULL;

    return !parameter || parameter->target_count == 0;
}

/* Whether what the form shows of the macro is text. */
static bool shows_parameters(const struct macro *macro, const struct macro_rule *rule)
{
    for (size_t i = 0; rule->parameters[i]; i++) {
        if (!shows_text(macro, rule->parameters[i])) {
            return false;
        }
    }
    return true;
}

/* The rule's, but the options choose which panels are alerts. */
static enum macro_form form_of(const struct writer *writer, const struct macro_rule *rule)
{
    if (rule->form != MACRO_FORM_ALERT && rule->form != MACRO_FORM_QUOTE) {
        return rule->form;
    }
    return alert_of(rule, writer->options) ? MACRO_FORM_ALERT : MACRO_FORM_QUOTE;
}

/* Whether the form can say what the macro holds. A CR in code would end a line as LF does. */
static bool is_writable(const struct writer *writer, const struct macro *macro,
                        const struct macro_rule *rule)
{
    if (!rule) {
        return false;
    }
    switch (form_of(writer, rule)) {
    case MACRO_FORM_ALERT:
        return shows_text(macro, alert_title(rule));
    case MACRO_FORM_DETAILS:
        return shows_parameters(macro, rule);
    case MACRO_FORM_FENCE:
        return shows_parameters(macro, rule) &&
               slice_find_char(macro->text, 0, '\r') == SLICE_NOT_FOUND;
    case MACRO_FORM_COMMENT:
    case MACRO_FORM_QUOTE:
        return has_writable_parameters(writer, macro);
    case MACRO_FORM_CONTAINER:
        return container_is_name(macro->name) && has_writable_parameters(writer, macro);
    case MACRO_FORM_ANCHOR:
    case MACRO_FORM_MATH:
    case MACRO_FORM_LINK:
        break;
    }
    return false;
}

void markdown_write_macro(struct writer *writer, struct block *block)
{
    const struct macro_rule *rule = macro_rule_for(block->macro);
    const char *diagram = diagram_language(block->macro, writer->options);

    if (diagram) {
        write_diagram(writer, block, diagram);
        return;
    }
    if (!is_writable(writer, block->macro, rule)) {
        markdown_write_verbatim(writer, block);
        return;
    }
    switch (form_of(writer, rule)) {
    case MACRO_FORM_ALERT:
        write_alert(writer, block, rule);
        break;
    case MACRO_FORM_QUOTE:
        write_quote(writer, block);
        break;
    case MACRO_FORM_DETAILS:
        write_details(writer, block, rule);
        break;
    case MACRO_FORM_FENCE:
        write_code(writer, block, rule);
        break;
    case MACRO_FORM_COMMENT:
    case MACRO_FORM_ANCHOR: /* these stand only in lines of text */
    case MACRO_FORM_MATH:
    case MACRO_FORM_LINK:
        write_comment(writer, block);
        break;
    case MACRO_FORM_CONTAINER:
        write_container(writer, block);
        break;
    }
}

static void write_column(struct writer *writer, struct block *column)
{
    size_t first = writer->lines.number;

    write_marker(writer, "cell", slice_from(""));
    if (has_visible_child(column)) {
        lines_add(&writer->lines, slice_from(""));
    }
    markdown_write_children(writer, column);
    markdown_end_block(writer, column, first);
}

/* Blank lines stand around content, not between markers. */
static void write_section(struct writer *writer, struct block *section)
{
    size_t first = writer->lines.number;

    write_marker(writer, "section", section->text);
    for (struct block *column = section->first_child; column; column = column->next) {
        write_column(writer, column);
        if (column->next && has_visible_child(column)) {
            lines_add(&writer->lines, slice_from(""));
        }
    }
    markdown_end_block(writer, section, first);
}

static bool ends_in_content(const struct block *section)
{
    return section->last_child && has_visible_child(section->last_child);
}

/* A type that does not look like one cannot stand in the marker. */
static bool has_writable_types(const struct block *layout)
{
    for (const struct block *section = layout->first_child; section; section = section->next) {
        if (section->text.length > 0 && !attribute_is_key(section->text)) {
            return false;
        }
    }
    return true;
}

void markdown_write_layout(struct writer *writer, struct block *layout)
{
    size_t first = writer->lines.number;

    if (!has_writable_types(layout)) {
        markdown_write_verbatim(writer, layout);
        return;
    }
    write_marker(writer, "layout", slice_from(""));
    for (struct block *section = layout->first_child; section; section = section->next) {
        write_section(writer, section);
        if (ends_in_content(section)) {
            lines_add(&writer->lines, slice_from(""));
        }
    }
    write_marker(writer, "end", SLICE_LITERAL("layout"));
    markdown_end_block(writer, layout, first);
}

/* SPDX-License-Identifier: MIT */
#include "markdown/macro_link_internal.h"

#include <string.h>

#include "document/equal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/macro_rules.h"
#include "markdown/parameters_internal.h"
#include "markdown/query_internal.h"

#define ANY_PREFIX "macro/"

/* The rule of a macro that has a form of link to itself; or NULL. */
static const struct macro_rule *find_rule(struct slice name)
{
    const struct macro_rule *rule = macro_rule_find(name);

    return rule && rule->form == MACRO_FORM_LINK ? rule : NULL;
}

/* Whether the text comes through a line of Markdown as it is. */
static bool is_line(struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        bool is_next_blank = i + 1 == text.length || text.start[i + 1] == ' ';
        bool is_blank = text.start[i] == ' ';
        if ((unsigned char)text.start[i] < ' ' || (is_blank && (i == 0 || is_next_blank))) {
            return false;
        }
    }
    return text.length > 0;
}

static bool reads_back(struct arena *arena, const struct inline_node *node, struct slice address,
                       struct slice text)
{
    struct inline_node read = {.kind = INLINE_MACRO};

    read.macro = macro_link_read(arena, address, text);
    return read.macro && inline_node_equal(node, &read);
}

static void write_address(struct strbuf *address, struct arena *arena, const struct macro *macro,
                          const struct macro_parameter *left_out)
{
    strbuf_append(address, CONFLUENCE_SCHEME);
    if (find_rule(macro->name)) {
        strbuf_append_slice(address, macro->name);
    } else {
        strbuf_append(address, ANY_PREFIX);
        query_encode(address, macro->name);
    }
    strbuf_append_char(address, '?');
    for (size_t i = 0; i < macro->parameter_count; i++) {
        const struct macro_parameter *parameter = &macro->parameters[i];
        if (parameter != left_out) {
            query_write(address, parameter->name, parameter_value(arena, parameter));
        }
    }
    if (slice_ends_with(strbuf_slice(address), "?")) {
        strbuf_truncate(address, address->length - 1);
    }
}

/* What a macro is about, or its name; any text does. */
static struct slice text_of(const struct macro *macro)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        const struct macro_parameter *parameter = &macro->parameters[i];
        struct slice name =
            parameter->target_count > 0 ? link_own_name(&parameter->targets[0]) : slice_from("");
        if (is_line(name)) {
            return name;
        }
    }
    return is_line(macro->name) ? macro->name : SLICE_LITERAL("macro");
}

static bool write_with_rule(struct strbuf *address, const struct inline_node *node,
                            struct arena *arena, const struct macro_rule *rule, struct slice *text)
{
    const struct macro_parameter *shown = macro_parameter_get(node->macro, rule->parameters[0]);
    bool is_shown = shown && shown->target_count == 0 && is_line(shown->value);
    bool is_repeated =
        rule->is_text_repeated || !is_shown || slice_equals(shown->value, rule->name);

    *text = is_shown ? shown->value : slice_from(rule->name);
    write_address(address, arena, node->macro, is_repeated ? NULL : shown);
    return reads_back(arena, node, strbuf_slice(address), *text);
}

bool macro_link_write(struct strbuf *address, const struct inline_node *node, struct arena *arena,
                      struct slice *text)
{
    const struct macro_rule *rule = find_rule(node->macro->name);

    if (rule) {
        return write_with_rule(address, node, arena, rule, text);
    }
    *text = text_of(node->macro);
    write_address(address, arena, node->macro, NULL);
    return reads_back(arena, node, strbuf_slice(address), *text);
}

/* The link's text as the parameter that it stands for, unless it is only what is seen. */
static void take_text(struct arena *arena, struct macro *macro, const struct macro_rule *rule,
                      struct slice text)
{
    struct macro_parameter *known = macro_parameter_get(macro, rule->parameters[0]);

    if (text.length == 0 || slice_equals(text, rule->name)) {
        return;
    }
    if (!known) {
        struct macro_parameter parameter = {.name = slice_from(rule->parameters[0]), .value = text};
        macro_add_parameter(arena, macro, parameter);
    } else if (!rule->is_text_repeated) {
        known->value = text;
    }
}

/* The macro's name in the address; empty: it has none. */
static struct slice read_name(struct arena *arena, const struct address *address)
{
    if (slice_starts_with(address->kind, ANY_PREFIX)) {
        return query_decode(arena,
                            slice_part(address->kind, strlen(ANY_PREFIX), address->kind.length));
    }
    return find_rule(address->kind) ? address->kind : slice_from("");
}

struct macro *macro_link_read(struct arena *arena, struct slice address, struct slice text)
{
    struct address parts;
    struct query_part part;
    struct slice name = address_read(address, &parts) ? read_name(arena, &parts) : slice_from("");
    if (name.length == 0) {
        return NULL;
    }
    struct macro *macro = ARENA_NEW(arena, struct macro);
    macro->name = name;
    for (size_t position = 0; query_next(arena, parts.query, &position, &part);) {
        macro_add_parameter(arena, macro, parameter_of(arena, part.key, part.value));
    }
    const struct macro_rule *rule = find_rule(parts.kind);
    if (rule) {
        take_text(arena, macro, rule, text);
    }
    return macro;
}

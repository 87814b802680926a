/* SPDX-License-Identifier: MIT */
#include "markdown/macro_link_internal.h"

#include "base/vec.h"
#include "document/equal.h"
#include "markdown/macro_rules.h"
#include "markdown/query_internal.h"

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

static struct macro_parameter *find_parameter(const struct macro *macro, const char *name)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (slice_equals(macro->parameters[i].name, name)) {
            return &macro->parameters[i];
        }
    }
    return NULL;
}

static void add_parameter(struct arena *arena, struct macro *macro, struct slice name,
                          struct slice value)
{
    macro->parameters = VEC_GROW(arena, macro->parameters, macro->parameter_count);
    macro->parameters[macro->parameter_count++] = (struct macro_parameter){name, value};
}

static bool reads_back(struct arena *arena, const struct inline_node *node, struct slice address,
                       struct slice text)
{
    struct inline_node read = {.kind = INLINE_MACRO};

    read.macro = macro_link_read(arena, address, text);
    return read.macro && inline_node_equal(node, &read);
}

static void write_address(struct strbuf *address, const struct macro *macro,
                          const struct macro_parameter *left_out)
{
    strbuf_append(address, CONFLUENCE_SCHEME);
    strbuf_append_slice(address, macro->name);
    strbuf_append_char(address, '?');
    for (size_t i = 0; i < macro->parameter_count; i++) {
        struct macro_parameter parameter = macro->parameters[i];
        if (&macro->parameters[i] != left_out) {
            query_write(address, parameter.name, parameter.value);
        }
    }
    if (slice_ends_with(strbuf_slice(address), "?")) {
        strbuf_truncate(address, address->length - 1);
    }
}

bool macro_link_write(struct strbuf *address, const struct inline_node *node, struct arena *arena,
                      struct slice *text)
{
    const struct macro_rule *rule = macro_rule_find(node->macro->name);
    const struct macro_parameter *shown = find_parameter(node->macro, rule->parameters[0]);
    bool is_shown = shown && is_line(shown->value);
    bool is_repeated =
        rule->is_text_repeated || !is_shown || slice_equals(shown->value, rule->name);

    *text = is_shown ? shown->value : slice_from(rule->name);
    write_address(address, node->macro, is_repeated ? NULL : shown);
    return reads_back(arena, node, strbuf_slice(address), *text);
}

/* The link's text as the parameter that it stands for, unless it is only what is seen. */
static void take_text(struct arena *arena, struct macro *macro, const struct macro_rule *rule,
                      struct slice text)
{
    struct macro_parameter *known = find_parameter(macro, rule->parameters[0]);

    if (text.length == 0 || slice_equals(text, rule->name)) {
        return;
    }
    if (!known) {
        add_parameter(arena, macro, slice_from(rule->parameters[0]), text);
    } else if (!rule->is_text_repeated) {
        known->value = text;
    }
}

struct macro *macro_link_read(struct arena *arena, struct slice address, struct slice text)
{
    struct address parts;
    struct query_part part;
    const struct macro_rule *rule =
        address_read(address, &parts) ? macro_rule_find(parts.kind) : NULL;
    if (!rule || rule->form != MACRO_FORM_LINK) {
        return NULL;
    }
    struct macro *macro = ARENA_NEW(arena, struct macro);
    macro->name = slice_from(rule->name);
    for (size_t position = 0; query_next(arena, parts.query, &position, &part);) {
        add_parameter(arena, macro, part.key, part.value);
    }
    take_text(arena, macro, rule, text);
    return macro;
}

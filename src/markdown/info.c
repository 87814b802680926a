/* SPDX-License-Identifier: MIT */
#include "markdown/info_internal.h"

#include <ctype.h>

#include "base/limit.h"
#include "markdown/attributes_internal.h"
#include "markdown/diagrams_internal.h"
#include "markdown/escape_internal.h"

#define LANGUAGE "language"
#define DEFAULT  "" /* the name of the default parameter */

static bool is_raw_word(struct slice word)
{
    return slice_equals(word, "confluence") || slice_equals(word, "csf");
}

/* What can be the first word, and means a language there. */
static bool is_language_word(struct slice word)
{
    if (word.length == 0 || word.start[0] == '~' || is_raw_word(word) ||
        macro_rule_by_marker(MACRO_FORM_FENCE, word)) {
        return false;
    }
    for (size_t i = 0; i < word.length; i++) {
        char byte = word.start[i];
        if (!isgraph((unsigned char)byte) || byte == '=' || byte == '"' || byte == '`') {
            return false;
        }
    }
    return true;
}

static bool is_shown(const struct macro_rule *rule, struct slice name)
{
    for (size_t i = 0; rule->parameters[i]; i++) {
        if (slice_equals(name, rule->parameters[i])) {
            return true;
        }
    }
    return false;
}

/* The parameter that is the first word: code's language, or its default parameter where it has none,
   which Confluence takes for the language. */
static const struct macro_parameter *find_word(const struct macro *macro,
                                               const struct macro_rule *rule)
{
    const struct macro_parameter *language = macro_parameter_get(macro, LANGUAGE);
    const struct macro_parameter *word = language ? language : macro_parameter_get(macro, DEFAULT);

    return word && is_shown(rule, word->name) && is_language_word(word->value) ? word : NULL;
}

/* An empty default parameter says nothing; beside a language, it would say that this is one. */
static bool is_written(const struct macro_rule *rule, const struct macro_parameter *parameter)
{
    return is_shown(rule, parameter->name) &&
           (parameter->name.length > 0 || parameter->value.length > 0);
}

/* Markdown decodes references and backslashes in an info string. */
static void append_escaped(struct strbuf *out, struct slice info)
{
    for (size_t i = 0; i < info.length; i++) {
        if (info.start[i] == '\\' && escape_is_needed(info, i)) {
            strbuf_append(out, "\\\\");
        } else if (info.start[i] == '&' && escape_is_reference(info, i)) {
            strbuf_append(out, "&amp;");
        } else {
            strbuf_append_char(out, info.start[i]);
        }
    }
}

void info_write(struct strbuf *out, const struct macro *macro, const struct macro_rule *rule,
                const struct markdown_options *options)
{
    CLEANUP_STRBUF struct strbuf info = STRBUF(LIMIT_CONVERTED);
    const struct macro_parameter *word = find_word(macro, rule);

    strbuf_append(&info, rule->marker);
    if (word) {
        strbuf_append_slice(&info, word->value);
    }
    if (word && word->name.length > 0) {
        diagram_write_code_mark(&info, word->value, options);
    } else if (word) {
        attribute_write_info(&info, word->name, slice_from(""));
    }
    for (size_t i = 0; i < macro->parameter_count; i++) {
        const struct macro_parameter *parameter = &macro->parameters[i];
        if (is_written(rule, parameter) && parameter != word) {
            attribute_write_info(&info, parameter->name, parameter->value);
        }
    }
    struct slice text = slice_trim(strbuf_slice(&info));
    append_escaped(out, text);
}

void info_write_diagram(struct strbuf *out, const struct macro *macro, const char *language,
                        const struct markdown_options *options)
{
    CLEANUP_STRBUF struct strbuf info = STRBUF(LIMIT_CONVERTED);

    diagram_write_info(&info, macro, language, options);
    append_escaped(out, strbuf_slice(&info));
}

static struct macro *new_macro(struct arena *arena, const struct macro_rule *rule)
{
    struct macro *macro = ARENA_NEW(arena, struct macro);

    macro->name = slice_from(rule->name);
    macro->body = MACRO_BODY_PLAIN;
    return macro;
}

/* Adds the parameters; false, and nothing added: not all of them have names that code has. */
static bool read_parameters(struct arena *arena, struct slice text, const struct macro_rule *rule,
                            struct macro *macro)
{
    size_t before = macro->parameter_count;
    bool is_read = attribute_info_read(arena, text, macro);

    for (size_t i = before; i < macro->parameter_count; i++) {
        struct slice name = macro->parameters[i].name;
        is_read = is_read && (name.length > 0 || is_shown(rule, name));
    }
    macro->parameter_count = is_read ? macro->parameter_count : before;
    return is_read;
}

/* Where ="" says so, the language, which is the first parameter, is the default one. */
static void take_default(struct macro *macro)
{
    size_t i = 1;
    while (i < macro->parameter_count &&
           macro->parameters[i].name.length + macro->parameters[i].value.length > 0) {
        i++;
    }
    if (i < macro->parameter_count) {
        macro->parameters[0].name = slice_from(DEFAULT);
        macro->parameters[i] = macro->parameters[--macro->parameter_count];
    }
}

struct macro *info_read(struct arena *arena, struct slice info,
                        const struct markdown_options *options, struct slice *unread)
{
    size_t position = 0;
    struct slice word = attribute_next_word(info, &position);
    struct slice rest = slice_part(info, position, info.length);

    *unread = rest;
    if (is_raw_word(word)) {
        return NULL;
    }
    if (slice_find_char(word, 0, '=') != SLICE_NOT_FOUND) {
        word.length = 0;
        rest = info;
    }
    const struct macro_rule *rule = macro_rule_by_marker(MACRO_FORM_FENCE, word);
    bool is_language = !rule;
    rule = rule ? rule : macro_rule_by_marker(MACRO_FORM_FENCE, slice_from(""));
    struct macro *macro = new_macro(arena, rule);
    if (is_language) {
        macro_add_parameter(
            arena, macro, (struct macro_parameter){.name = SLICE_LITERAL(LANGUAGE), .value = word});
    }
    *unread = read_parameters(arena, rest, rule, macro) ? slice_from("") : rest;
    if (is_language) {
        take_default(macro);
        diagram_read(macro, options);
    }
    return macro;
}

/* SPDX-License-Identifier: MIT */
#include "markdown/diagrams_internal.h"

#include <stddef.h>
#include <string.h>

#include "markdown/attributes_internal.h"

#define LANGUAGE "language"
#define CODE     "code"
#define CHOICE   "macro"

enum { MOST_MACROS = 4 };

/* Macros whose plain body is the source, as their apps name them; the options can name another. */
struct diagram {
    const char *language;
    size_t chosen; /* where in the options that is */
    const char *macros[MOST_MACROS + 1];
};

static const struct diagram diagrams[] = {
    {
        "mermaid",
        offsetof(struct markdown_options, mermaid),
        {"mermaid", "mermaid-macro", "mermaiddiagram"},
    },
    {
        "plantuml",
        offsetof(struct markdown_options, plantuml),
        {"plantuml", "plantumlrender"},
    },
};
#define DIAGRAM_COUNT (sizeof diagrams / sizeof diagrams[0])

static const char *chosen_macro(const struct diagram *diagram,
                                const struct markdown_options *options)
{
    const char *name = NULL;

    memcpy(&name, (const char *)options + diagram->chosen, sizeof name);
    return name;
}

static bool is_macro_of(const struct diagram *diagram, struct slice name,
                        const struct markdown_options *options)
{
    const char *chosen = chosen_macro(diagram, options);

    if (chosen && slice_equals(name, chosen)) {
        return true;
    }
    for (size_t i = 0; diagram->macros[i]; i++) {
        if (slice_equals(name, diagram->macros[i])) {
            return true;
        }
    }
    return false;
}

static const struct diagram *find_language(struct slice language)
{
    for (size_t i = 0; i < DIAGRAM_COUNT; i++) {
        if (slice_equals(language, diagrams[i].language)) {
            return &diagrams[i];
        }
    }
    return NULL;
}

/* A CR would end a line of the fence as LF does. */
static bool is_sayable(const struct macro *macro)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        struct slice name = macro->parameters[i].name;
        if (!attribute_is_key(name) || slice_equals(name, CHOICE) || slice_equals(name, LANGUAGE)) {
            return false;
        }
    }
    return macro->body == MACRO_BODY_PLAIN &&
           slice_find_char(macro->text, 0, '\r') == SLICE_NOT_FOUND;
}

const char *diagram_language(const struct macro *macro, const struct markdown_options *options)
{
    for (size_t i = 0; i < DIAGRAM_COUNT; i++) {
        if (is_macro_of(&diagrams[i], macro->name, options)) {
            return is_sayable(macro) ? diagrams[i].language : NULL;
        }
    }
    return NULL;
}

void diagram_write_info(struct strbuf *out, const struct macro *macro, const char *language,
                        const struct markdown_options *options)
{
    const struct diagram *diagram = find_language(slice_from(language));
    const char *chosen = diagram ? chosen_macro(diagram, options) : NULL;

    strbuf_append(out, language);
    if (!chosen || !slice_equals(macro->name, chosen)) {
        attribute_write_info(out, SLICE_LITERAL(CHOICE), macro->name);
    }
    for (size_t i = 0; i < macro->parameter_count; i++) {
        attribute_write_info(out, macro->parameters[i].name, macro->parameters[i].value);
    }
}

void diagram_write_code_mark(struct strbuf *out, struct slice language,
                             const struct markdown_options *options)
{
    const struct diagram *diagram = find_language(language);

    if (diagram && chosen_macro(diagram, options)) {
        attribute_write_info(out, SLICE_LITERAL(CHOICE), SLICE_LITERAL(CODE));
    }
}

static void remove_parameter(struct macro *macro, const char *name)
{
    size_t kept = 0;

    for (size_t i = 0; i < macro->parameter_count; i++) {
        if (!slice_equals(macro->parameters[i].name, name)) {
            macro->parameters[kept++] = macro->parameters[i];
        }
    }
    macro->parameter_count = kept;
}

void diagram_read(struct macro *code, const struct markdown_options *options)
{
    const struct diagram *diagram = find_language(macro_parameter_find(code, LANGUAGE));
    struct slice name = macro_parameter_find(code, CHOICE);

    if (!diagram) {
        return;
    }
    if (name.length == 0) {
        name = slice_from(chosen_macro(diagram, options));
    }
    remove_parameter(code, CHOICE);
    if (name.length > 0 && !slice_equals(name, CODE)) {
        remove_parameter(code, LANGUAGE);
        code->name = name;
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * The table of macros in docs/markdown.md says what src/markdown/macro_rules.c says.
 *
 *     macro_table FILE              fails when it does not
 *     macro_table --update FILE     writes it anew between its two comments
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/macro_rules.h"

#define BEGIN_COMMENT "<!-- begin of the macro table -->\n"
#define END_COMMENT   "<!-- end of the macro table -->\n"

/* How a macro of the form looks, written with the rule's name, marker and first parameter. */
static void append_form(struct strbuf *out, const struct macro_rule *rule)
{
    const char *parameter = rule->parameters[0];

    switch (rule->form) {
    case MACRO_FORM_ALERT:
        strbuf_append_format(out, "`> [!%s]`", rule->marker);
        break;
    case MACRO_FORM_QUOTE:
        strbuf_append_format(out, "a quote that begins with `<!-- cf:%s key=\"value\" -->`",
                             rule->name);
        break;
    case MACRO_FORM_DETAILS:
        strbuf_append(out, "`<details>`");
        break;
    case MACRO_FORM_FENCE:
        strbuf_append_format(out, "a fence%s%s%s", rule->marker[0] ? " with `" : "", rule->marker,
                             rule->marker[0] ? "`" : "");
        break;
    case MACRO_FORM_COMMENT:
        strbuf_append(out, "`<!-- cf:NAME key=\"value\" -->`");
        break;
    case MACRO_FORM_ANCHOR:
        strbuf_append(out, "`<a id=\"…\"></a>`");
        break;
    case MACRO_FORM_MATH:
        strbuf_append(out, "`` $`formula`$ ``");
        break;
    case MACRO_FORM_LINK:
        strbuf_append_format(out, "`[%s](confluence:%s?key=value)`", parameter, rule->name);
        break;
    case MACRO_FORM_CONTAINER:
        strbuf_append(out, "`<!-- cf:begin NAME key=\"value\" -->` to `<!-- cf:end NAME -->`");
        break;
    }
}

static bool shows_every_parameter(enum macro_form form)
{
    return form == MACRO_FORM_QUOTE || form == MACRO_FORM_COMMENT || form == MACRO_FORM_LINK ||
           form == MACRO_FORM_CONTAINER;
}

static void append_parameters(struct strbuf *out, const struct macro_rule *rule)
{
    if (shows_every_parameter(rule->form)) {
        strbuf_append(out, "all");
        return;
    }
    for (size_t i = 0; rule->parameters[i]; i++) {
        const char *name = rule->parameters[i];
        strbuf_append(out, i > 0 ? ", " : "");
        if (name[0]) {
            strbuf_append_format(out, "`%s`", name);
        } else {
            strbuf_append(out, "the one without a name");
        }
    }
}

static const char *body_name(enum macro_form form)
{
    static const char *const names[] = {
        [MACRO_BODY_NONE] = "none", [MACRO_BODY_PLAIN] = "text", [MACRO_BODY_RICH] = "blocks"};

    return names[macro_form_body(form)];
}

static void append_rest_of_row(struct strbuf *out, const struct macro_rule *rule)
{
    strbuf_append_format(out, " | %s | ", body_name(rule->form));
    append_form(out, rule);
    strbuf_append(out, " | ");
    append_parameters(out, rule);
    strbuf_append(out, " |\n");
}

/* Those that look alike share a row. */
static void append_comments(struct strbuf *out, const struct macro_rule *rules, size_t count)
{
    const struct macro_rule *first = macro_rule_by_form(MACRO_FORM_COMMENT);

    strbuf_append(out, "|");
    for (size_t i = 0; i < count; i++) {
        if (rules[i].form == MACRO_FORM_COMMENT) {
            strbuf_append_format(out, "%s `%s`", &rules[i] == first ? "" : ",", rules[i].name);
        }
    }
    append_rest_of_row(out, first);
}

static void append_table(struct strbuf *out)
{
    size_t count = 0;
    const struct macro_rule *rules = macro_rules(&count);
    struct macro unknown = {.name = slice_from("unknown"), .body = MACRO_BODY_RICH};

    strbuf_append(out,
                  "| Macro | Body | Markdown | Parameters that are shown |\n|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        if (rules[i].form != MACRO_FORM_COMMENT) {
            strbuf_append_format(out, "| `%s`", rules[i].name);
            append_rest_of_row(out, &rules[i]);
        }
    }
    append_comments(out, rules, count);
    strbuf_append(out, "| any other");
    append_rest_of_row(out, macro_rule_for(&unknown));
    strbuf_append(out, "| any other | text, none | a fence with `confluence` | all |\n");
}

static bool write_file(const char *path, struct slice text)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        return false;
    }
    size_t written = fwrite(text.start, 1, text.length, file);
    return fclose(file) == 0 && written == text.length;
}

/* Puts the table of the rules where the document has its own; false: it has no place for one. */
static bool replace_table(struct slice document, struct strbuf *out)
{
    size_t from = slice_find(document, 0, slice_from(BEGIN_COMMENT));
    size_t to =
        from == SLICE_NOT_FOUND ? from : slice_find(document, from, slice_from(END_COMMENT));
    if (to == SLICE_NOT_FOUND) {
        return false;
    }
    strbuf_append_slice(out, slice_part(document, 0, from + strlen(BEGIN_COMMENT)));
    strbuf_append(out, "\n");
    append_table(out);
    strbuf_append(out, "\n");
    strbuf_append_slice(out, slice_part(document, to, document.length));
    return true;
}

int main(int argc, char **argv)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf wanted = STRBUF(LIMIT_CONVERTED);
    bool is_update = argc == 3 && strcmp(argv[1], "--update") == 0;
    const char *path = argv[argc - 1];
    struct slice document;
    struct error error;

    if (argc != 2 && !is_update) {
        fprintf(stderr, "usage: macro_table [--update] FILE\n");
        return 2;
    }
    if (!file_read(arena, path, LIMIT_CONVERTED, &document, &error)) {
        fprintf(stderr, "macro_table: %s\n", error.message);
        return 1;
    }
    if (!replace_table(document, &wanted)) {
        fprintf(stderr, "%s: no comments around a macro table\n", path);
        return 1;
    }
    if (slice_equal(document, strbuf_slice(&wanted))) {
        return 0;
    }
    if (is_update) {
        return write_file(path, strbuf_slice(&wanted)) ? 0 : 1;
    }
    fprintf(stderr,
            "%s: its macro table is not what src/markdown/macro_rules.c says; write it anew with\n"
            "    macro_table --update %s\n",
            path, path);
    return 1;
}

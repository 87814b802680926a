/* SPDX-License-Identifier: MIT */
/*
 * How each Confluence macro is written in Markdown: one row per macro.
 *
 * To support another macro of a form that exists, add a row to the table in
 * macro_rules.c. Besides, only those are named that stand for what other programs write:
 * tables of contents (toc.c) and diagrams (diagrams.c). A macro without a row, or one that
 * does not have the body its row asks for, is a container if its body is rich;
 * others are kept verbatim in a ```confluence fence.
 */
#ifndef MARKDOWN_MACRO_RULES_H
#define MARKDOWN_MACRO_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

/* The Markdown construct a macro becomes. Writer and reader share this list. */
enum macro_form {
    MACRO_FORM_ALERT,   /* > [!NOTE] quote around a rich body; `marker` is the word in brackets,
                           unless the options choose another (alerts_internal.h) */
    MACRO_FORM_QUOTE,   /* > <!-- cf:name key="value" --> quote around a rich body, all parameters
                           shown */
    MACRO_FORM_DETAILS, /* <details><summary>…</summary> … </details> around a rich body */
    MACRO_FORM_FENCE,   /* fenced code block around a plain body; `marker` starts its info string */
    MACRO_FORM_COMMENT, /* <!-- cf:name key="value" -->, alone on its line, all parameters shown */
    MACRO_FORM_ANCHOR,  /* <a id="…"></a> in a line of text */
    MACRO_FORM_MATH,    /* $`…`$ in a line of text, around the one parameter that is shown */
    MACRO_FORM_LINK, /* [text](confluence:name?key=value) in a line of text, all parameters shown */
    MACRO_FORM_CONTAINER, /* <!-- cf:begin name key="value" --> … <!-- cf:end name --> around a rich
                             body, all parameters shown */
};

#define MACRO_RULE_PARAMETERS 7

struct macro_rule {
    const char *name; /* ac:name of the ac:structured-macro */
    enum macro_form form;
    const char *marker;
    /* The ac:parameters that the Markdown shows, ending with NULL; the others stay in the base.
       In a fence, "language" is the first word and not written as key="value"; where the default
       parameter takes its place, ="" says so. In a link, the
       only one is that which is the link's text. */
    const char *parameters[MACRO_RULE_PARAMETERS + 1];
    bool is_text_repeated; /* in a link, the address holds the text's parameter, too, and counts */
};

/* The rule for the macro of that name, or NULL. */
const struct macro_rule *macro_rule_find(struct slice name);

/* The rule for the macro with the body it has: its own or the one for all; or NULL. */
const struct macro_rule *macro_rule_for(const struct macro *macro);

/* The rule whose form and marker these are, in any case of letters; or NULL. */
const struct macro_rule *macro_rule_by_marker(enum macro_form form, struct slice marker);

/* The first rule of a form that only one macro has. */
const struct macro_rule *macro_rule_by_form(enum macro_form form);

/* The body that a macro must have to be written in the form. */
enum macro_body macro_form_body(enum macro_form form);

/* All rules, sorted by name. */
const struct macro_rule *macro_rules(size_t *count);

#endif

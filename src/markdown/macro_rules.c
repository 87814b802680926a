/* SPDX-License-Identifier: MIT */
#include "markdown/macro_rules.h"

#include <assert.h>

#define NAVIGATION(macro_name)                                                                     \
    {                                                                                              \
        .name = (macro_name), .form = MACRO_FORM_COMMENT                                           \
    }

/* Sorted by name: macro_rule_find searches by halving. A unit test checks the order. */
static const struct macro_rule rules[] = {
    {.name = "adf:note", .form = MACRO_FORM_ALERT, .marker = "IMPORTANT"},
    {.name = "anchor", .form = MACRO_FORM_ANCHOR, .parameters = {""}},
    NAVIGATION("attachments"),
    NAVIGATION("blog-posts"),
    NAVIGATION("change-history"),
    NAVIGATION("children"),
    {
        .name = "code",
        .form = MACRO_FORM_FENCE,
        .marker = "",
        .parameters = {"language", "", "title", "linenumbers", "firstline", "collapse", "theme"},
    },
    NAVIGATION("content-by-user"),
    NAVIGATION("content-report-table"),
    NAVIGATION("contentbylabel"),
    NAVIGATION("contributors"),
    NAVIGATION("contributors-summary"),
    NAVIGATION("create-from-template"),
    NAVIGATION("create-space-button"),
    NAVIGATION("detailssummary"),
    NAVIGATION("drawio"),
    NAVIGATION("excerpt-include"),
    {.name = "expand", .form = MACRO_FORM_DETAILS, .parameters = {"title"}},
    NAVIGATION("favpages"),
    NAVIGATION("gadget"),
    NAVIGATION("gallery"),
    NAVIGATION("global-reports"),
    NAVIGATION("im"),
    NAVIGATION("include"),
    NAVIGATION("index"),
    {.name = "info", .form = MACRO_FORM_ALERT, .marker = "NOTE", .parameters = {"title"}},
    {.name = "jira", .form = MACRO_FORM_LINK, .parameters = {"key"}, .is_text_repeated = true},
    NAVIGATION("listlabels"),
    NAVIGATION("livesearch"),
    {
        .name = "mathblock",
        .form = MACRO_FORM_FENCE,
        .marker = "math",
        .parameters = {"anchor", "alignment"},
    },
    {.name = "mathinline", .form = MACRO_FORM_MATH, .parameters = {"body"}},
    NAVIGATION("navmap"),
    NAVIGATION("network"),
    {
        .name = "noformat",
        .form = MACRO_FORM_FENCE,
        .marker = "noformat",
        .parameters = {"title"},
    },
    {.name = "note", .form = MACRO_FORM_ALERT, .marker = "WARNING", .parameters = {"title"}},
    NAVIGATION("pageindex"),
    NAVIGATION("pagetree"),
    NAVIGATION("pagetreesearch"),
    {.name = "panel", .form = MACRO_FORM_QUOTE},
    NAVIGATION("popular-labels"),
    NAVIGATION("profile"),
    NAVIGATION("profile-picture"),
    NAVIGATION("recently-updated"),
    NAVIGATION("recently-updated-dashboard"),
    NAVIGATION("recently-used-labels"),
    NAVIGATION("related-labels"),
    NAVIGATION("roadmap"),
    NAVIGATION("space-attachments"),
    NAVIGATION("space-details"),
    NAVIGATION("spacejump"),
    NAVIGATION("spaces"),
    {.name = "status", .form = MACRO_FORM_LINK, .parameters = {"title"}},
    NAVIGATION("status-list"),
    NAVIGATION("tasks-report-macro"),
    {.name = "tip", .form = MACRO_FORM_ALERT, .marker = "TIP", .parameters = {"title"}},
    NAVIGATION("toc"),
    NAVIGATION("view-file"),
    {.name = "warning", .form = MACRO_FORM_ALERT, .marker = "CAUTION", .parameters = {"title"}},
    NAVIGATION("widget"),
};
#define RULE_COUNT (sizeof rules / sizeof rules[0])

const struct macro_rule *macro_rule_find(struct slice name)
{
    size_t from = 0;
    size_t to = RULE_COUNT;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = slice_compare(name, slice_from(rules[middle].name));
        if (order == 0) {
            return &rules[middle];
        }
        if (order < 0) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return NULL;
}

const struct macro_rule *macro_rule_for(const struct macro *macro)
{
    static const struct macro_rule container = {.name = "", .form = MACRO_FORM_CONTAINER};
    const struct macro_rule *rule = macro_rule_find(macro->name);

    if (rule && macro_form_body(rule->form) == macro->body) {
        return rule;
    }
    return macro->body == MACRO_BODY_RICH ? &container : NULL;
}

const struct macro_rule *macro_rule_by_marker(enum macro_form form, struct slice marker)
{
    for (size_t i = 0; i < RULE_COUNT; i++) {
        if (rules[i].form == form && slice_equals_any_case(marker, rules[i].marker)) {
            return &rules[i];
        }
    }
    return NULL;
}

const struct macro_rule *macro_rule_by_form(enum macro_form form)
{
    for (size_t i = 0; i < RULE_COUNT; i++) {
        if (rules[i].form == form) {
            return &rules[i];
        }
    }
    assert(false);
    return NULL;
}

enum macro_body macro_form_body(enum macro_form form)
{
    switch (form) {
    case MACRO_FORM_ALERT:
    case MACRO_FORM_QUOTE:
    case MACRO_FORM_DETAILS:
    case MACRO_FORM_CONTAINER:
        return MACRO_BODY_RICH;
    case MACRO_FORM_FENCE:
        return MACRO_BODY_PLAIN;
    case MACRO_FORM_COMMENT:
    case MACRO_FORM_ANCHOR:
    case MACRO_FORM_MATH:
    case MACRO_FORM_LINK:
        return MACRO_BODY_NONE;
    }
    assert(false);
    return MACRO_BODY_NONE;
}

const struct macro_rule *macro_rules(size_t *count)
{
    *count = RULE_COUNT;
    return rules;
}

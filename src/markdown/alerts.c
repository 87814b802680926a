/* SPDX-License-Identifier: MIT */
#include "markdown/alerts_internal.h"

#include <string.h>

static const char *chosen_alert(const char *macro, const struct markdown_options *options)
{
    for (size_t i = 0; i < options->panel_count; i++) {
        if (strcmp(options->panels[i].macro, macro) == 0) {
            return options->panels[i].alert;
        }
    }
    return NULL;
}

static const struct macro_rule *chosen_macro(struct slice word,
                                             const struct markdown_options *options)
{
    for (size_t i = 0; i < options->panel_count; i++) {
        if (slice_equals_any_case(word, options->panels[i].alert)) {
            return macro_rule_find(slice_from(options->panels[i].macro));
        }
    }
    return NULL;
}

const char *alert_of(const struct macro_rule *rule, const struct markdown_options *options)
{
    const char *chosen = chosen_alert(rule->name, options);
    if (chosen || rule->form != MACRO_FORM_ALERT) {
        return chosen;
    }
    return chosen_macro(slice_from(rule->marker), options) ? NULL : rule->marker;
}

const struct macro_rule *alert_macro(struct slice word, const struct markdown_options *options)
{
    const struct macro_rule *chosen = chosen_macro(word, options);

    return chosen ? chosen : macro_rule_by_marker(MACRO_FORM_ALERT, word);
}

const char *alert_title(const struct macro_rule *rule)
{
    return rule->form == MACRO_FORM_QUOTE ? "title" : rule->parameters[0];
}

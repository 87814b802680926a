/* SPDX-License-Identifier: MIT */
#include "markdown/math_internal.h"

#include "markdown/escape_internal.h"
#include "markdown/macro_rules.h"

/* A value that is percent-encoded, as some editors write it: that would be lost. */
#define ENCODED "--uriencoded--"

static const char *macro_name(const struct markdown_options *options)
{
    return options->math ? options->math : macro_rule_by_form(MACRO_FORM_MATH)->name;
}

static const char *parameter_name(void)
{
    return macro_rule_by_form(MACRO_FORM_MATH)->parameters[0];
}

bool math_formula(const struct macro *macro, const struct markdown_options *options,
                  struct slice *formula)
{
    const struct macro_parameter *body = macro_parameter_get(macro, parameter_name());

    if (!slice_equals(macro->name, macro_name(options)) || macro->body != MACRO_BODY_NONE ||
        !body || body->target_count > 0) {
        return false;
    }
    *formula = body->value;
    return !slice_starts_with(*formula, ENCODED) && !slice_is_blank(*formula) &&
           !escape_has_invisible(*formula);
}

struct macro *math_macro(struct arena *arena, struct slice formula,
                         const struct markdown_options *options)
{
    struct macro *macro = ARENA_NEW(arena, struct macro);

    macro->name = slice_from(macro_name(options));
    macro_add_parameter(
        arena, macro,
        (struct macro_parameter){.name = slice_from(parameter_name()), .value = formula});
    return macro;
}

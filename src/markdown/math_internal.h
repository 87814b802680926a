/* SPDX-License-Identifier: MIT */
/*
 * Formulas in a line of text: $`a^2`$, which GitHub draws too, is the macro that the options
 * name, or mathinline. What else that macro has stays in Confluence.
 */
#ifndef MARKDOWN_MATH_INTERNAL_H
#define MARKDOWN_MATH_INTERNAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "document/document.h"
#include "markdown/options.h"

/* Whether the macro can be written so; *formula is what stands between the backticks. */
bool math_formula(const struct macro *macro, const struct markdown_options *options,
                  struct slice *formula);

/* The macro that the formula is. */
struct macro *math_macro(struct arena *arena, struct slice formula,
                         const struct markdown_options *options);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What a macro's parameter says, as one value: its text, or where its targets are, as
 * addresses with blanks between them:
 *
 *     page="confluence:page?title=T"   user="confluence:user/1 confluence:user/2"
 *
 * An own file is confluence:attachment?file=F, a URL confluence:url?value=U, and the page
 * itself confluence:page.
 */
#ifndef MARKDOWN_PARAMETERS_INTERNAL_H
#define MARKDOWN_PARAMETERS_INTERNAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "document/document.h"

/* The value. */
struct slice parameter_value(struct arena *arena, const struct macro_parameter *parameter);

/* The parameter with that name and value. */
struct macro_parameter parameter_of(struct arena *arena, struct slice name, struct slice value);

/* Whether all of the macro's parameters come back from their values. */
bool parameters_are_writable(struct arena *arena, const struct macro *macro);

/* Makes parameters that were read as text what their values say. */
void parameters_take_targets(struct arena *arena, struct macro *macro);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Macros that are links in a line of text: [DONE](confluence:status?colour=Green).
 *
 * One parameter, which the rule names, is the link's text, and the address has the
 * others. A macro without that parameter has its own name for a text. Where the
 * rule repeats the parameter in the address, the text is only what is seen. Macros
 * without a rule are [text](confluence:macro/NAME?all=parameters), with any text.
 */
#ifndef MARKDOWN_MACRO_LINK_INTERNAL_H
#define MARKDOWN_MACRO_LINK_INTERNAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "document/document.h"

/*
 * For an INLINE_MACRO: appends the address to the empty `address` and sets the text, which
 * is one line. False when macro_link_read would not give the same macro back.
 */
bool macro_link_write(struct strbuf *address, const struct inline_node *node, struct arena *arena,
                      struct slice *text);

/* The macro that the link means, or NULL: it means none. */
struct macro *macro_link_read(struct arena *arena, struct slice address, struct slice text);

#endif

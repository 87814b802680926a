/* SPDX-License-Identifier: MIT */
/*
 * Diagrams: macros around the source of a picture, and the fences that GitHub shows as
 * that picture.
 *
 *     ```mermaid                           the macro that the options name for it,
 *                                          else a code macro with that language
 *     ```mermaid macro="mermaid-cloud"     this macro, whatever the options say
 */
#ifndef MARKDOWN_DIAGRAMS_INTERNAL_H
#define MARKDOWN_DIAGRAMS_INTERNAL_H

#include "base/strbuf.h"
#include "document/document.h"
#include "markdown/options.h"

/*
 * The language of the fence that shows the macro, or NULL: it is no diagram, or the
 * fence cannot say all of it.
 */
const char *diagram_language(const struct macro *macro, const struct markdown_options *options);

/* Appends the info string, not escaped yet, of a macro that has such a language. */
void diagram_write_info(struct strbuf *out, const struct macro *macro, const char *language,
                        const struct markdown_options *options);

/*
 * Appends what the info string of a code macro with this language needs, so that it is not
 * read as a diagram.
 */
void diagram_write_code_mark(struct strbuf *out, struct slice language,
                             const struct markdown_options *options);

/* Makes the code macro that was read from a fence the macro that the fence means. */
void diagram_read(struct macro *code, const struct markdown_options *options);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The info strings of fences:
 *
 *     ```python title="Setup"     a macro with the form of a fence
 *     ```text {pre}               preformatted text, <pre>
 *     ```confluence               storage format, kept as it is ("csf" is read, too)
 */
#ifndef MARKDOWN_INFO_INTERNAL_H
#define MARKDOWN_INFO_INTERNAL_H

#include "base/strbuf.h"
#include "document/document.h"
#include "markdown/macro_rules.h"
#include "markdown/options.h"

/* A fence of preformatted text. */
#define INFO_PREFORMATTED "text {pre}"

/* Appends the info string, escaped for Markdown, with the parameters that the rule shows. */
void info_write(struct strbuf *out, const struct macro *macro, const struct macro_rule *rule,
                const struct markdown_options *options);

/* The same of a diagram: diagram_language has given its language. */
void info_write_diagram(struct strbuf *out, const struct macro *macro, const char *language,
                        const struct markdown_options *options);

/*
 * The macro that a fence with this info string is, its body still to be set; NULL:
 * the fence holds storage format. The info string has no escapes any more;
 * what is no key="value" behind the first word means nothing and is *unread.
 */
struct macro *info_read(struct arena *arena, struct slice info,
                        const struct markdown_options *options, struct slice *unread);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Which of GitHub's alerts a panel macro is: what the options say, and else what the
 * macro's row says. So that both directions agree without a base:
 *
 *     - An alert that the options give to a macro is that macro.
 *     - A macro whose own alert was given to another has none, and is written as a
 *       quote that begins with <!-- cf:NAME -->.
 *     - An alert whose own macro was given another alert may still be written; it is
 *       that macro, unless the options give the alert away.
 */
#ifndef MARKDOWN_ALERTS_INTERNAL_H
#define MARKDOWN_ALERTS_INTERNAL_H

#include "base/slice.h"
#include "markdown/macro_rules.h"
#include "markdown/options.h"
#include "markdown/read_internal.h"

/* "NOTE" and the like; NULL: the macro is not written as an alert. */
const char *alert_of(const struct macro_rule *rule, const struct markdown_options *options);

/* The macro that the word in [!…] means, in any case of letters; NULL: none. */
const struct macro_rule *alert_macro(struct slice word, const struct markdown_options *options);

/* The parameter that is the alert's title; NULL: the macro has none. */
const char *alert_title(const struct macro_rule *rule);

/*
 * Prettier before 3.6 joins the lines of > [!NOTE] and of a bold title below it, to
 * > [!NOTE] > **title**; this parts them again in the first paragraph of a quote.
 */
void alert_part(const struct reader *reader, cmark_node *paragraph);

#endif

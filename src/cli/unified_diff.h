/* SPDX-License-Identifier: MIT */
/*
 * Two texts as a unified diff, as diff -u and git show it: what is only in the old
 * text begins with "-", what is only in the new one with "+", three lines around it
 * with a blank. patch(1) understands it.
 */
#ifndef CLI_UNIFIED_DIFF_H
#define CLI_UNIFIED_DIFF_H

#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/terminal.h"

struct diff_side {
    const char *label; /* for the heading: "a/page.md"; NULL: the text does not exist */
    struct slice text;
};

/*
 * Appends nothing when both are the same. Colours where the terminal has them; then
 * control characters in the texts become visible too.
 */
void unified_diff_append(struct strbuf *text, const struct terminal *terminal,
                         const struct diff_side *old_side, const struct diff_side *new_side);

#endif

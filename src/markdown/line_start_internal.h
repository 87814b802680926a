/* SPDX-License-Identifier: MIT */
/*
 * What begins a block when it stands at the start of a line: headings, lists,
 * quotes, rules, HTML, tables, definitions, check boxes, alerts.
 */
#ifndef MARKDOWN_LINE_START_INTERNAL_H
#define MARKDOWN_LINE_START_INTERNAL_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * The position in the text where a backslash makes a line that starts with it an
 * ordinary one, or SLICE_NOT_FOUND: it is one already. What `*`, '`' and "~~"
 * would start is not looked for. `is_first_line`: of its block; `is_whole_line`:
 * nothing follows the text in its block.
 */
size_t line_start_find(struct slice text, bool is_first_line, bool is_whole_line);

#endif

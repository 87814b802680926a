/* SPDX-License-Identifier: MIT */
/* Writing one value as YAML, so that every parser of YAML 1.1 or 1.2 reads that text again. */
#ifndef CONFIG_SCALAR_INTERNAL_H
#define CONFIG_SCALAR_INTERNAL_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "config/node_internal.h"

/*
 * Appends the text, which must be valid UTF-8, on one line: in the wanted style
 * where that can hold it, else quoted. Texts that a parser would take for a
 * number, a date or a truth value are never plain. `is_flow`: inside [] or {}.
 */
void scalar_append(struct strbuf *out, struct slice text, enum node_style wanted, bool is_flow);

#endif

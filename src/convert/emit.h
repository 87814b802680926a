/* SPDX-License-Identifier: MIT */
/* The new storage: copied bytes where the base has them, written ones where it has not. */
#ifndef CONVERT_EMIT_H
#define CONVERT_EMIT_H

#include <stdbool.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "convert/align.h"
#include "convert/convert.h"

/*
 * Appends the storage of the edited page to `written`. `page` is the base, read
 * from `storage`. New tasks get ids. Fails (ERROR_INPUT, with the line) when raw
 * storage in the edited page is not well-formed.
 */
bool emit_page(struct slice storage, const struct block *page, const struct level *level,
               struct strbuf *written, struct conversion_report *report, struct error *error)
    __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/* The last look at new storage before anyone gets it. */
#ifndef CONVERT_CHECK_RESULT_H
#define CONVERT_CHECK_RESULT_H

#include <stdbool.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "document/document.h"

/*
 * Whether what was written is well-formed, and no larger than its buffer may be. `page` is
 * storage_read's of `base`: what the two begin and end with alike is not parsed again.
 * Otherwise ERROR_INPUT, with the line in what was written.
 */
bool check_result(struct slice base, const struct block *page, const struct strbuf *written,
                  struct error *error) __attribute__((warn_unused_result));

#endif

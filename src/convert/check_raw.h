/* SPDX-License-Identifier: MIT */
/* Storage that the user wrote into the Markdown: it goes into the page as it is. */
#ifndef CONVERT_CHECK_RAW_H
#define CONVERT_CHECK_RAW_H

#include <stdbool.h>

#include "base/error.h"
#include "document/document.h"

/*
 * Whether all raw storage in the block itself, without its children, is
 * well-formed; if not, *error (ERROR_INPUT) names the line of the Markdown.
 */
bool check_raw(const struct block *block, struct error *error) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
/* Sections of a layout are of types that Confluence knows. */
#ifndef CONVERT_CHECK_SECTION_H
#define CONVERT_CHECK_SECTION_H

#include "base/error.h"
#include "document/document.h"

/*
 * False (ERROR_INPUT, with the line) when the block is a section of a type that Confluence does
 * not know and that the base (NULL: it is new) does not have.
 */
bool check_section(const struct block *block, const struct block *base, struct error *error)
    __attribute__((warn_unused_result));

#endif

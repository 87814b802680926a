/* SPDX-License-Identifier: MIT */
/* Code whose blanks show as in other text can be merged word by word like text. */
#ifndef CONVERT_CODE_TEXT_H
#define CONVERT_CODE_TEXT_H

#include <stdbool.h>

#include "document/document.h"

bool inline_is_code(const struct inline_node *node);

/* Whether the blanks in it are single, and none is at its ends; in code, more would show. */
bool code_is_like_text(const struct inline_node *code);

#endif

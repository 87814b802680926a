/* SPDX-License-Identifier: MIT */
#include "convert/code_text.h"

#include <string.h>

bool inline_is_code(const struct inline_node *node)
{
    return node->kind == INLINE_MARK && node->mark == MARK_CODE;
}

static bool has_single_blanks(const struct inline_node *first, bool *is_after_blank)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        for (size_t i = 0; node->kind == INLINE_TEXT && i < node->text.length; i++) {
            bool is_blank = strchr(" \t\r\n", node->text.start[i]);
            if (is_blank && *is_after_blank) {
                return false;
            }
            *is_after_blank = is_blank;
        }
        if (!has_single_blanks(node->first_child, is_after_blank)) {
            return false;
        }
    }
    return true;
}

bool code_is_like_text(const struct inline_node *code)
{
    bool is_after_blank = true;

    return has_single_blanks(code->first_child, &is_after_blank) && !is_after_blank;
}

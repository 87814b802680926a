/* SPDX-License-Identifier: MIT */
/* How far an edit of a block may change the storage. */
#ifndef TESTS_SUPPORT_CHANGE_END_H
#define TESTS_SUPPORT_CHANGE_END_H

#include <string.h>

#include "document/document.h"

/* Up to the end of the outermost ADF node around the block: its fallback goes with the edit. */
static inline size_t change_end(const struct block *block)
{
    size_t end = block->source->outer.end;

    for (; block; block = block->parent) {
        bool is_note = block->macro && slice_starts_with(block->macro->name, "adf:");
        if (is_note || block->is_decision_list) {
            end = block->source->outer.end - strlen("</ac:adf-extension>");
        }
    }
    return end;
}

#endif

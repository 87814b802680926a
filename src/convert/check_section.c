/* SPDX-License-Identifier: MIT */
#include "convert/check_section.h"

#include "base/strbuf.h"

/* "Confluence Storage Format", section "Page layouts", Atlassian; the last four are Cloud's. */
static const char *const types[] = {
    "single",      "two_equal",           "two_left_sidebar",     "two_right_sidebar",
    "three_equal", "three_with_sidebars", "four_equal",           "five_equal",
    "fixed-width", "three_left_sidebars", "three_right_sidebars",
};
#define TYPE_COUNT (sizeof types / sizeof types[0])

static bool is_known(struct slice type)
{
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (slice_equals(type, types[i])) {
            return true;
        }
    }
    return false;
}

static bool refuse(const struct block *section, struct error *error)
{
    CLEANUP_STRBUF struct strbuf all = STRBUF(ERROR_MESSAGE_SIZE);

    for (size_t i = 0; i < TYPE_COUNT; i++) {
        strbuf_append_format(&all, "%s%s", i > 0 ? ", " : "", types[i]);
    }
    return error_set(
        error, ERROR_INPUT, 0, "line %zu: \"%.*s\" is no type of a layout's section; there are %s",
        section->lines.first, (int)section->text.length, section->text.start, strbuf_text(&all));
}

bool check_section(const struct block *block, const struct block *base, struct error *error)
{
    bool is_new = block->kind == BLOCK_SECTION && block->text.length > 0 &&
                  !(base && slice_equal(base->text, block->text));

    return !is_new || is_known(block->text) || refuse(block, error);
}

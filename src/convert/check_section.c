/* SPDX-License-Identifier: MIT */
#include "convert/check_section.h"

#include "base/strbuf.h"

/* "Confluence Storage Format", section "Page layouts", Atlassian; the last five are Cloud's. */
static const struct section_type {
    const char *name;
    size_t cells; /* at most: real pages have fewer, too; 0: any number */
} types[] = {
    {"single", 1},
    {"two_equal", 2},
    {"two_left_sidebar", 2},
    {"two_right_sidebar", 2},
    {"three_equal", 3},
    {"three_with_sidebars", 3},
    {"four_equal", 4},
    {"five_equal", 5},
    {"fixed-width", 0},
    {"three_left_sidebars", 3},
    {"three_right_sidebars", 3},
};
#define TYPE_COUNT (sizeof types / sizeof types[0])

static const struct section_type *find_type(struct slice name)
{
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (slice_equals(name, types[i].name)) {
            return &types[i];
        }
    }
    return NULL;
}

static bool refuse_type(const struct block *section, struct error *error)
{
    CLEANUP_STRBUF struct strbuf all = STRBUF(ERROR_MESSAGE_SIZE);

    for (size_t i = 0; i < TYPE_COUNT; i++) {
        strbuf_append_format(&all, "%s%s", i > 0 ? ", " : "", types[i].name);
    }
    if (section->text.length == 0) {
        return error_set(error, ERROR_INPUT, 0,
                         "line %zu: a layout begins with <!-- cf:section TYPE -->; types are %s",
                         section->lines.first, strbuf_text(&all));
    }
    return error_set(
        error, ERROR_INPUT, 0, "line %zu: \"%.*s\" is no type of a layout's section; there are %s",
        section->lines.first, (int)section->text.length, section->text.start, strbuf_text(&all));
}

static bool refuse_count(const struct block *section, const struct section_type *type,
                         struct error *error)
{
    return error_set(error, ERROR_INPUT, 0,
                     "line %zu: a layout's section of the type %s has %zu cells at most, not %zu",
                     section->lines.first, type->name, type->cells, block_child_count(section));
}

bool check_section(const struct block *block, const struct block *base, struct error *error)
{
    bool is_old = base && slice_equal(base->text, block->text) &&
                  block_child_count(base) == block_child_count(block);

    if (block->kind != BLOCK_SECTION || is_old) {
        return true;
    }
    const struct section_type *type = find_type(block->text);
    if (!type) {
        return refuse_type(block, error);
    }
    bool is_fine = type->cells == 0 || type->cells >= block_child_count(block);
    return is_fine || refuse_count(block, type, error);
}

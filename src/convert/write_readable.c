/* SPDX-License-Identifier: MIT */
#include "convert/write_readable.h"

#include <stdint.h>

#include "markdown/read.h"
#include "markdown/write.h"

/* The text is read once for each; a page with more such blocks is storage format as a whole. */
#define BLOCKS_MOST 8

#define ANY_LINE SIZE_MAX

static bool is_part_of_layout(const struct block *block)
{
    return block->kind == BLOCK_LAYOUT || block->kind == BLOCK_SECTION ||
           block->kind == BLOCK_COLUMN;
}

static bool has_line(const struct block *block, size_t line)
{
    return line == ANY_LINE || (block->lines.first <= line && line <= block->lines.last);
}

static void make_raw(struct block *block)
{
    block->kind = BLOCK_RAW;
    block->text = block_raw(block);
    block->macro = NULL;
    block->content = NULL;
    block->last_content = NULL;
    block->first_child = NULL;
    block->last_child = NULL;
}

/* Makes the blocks with the line storage format, in layouts those of their columns. */
static void make_raw_at(struct block *parent, size_t line)
{
    for (struct block *block = parent->first_child; block; block = block->next) {
        if (block->lines.first == 0 || !has_line(block, line)) {
            continue;
        }
        if (is_part_of_layout(block)) {
            make_raw_at(block, line);
        } else {
            make_raw(block);
        }
    }
}

void write_readable(struct strbuf *markdown, struct block *page,
                    const struct markdown_options *options)
{
    markdown_write(markdown, page, options);
    for (size_t tries = 1; !markdown->is_full && tries <= BLOCKS_MOST; tries++) {
        size_t line = markdown_refused_line(strbuf_slice(markdown), page, options);
        if (line == 0) {
            return;
        }
        make_raw_at(page, tries < BLOCKS_MOST ? line : ANY_LINE);
        strbuf_clear(markdown);
        markdown_write(markdown, page, options);
    }
}

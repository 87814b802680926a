/* SPDX-License-Identifier: MIT */
/* Paragraphs of cmark-gfm in which definitions of footnotes begin: each is a paragraph of its own. */
#include "markdown/footnotes_internal.h"
#include "markdown/read_internal.h"

/* The next definition behind `node`, or NULL; *breaks counts the line ends before it. */
static cmark_node *find_next(cmark_node *node, size_t *breaks)
{
    struct footnote footnote;

    for (node = cmark_node_next(node); node; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        *breaks += type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
        if (footnote_begins(node, &footnote)) {
            return node;
        }
    }
    return NULL;
}

static void prepend(struct arena *arena, struct block *block, struct inline_node *first)
{
    struct inline_node *blank = inline_new(arena, INLINE_TEXT);

    blank->text = SLICE_LITERAL(" ");
    blank->next = block->content;
    first->next->next = blank;
    block->last_content = block->content ? block->last_content : blank;
    block->content = first;
}

/* The text from `first` to before `stop`. */
static void add_part(struct reader *reader, struct block *parent, cmark_node *first,
                     cmark_node *stop, struct line_range lines)
{
    struct block *paragraph = markdown_add_block(reader, parent, BLOCK_PARAGRAPH, lines);
    struct footnote footnote;
    cmark_node *end = stop ? cmark_node_previous(stop) : NULL; /* the line end before it */

    if (!footnote_begins(first, &footnote)) {
        markdown_read_content(reader, paragraph, first, end, 0);
        return;
    }
    size_t skipped = slice_skip_blanks(slice_from(cmark_node_get_literal(first)), footnote.end);
    struct inline_node *mark = footnote_make(reader->arena, footnote.label, true);
    markdown_read_content(reader, paragraph, first, end, skipped);
    prepend(reader->arena, paragraph, mark);
}

bool markdown_read_footnotes(struct reader *reader, cmark_node *paragraph, struct block *parent,
                             struct line_range lines)
{
    cmark_node *first = cmark_node_first_child(paragraph);
    struct footnote footnote;
    size_t breaks = 0;

    if (!reader->footnotes || !first ||
        (!footnote_begins(first, &footnote) && !find_next(first, &breaks))) {
        return false;
    }
    while (first) {
        size_t last = 0;
        cmark_node *next = find_next(first, &last);
        size_t end = next ? lines.first + last - 1 : lines.last;
        add_part(reader, parent, first, next, (struct line_range){lines.first, end});
        lines.first = end + 1;
        first = next;
    }
    return true;
}

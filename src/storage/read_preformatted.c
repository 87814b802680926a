/* SPDX-License-Identifier: MIT */
/* <pre>: text whose blanks and line ends count. */
#include "base/limit.h"
#include "base/strbuf.h"
#include "storage/elements.h"
#include "storage/read_internal.h"
#include "storage/visible.h"

/* The innermost of elements that hold all of the text and show nothing themselves: <pre><code>. */
static const struct xml_node *innermost(const struct xml_node *element)
{
    const struct xml_node *only = element->first_child;
    while (only && !only->next && (element_is(only, "code") || element_is(only, "span"))) {
        element = only;
        only = element->first_child;
    }
    return element;
}

/* False: it holds more than text and line breaks. */
static bool append_text(const struct reader *reader, struct strbuf *text,
                        const struct xml_node *element)
{
    for (const struct xml_node *node = element->first_child; node; node = node->next) {
        if (reader_is_text(node)) {
            strbuf_append_slice(text, node->text);
        } else if (element_is(node, "br") && !visible_inside(reader->storage, node)) {
            strbuf_append_char(text, '\n');
        } else {
            return false;
        }
    }
    /* A CR would end a line of Markdown as LF does. */
    return slice_find_char(strbuf_slice(text), 0, '\r') == SLICE_NOT_FOUND;
}

struct block *reader_preformatted(const struct reader *reader, const struct xml_node *element)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
    const struct xml_node *inner = innermost(element);
    if (!append_text(reader, &text, inner)) {
        return NULL;
    }
    struct block *block = reader_block(reader, BLOCK_PREFORMATTED, element->outer, inner->inner);
    block->text = strbuf_copy(&text, reader->arena);
    return block;
}

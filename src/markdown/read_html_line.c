/* SPDX-License-Identifier: MIT */
/* Text inside of HTML, of a table's cell or a block: its tags mean something, Markdown does not. */
#include <ctype.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/html_tags_internal.h"
#include "markdown/read_internal.h"

static bool means_something(char byte)
{
    return byte != '\0' && strchr("\\`*_[]!~|#>-+=:@.)", byte);
}

/* Line ends are blanks in HTML, and would begin blocks in Markdown. */
static void append_escaped(struct strbuf *out, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.start[i];
        if (isspace((unsigned char)byte)) {
            strbuf_append_char(out, ' ');
            continue;
        }
        strbuf_append(out, means_something(byte) ? "\\" : "");
        strbuf_append_char(out, byte);
    }
}

static void write_as_markdown(struct strbuf *out, struct slice html)
{
    struct html_element element;

    for (size_t start = 0; start < html.length;) {
        size_t tag_end = html_element_read(html, start, &element);
        if (tag_end != SLICE_NOT_FOUND) {
            strbuf_append_slice(out, slice_part(html, start, tag_end));
            start = tag_end;
            continue;
        }
        size_t end = slice_find_char(html, start + 1, '<');
        end = end == SLICE_NOT_FOUND ? html.length : end;
        append_escaped(out, slice_part(html, start, end));
        start = end;
    }
}

/* Adds the paragraph that the Markdown is, without its first bytes, if it is one. */
static bool read_line(struct reader *reader, struct block *parent, struct slice markdown,
                      size_t skipped, struct line_range lines)
{
    cmark_node *document = markdown_parse(markdown);
    cmark_node *first = cmark_node_first_child(document);
    bool is_line =
        first && !cmark_node_next(first) && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH;
    if (is_line) {
        struct block *paragraph = markdown_add_block(reader, parent, BLOCK_PARAGRAPH, lines);
        markdown_read_content(reader, paragraph, cmark_node_first_child(first), NULL, skipped);
    }
    cmark_node_free(document);
    return is_line;
}

/* Behind a letter, what the line begins with does not make all of it HTML. */
static void read_behind_letter(struct reader *reader, struct block *parent, struct slice markdown,
                               struct slice html, struct line_range lines)
{
    CLEANUP_STRBUF struct strbuf line = STRBUF(LIMIT_CONVERTED);

    strbuf_append_char(&line, 'a');
    strbuf_append_slice(&line, markdown);
    if (!read_line(reader, parent, strbuf_slice(&line), 1, lines)) {
        markdown_add_html_text(reader, parent, html, lines);
    }
}

void markdown_read_html_line(struct reader *reader, struct block *parent, struct slice html,
                             struct line_range lines)
{
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);

    write_as_markdown(&markdown, html);
    if (!read_line(reader, parent, strbuf_slice(&markdown), 0, lines)) {
        read_behind_letter(reader, parent, strbuf_slice(&markdown), html, lines);
    }
}

void markdown_read_marked_line(struct reader *reader, struct block *parent, struct slice html,
                               struct line_range lines)
{
    read_behind_letter(reader, parent, html, html, lines);
}

void markdown_add_html_text(const struct reader *reader, struct block *parent, struct slice html,
                            struct line_range lines)
{
    struct block *paragraph = markdown_add_block(reader, parent, BLOCK_PARAGRAPH, lines);

    for (size_t start = 0; start < html.length;) {
        size_t end = slice_find_char(html, start, '\n');
        end = end == SLICE_NOT_FOUND ? html.length : end;
        struct inline_node *text = inline_new(reader->arena, INLINE_TEXT);
        text->text = slice_trim(slice_part(html, start, end));
        if (start > 0) {
            block_append_inline(paragraph, inline_new(reader->arena, INLINE_BREAK));
        }
        block_append_inline(paragraph, text);
        start = end + 1;
    }
}

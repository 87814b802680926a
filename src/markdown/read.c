/* SPDX-License-Identifier: MIT */
#include "markdown/read.h"

#include <cmark-gfm-core-extensions.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/autolink_internal.h"
#include "markdown/depth_internal.h"
#include "markdown/footnotes_internal.h"
#include "markdown/guard_internal.h"
#include "markdown/read_internal.h"
#include "markdown/read_notes_internal.h"

static const char *const extensions[] = {"table", "strikethrough"};

void markdown_refuse(struct reader *reader, size_t line, const char *format, ...)
{
    char why[ERROR_MESSAGE_SIZE];
    va_list arguments;

    line = line > 0 ? line : 1;
    if (reader->refused_line > 0 && reader->refused_line <= line) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    error_set(&reader->refusal, ERROR_INPUT, 0, "line %zu: %s", line, why);
    reader->refused_line = line;
}

void markdown_refuse_depth(struct reader *reader, size_t line)
{
    markdown_refuse(reader, line, "nested deeper than %d levels", LIMIT_DEPTH);
}

/* The text with LF at all line ends. */
static void write_unix_lines(struct strbuf *out, struct slice text)
{
    for (size_t start = 0; start < text.length;) {
        size_t end = slice_find_char(text, start, '\r');
        end = end == SLICE_NOT_FOUND ? text.length : end;
        strbuf_append_slice(out, slice_part(text, start, end));
        bool is_crlf = end + 1 < text.length && text.start[end + 1] == '\n';
        strbuf_append(out, end < text.length && !is_crlf ? "\n" : "");
        start = end + 1;
    }
}

static bool has_breaks(struct slice text)
{
    return slice_find(text, 0, SLICE_LITERAL("\\://")) != SLICE_NOT_FOUND ||
           slice_find(text, 0, SLICE_LITERAL("\\.")) != SLICE_NOT_FOUND ||
           slice_find(text, 0, SLICE_LITERAL("\\$")) != SLICE_NOT_FOUND;
}

cmark_node *markdown_parse(struct slice text)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    }
    cmark_parser_feed(parser, text.start, text.length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static void split_lines(struct reader *reader, struct slice text)
{
    size_t most = 1;
    for (size_t at = 0; (at = slice_find_char(text, at, '\n')) != SLICE_NOT_FOUND; at++) {
        most++;
    }
    reader->lines = ARENA_NEW_ARRAY(reader->arena, struct slice, most);
    for (size_t start = 0; start < text.length;) {
        size_t end = slice_find_char(text, start, '\n');
        end = end == SLICE_NOT_FOUND ? text.length : end;
        reader->lines[reader->line_count++] = slice_part(text, start, end);
        start = end + 1;
    }
}

/* A fence that nobody closed takes blank lines, too. */
static size_t last_line(const struct reader *reader, const struct block *page)
{
    size_t line = reader->line_count;
    size_t block_end = page->last_child ? page->last_child->lines.last : 0;
    while (line > 0 && slice_is_blank(reader->lines[line - 1])) {
        line--;
    }
    return line > block_end ? line : block_end;
}

static cmark_node *parse_lines(const struct reader *reader)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);

    for (size_t i = 0; i < reader->line_count; i++) {
        strbuf_append_slice(&text, reader->lines[i]);
        strbuf_append_char(&text, '\n');
    }
    return markdown_parse(strbuf_slice(&text));
}

static cmark_node *parse_page(struct reader *reader, struct slice text)
{
    split_lines(reader, text);
    cmark_node *document = markdown_parse(text);
    if (!reader->footnotes) {
        return document;
    }
    if (markdown_join_footnotes(reader, document)) {
        cmark_node_free(document);
        document = parse_lines(reader);
    }
    footnotes_collect(reader->footnotes, reader->arena, document);
    return document;
}

static struct block *read_page(struct reader *reader, struct slice text)
{
    struct block *page = block_new(reader->arena, BLOCK_PAGE);

    cmark_node *document = parse_page(reader, text);
    markdown_read_blocks(reader, cmark_node_first_child(document), page);
    cmark_node_free(document);
    size_t last = last_line(reader, page);
    page->lines = (struct line_range){last > 0 ? 1 : 0, last};
    return page;
}

bool markdown_read(struct arena *arena, struct slice markdown,
                   const struct markdown_options *options, struct notes *notes, struct block **page,
                   struct error *error)
{
    CLEANUP_STRBUF struct strbuf unix_lines = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf marked = STRBUF(LIMIT_CONVERTED);
    CLEANUP_STRBUF struct strbuf footnotes = STRBUF(LIMIT_CONVERTED);
    struct reader reader = {.arena = arena, .options = options, .notes = notes};

    if (!guard_check(markdown, error)) {
        return false;
    }
    markdown_note_characters(notes, markdown);
    if (slice_find_char(markdown, 0, '\r') != SLICE_NOT_FOUND) {
        write_unix_lines(&unix_lines, markdown);
        markdown = strbuf_slice(&unix_lines);
    }
    if (has_breaks(markdown)) {
        autolink_mark_breaks(&marked, markdown);
        markdown = strbuf_slice(&marked);
    }
    if (footnotes_are_in(markdown)) {
        footnotes_mark(&footnotes, markdown);
        reader.footnotes = strmap_new();
        markdown = strbuf_slice(&footnotes);
    }
    struct block *read = read_page(&reader, markdown);
    strmap_free(reader.footnotes);
    size_t excess = depth_find_excess(read);
    if (excess > 0) {
        markdown_refuse_depth(&reader, excess);
    }
    if (reader.refused_line > 0) {
        *error = reader.refusal;
        return false;
    }
    *page = read;
    return true;
}

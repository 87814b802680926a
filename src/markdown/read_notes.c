/* SPDX-License-Identifier: MIT */
/* What the user is told about Markdown that has no form on Confluence. */
#include "markdown/read_notes_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "markdown/html_tags_internal.h"

#define SHOWN_MOST ((size_t)60) /* bytes of HTML or of an info string in a note */
#define NOTE_MOST  ((size_t)1024)

void markdown_note_dropped(const struct reader *reader, size_t line, const char *what)
{
    notes_add(reader->notes, NOTE_DROPPED, line, slice_from(what));
}

void markdown_note_comment(const struct reader *reader, size_t line, struct slice comment)
{
    size_t start = sizeof HTML_COMMENT_START - 1;
    size_t end = slice_find(comment, start, SLICE_LITERAL(HTML_COMMENT_STOP));

    if (!slice_is_blank(slice_part(comment, start, end))) {
        markdown_note_dropped(reader, line, "a comment");
    }
}

/* Its first bytes, of one line. */
static struct slice shown(struct slice text)
{
    size_t end = slice_find_char(text, 0, '\n');
    struct slice part = slice_part(text, 0, end < SHOWN_MOST ? end : SHOWN_MOST);

    return slice_part(part, 0, utf8_valid_length(part));
}

static void note_around(const struct reader *reader, size_t line, const char *before,
                        struct slice text, const char *behind)
{
    CLEANUP_STRBUF struct strbuf note = STRBUF(NOTE_MOST);

    strbuf_append(&note, before);
    strbuf_append_slice(&note, shown(text));
    strbuf_append(&note, behind);
    notes_add(reader->notes, NOTE_DROPPED, line, strbuf_slice(&note));
}

void markdown_note_html(const struct reader *reader, size_t line, struct slice html)
{
    struct slice trimmed = slice_trim(html);
    size_t end = slice_find_char(trimmed, 0, '>');

    end = end == SLICE_NOT_FOUND ? trimmed.length : end + 1;
    note_around(reader, line, "the meaning of ", slice_part(trimmed, 0, end), ": it is text now");
}

void markdown_note_info(const struct reader *reader, size_t line, struct slice rest)
{
    note_around(reader, line, "\"", slice_trim(rest), "\" behind the language of a fence");
}

/* Without quotes, bullets and numbers in front of it. */
static struct slice from_fence(struct slice line)
{
    size_t start = 0;
    while (start < line.length && !strchr("`~", line.start[start])) {
        start++;
    }
    return slice_part(line, start, line.length);
}

void markdown_note_open(const struct reader *reader, size_t line)
{
    notes_add(reader->notes, NOTE_OPEN, line,
              slice_trim(shown(from_fence(reader->lines[line - 1]))));
}

static void note_unsure(const struct reader *reader, size_t line, struct slice text,
                        const char *why)
{
    CLEANUP_STRBUF struct strbuf note = STRBUF(NOTE_MOST);

    strbuf_append_slice(&note, shown(text));
    strbuf_append(&note, why);
    notes_add(reader->notes, NOTE_UNSURE, line, strbuf_slice(&note));
}

/* From where the paragraph begins in its first line: escapes are there, too. Empty: not known. */
static struct slice source_of(const struct reader *reader, cmark_node *paragraph)
{
    bool is_paragraph = paragraph && cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH;
    size_t line = is_paragraph ? (size_t)cmark_node_get_start_line(paragraph) : 0;
    size_t column = line > 0 ? (size_t)cmark_node_get_start_column(paragraph) : 0;

    if (column == 0 || line > reader->line_count) {
        return slice_from("");
    }
    return slice_trim(
        slice_part(reader->lines[line - 1], column - 1, reader->lines[line - 1].length));
}

void markdown_note_alert(const struct reader *reader, cmark_node *quote)
{
    cmark_node *paragraph = cmark_node_first_child(quote);
    struct slice line = source_of(reader, paragraph);
    size_t end = strlen("[!");

    while (end < line.length && isalpha((unsigned char)line.start[end])) {
        end++;
    }
    bool is_word = slice_starts_with(line, "[!") && end > strlen("[!") && end < line.length;
    bool is_link = end + 1 < line.length && strchr("([:", line.start[end + 1]);
    if (is_word && line.start[end] == ']' && !is_link) {
        note_unsure(reader, (size_t)cmark_node_get_start_line(paragraph), line, " begins no alert");
    }
}

void markdown_note_task(const struct reader *reader, cmark_node *paragraph)
{
    static const char *const slips[] = {"[ x]", "[x ]", "-[ ]", "-[x]"};
    struct slice line = source_of(reader, paragraph);

    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        size_t end = strlen(slips[i]);
        bool is_alone = end >= line.length || line.start[end] == ' ';
        if (slice_starts_with(line, slips[i]) && is_alone) {
            note_unsure(reader, (size_t)cmark_node_get_start_line(paragraph), line,
                        slips[i][0] == '-' ? " is no task: write - [ ]"
                                           : " is no task: write [ ] or [x]");
        }
    }
}

/* Cells between pipes; those at both ends of the line may have one pipe less. */
static size_t count_cells(struct slice line)
{
    size_t pipes = 0;
    for (size_t i = 0; i < line.length; i++) {
        pipes += line.start[i] == '|' && (i == 0 || line.start[i - 1] != '\\');
    }
    bool is_closed = slice_ends_with(line, "|") && !slice_ends_with(line, "\\|");
    return pipes + 1 - (slice_starts_with(line, "|") ? 1 : 0) - (is_closed ? 1 : 0);
}

void markdown_note_cells(const struct reader *reader, size_t line, size_t columns)
{
    struct slice row = reader->lines[line - 1];
    size_t start = 0;

    while (start < row.length &&
           (row.start[start] == '>' || isblank((unsigned char)row.start[start]))) {
        start++;
    }
    if (count_cells(slice_trim(slice_part(row, start, row.length))) > columns) {
        markdown_note_dropped(reader, line,
                              "the cells of a row beyond those of the table's header");
    }
}

/* The length of "https" in "https://…"; 0: the address is relative. */
static size_t scheme_length(struct slice url)
{
    size_t length = 0;
    while (length < url.length &&
           (isalnum((unsigned char)url.start[length]) || strchr("+-.", url.start[length]))) {
        length++;
    }
    return length < url.length && url.start[length] == ':' ? length : 0;
}

static bool is_one_of(struct slice word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equals_any_case(word, words[i])) {
            return true;
        }
    }
    return false;
}

bool markdown_is_script(const struct inline_node *link)
{
    static const char *const schemes[] = {"javascript", "vbscript", "data"};
    bool is_url = link->kind == INLINE_LINK && link->details->target.kind == TARGET_URL;
    struct slice trimmed = is_url ? slice_trim(link->details->target.url) : slice_from("");

    return is_one_of(slice_part(trimmed, 0, scheme_length(trimmed)), schemes,
                     sizeof schemes / sizeof schemes[0]);
}

void markdown_note_script(const struct reader *reader, size_t line, const struct inline_node *link)
{
    note_around(reader, line, "a link that runs a program: ", link->details->target.url, "");
}

static bool is_markdown_file(struct slice url)
{
    size_t end = 0;
    while (end < url.length && !strchr("?#", url.start[end])) {
        end++;
    }
    return slice_ends_with(slice_part(url, 0, end), ".md");
}

/* Whether somebody meant our own scheme. */
static bool is_nearly_ours(struct slice scheme)
{
    char name[] = "confluence-+-+-+";

    if (scheme.length == 0 || scheme.length >= sizeof name) {
        return false;
    }
    memcpy(name, scheme.start, scheme.length);
    name[scheme.length] = '\0';
    return suggest_distance(name, "confluence") <= 2;
}

/* Addresses from the top are those of Confluence, unless they name a file of Markdown; those of
   our own scheme are no URL any more where they could be read. */
static bool is_dead(struct slice url, bool is_image)
{
    static const char *const local[] = {"file"};
    static const char *const seen[] = {"http", "https", "data"};
    struct slice scheme = slice_part(url, 0, scheme_length(url));

    if (scheme.length > 0) {
        return is_image ? !is_one_of(scheme, seen, sizeof seen / sizeof seen[0])
                        : is_nearly_ours(scheme) ||
                              is_one_of(scheme, local, sizeof local / sizeof local[0]);
    }
    if (slice_starts_with(url, "//") || slice_starts_with(url, "#") ||
        slice_starts_with(url, "?")) {
        return false;
    }
    return !slice_starts_with(url, "/") || is_markdown_file(url);
}

void markdown_note_address(const struct reader *reader, size_t line, const struct target *target,
                           bool is_image)
{
    if (target->kind == TARGET_URL && is_dead(target->url, is_image)) {
        notes_add(reader->notes, NOTE_DEAD, line, target->url);
    }
}

/* The character at the position if XML has no form for it; else 0. NUL is refused before. */
static uint32_t forbidden_at(struct slice text, size_t position)
{
    struct slice rest = slice_part(text, position, text.length);
    unsigned char byte = (unsigned char)rest.start[0];

    if (slice_starts_with(rest, "\xEF\xBF\xBE")) {
        return 0xFFFE;
    }
    if (slice_starts_with(rest, "\xEF\xBF\xBF")) {
        return 0xFFFF;
    }
    return byte < 0x20 && !strchr("\t\n\r", byte) ? byte : 0;
}

void markdown_note_characters(struct notes *notes, struct slice markdown)
{
    size_t line = 1;
    size_t noted_line = 0;

    for (size_t i = 0; notes && i < markdown.length; i++) {
        uint32_t character = forbidden_at(markdown, i);
        if (character != 0 && line != noted_line) {
            CLEANUP_STRBUF struct strbuf text = STRBUF(NOTE_MOST);
            strbuf_append_format(&text, "the character U+%04X", (unsigned)character);
            notes_add(notes, NOTE_DROPPED, line, strbuf_slice(&text));
            noted_line = line;
        }
        line += markdown.start[i] == '\n';
    }
}

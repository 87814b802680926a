/* SPDX-License-Identifier: MIT */
#include "markdown/markers_internal.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "markdown/attributes_internal.h"
#include "markdown/html_tags_internal.h"

#define SHOWN_MOST ((size_t)60) /* bytes of a marker in a message */

static bool is_marker(struct slice comment)
{
    return slice_starts_with(html_comment_inside(comment), "cf:");
}

/* The marker on one line, or its first bytes. */
static void show(struct strbuf *shown, struct slice marker)
{
    bool was_blank = false;

    for (size_t i = 0; i < marker.length && shown->length < SHOWN_MOST; i++) {
        bool is_blank = isspace((unsigned char)marker.start[i]) != 0;
        if (!is_blank) {
            strbuf_append_char(shown, marker.start[i]);
        } else if (!was_blank) {
            strbuf_append_char(shown, ' ');
        }
        was_blank = is_blank;
    }
}

void marker_refuse(struct reader *reader, size_t line, struct slice marker, const char *format, ...)
{
    CLEANUP_STRBUF struct strbuf shown = STRBUF(ERROR_MESSAGE_SIZE);
    char why[ERROR_MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    show(&shown, slice_trim(marker));
    size_t length = utf8_valid_length(strbuf_slice(&shown));
    markdown_refuse(reader, line, "%.*s %s", (int)length, strbuf_text(&shown), why);
}

/* What a marker of this name has to be; NULL: there is none. */
static const char *form_of(struct slice name)
{
    static const char *const forms[][2] = {
        {"layout", "<!-- cf:layout -->"}, {"section", "<!-- cf:section TYPE -->"},
        {"cell", "<!-- cf:cell -->"},     {"begin", "<!-- cf:begin NAME key=\"value\" -->"},
        {"end", "<!-- cf:end NAME -->"},  {"decisions", "<!-- cf:decisions -->"},
    };

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (slice_equals(name, forms[i][0])) {
            return forms[i][1];
        }
    }
    const struct macro_rule *rule = macro_rule_find(name);
    if (rule && (rule->form == MACRO_FORM_QUOTE || rule->form == MACRO_FORM_ALERT)) {
        return "the first line of a quote, > <!-- cf:NAME key=\"value\" -->";
    }
    return rule && rule->form == MACRO_FORM_COMMENT ? "<!-- cf:NAME key=\"value\" -->" : NULL;
}

void marker_refuse_broken(struct reader *reader, size_t line, struct slice marker)
{
    struct slice inside = html_comment_inside(marker);
    size_t position = strlen("cf:");
    const char *form = form_of(attribute_next_word(inside, &position));

    if (form) {
        marker_refuse(reader, line, marker, "cannot be read: it has to be %s", form);
    } else {
        marker_refuse(reader, line, marker, "is no marker: correct its name or remove it");
    }
}

static bool is_verbatim(struct slice html)
{
    static const char *const tags[] = {"<pre", "<script", "<style"};

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (slice_starts_with_any_case(html, tags[i])) {
            return true;
        }
    }
    return false;
}

static size_t count_lines(struct slice text)
{
    size_t count = 0;
    for (size_t at = 0; (at = slice_find_char(text, at, '\n')) != SLICE_NOT_FOUND; at++) {
        count++;
    }
    return count;
}

static const char *fault_of(struct slice html, bool has_end)
{
    if (!has_end) {
        return "is never ended: put --> behind it";
    }
    return slice_starts_with(html, HTML_COMMENT_START)
               ? "has to stand on a line of its own"
               : "stands among other HTML: put blank lines around it";
}

void marker_refuse_in_html(struct reader *reader, struct slice html, size_t line)
{
    html = slice_trim(html);
    for (size_t start = 0, end = 0; !is_verbatim(html); start = end) {
        size_t comment = slice_find(html, start, SLICE_LITERAL(HTML_COMMENT_START));
        if (comment == SLICE_NOT_FOUND) {
            return;
        }
        size_t closing = slice_find(html, comment + strlen(HTML_COMMENT_START),
                                    SLICE_LITERAL(HTML_COMMENT_STOP));
        bool has_end = closing != SLICE_NOT_FOUND;
        end = has_end ? closing + strlen(HTML_COMMENT_STOP) : html.length;
        struct slice marker = slice_part(html, comment, end);
        line += count_lines(slice_part(html, start, comment));
        if (is_marker(marker)) {
            marker_refuse(reader, line, marker, "%s", fault_of(html, has_end));
        }
        line += count_lines(marker);
    }
}

bool marker_is_title(struct slice comment)
{
    return slice_starts_with(comment, "<!--") &&
           slice_equals(html_comment_inside(comment), "cf title");
}

bool marker_is_comment(struct slice comment)
{
    return is_marker(comment) || marker_is_title(comment);
}

void marker_refuse_in_text(struct reader *reader, size_t line, struct slice comment)
{
    if (is_marker(comment)) {
        marker_refuse(reader, line, comment, "has to stand on a line of its own");
    } else {
        marker_refuse(reader, line, comment,
                      "is no title's mark here: it stands at the end of the line below > [!NOTE]");
    }
}

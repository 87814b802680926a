/* SPDX-License-Identifier: MIT */
/* Quotes, and those that are macros: alerts, > [!NOTE], and panels, > <!-- cf:panel --> */
#include <string.h>

#include "markdown/alerts_internal.h"
#include "markdown/attributes_internal.h"
#include "markdown/html_tags_internal.h"
#include "markdown/inline_normal_internal.h"
#include "markdown/markers_internal.h"
#include "markdown/parameters_internal.h"
#include "markdown/read_internal.h"
#include "markdown/read_notes_internal.h"

static bool is_line_break(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
           cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

/* "\[!NOTE]" gives the same node as "[!NOTE]": only the source tells them apart. */
static bool stands_in_source(const struct reader *reader, cmark_node *paragraph,
                             struct slice marker)
{
    size_t number = (size_t)cmark_node_get_start_line(paragraph);
    if (number == 0) {
        return false;
    }
    struct slice line = slice_trim(reader->lines[number - 1]);
    size_t start = slice_find(line, 0, marker);
    return start != SLICE_NOT_FOUND && (start == 0 || line.start[start - 1] != '\\');
}

/* The rule of the alert that the quote is, or NULL. */
static const struct macro_rule *find_alert(const struct reader *reader, cmark_node *quote)
{
    cmark_node *paragraph = cmark_node_first_child(quote);
    if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH) {
        return NULL;
    }
    alert_part(reader, paragraph);
    cmark_node *text = cmark_node_first_child(paragraph);
    cmark_node *behind = text ? cmark_node_next(text) : NULL;
    bool is_line =
        text && cmark_node_get_type(text) == CMARK_NODE_TEXT && (!behind || is_line_break(behind));
    struct slice marker =
        is_line ? slice_trim(slice_from(cmark_node_get_literal(text))) : slice_from("");
    if (!slice_starts_with(marker, "[!") || !slice_ends_with(marker, "]") ||
        !stands_in_source(reader, paragraph, marker)) {
        return NULL;
    }
    return alert_macro(slice_part(marker, 2, marker.length - 1), reader->options);
}

/* The mark behind a title on the line that starts with the node, or NULL. */
static cmark_node *find_title_mark(cmark_node *first)
{
    for (cmark_node *node = first; node && !is_line_break(node); node = cmark_node_next(node)) {
        cmark_node *behind = cmark_node_next(node);
        bool is_mark = cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
                       marker_is_title(slice_from(cmark_node_get_literal(node)));
        if (is_mark && (!behind || is_line_break(behind))) {
            return node;
        }
    }
    return NULL;
}

static void set_title(struct reader *reader, struct block *alert, const struct macro_rule *rule,
                      cmark_node *first, cmark_node *mark)
{
    struct block *line = block_new(reader->arena, BLOCK_PARAGRAPH);

    line->lines = (struct line_range){alert->lines.first + 1, alert->lines.first + 1};
    markdown_read_content(reader, line, first, mark, 0);
    macro_add_parameter(
        reader->arena, alert->macro,
        (struct macro_parameter){.name = slice_from(alert_title(rule)),
                                 .value = inline_plain_text(reader->arena, line->content)});
}

/* What stands in the marker's paragraph below the marker and the title is a paragraph. */
static void read_rest(struct reader *reader, struct block *alert, cmark_node *paragraph,
                      cmark_node *first, size_t head_lines)
{
    struct line_range lines = markdown_read_lines(reader, paragraph);
    struct block *rest = block_new(reader->arena, BLOCK_PARAGRAPH);

    size_t first_line = lines.first + head_lines;
    rest->lines =
        (struct line_range){first_line < lines.last ? first_line : lines.last, lines.last};
    markdown_read_content(reader, rest, first, NULL, 0);
    if (!inline_is_blank(rest->content)) {
        block_append(alert, rest);
    }
}

static cmark_node *behind_line(cmark_node *last)
{
    cmark_node *line_break = cmark_node_next(last);
    return line_break ? cmark_node_next(line_break) : NULL;
}

static void read_alert(struct reader *reader, cmark_node *quote, struct block *alert,
                       const struct macro_rule *rule)
{
    cmark_node *paragraph = cmark_node_first_child(quote);
    cmark_node *first = behind_line(cmark_node_first_child(paragraph));
    cmark_node *mark = alert_title(rule) ? find_title_mark(first) : NULL;

    alert->macro = ARENA_NEW(reader->arena, struct macro);
    alert->macro->name = slice_from(rule->name);
    alert->macro->body = MACRO_BODY_RICH;
    if (mark) {
        set_title(reader, alert, rule, first, mark);
        first = behind_line(mark);
    }
    if (first) {
        read_rest(reader, alert, paragraph, first, mark ? 2 : 1);
    }
    markdown_read_blocks(reader, cmark_node_next(paragraph), alert);
}

/* What stands in the comment that the quote begins with; empty: it begins with something else. */
static struct slice first_comment(const struct reader *reader, cmark_node *quote)
{
    const struct slice stop = SLICE_LITERAL(HTML_COMMENT_STOP);
    cmark_node *first = cmark_node_first_child(quote);
    bool is_html = first && cmark_node_get_type(first) == CMARK_NODE_HTML_BLOCK;
    struct slice html =
        slice_trim(markdown_copy_text(reader, is_html ? cmark_node_get_literal(first) : ""));

    bool is_comment =
        slice_starts_with(html, HTML_COMMENT_START) &&
        slice_find(html, strlen(HTML_COMMENT_START), stop) == html.length - stop.length;
    return is_comment ? html_comment_inside(html) : slice_from("");
}

/* The macro that the comment at the start of the quote is, or NULL. */
static struct macro *read_head(const struct reader *reader, cmark_node *quote)
{
    struct slice comment = first_comment(reader, quote);
    size_t position = 0;
    struct slice word = attribute_next_word(comment, &position);
    struct slice name = slice_part(word, strlen("cf:"), word.length);
    struct slice rest = slice_part(comment, position, comment.length);
    const struct macro_rule *rule = slice_starts_with(word, "cf:") ? macro_rule_find(name) : NULL;
    if (!rule || (rule->form != MACRO_FORM_QUOTE && rule->form != MACRO_FORM_ALERT)) {
        return NULL;
    }
    struct macro *macro = ARENA_NEW(reader->arena, struct macro);
    macro->name = slice_from(rule->name);
    macro->body = MACRO_BODY_RICH;
    bool is_read = attribute_list_read(reader->arena, rest, macro);
    parameters_take_targets(reader->arena, macro);
    return is_read ? macro : NULL;
}

void markdown_read_quote(struct reader *reader, cmark_node *quote, struct block *parent)
{
    const struct macro_rule *rule = find_alert(reader, quote);
    struct line_range lines = markdown_read_lines(reader, quote);
    struct macro *head = read_head(reader, quote);

    if (head) {
        struct block *block = markdown_add_block(reader, parent, BLOCK_MACRO, lines);
        block->macro = head;
        markdown_read_blocks(reader, cmark_node_next(cmark_node_first_child(quote)), block);
    } else if (rule) {
        read_alert(reader, quote, markdown_add_block(reader, parent, BLOCK_MACRO, lines), rule);
    } else {
        struct block *block = markdown_add_block(reader, parent, BLOCK_QUOTE, lines);
        markdown_note_alert(reader, quote);
        markdown_read_blocks(reader, cmark_node_first_child(quote), block);
    }
}

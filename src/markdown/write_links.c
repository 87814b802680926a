/* SPDX-License-Identifier: MIT */
/* Parts of lines: code spans, where links and images lead. */
#include <ctype.h>
#include <string.h>

#include "base/limit.h"
#include "markdown/autolink_internal.h"
#include "markdown/escape_internal.h"
#include "markdown/read_notes_internal.h"
#include "markdown/targets_internal.h"
#include "markdown/write_internal.h"

#define RUN_MOST   63
#define LABEL_MOST 63

/* The length of the shortest run of backticks that the code does not have. */
static size_t free_run(struct slice code)
{
    unsigned long long taken = 0; /* bit n: there is a run of n */
    size_t longest = 0;

    for (size_t i = 0; i < code.length; i++) {
        size_t start = i;
        while (i < code.length && code.start[i] == '`') {
            i++;
        }
        taken |= i - start <= RUN_MOST ? 1ULL << (i - start) : 0;
        longest = i - start > longest ? i - start : longest;
    }
    for (size_t run = 1; run <= RUN_MOST; run++) {
        if (!(taken & 1ULL << run)) {
            return run;
        }
    }
    return longest + 1;
}

/* CommonMark takes one blank off both ends, when both have one. */
void markdown_write_code_span(struct strbuf *out, struct slice code)
{
    size_t run = free_run(code);
    bool touches = slice_starts_with(code, "`") || slice_ends_with(code, "`");
    bool loses_blanks =
        slice_starts_with(code, " ") && slice_ends_with(code, " ") && !slice_is_blank(code);
    const char *padding = touches || loses_blanks ? " " : "";

    strbuf_append_repeated(out, '`', run);
    strbuf_append(out, padding);
    strbuf_append_slice(out, code);
    strbuf_append(out, padding);
    strbuf_append_repeated(out, '`', run);
}

/* A backslash at the end is a reference: cmark-gfm may take \\" for \ and \". */
static void write_title(struct strbuf *out, struct slice title)
{
    if (title.length == 0) {
        return;
    }
    strbuf_append(out, " \"");
    for (size_t i = 0; i < title.length;) {
        char byte = title.start[i];
        if (byte == '\\' && i + 1 == title.length) {
            strbuf_append(out, "&#92;");
            i++;
        } else if (byte == '"' || (byte == '\\' && escape_is_needed(title, i))) {
            strbuf_append_char(out, '\\');
            strbuf_append_char(out, byte);
            i++;
        } else if (byte == '&' && escape_is_reference(title, i)) {
            strbuf_append(out, "&amp;");
            i++;
        } else {
            escape_visible(out, title, &i);
        }
    }
    strbuf_append_char(out, '"');
}

bool markdown_write_target(struct writer *writer, struct strbuf *out,
                           const struct inline_node *node)
{
    CLEANUP_STRBUF struct strbuf destination = STRBUF(LIMIT_CONVERTED);

    if (node->details->target.kind == TARGET_ANCHOR && !writer->anchors) {
        writer->anchors = anchors_new(writer->arena, writer->page);
    }
    if (markdown_is_script(node) ||
        !target_write(&destination, &node->details->target, writer->arena, writer->anchors,
                      writer->options)) {
        return false;
    }
    strbuf_append_char(out, '(');
    if (destination.length > 0) {
        destination_write(out, strbuf_slice(&destination));
    } else if (node->details->title.length > 0) {
        strbuf_append(out, "<>");
    }
    write_title(out, node->details->title);
    strbuf_append_char(out, ')');
    return true;
}

/* <scheme:…> reads as a link to what it shows, without any escapes. */
static bool is_address(struct slice url)
{
    size_t colon = slice_find_char(url, 0, ':');
    if (colon == SLICE_NOT_FOUND || colon < 2 || colon > 32 ||
        !isalpha((unsigned char)url.start[0])) {
        return false;
    }
    for (size_t i = 0; i < url.length; i++) {
        char byte = url.start[i];
        bool is_scheme = isalnum((unsigned char)byte) || byte == '+' || byte == '.' || byte == '-';
        bool is_bad = !isgraph((unsigned char)byte) || byte == '<' || byte == '>' ||
                      (byte == '&' && escape_is_reference(url, i)) || (i < colon && !is_scheme);
        if (is_bad) {
            return false;
        }
    }
    return true;
}

/* A domain as CommonMark takes it between < and >: GFM's addresses have '_' in theirs, too. */
static bool is_plain_domain(struct slice domain)
{
    size_t label = 0;

    for (size_t i = 0; i < domain.length; i++) {
        char byte = domain.start[i];
        bool is_edge = label == 0 || i + 1 == domain.length || domain.start[i + 1] == '.';
        bool is_plain = isalnum((unsigned char)byte) || (byte == '-' && !is_edge);
        if (byte != '.' && !is_plain) {
            return false;
        }
        label = byte == '.' ? 0 : label + 1;
        if (label > LABEL_MOST) {
            return false;
        }
    }
    return true;
}

/* <a@b.cc> reads as a link to mailto:a@b.cc. */
static bool is_mail_address(struct slice url, struct slice text)
{
    struct autolink link;
    bool is_found = slice_starts_with(url, "mailto:") && autolink_find(text, 0, &link);

    return is_found && !link.has_path && link.start == 0 && link.host_end == text.length &&
           is_plain_domain(slice_part(text, link.broken_at + 1, text.length)) &&
           slice_equal(slice_part(url, strlen("mailto:"), url.length), text);
}

bool markdown_write_bare_address(struct strbuf *out, const struct inline_node *link)
{
    const struct inline_node *text = link->first_child;
    struct slice url = link->details->target.url;
    bool has_text = link->details->target.kind == TARGET_URL && !markdown_is_script(link) && text &&
                    !text->next && text->kind == INLINE_TEXT && link->details->title.length == 0;
    bool is_bare = has_text && ((slice_equal(text->text, url) && is_address(url)) ||
                                is_mail_address(url, text->text));

    if (is_bare) {
        strbuf_append_char(out, '<');
        strbuf_append_slice(out, text->text);
        strbuf_append_char(out, '>');
    }
    return is_bare;
}

bool markdown_write_image(struct writer *writer, struct strbuf *out,
                          const struct inline_node *image)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_CONVERTED);
    const struct escape_context in_brackets = {.in_brackets = true};

    if (!markdown_write_target(writer, &target, image)) {
        return false;
    }
    strbuf_append(out, "![");
    if (image->text.length > 0) {
        markdown_escape_text(out, image->text, &in_brackets);
    }
    strbuf_append_char(out, ']');
    strbuf_append_slice(out, strbuf_slice(&target));
    return true;
}

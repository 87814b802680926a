/* SPDX-License-Identifier: MIT */
#include "markdown/escape_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "markdown/autolink_internal.h"
#include "markdown/flanking_internal.h"
#include "markdown/line_start_internal.h"

/* A place in a text, with what was found out about the text beforehand. */
struct escaper {
    struct slice text;
    const struct escape_context *context;
    size_t forced[2];   /* positions that need a backslash whatever stands there */
    size_t break_at;    /* the next position where an address is broken */
    size_t last_closer; /* of '>', or SLICE_NOT_FOUND */
};

static char byte_at(struct slice text, size_t position)
{
    return position < text.length ? text.start[position] : '\0';
}

bool escape_is_reference(struct slice text, size_t position)
{
    size_t start = position + 1;
    size_t end = start;

    if (byte_at(text, start) != '#') {
        while (end - start < 32 && isalnum((unsigned char)byte_at(text, end))) {
            end++;
        }
        return isalpha((unsigned char)byte_at(text, start)) && byte_at(text, end) == ';';
    }
    bool is_hexadecimal = (byte_at(text, start + 1) | ' ') == 'x';
    start += is_hexadecimal ? 2 : 1;
    end = start;
    while (end - start < 8 && isxdigit((unsigned char)byte_at(text, end))) {
        end++;
    }
    return end > start && byte_at(text, end) == ';';
}

bool escape_is_needed(struct slice text, size_t position)
{
    char next = byte_at(text, position + 1);

    if ((unsigned char)next >= 0x80) {
        size_t behind = position + 1;
        return character_classes(utf8_next(text, &behind)) != CLASS_OTHER;
    }
    return next != ' ' && !isalnum((unsigned char)next);
}

/* Joiners between letters or signs of other scripts belong to them. */
static bool is_joiner_in_place(struct slice text, size_t start, size_t end, uint32_t code_point)
{
    bool is_joiner = code_point == 0x200C || code_point == 0x200D;
    return is_joiner && start > 0 && (unsigned char)text.start[start - 1] >= 0x80 &&
           (unsigned char)byte_at(text, end) >= 0x80;
}

void escape_visible(struct strbuf *out, struct slice text, size_t *position)
{
    size_t start = *position;
    uint32_t code_point = utf8_next(text, position);
    /* Signs newer than the tables count as unassigned; there, only pictures are to be expected. */
    bool is_picture = code_point >= 0x1F000 && code_point < 0x20000;
    bool is_hidden = code_point != ' ' && code_point != '\t' && !is_picture &&
                     (utf8_is_space(code_point) || utf8_is_invisible(code_point));

    if (code_point == 0xA0) {
        strbuf_append(out, "&nbsp;");
    } else if (is_hidden && !is_joiner_in_place(text, start, *position, code_point)) {
        strbuf_append_format(out, "&#%u;", code_point);
    } else {
        strbuf_append_slice(out, slice_part(text, start, *position));
    }
}

bool escape_has_invisible(struct slice text)
{
    for (size_t position = 0; position < text.length;) {
        uint32_t code_point = utf8_next(text, &position);
        if (code_point != ' ' && (utf8_is_space(code_point) || utf8_is_invisible(code_point))) {
            return true;
        }
    }
    return false;
}

static unsigned classes_before(const struct escaper *escaper, size_t position)
{
    if (position == 0) {
        return escaper->context->starts_block ? CLASS_BLANK : CLASS_ANY;
    }
    return classes_at_end(slice_part(escaper->text, 0, position));
}

static unsigned classes_behind(const struct escaper *escaper, size_t position)
{
    if (position + 1 == escaper->text.length) {
        return escaper->context->ends_block ? CLASS_BLANK : CLASS_ANY;
    }
    return classes_at_start(slice_part(escaper->text, position + 1, escaper->text.length));
}

/* '*' and '_': free when blanks are on both sides; '_' also inside a word. */
static bool is_delimiter(const struct escaper *escaper, size_t position)
{
    unsigned before = classes_before(escaper, position);
    unsigned behind = classes_behind(escaper, position);
    bool is_in_word =
        escaper->text.start[position] == '_' && before == CLASS_OTHER && behind == CLASS_OTHER;

    return !is_in_word && !(before == CLASS_BLANK && behind == CLASS_BLANK);
}

/* A single '~' behind a blank can only open, and what nothing closes is text. */
static bool is_strike(const struct escaper *escaper, size_t position)
{
    char next = byte_at(escaper->text, position + 1);

    return escaper->context->in_strike || next == '~' || next == '\0' ||
           classes_before(escaper, position) != CLASS_BLANK;
}

/* Whether "<…@" stands here, or may come of what follows the text. */
static bool is_mail_address(const struct escaper *escaper, size_t position)
{
    size_t end = position + 1;
    char byte = byte_at(escaper->text, end);

    while (byte != '\0' && (isalnum((unsigned char)byte) || strchr(".!#$%&'*+/=?^_`{|}~-", byte))) {
        byte = byte_at(escaper->text, ++end);
    }
    return byte == '@' || (byte == '\0' && !escaper->context->ends_block);
}

/* Whether '<' may begin a tag or an address. */
static bool opens_angle(const struct escaper *escaper, size_t position)
{
    char next = byte_at(escaper->text, position + 1);
    bool may_end = !escaper->context->ends_block ||
                   (escaper->last_closer != SLICE_NOT_FOUND && escaper->last_closer > position);
    bool is_tag = isalpha((unsigned char)next) || next == '/' || next == '!' || next == '?';

    return may_end && (is_tag || is_mail_address(escaper, position));
}

static bool needs_backslash(const struct escaper *escaper, size_t position)
{
    struct slice text = escaper->text;

    switch (text.start[position]) {
    case '\\':
        return escape_is_needed(text, position);
    case '`':
        return true;
    case '*':
    case '_':
        return is_delimiter(escaper, position);
    case '~':
        return is_strike(escaper, position);
    case '[': /* of a footnote, if there is one with that label */
        return escaper->context->in_brackets || byte_at(text, position + 1) == '^';
    case ']':
        return escaper->context->in_brackets || byte_at(text, position + 1) == '(';
    case '!':
        return position + 1 == text.length && escaper->context->before_link;
    case '<':
        return opens_angle(escaper, position);
    case '&':
        return escape_is_reference(text, position);
    default:
        return false;
    }
}

/* Bytes that are copied without a look. */
static bool is_plain(unsigned char byte)
{
    static const bool special[256] = {
        ['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['~'] = true,
        ['['] = true,  [']'] = true, ['!'] = true, ['<'] = true, ['&'] = true,
    };
    return byte >= ' ' && byte < 0x7F && !special[byte];
}

static void find_next_break(struct escaper *escaper, size_t from)
{
    struct autolink link;

    escaper->break_at =
        autolink_find(escaper->text, from, &link) ? link.broken_at : SLICE_NOT_FOUND;
}

/* A heading's last #s vanish when a blank stands before them. */
static size_t closing_hashes(struct slice text, const struct escape_context *context)
{
    size_t start = text.length;
    if (!context->in_heading || !context->ends_block) {
        return SLICE_NOT_FOUND;
    }
    while (start > 0 && text.start[start - 1] == '#') {
        start--;
    }
    bool is_free = start > 0 ? text.start[start - 1] == ' ' : context->starts_block;
    return start < text.length && is_free ? start : SLICE_NOT_FOUND;
}

static struct escaper escaper_of(struct slice text, const struct escape_context *context)
{
    struct escaper escaper = {.text = text, .context = context, .break_at = SLICE_NOT_FOUND};
    const char *closer = memrchr(text.start, '>', text.length);

    escaper.last_closer = closer ? (size_t)(closer - text.start) : SLICE_NOT_FOUND;
    escaper.forced[0] = context->starts_line
                            ? line_start_find(text, context->starts_block, context->ends_block)
                            : SLICE_NOT_FOUND;
    escaper.forced[1] = closing_hashes(text, context);
    if (!context->in_brackets) {
        find_next_break(&escaper, 0);
    }
    return escaper;
}

/* The end of the plain bytes from `position` on. */
static size_t plain_end(const struct escaper *escaper, size_t position)
{
    while (position < escaper->text.length &&
           is_plain((unsigned char)escaper->text.start[position]) &&
           position != escaper->forced[0] && position != escaper->forced[1] &&
           position != escaper->break_at) {
        position++;
    }
    return position;
}

void markdown_escape_text(struct strbuf *out, struct slice text,
                          const struct escape_context *context)
{
    struct escaper escaper = escaper_of(text, context);

    if (context->after_code && slice_starts_with(text, "{=")) {
        strbuf_append(out, "<!-- -->");
    }
    for (size_t position = 0; position < text.length;) {
        size_t end = plain_end(&escaper, position);
        strbuf_append_slice(out, slice_part(text, position, end));
        if (end == text.length) {
            break;
        }
        bool is_break = end == escaper.break_at;
        bool is_forced = end == escaper.forced[0] || end == escaper.forced[1] ||
                         (is_break && text.start[end] != '@');
        if (is_break) {
            strbuf_append(out, text.start[end] == '@' ? "<!-- -->" : "");
            find_next_break(&escaper, end + 1);
        }
        if (is_forced || needs_backslash(&escaper, end)) {
            strbuf_append_char(out, '\\');
        }
        position = end;
        escape_visible(out, text, &position);
    }
}

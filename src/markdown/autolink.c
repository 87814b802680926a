/* SPDX-License-Identifier: MIT */
#include "markdown/autolink_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

#define DOMAIN_MOST 255 /* longer ones do not exist, and looking for them would not be linear */

static bool is_alphanumeric(char byte)
{
    return isalnum((unsigned char)byte) != 0;
}

static bool is_blank(char byte)
{
    return isspace((unsigned char)byte) != 0;
}

static bool has_word(struct slice text, size_t position, const char *word)
{
    return slice_starts_with_any_case(slice_part(text, position, text.length), word);
}

/* Length of the character of a host name at the position; 0: there is none. */
static size_t host_character(struct slice text, size_t position)
{
    char byte = position < text.length ? text.start[position] : '\0';
    if (is_alphanumeric(byte) || byte == '-' || byte == '_') {
        return 1;
    }
    if ((unsigned char)byte < 0x80) {
        return 0;
    }
    size_t behind = position;
    uint32_t code_point = utf8_next(text, &behind);
    bool is_word =
        utf8_is_letter(code_point) || utf8_is_mark(code_point) || utf8_is_digit(code_point);
    return is_word ? behind - position : 0;
}

/* Whether a break stands at the position: the address there is none, but others go across it. */
static bool is_break(struct slice text, size_t position)
{
    struct slice rest = slice_part(text, position, text.length);
    return slice_starts_with(rest, AUTOLINK_BREAK);
}

/* The position behind a dot. */
static size_t behind_dot(struct slice text, size_t dot)
{
    return is_break(text, dot + 1) ? dot + 1 + strlen(AUTOLINK_BREAK) : dot + 1;
}

struct domain {
    size_t end;
    size_t dots;
    bool is_valid; /* no underscore in the last two segments, no empty segment */
};

static struct domain read_domain(struct slice text, size_t start)
{
    struct domain domain = {.end = start};
    bool has_underscore[2] = {false, false}; /* in the segment before, in this one */
    size_t segment = start;

    while (domain.end < text.length && domain.end - start < DOMAIN_MOST) {
        size_t length = host_character(text, domain.end);
        if (length > 0) {
            has_underscore[1] = has_underscore[1] || text.start[domain.end] == '_';
            domain.end += length;
        } else if (text.start[domain.end] == '.' && domain.end > segment &&
                   host_character(text, behind_dot(text, domain.end)) > 0) {
            has_underscore[0] = has_underscore[1];
            has_underscore[1] = false;
            domain.dots++;
            domain.end = behind_dot(text, domain.end);
            segment = domain.end;
        } else {
            break;
        }
    }
    domain.is_valid = domain.end > start && !has_underscore[0] && !has_underscore[1];
    return domain;
}

/* The path goes on to a blank or '<'. */
static size_t path_end(struct slice text, size_t position)
{
    while (position < text.length && !is_blank(text.start[position]) &&
           text.start[position] != '<') {
        position++;
    }
    return position;
}

/* Where "&copy;" starts that ends before `end`, or `end`. */
static size_t reference_start(struct slice text, size_t start, size_t end)
{
    size_t position = end - 1;
    while (position > start && is_alphanumeric(text.start[position - 1])) {
        position--;
    }
    bool is_reference = position > start && position < end - 1 && text.start[position - 1] == '&';
    return is_reference ? position - 1 : end;
}

/* Punctuation at the end of an address belongs to the sentence, and so does a ')' too many. */
static size_t cut_end(struct slice text, size_t start, size_t end)
{
    size_t opening = 0;
    size_t closing = 0;
    for (size_t i = start; i < end; i++) {
        opening += text.start[i] == '(';
        closing += text.start[i] == ')';
    }
    while (end > start) {
        char last = text.start[end - 1];
        if (strchr("?!.,:*_~'\"", last)) {
            end--;
        } else if (last == ')' && closing > opening) {
            closing--;
            end--;
        } else if (last == ';') {
            size_t reference = reference_start(text, start, end);
            end = reference < end ? reference : end - 1;
        } else {
            break;
        }
    }
    return end;
}

/* Punctuation is never cut off the host: it ends in a letter, a digit or '-'. */
static bool match_www(struct slice text, size_t position, struct autolink *link)
{
    bool is_free = position == 0 || is_blank(text.start[position - 1]) ||
                   strchr("*_~(", text.start[position - 1]);
    if (!is_free || !has_word(text, position, "www.") || is_break(text, position + 4)) {
        return false;
    }
    struct domain domain = read_domain(text, position);
    if (!domain.is_valid || domain.dots == 0) {
        return false;
    }
    *link = (struct autolink){position, domain.end, true, position + 3, "http://"};
    return true;
}

/* `colon` is the position of "://". */
static bool match_url(struct slice text, size_t from, size_t colon, struct autolink *link)
{
    static const char *const schemes[] = {"http", "https", "ftp"};
    size_t start = colon;
    while (start > from && colon - start <= 5 && isalpha((unsigned char)text.start[start - 1])) {
        start--;
    }
    struct slice scheme = slice_part(text, start, colon);
    bool is_known = false;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        is_known =
            is_known || (scheme.length == strlen(schemes[i]) && has_word(text, start, schemes[i]));
    }
    if (!is_known || (start > 0 && is_alphanumeric(text.start[start - 1]))) {
        return false;
    }
    struct domain domain = read_domain(text, colon + 3);
    if (!domain.is_valid) {
        return false;
    }
    *link = (struct autolink){start, domain.end, true, colon, ""};
    return true;
}

static bool is_local_part(char byte)
{
    return is_alphanumeric(byte) || (byte != '\0' && strchr(".-_+", byte));
}

/* The end of a host name in an e-mail address; *dots is how many it has inside. */
static size_t read_mail_host(struct slice text, size_t start, size_t *dots)
{
    size_t end = start;

    *dots = 0;
    while (end < text.length) {
        char byte = text.start[end];
        size_t behind = byte == '.' && end > start ? behind_dot(text, end) : text.length;
        if (behind < text.length && is_alphanumeric(text.start[behind])) {
            (*dots)++;
            end = behind;
        } else if (is_alphanumeric(byte) || byte == '-' || byte == '_') {
            end++;
        } else {
            break;
        }
    }
    return end;
}

static bool match_email(struct slice text, size_t from, size_t at, struct autolink *link)
{
    size_t start = at;
    size_t dots = 0;
    while (start > from && is_local_part(text.start[start - 1])) {
        start--;
    }
    size_t end = read_mail_host(text, at + 1, &dots);
    *link = (struct autolink){start, end, false, at, "mailto:"};
    return start < at && dots > 0 && is_alphanumeric(text.start[end - 1]) &&
           (start == 0 || text.start[start - 1] != '/');
}

bool autolink_find(struct slice text, size_t from, struct autolink *link)
{
    for (size_t i = from; i < text.length; i++) {
        switch (text.start[i]) {
        case 'w':
        case 'W':
            if (match_www(text, i, link)) {
                return true;
            }
            break;
        case ':':
            if (has_word(text, i, "://") && match_url(text, from, i, link)) {
                return true;
            }
            break;
        case '@':
            if (match_email(text, from, i, link)) {
                return true;
            }
            break;
        default:
            break;
        }
    }
    return false;
}

size_t autolink_end(struct slice text, const struct autolink *link)
{
    return link->has_path ? cut_end(text, link->start, path_end(text, link->host_end))
                          : link->host_end;
}

/* Whether the sign at the position may be that of "http://" or "www.x". */
static bool is_sign(struct slice text, size_t position)
{
    struct slice rest = slice_part(text, position + 1, text.length);

    if (text.start[position] == ':') {
        return slice_starts_with(rest, "//");
    }
    return text.start[position] == '.' &&
           (host_character(rest, 0) > 0 || slice_starts_with(rest, "\\"));
}

/* Whether the dollar behind the backslash would be that of a formula: $`a`$. */
static bool is_dollar(struct slice text, size_t backslash)
{
    struct slice rest = slice_part(text, backslash + 1, text.length);

    return slice_starts_with(rest, "$`") ||
           (slice_starts_with(rest, "$") && backslash > 0 && text.start[backslash - 1] == '`');
}

void autolink_mark_breaks(struct strbuf *marked, struct slice markdown)
{
    for (size_t start = 0; start < markdown.length;) {
        size_t backslash = slice_find_char(markdown, start, '\\');
        size_t sign = backslash == SLICE_NOT_FOUND ? markdown.length : backslash + 1;
        size_t end = sign < markdown.length ? sign + 1 : markdown.length;
        strbuf_append_slice(marked, slice_part(markdown, start, end));
        if (end > sign && (is_sign(markdown, sign) || is_dollar(markdown, backslash))) {
            strbuf_append(marked, AUTOLINK_BREAK);
        }
        start = end;
    }
}

size_t autolink_drop_breaks(char *text, size_t length)
{
    const size_t size = strlen(AUTOLINK_BREAK);
    size_t kept = slice_find_char((struct slice){text, length}, 0, AUTOLINK_BREAK[0]);

    if (kept == SLICE_NOT_FOUND) {
        return length;
    }
    for (size_t i = kept; i < length; i++) {
        bool is_break = i > 0 && strchr(":.]^$", text[i - 1]) && length - i >= size &&
                        memcmp(text + i, AUTOLINK_BREAK, size) == 0;
        if (is_break) {
            i += size;
        }
        if (i < length) {
            text[kept++] = text[i];
        }
    }
    return kept;
}

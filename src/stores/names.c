/* SPDX-License-Identifier: MIT */
#include "stores/names.h"

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Titles have at most 255 characters; more than enough for what is made of one. */
enum { WORKING_LENGTH = 8192 };

#define NAME_OF_NOTHING "page"

/* Windows takes these for devices, with any extension and in any case. */
static const char *const device_names[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
static const char *const numbered_devices[] = {"com", "lpt"};

static bool is_ascii_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

static bool is_apostrophe(uint32_t code_point)
{
    return code_point == '\'' || code_point == 0x2018 || code_point == 0x2019;
}

/* A full stop between two digits belongs to a number: "2.1". */
static bool is_inside_number(struct slice title, size_t next, uint32_t previous)
{
    return is_ascii_digit(previous) && next < title.length &&
           is_ascii_digit((unsigned char)title.start[next]);
}

static bool is_kept_in_slug(struct slice title, size_t next, uint32_t previous, uint32_t code_point)
{
    if (code_point == '.') {
        return is_inside_number(title, next, previous);
    }
    return utf8_is_letter(code_point) || utf8_is_digit(code_point) ||
           (code_point == '_' && previous != 0);
}

/* Letters and digits in lower case, and one '-' for whatever is between them. */
static void append_slug(struct strbuf *out, struct slice title)
{
    uint32_t previous = 0; /* the last code point that was kept; 0 behind a gap */

    for (size_t position = 0; position < title.length;) {
        uint32_t code_point = utf8_next(title, &position);
        if (is_kept_in_slug(title, position, previous, code_point)) {
            strbuf_append(out, previous == 0 && out->length > 0 ? "-" : "");
            utf8_append(out, utf8_lower(code_point));
            previous = code_point;
        } else if (utf8_is_mark(code_point) && previous != 0) {
            utf8_append(out, code_point);
        } else if (!is_apostrophe(code_point)) {
            previous = 0;
        }
    }
}

/* The title with blanks made single, and '-' for what some file system or address cannot have. */
static void append_title(struct strbuf *out, struct slice title)
{
    for (size_t position = 0; position < title.length;) {
        uint32_t code_point = utf8_next(title, &position);
        if (utf8_is_space(code_point)) {
            strbuf_append(out, slice_ends_with(strbuf_slice(out), " ") ? "" : " ");
        } else if (code_point < 0x80 && strchr("<>:\"/\\|?*#%", (int)code_point)) {
            strbuf_append_char(out, '-');
        } else if (!utf8_is_invisible(code_point)) {
            utf8_append(out, code_point);
        }
    }
}

static struct slice trim_start(struct slice name, const char *unwanted)
{
    while (name.length > 0 && strchr(unwanted, name.start[0])) {
        name = slice_part(name, 1, name.length);
    }
    return name;
}

static struct slice trim_end(struct slice name, const char *unwanted)
{
    while (name.length > 0 && strchr(unwanted, name.start[name.length - 1])) {
        name.length--;
    }
    return name;
}

static struct slice make_name(struct arena *arena, enum name_rule rule, const char *title)
{
    CLEANUP_STRBUF struct strbuf out = STRBUF(WORKING_LENGTH);
    struct slice composed = utf8_compose_visible(arena, slice_from(title));

    if (rule == NAME_RULE_SLUG) {
        append_slug(&out, composed);
    } else {
        append_title(&out, composed);
    }
    struct slice name = utf8_compose(arena, strbuf_slice(&out));
    return trim_start(name, " ._-");
}

/* Cut at a character as readers see it, without a remainder of punctuation. */
static struct slice cut_name(struct slice name, size_t most)
{
    struct slice cut = trim_end(utf8_cut(name, most), " .-");
    return cut.length > 0 ? cut : SLICE_LITERAL(NAME_OF_NOTHING);
}

/* com0 to com9 and lpt0 to lpt9, the digits 1 to 3 also as superscripts. */
static bool is_numbered_device(struct slice key)
{
    for (size_t i = 0; i < sizeof numbered_devices / sizeof numbered_devices[0]; i++) {
        if (slice_starts_with(key, numbered_devices[i])) {
            struct slice number = slice_part(key, strlen(numbered_devices[i]), key.length);
            return (number.length == 1 && is_ascii_digit((unsigned char)number.start[0])) ||
                   slice_equals(number, "\xC2\xB9") || slice_equals(number, "\xC2\xB2") ||
                   slice_equals(number, "\xC2\xB3");
        }
    }
    return false;
}

static bool is_device(struct arena *arena, struct slice name)
{
    struct slice key = utf8_fold(arena, name);

    for (size_t i = 0; i < sizeof device_names / sizeof device_names[0]; i++) {
        if (slice_equals(key, device_names[i])) {
            return true;
        }
    }
    return is_numbered_device(key);
}

/* A '_' behind what Windows takes for a device, and behind what looks like a page's file. */
static const char *finish(struct arena *arena, struct slice name)
{
    CLEANUP_STRBUF struct strbuf out = STRBUF(WORKING_LENGTH);
    struct slice key = utf8_fold(arena, name);
    size_t extension = slice_find_char(name, 0, '.');
    struct slice first = slice_part(name, 0, extension);

    strbuf_append_slice(&out, first);
    strbuf_append(&out, is_device(arena, slice_trim(first)) ? "_" : "");
    strbuf_append_slice(&out, slice_part(name, first.length, name.length));
    strbuf_append(&out, slice_ends_with(key, NAME_SUFFIX) ? "_" : "");
    return strbuf_copy(&out, arena).start;
}

const char *name_for_title(struct arena *arena, enum name_rule rule, const char *title)
{
    return finish(arena, cut_name(make_name(arena, rule, title), NAME_LENGTH - 1));
}

/* The number in as few letters and digits as a file name allows: to the base 36. */
static void append_short_number(struct strbuf *out, unsigned long long number)
{
    char digits[16];
    size_t start = sizeof digits;

    do {
        digits[--start] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
        number /= 36;
    } while (number > 0);
    strbuf_append_slice(out, (struct slice){digits + start, sizeof digits - start});
}

const char *name_with_id(struct arena *arena, enum name_rule rule, const char *title, long long id)
{
    CLEANUP_STRBUF struct strbuf suffix = STRBUF(NAME_LENGTH);
    CLEANUP_STRBUF struct strbuf out = STRBUF(WORKING_LENGTH);

    strbuf_append(&suffix, rule == NAME_RULE_SLUG ? "~" : " ~");
    append_short_number(&suffix, (unsigned long long)id);
    size_t most = NAME_LENGTH - 1 - suffix.length;
    strbuf_append(&out, finish(arena, cut_name(make_name(arena, rule, title), most)));
    strbuf_append_slice(&out, strbuf_slice(&suffix));
    return strbuf_copy(&out, arena).start;
}

const char *name_key(struct arena *arena, const char *name)
{
    struct slice text = slice_from(name);
    /* A name that is not UTF-8 is only ever equal to itself. */
    return utf8_is_valid(text) ? utf8_fold(arena, text).start : arena_copy(arena, text);
}

bool name_is_automatic(struct arena *arena, enum name_rule rule, const char *name,
                       const char *title, long long id)
{
    const char *key = name_key(arena, name);
    return strcmp(key, name_key(arena, name_for_title(arena, rule, title))) == 0 ||
           strcmp(key, name_key(arena, name_with_id(arena, rule, title, id))) == 0;
}

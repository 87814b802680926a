/* SPDX-License-Identifier: MIT */
#include "document/colour.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define TEXT       "color"
#define BACKGROUND "background-color"

enum { VALUE_MOST = 200, CHANNELS = 3 };

struct rgb {
    unsigned channels[CHANNELS];
};

static bool is_hexadecimal(struct slice digits)
{
    for (size_t i = 0; i < digits.length; i++) {
        if (!isxdigit((unsigned char)digits.start[i])) {
            return false;
        }
    }
    return true;
}

static unsigned digit_value(char digit)
{
    return isdigit((unsigned char)digit) ? (unsigned)(digit - '0')
                                         : (unsigned)(tolower((unsigned char)digit) - 'a') + 10;
}

/* #ff5630 or #f53 */
static bool read_hexadecimal(struct slice value, struct rgb *rgb)
{
    size_t width = (value.length - 1) / CHANNELS;
    struct slice digits = slice_part(value, 1, value.length);
    if ((value.length != 4 && value.length != 7) || !is_hexadecimal(digits)) {
        return false;
    }
    for (size_t i = 0; i < CHANNELS; i++) {
        unsigned high = digit_value(digits.start[i * width]);
        unsigned low = digit_value(digits.start[i * width + width - 1]);
        rgb->channels[i] = high * 16 + low;
    }
    return true;
}

/* rgb(255, 86, 48) */
static bool read_function(struct slice value, struct rgb *rgb)
{
    struct slice rest = slice_part(value, strlen("rgb("), value.length - 1);

    for (size_t i = 0; i < CHANNELS; i++) {
        size_t comma = slice_find_char(rest, 0, ',');
        bool is_last = comma == SLICE_NOT_FOUND;
        struct slice number = slice_trim(slice_part(rest, 0, is_last ? rest.length : comma));
        unsigned long long channel = 0;
        if (is_last != (i + 1 == CHANNELS) || !slice_parse_number(number, &channel) ||
            channel > 255) {
            return false;
        }
        rgb->channels[i] = (unsigned)channel;
        rest = is_last ? rest : slice_part(rest, comma + 1, rest.length);
    }
    return true;
}

/* The colours of CSS 2.1, 4.3.6; those of later levels keep their names. */
static bool read_name(struct slice value, struct rgb *rgb)
{
    static const struct {
        const char *name;
        struct rgb rgb;
    } colours[] = {
        {"black", {{0, 0, 0}}},      {"silver", {{192, 192, 192}}}, {"gray", {{128, 128, 128}}},
        {"grey", {{128, 128, 128}}}, {"white", {{255, 255, 255}}},  {"maroon", {{128, 0, 0}}},
        {"red", {{255, 0, 0}}},      {"purple", {{128, 0, 128}}},   {"fuchsia", {{255, 0, 255}}},
        {"green", {{0, 128, 0}}},    {"lime", {{0, 255, 0}}},       {"olive", {{128, 128, 0}}},
        {"yellow", {{255, 255, 0}}}, {"navy", {{0, 0, 128}}},       {"blue", {{0, 0, 255}}},
        {"teal", {{0, 128, 128}}},   {"aqua", {{0, 255, 255}}},     {"orange", {{255, 165, 0}}},
    };

    for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++) {
        if (slice_equals_any_case(value, colours[i].name)) {
            *rgb = colours[i].rgb;
            return true;
        }
    }
    return false;
}

static bool read_rgb(struct slice value, struct rgb *rgb)
{
    if (read_name(value, rgb)) {
        return true;
    }
    if (slice_starts_with(value, "#")) {
        return read_hexadecimal(value, rgb);
    }
    return slice_starts_with_any_case(value, "rgb(") && slice_ends_with(value, ")") &&
           read_function(value, rgb);
}

/* Names, functions and variables; nothing that ends a declaration, or loads something. */
static bool is_harmless(struct slice value)
{
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.start[i];
        if (!isalnum((unsigned char)byte) && (byte == '\0' || !strchr(" #(),.%-/", byte))) {
            return false;
        }
    }
    return value.length > 0 && value.length <= VALUE_MOST &&
           !slice_starts_with_any_case(value, "url");
}

/* "inherit" and its like are no colours. */
static bool is_nothing(struct slice value)
{
    static const char *const words[] = {"inherit", "initial", "unset", "transparent", "none"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (slice_equals_any_case(value, words[i])) {
            return true;
        }
    }
    return !is_harmless(value);
}

static void append_property(struct strbuf *colour, const char *name, struct slice value)
{
    struct rgb rgb;

    if (is_nothing(value)) {
        return;
    }
    strbuf_append_format(colour, "%s%s: ", colour->length > 0 ? "; " : "", name);
    if (read_rgb(value, &rgb)) {
        strbuf_append_format(colour, "#%02x%02x%02x", rgb.channels[0], rgb.channels[1],
                             rgb.channels[2]);
    } else {
        strbuf_append_slice(colour, value);
    }
}

/* The value of the last declaration of that name, which is the one that counts. */
static struct slice find_property(struct slice style, const char *name)
{
    struct slice found = slice_from("");

    for (size_t start = 0; start < style.length;) {
        size_t end = slice_find_char(style, start, ';');
        end = end == SLICE_NOT_FOUND ? style.length : end;
        struct slice declaration = slice_part(style, start, end);
        size_t colon = slice_find_char(declaration, 0, ':');
        if (colon != SLICE_NOT_FOUND &&
            slice_equals_any_case(slice_trim(slice_part(declaration, 0, colon)), name)) {
            found = slice_trim(slice_part(declaration, colon + 1, declaration.length));
        }
        start = end + 1;
    }
    return found;
}

struct slice colour_of_style(struct arena *arena, struct slice style)
{
    CLEANUP_STRBUF struct strbuf colour = STRBUF((size_t)4 * VALUE_MOST);
    struct slice background = find_property(style, BACKGROUND);

    append_property(&colour, TEXT, find_property(style, TEXT));
    append_property(&colour, BACKGROUND,
                    background.length > 0 ? background : find_property(style, "background"));
    return colour.length > 0 ? strbuf_copy(&colour, arena) : slice_from("");
}

struct slice colour_of_text(struct arena *arena, struct slice value)
{
    CLEANUP_STRBUF struct strbuf colour = STRBUF((size_t)2 * VALUE_MOST);

    append_property(&colour, TEXT, slice_trim(value));
    return colour.length > 0 ? strbuf_copy(&colour, arena) : slice_from("");
}

bool colour_is_default(struct slice colour)
{
    static const char *const colours[] = {
        TEXT ": #000000",                  /* of browsers */
        TEXT ": #333333",                  /* of Data Center */
        TEXT ": #172b4d", TEXT ": #292a2e" /* of Cloud */
    };

    for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++) {
        if (slice_equals(colour, colours[i])) {
            return true;
        }
    }
    return false;
}

void colour_write_style(struct strbuf *storage, struct slice colour)
{
    for (size_t start = 0; start < colour.length;) {
        size_t end = slice_find_char(colour, start, ';');
        end = end == SLICE_NOT_FOUND ? colour.length : end;
        struct slice declaration = slice_trim(slice_part(colour, start, end));
        size_t colon = slice_find_char(declaration, 0, ':');
        struct slice value = slice_trim(slice_part(declaration, colon + 1, declaration.length));
        struct rgb rgb;
        strbuf_append(storage, start > 0 ? " " : "");
        strbuf_append_slice(storage, slice_part(declaration, 0, colon + 1));
        if (read_rgb(value, &rgb)) {
            strbuf_append_format(storage, " rgb(%u,%u,%u);", rgb.channels[0], rgb.channels[1],
                                 rgb.channels[2]);
        } else {
            strbuf_append_char(storage, ' ');
            strbuf_append_slice(storage, value);
            strbuf_append_char(storage, ';');
        }
        start = end + 1;
    }
}

/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 20, FIRST_PRINTABLE = 0x20, DELETE_CHARACTER = 0x7F };

static bool wants_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");
    return no_colour == NULL || no_colour[0] == '\0';
}

static bool can_redraw(void)
{
    const char *type = getenv("TERM");
    return type != NULL && strcmp(type, "dumb") != 0;
}

struct terminal terminal_inspect(int descriptor)
{
    struct winsize size = {0};
    struct terminal terminal = {.is_terminal = isatty(descriptor) == 1, .width = USUAL_WIDTH};

    if (!terminal.is_terminal) {
        return terminal;
    }
    terminal.can_redraw = can_redraw();
    terminal.has_colour = terminal.can_redraw && wants_colour();
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= LEAST_WIDTH) {
        terminal.width = size.ws_col;
    }
    return terminal;
}

void terminal_append_style(const struct terminal *terminal, struct strbuf *text, enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "\033[0m", [STYLE_BOLD] = "\033[1m",   [STYLE_DIM] = "\033[2m",
        [STYLE_RED] = "\033[31m",  [STYLE_GREEN] = "\033[32m", [STYLE_YELLOW] = "\033[33m",
        [STYLE_CYAN] = "\033[36m",
    };
    if (terminal->has_colour) {
        strbuf_append(text, codes[style]);
    }
}

/* The bytes of the control character that `text` begins with, 0 if it begins with none. */
static size_t control_length(struct slice text)
{
    unsigned char first = (unsigned char)text.start[0];
    if (first < FIRST_PRINTABLE || first == DELETE_CHARACTER) {
        return 1;
    }
    /* U+0080 to U+009F: terminals read U+009B as the start of a command. */
    bool is_high = first == 0xC2 && text.length > 1 && (unsigned char)text.start[1] < 0xA0;
    return is_high ? 2 : 0;
}

void terminal_append_visible(struct strbuf *text, struct slice foreign, bool keep_lines)
{
    size_t position = 0;
    while (position < foreign.length) {
        struct slice rest = slice_part(foreign, position, foreign.length);
        size_t length = control_length(rest);
        bool is_kept =
            length == 0 || rest.start[0] == '\t' || (keep_lines && rest.start[0] == '\n');
        strbuf_append_char(text, is_kept ? rest.start[0] : '?');
        position += is_kept ? 1 : length;
    }
}

/* Moves *position over as much text as takes at most `columns`; returns how many it took. */
static size_t take_columns(struct slice text, size_t columns, size_t *position)
{
    size_t used = 0;
    *position = 0;
    while (*position < text.length) {
        size_t next = *position;
        size_t width = utf8_columns(utf8_next(text, &next));
        if (width > columns - used) {
            break;
        }
        used += width;
        *position = next;
    }
    return used;
}

size_t terminal_columns(struct slice text)
{
    size_t end = 0;
    return take_columns(text, SIZE_MAX, &end);
}

struct slice terminal_cut(struct slice text, size_t columns)
{
    size_t end = 0;
    take_columns(text, columns, &end);
    return slice_part(text, 0, end);
}

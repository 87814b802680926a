/* SPDX-License-Identifier: MIT */
/* What is at the other end of a descriptor: a terminal, how wide, with colours or without. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/strbuf.h"

struct terminal {
    bool is_terminal;
    bool can_redraw; /* a terminal that can overwrite a line: not a "dumb" one */
    bool has_colour; /* a terminal that is not "dumb", and no NO_COLOR (https://no-color.org) */
    size_t width;    /* in columns; 80 where nothing says */
};

struct terminal terminal_inspect(int descriptor);

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_RED, STYLE_GREEN, STYLE_YELLOW, STYLE_CYAN };

/* Begins a style, STYLE_PLAIN ends it. Appends nothing where the terminal has no colours. */
void terminal_append_style(const struct terminal *terminal, struct strbuf *text, enum style style);

/*
 * Appends text that somebody else wrote: control characters, with which a page's title
 * could move the cursor or pretend to be our output, become "?". Line ends too, unless
 * `keep_lines`; tabs stay.
 */
void terminal_append_visible(struct strbuf *text, struct slice foreign, bool keep_lines);

/* How many columns valid UTF-8 text takes. */
size_t terminal_columns(struct slice text);

/* The longest start of valid UTF-8 text that takes at most `columns` columns. */
struct slice terminal_cut(struct slice text, size_t columns);

#endif

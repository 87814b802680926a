/* SPDX-License-Identifier: MIT */
/*
 * Markdown line by line: every line begins with the prefix of the quotes and list
 * items it stands in, and lines are counted.
 */
#ifndef MARKDOWN_LINES_INTERNAL_H
#define MARKDOWN_LINES_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

struct lines {
    struct strbuf *text;
    struct strbuf prefix;
    size_t number; /* of the line that is open or comes next, from 1 */
    bool is_open;  /* something was written on it */
};

/* Starts a line, unless one is open already: behind a list item's marker. */
void lines_begin(struct lines *lines);
void lines_end(struct lines *lines);

/* A whole line; empty text gives a line with nothing but what a quote needs. */
void lines_add(struct lines *lines, struct slice line);

/* Whole lines, one for each line of the text: LF, CR LF and CR end one. */
void lines_add_all(struct lines *lines, struct slice text);

/* Adds to the prefix; returns the length to give to lines_pop. */
size_t lines_push(struct lines *lines, const char *prefix);
size_t lines_push_blanks(struct lines *lines, size_t count);
void lines_pop(struct lines *lines, size_t length);

/* A state to go back to, while the prefix is the same. */
struct lines_mark {
    size_t length;
    size_t number;
    bool is_open;
};

struct lines_mark lines_mark(const struct lines *lines);
void lines_return(struct lines *lines, struct lines_mark mark);

#endif

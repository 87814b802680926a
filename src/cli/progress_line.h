/* SPDX-License-Identifier: MIT */
/*
 * Shows how far long work is, on standard error.
 *
 *     struct progress_line line = progress_line_begin(console, clock_system());
 *     struct progress progress = progress_line_watch(&line);
 *     … work that is given &progress …
 *     progress_line_end(&line);
 *
 * On a terminal it is one line with a bar, the rate and the remaining time, drawn over
 * again at most ten times a second and wiped at the end and before anything else is
 * printed. In a pipe it is a line now and then, so that a log of an hour stays short.
 * With --quiet it is nothing. The watch also ends the work when the user interrupts it.
 */
#ifndef CLI_PROGRESS_LINE_H
#define CLI_PROGRESS_LINE_H

#include "base/clock.h"
#include "base/progress.h"
#include "base/strbuf.h"
#include "cli/console.h"

enum { PROGRESS_ACTIVITY_SIZE = 64 };

struct progress_line {
    struct console *console;
    struct clock clock;
    char activity[PROGRESS_ACTIVITY_SIZE]; /* the present one; "": none yet */
    long long begun_ms;                    /* when it began */
    size_t done_before;                    /* what was done of it then already */
    long long shown_ms;                    /* when a line was last shown */
    bool is_drawn;                         /* there is a line on the terminal to wipe */
};

struct progress_line progress_line_begin(struct console *console, struct clock clock);

/* What to hand down; the line must stay where it is as long as it is used. */
struct progress progress_line_watch(struct progress_line *line);

/* Wipes what is drawn. The console forgets the line. */
void progress_line_end(struct progress_line *line);

/* Appends "reading pages [#####-----] 412/1000  118/s  5 s left", at most `width` columns. */
void progress_line_append(struct strbuf *text, const struct progress_event *event,
                          size_t done_since_start, long long elapsed_ms, size_t width);

#endif

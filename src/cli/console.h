/* SPDX-License-Identifier: MIT */
/*
 * All that the program says goes through here: results to standard output, notes
 * and errors to standard error.
 *
 * Output is buffered; console_finish brings it out and tells whether it arrived.
 * When the reader of a pipe has gone (EPIPE), the rest is dropped in silence: a sync
 * must not stop half-way because somebody piped it into head.
 */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include "base/error.h"
#include "base/slice.h"
#include "cli/terminal.h"

enum verbosity {
    VERBOSITY_QUIET,   /* errors, and what --json asks for */
    VERBOSITY_NORMAL,  /* results and notes */
    VERBOSITY_VERBOSE, /* details too */
};

struct console {
    struct terminal output; /* standard output */
    struct terminal errors; /* standard error */
    enum verbosity verbosity;
    void (*before_output)(void *data); /* called before anything is written; may be NULL */
    void *data;
};

/* Looks at the descriptors and the environment. */
struct console console_open(void);

/* The result itself, to standard output, whatever the verbosity. */
void console_write(const struct console *console, struct slice text);

/* A line to standard error, "confsync: …", unless quiet. */
void console_note(const struct console *console, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same, only with --verbose. */
void console_detail(const struct console *console, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "confsync: what happened; what to do" to standard error. */
void console_error(const struct console *console, const struct error *error);

/* The message as it stands, without "confsync: ": "page.xml:12:7: …". */
void console_fault(const struct console *console, const struct error *error);

/*
 * Brings out what is buffered. Fails (ERROR_IO) when standard output could not take it
 * all, a full disk for one; a reader that has gone is no failure.
 */
bool console_finish(const struct console *console, struct error *error)
    __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: MIT */
#include "cli/console.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/exit.h"

enum { LONGEST_LINE = 4096 };

struct console console_open(void)
{
    return (struct console){
        .output = terminal_inspect(STDOUT_FILENO),
        .errors = terminal_inspect(STDERR_FILENO),
        .verbosity = VERBOSITY_NORMAL,
    };
}

static void clear_the_way(const struct console *console)
{
    if (console->before_output != NULL) {
        console->before_output(console->data);
    }
}

void console_write(const struct console *console, struct slice text)
{
    clear_the_way(console);
    fwrite(text.start, 1, text.length, stdout);
}

/* One line to standard error in one write, so that lines of several programs do not mix. */
static void write_line(const struct console *console, const char *prefix, const char *message)
{
    CLEANUP_STRBUF struct strbuf line = STRBUF(LONGEST_LINE);

    clear_the_way(console);
    fflush(stdout);
    strbuf_append(&line, prefix);
    terminal_append_visible(&line, slice_from(message), false);
    strbuf_append_char(&line, '\n');
    fwrite(line.bytes, 1, line.length, stderr);
    fflush(stderr);
}

static void write_formatted(const struct console *console, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void write_formatted(const struct console *console, const char *format, va_list arguments)
{
    char message[LONGEST_LINE];
    vsnprintf(message, sizeof message, format, arguments);
    write_line(console, "confsync: ", message);
}

void console_note(const struct console *console, const char *format, ...)
{
    va_list arguments;
    if (console->verbosity == VERBOSITY_QUIET) {
        return;
    }
    va_start(arguments, format);
    write_formatted(console, format, arguments);
    va_end(arguments);
}

void console_detail(const struct console *console, const char *format, ...)
{
    va_list arguments;
    if (console->verbosity != VERBOSITY_VERBOSE) {
        return;
    }
    va_start(arguments, format);
    write_formatted(console, format, arguments);
    va_end(arguments);
}

void console_error(const struct console *console, const struct error *error)
{
    CLEANUP_STRBUF struct strbuf message = STRBUF(LONGEST_LINE);
    const char *advice = exit_advice_for(error);

    strbuf_append(&message, error->message);
    if (advice != NULL) {
        strbuf_append(&message, "; ");
        strbuf_append(&message, advice);
    }
    write_line(console, "confsync: ", strbuf_text(&message));
}

void console_fault(const struct console *console, const struct error *error)
{
    write_line(console, "", error->message);
}

bool console_finish(const struct console *console, struct error *error)
{
    (void)console;
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return true;
    }
    if (errno == EPIPE) {
        return true;
    }
    return error_set(error, ERROR_IO, errno, "cannot write to standard output: %s",
                     errno == 0 ? "some of it was lost" : strerror(errno));
}

/* SPDX-License-Identifier: MIT */
#include "cli/progress_line.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/interrupt.h"

enum {
    REDRAW_MS = 100,
    LOG_MS = 5000,
    FIRST_RATE_MS = 500, /* before that, a rate is chance */
    BAR_WIDTH = 20,
    BAR_LINE_WIDTH = 64, /* narrower terminals get no bar, */
    LOG_WIDTH = 63,      /* and so does a log */
    LONGEST_LINE = 2048,
};

static void append_bar(struct strbuf *text, size_t done, size_t total)
{
    size_t filled = done >= total ? BAR_WIDTH : done * BAR_WIDTH / total;
    strbuf_append(text, " [");
    strbuf_append_repeated(text, '#', filled);
    strbuf_append_repeated(text, '-', BAR_WIDTH - filled);
    strbuf_append_char(text, ']');
}

static void append_duration(struct strbuf *text, unsigned long long seconds)
{
    if (seconds < 60) {
        strbuf_append_format(text, "%llu s", seconds);
    } else if (seconds < 3600) {
        strbuf_append_format(text, "%llu min %llu s", seconds / 60, seconds % 60);
    } else {
        strbuf_append_format(text, "%llu h %llu min", seconds / 3600, seconds / 60 % 60);
    }
}

static void append_rate(struct strbuf *text, const struct progress_event *event,
                        size_t done_since_start, long long elapsed_ms)
{
    if (elapsed_ms < FIRST_RATE_MS || done_since_start == 0) {
        return;
    }
    unsigned long long elapsed = (unsigned long long)elapsed_ms;
    unsigned long long tenths = done_since_start * 10000ULL / elapsed;
    if (tenths < 100) {
        strbuf_append_format(text, "  %llu.%llu/s", tenths / 10, tenths % 10);
    } else {
        strbuf_append_format(text, "  %llu/s", tenths / 10);
    }
    if (event->total > event->done) {
        unsigned long long left_ms = (event->total - event->done) * elapsed / done_since_start;
        strbuf_append(text, "  ");
        append_duration(text, (left_ms + 999) / 1000);
        strbuf_append(text, " left");
    }
}

void progress_line_append(struct strbuf *text, const struct progress_event *event,
                          size_t done_since_start, long long elapsed_ms, size_t width)
{
    CLEANUP_STRBUF struct strbuf line = STRBUF(LONGEST_LINE);

    strbuf_append(&line, event->activity);
    if (event->total > 0 && width >= BAR_LINE_WIDTH) {
        append_bar(&line, event->done, event->total);
    }
    if (event->total > 0) {
        strbuf_append_format(&line, " %zu/%zu", event->done, event->total);
    } else if (event->done > 0) {
        strbuf_append_format(&line, " %zu", event->done);
    }
    append_rate(&line, event, done_since_start, elapsed_ms);
    if (event->subject != NULL) {
        strbuf_append(&line, "  ");
        terminal_append_visible(&line, slice_from(event->subject), false);
    }
    struct slice whole = strbuf_slice(&line);
    whole.length = utf8_valid_length(whole);
    strbuf_append_slice(text, terminal_cut(whole, width));
}

static void wipe(void *data)
{
    struct progress_line *line = data;
    if (line->is_drawn) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
        line->is_drawn = false;
    }
}

static void draw(struct progress_line *line, const struct progress_event *event,
                 size_t done_since_start, long long elapsed_ms)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LONGEST_LINE);

    strbuf_append_char(&text, '\r');
    /* The last column stays free: some terminals wrap when it is written to. */
    progress_line_append(&text, event, done_since_start, elapsed_ms,
                         line->console->errors.width - 1);
    strbuf_append(&text, "\033[K");
    fwrite(text.bytes, 1, text.length, stderr);
    fflush(stderr);
    line->is_drawn = true;
}

static void log_line(const struct progress_line *line, const struct progress_event *event,
                     size_t done_since_start, long long elapsed_ms)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LONGEST_LINE);
    struct progress_event brief = *event;

    brief.subject = NULL;
    if (elapsed_ms == 0) {
        brief.done = 0; /* it has just begun */
        brief.total = 0;
    }
    progress_line_append(&text, &brief, done_since_start, elapsed_ms, LOG_WIDTH);
    console_note(line->console, "%s", strbuf_text(&text));
}

/* Notices that another activity has begun. */
static bool begin_activity(struct progress_line *line, const struct progress_event *event,
                           long long now_ms)
{
    if (strncmp(line->activity, event->activity, sizeof line->activity - 1) == 0) {
        return false;
    }
    snprintf(line->activity, sizeof line->activity, "%s", event->activity);
    line->begun_ms = now_ms;
    line->done_before = event->done;
    return true;
}

static void report(void *data, const struct progress_event *event)
{
    struct progress_line *line = data;
    long long now_ms = clock_monotonic_ms(line->clock);

    if (line->console->verbosity == VERBOSITY_QUIET) {
        return;
    }
    bool is_new = begin_activity(line, event, now_ms);
    bool is_live = line->console->errors.can_redraw;
    bool is_due = now_ms - line->shown_ms >= (is_live ? REDRAW_MS : LOG_MS);
    bool is_last = is_live && event->total > 0 && event->done >= event->total;
    bool is_announced = is_new && (is_live || line->console->verbosity == VERBOSITY_VERBOSE);
    if (!is_due && !is_last && !is_announced) {
        return;
    }
    size_t done = event->done > line->done_before ? event->done - line->done_before : 0;
    line->shown_ms = now_ms;
    if (is_live) {
        draw(line, event, done, now_ms - line->begun_ms);
    } else {
        log_line(line, event, done, now_ms - line->begun_ms);
    }
}

static bool is_stopped(void *data)
{
    (void)data;
    return interrupt_is_wanted();
}

struct progress_line progress_line_begin(struct console *console, struct clock clock)
{
    return (struct progress_line){
        .console = console,
        .clock = clock,
        .shown_ms = clock_monotonic_ms(clock),
    };
}

struct progress progress_line_watch(struct progress_line *line)
{
    line->console->before_output = wipe;
    line->console->data = line;
    return (struct progress){.report = report, .is_stopped = is_stopped, .data = line};
}

void progress_line_end(struct progress_line *line)
{
    wipe(line);
    line->console->before_output = NULL;
    line->console->data = NULL;
}

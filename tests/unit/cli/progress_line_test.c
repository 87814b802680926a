/* SPDX-License-Identifier: MIT */
#include "cli/progress_line.h"

#include <string.h>

#include "unit.h"

enum { MOST_LINE = 4096 };

static void the_line_shows_what_is_known(void **state)
{
    (void)state;
    static const struct {
        struct progress_event event;
        size_t done_since_start;
        long long elapsed_ms;
        size_t width;
        const char *line;
    } cases[] = {
        /* clang-format off */
        {{.activity = "listing pages"}, 0, 0, 80, "listing pages"},
        {{.activity = "listing pages", .done = 250}, 250, 100, 80, "listing pages 250"},
        {{.activity = "listing pages", .done = 250}, 250, 1000, 80, "listing pages 250  250/s"},
        {{.activity = "reading pages", .done = 412, .total = 1000}, 412, 3500, 80,
         "reading pages [########------------] 412/1000  117/s  5 s left"},
        {{.activity = "reading pages", .done = 412, .total = 1000}, 412, 3500, 60,
         "reading pages 412/1000  117/s  5 s left"},
        {{.activity = "writing", .done = 3, .total = 400}, 3, 2000, 60,
         "writing 3/400  1.5/s  4 min 25 s left"},
        {{.activity = "writing", .done = 1, .total = 9000}, 1, 1000, 60,
         "writing 1/9000  1.0/s  2 h 29 min left"},
        {{.activity = "writing", .done = 4, .total = 4}, 4, 1000, 80,
         "writing [####################] 4/4  4.0/s"},
        {{.activity = "writing", .done = 1, .total = 4, .subject = "Über\033 uns"}, 1, 0, 80,
         "writing [#####---------------] 1/4  Über? uns"},
        {{.activity = "writing", .done = 1, .total = 4, .subject = "Über uns"}, 1, 0, 16,
         "writing 1/4  Übe"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_LINE);
        progress_line_append(&text, &cases[i].event, cases[i].done_since_start, cases[i].elapsed_ms,
                             cases[i].width);
        assert_string_equal(strbuf_text(&text), cases[i].line);
    }
}

static long long read_time(void *data)
{
    const long long *time_ms = data;
    return *time_ms;
}

static void nothing_is_drawn_where_no_line_can_be_drawn_again(void **state)
{
    (void)state;
    long long time_ms = 0;
    struct clock clock = {.monotonic_ms = read_time, .data = &time_ms};
    struct console console = {.verbosity = VERBOSITY_QUIET};
    struct progress_line line = progress_line_begin(&console, clock);
    struct progress progress = progress_line_watch(&line);

    progress_report(&progress, &(struct progress_event){.activity = "reading pages"});
    assert_false(line.is_drawn);
    assert_non_null(console.before_output);
    progress_line_end(&line);
    assert_null(console.before_output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_shows_what_is_known),
        cmocka_unit_test(nothing_is_drawn_where_no_line_can_be_drawn_again),
    };
    return cmocka_run_group_tests_name("cli/progress_line", tests, NULL, NULL);
}

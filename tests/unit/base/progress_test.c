/* SPDX-License-Identifier: MIT */
#include "base/progress.h"

#include "unit.h"

struct watcher {
    size_t reports;
    size_t done;
    bool wants_end;
};

static void note(void *data, const struct progress_event *event)
{
    struct watcher *watcher = data;
    watcher->reports++;
    watcher->done = event->done;
}

static bool wants_end(void *data)
{
    const struct watcher *watcher = data;
    return watcher->wants_end;
}

static void work_that_nobody_watches_goes_on(void **state)
{
    (void)state;
    struct error error;
    struct progress none = {0};

    progress_report(NULL, &(struct progress_event){.activity = "reading"});
    progress_report(&none, &(struct progress_event){.activity = "reading"});

    assert_true(progress_continue(NULL, &error));
    assert_true(progress_continue(&none, &error));
}

static void a_watcher_hears_every_report(void **state)
{
    (void)state;
    struct watcher watcher = {0};
    struct progress progress = {.report = note, .data = &watcher};

    progress_report(&progress, &(struct progress_event){.activity = "reading", .done = 1});
    progress_report(&progress, &(struct progress_event){.activity = "reading", .done = 2});

    assert_int_equal(watcher.reports, 2);
    assert_int_equal(watcher.done, 2);
}

static void a_watcher_can_end_the_work(void **state)
{
    (void)state;
    struct error error;
    struct watcher watcher = {0};
    struct progress progress = {.is_stopped = wants_end, .data = &watcher};

    assert_true(progress_continue(&progress, &error));
    watcher.wants_end = true;
    assert_false(progress_continue(&progress, &error));
    assert_int_equal(error.kind, ERROR_INTERRUPTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_that_nobody_watches_goes_on),
        cmocka_unit_test(a_watcher_hears_every_report),
        cmocka_unit_test(a_watcher_can_end_the_work),
    };
    return cmocka_run_group_tests_name("base/progress", tests, NULL, NULL);
}

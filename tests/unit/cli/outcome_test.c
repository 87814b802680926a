/* SPDX-License-Identifier: MIT */
#include "cli/outcome.h"

#include <string.h>

#include "plan_fixture.h"
#include "unit.h"

enum { MOST_TEXT = 4096 };

/* A run of the fixture's plan in which every step had the result. */
struct run {
    struct arena *arena;
    struct plan_fixture fixture;
    struct step_report steps[FIXTURE_STEPS];
    struct sync_report report;
    struct changes done;
    struct outcome_summary summary;
};

static void run_with(struct run *run, enum step_result result, size_t step_count)
{
    *run = (struct run){.arena = arena_new()};
    plan_fixture_fill(&run->fixture);
    run->fixture.plan.count = step_count;
    for (size_t i = 0; i < step_count; i++) {
        run->steps[i].result = result;
    }
    run->report.steps = run->steps;
    run->done = changes_make_done(run->arena, &run->fixture.scan, &run->report);
    run->summary = (struct outcome_summary){
        .direction = SYNC_BOTH,
        .done = &run->done,
        .report = &run->report,
        .elapsed_ms = 412,
    };
}

static void assert_outcome(const struct run *run, enum exit_status status, const char *expected)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_TEXT);

    outcome_append(&text, &run->summary);
    assert_string_equal(strbuf_text(&text), expected);
    assert_int_equal(outcome_status(&run->fixture.plan, &run->done, &run->report), status);
}

static void what_was_done_is_counted_by_pages(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, 9); /* without the conflict and the held file */
    assert_outcome(&run, STATUS_DONE, "Pushed 4 pages, pulled 2 pages, merged 1 page (412 ms).\n");
    arena_free(run.arena);
}

static void a_run_that_found_nothing_to_do_says_so(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, 0);
    assert_outcome(&run, STATUS_DONE, "Nothing to sync: 9 pages are in step (412 ms).\n");
    run.summary.direction = SYNC_PUSH;
    assert_outcome(&run, STATUS_DONE, "Nothing to push (412 ms).\n");
    arena_free(run.arena);
}

static void files_that_got_their_id_late_are_counted(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, 0);
    plan_fixture_mark(&run.fixture);
    run.steps[0].result = STEP_DONE;
    run.done = changes_make_done(run.arena, &run.fixture.scan, &run.report);
    assert_outcome(&run, STATUS_DONE, "Marked 1 page with its id (412 ms).\n");
    run.done.remote_count = 2;
    run.done.mark_count = 3;
    assert_outcome(&run, STATUS_DONE, "Pushed 2 pages, marked 3 pages with their ids (412 ms).\n");
    arena_free(run.arena);
}

static void what_is_left_is_named_with_what_to_do(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, FIXTURE_STEPS);
    run.report.failed_count = 1;
    run.report.outdated_count = 2;
    assert_outcome(
        &run, STATUS_PARTLY,
        "Pushed 4 pages, pulled 2 pages, merged 1 page (412 ms).\n"
        "1 change failed; the next confsync sync tries again.\n"
        "2 changes were put off: the pages were changed meanwhile; run confsync sync "
        "again.\n"
        "1 page is held back; confsync status says why.\n"
        "1 page is in conflict; confsync status shows it, confsync resolve settles it.\n");
    arena_free(run.arena);
}

static void a_run_that_an_error_ended_says_how_to_go_on(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, 9);
    run.summary.is_cut_short = true;
    assert_outcome(&run, STATUS_DONE,
                   "Pushed 4 pages, pulled 2 pages, merged 1 page (412 ms).\n"
                   "The run ended early; confsync sync finishes the work.\n");
    arena_free(run.arena);
}

static void conflicts_alone_have_their_own_exit_status(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, 10); /* without the held file */
    run.fixture.plan.steps += 9;
    run.fixture.plan.count = 1;
    run.done = changes_make_done(run.arena, &run.fixture.scan, &run.report);
    assert_outcome(
        &run, STATUS_CONFLICTS,
        "Nothing to sync (412 ms).\n"
        "1 page is in conflict; confsync status shows it, confsync resolve settles it.\n");
    arena_free(run.arena);
}

static void a_clone_names_its_directory(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_DONE, 9);
    run.summary.cloned_into = "wiki";
    assert_outcome(&run, STATUS_DONE, "Cloned 2 pages into wiki (412 ms).\n");
    arena_free(run.arena);
}

static void what_was_not_done_is_not_counted(void **state)
{
    (void)state;
    struct run run;

    run_with(&run, STEP_NOT_TRIED, 9);
    run.report.failed_count = 1;
    assert_outcome(&run, STATUS_PARTLY,
                   "Nothing was done (412 ms).\n"
                   "1 change failed; the next confsync sync tries again.\n");
    arena_free(run.arena);
}

static void a_plan_that_was_not_carried_out_has_the_status_that_it_would_end_with(void **state)
{
    (void)state;
    static const struct {
        size_t step_count;
        const char *stopped_by;
        enum exit_status status;
    } cases[] = {
        {9, NULL, STATUS_DONE},
        {10, NULL, STATUS_CONFLICTS}, /* with the conflict, */
        {11, NULL, STATUS_PARTLY},    /* and with the held file */
        {11, "there is no page file at all", STATUS_STOPPED},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct run run;
        run_with(&run, STEP_NOT_TRIED, cases[i].step_count);
        run.fixture.plan.stopped_by = cases[i].stopped_by;
        assert_int_equal(outcome_status(&run.fixture.plan, &run.done, NULL), cases[i].status);
        arena_free(run.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_done_is_counted_by_pages),
        cmocka_unit_test(a_run_that_found_nothing_to_do_says_so),
        cmocka_unit_test(files_that_got_their_id_late_are_counted),
        cmocka_unit_test(what_is_left_is_named_with_what_to_do),
        cmocka_unit_test(a_run_that_an_error_ended_says_how_to_go_on),
        cmocka_unit_test(conflicts_alone_have_their_own_exit_status),
        cmocka_unit_test(a_clone_names_its_directory),
        cmocka_unit_test(what_was_not_done_is_not_counted),
        cmocka_unit_test(a_plan_that_was_not_carried_out_has_the_status_that_it_would_end_with),
    };
    return cmocka_run_group_tests_name("cli/outcome", tests, NULL, NULL);
}

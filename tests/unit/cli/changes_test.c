/* SPDX-License-Identifier: MIT */
#include "cli/changes.h"

#include <string.h>

#include "plan_fixture.h"
#include "unit.h"

/* What becomes of the page of that title; all zero where nothing does. */
static struct page_change find(const struct changes *changes, const char *title)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (strcmp(page_facts_title(changes->items[i].page), title) == 0) {
            return changes->items[i];
        }
    }
    return (struct page_change){0};
}

static void steps_are_gathered_by_page(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);

    struct changes changes = changes_make(arena, &fixture.scan);

    assert_int_equal(changes.count, 9);
    assert_int_equal(changes.remote_count, 4);
    assert_int_equal(changes.local_count, 2);
    assert_int_equal(changes.merge_count, 1);
    assert_int_equal(changes.conflict_count, 1);
    assert_int_equal(changes.held_count, 1);
    assert_int_equal(find(&changes, "Gone").remote, CHANGE_DELETED);
    assert_int_equal(find(&changes, "New there").local, CHANGE_NEW);
    assert_int_equal(find(&changes, "Renamed").remote, CHANGE_TITLE);
    assert_string_equal(find(&changes, "Renamed").title, "Renamed");
    assert_true(find(&changes, "Merged").is_merge);
    assert_non_null(find(&changes, "Conflict").hold);
}

static void a_new_version_number_alone_is_no_change(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);

    struct changes changes = changes_make(arena, &fixture.scan);

    assert_int_equal(find(&changes, "Edited here").local, 0);
    assert_null(find(&changes, "Home").page);
}

static void a_file_that_only_gets_its_id_is_marked(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);
    fixture.pages[1].is_unmarked = true; /* edited: that is what counts */
    struct changes edited = changes_make(arena, &fixture.scan);
    assert_int_equal(edited.mark_count, 0);
    assert_false(find(&edited, "Edited here").is_marked);

    plan_fixture_mark(&fixture);
    struct changes changes = changes_make(arena, &fixture.scan);

    assert_int_equal(changes.count, 1);
    assert_int_equal(changes.mark_count, 1);
    assert_int_equal(changes.local_count, 0);
    assert_true(find(&changes, "Home").is_marked);
}

static void pages_come_by_path_and_then_those_without_one(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "a/new-here.md",   "broken.md", "conflict.md", "edited-here.md",
        "edited-there.md", "gone.md",   "merged.md",   "renamed.md",
    };
    CLEANUP(arena) struct arena *arena = arena_new();
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);

    struct changes changes = changes_make(arena, &fixture.scan);

    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_string_equal(changes.items[i].page->path, expected[i]);
    }
    assert_null(changes.items[changes.count - 1].page->path);
}

static void only_what_was_done_counts_afterwards(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct plan_fixture fixture;
    struct step_report steps[FIXTURE_STEPS] = {0};
    struct sync_report report = {.steps = steps};
    plan_fixture_fill(&fixture);
    steps[1].result = STEP_DONE; /* the page edited here */
    steps[2].result = STEP_HELD; /* the merged one */

    struct changes done = changes_make_done(arena, &fixture.scan, &report);

    assert_int_equal(done.remote_count, 1);
    assert_int_equal(done.local_count, 0);
    assert_int_equal(done.merge_count, 0);
    assert_int_equal(done.conflict_count, 2);
    assert_int_equal(done.held_count, 1);
    assert_non_null(find(&done, "Merged").hold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_gathered_by_page),
        cmocka_unit_test(a_new_version_number_alone_is_no_change),
        cmocka_unit_test(a_file_that_only_gets_its_id_is_marked),
        cmocka_unit_test(pages_come_by_path_and_then_those_without_one),
        cmocka_unit_test(only_what_was_done_counts_afterwards),
    };
    return cmocka_run_group_tests_name("cli/changes", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "cli/tally.h"

#include "plan_fixture.h"
#include "unit.h"

static void the_first_pass_shows_its_whole_plan_and_the_same_again_is_no_news(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(tally) struct tally *tally = tally_new();
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);
    struct changes changes = changes_make(arena, &fixture.scan);

    assert_int_equal(tally_news(tally, arena, &changes).count, changes.count);
    assert_int_equal(tally_news(tally, arena, &changes).count, 0);
}

/* A change of one page, as a pass plans it. */
struct one {
    struct page_facts page;
    struct page_change item;
    struct changes changes;
};

static struct changes *change_of(struct one *one, struct page_facts page, struct page_change change)
{
    one->page = page;
    one->item = change;
    one->item.page = &one->page;
    one->changes = (struct changes){.items = &one->item, .count = 1};
    return &one->changes;
}

static void a_page_is_news_only_where_it_was_not_shown_yet(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(tally) struct tally *tally = tally_new();
    struct page_facts page = fixture_page(7, "a.md", "A");
    struct step hold = {.kind = STEP_HOLD, .reason = REASON_BODY_OVERLAPS};
    struct one one;

    (void)tally_news(tally, arena,
                     change_of(&one, page, (struct page_change){.remote = CHANGE_RESTORED}));
    struct changes news = tally_news(
        tally, arena,
        change_of(&one, page, (struct page_change){.remote = CHANGE_TITLE, .hold = &hold}));
    assert_int_equal(news.count, 1);
    assert_int_equal(news.items[0].remote, 0);
    assert_ptr_equal(news.items[0].hold, &hold);
    news = tally_news(
        tally, arena,
        change_of(&one, page, (struct page_change){.remote = CHANGE_TITLE, .is_merge = true}));
    assert_int_equal(news.count, 1);
    assert_true(news.items[0].is_merge);
    assert_int_equal(news.items[0].remote, CHANGE_TITLE);
}

static void a_page_that_got_its_id_or_its_path_in_between_is_the_same_page(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(tally) struct tally *tally = tally_new();
    const struct page_change push = {.remote = CHANGE_NEW};
    const struct page_change pull = {.local = CHANGE_NEW};
    struct one one;

    (void)tally_news(tally, arena, change_of(&one, fixture_page(0, "a.md", "A"), push));
    assert_int_equal(
        tally_news(tally, arena, change_of(&one, fixture_page(7, "a.md", "A"), push)).count, 0);
    (void)tally_news(tally, arena, change_of(&one, fixture_page(8, NULL, "B"), pull));
    assert_int_equal(
        tally_news(tally, arena, change_of(&one, fixture_page(8, "b.md", "B"), pull)).count, 0);
    assert_int_equal(
        tally_news(tally, arena, change_of(&one, fixture_page(9, "b.md", "C"), pull)).count, 1);
}

static void a_page_counts_once_whatever_the_passes_did_with_it(void **state)
{
    (void)state;
    CLEANUP(tally) struct tally *tally = tally_new();
    struct page_facts page = fixture_page(7, "a.md", "A");
    struct one one;

    tally_add(tally, change_of(&one, page, (struct page_change){.remote = CHANGE_RESTORED}),
              &(struct sync_report){.done_count = 1, .outdated_count = 2});
    tally_add(tally, change_of(&one, page, (struct page_change){.remote = CHANGE_BODY}),
              &(struct sync_report){.done_count = 2, .failed_count = 1});
    assert_int_equal(tally_done(tally)->remote_count, 1);
    assert_int_equal(tally_report(tally)->done_count, 3);
    assert_int_equal(tally_report(tally)->outdated_count, 0);
    assert_int_equal(tally_report(tally)->failed_count, 1);
    tally_add(tally, change_of(&one, page, (struct page_change){.is_merge = true}),
              &(struct sync_report){0});
    assert_int_equal(tally_done(tally)->remote_count, 0);
    assert_int_equal(tally_done(tally)->merge_count, 1);
}

static void what_is_left_is_what_the_last_pass_left(void **state)
{
    (void)state;
    CLEANUP(tally) struct tally *tally = tally_new();

    tally_add(tally, &(struct changes){.conflict_count = 2, .held_count = 1},
              &(struct sync_report){0});
    tally_add(tally, &(struct changes){.conflict_count = 1}, &(struct sync_report){0});
    assert_int_equal(tally_done(tally)->conflict_count, 1);
    assert_int_equal(tally_done(tally)->held_count, 0);
}

static void a_page_counts_as_marked_unless_more_is_done_with_it(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(tally) struct tally *tally = tally_new();
    const struct sync_report report = {0};
    const struct page_change mark = {.is_marked = true};
    const struct page_change push = {.remote = CHANGE_BODY};
    struct one one;

    assert_true(tally_news(tally, arena, change_of(&one, fixture_page(7, "a.md", "A"), mark))
                    .items[0]
                    .is_marked);
    tally_add(tally, change_of(&one, fixture_page(7, "a.md", "A"), mark), &report);
    tally_add(tally, change_of(&one, fixture_page(8, "b.md", "B"), mark), &report);
    assert_int_equal(tally_done(tally)->mark_count, 2);
    tally_add(tally, change_of(&one, fixture_page(8, "b.md", "B"), push), &report);
    assert_int_equal(tally_done(tally)->mark_count, 1);
    assert_int_equal(tally_done(tally)->remote_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_pass_shows_its_whole_plan_and_the_same_again_is_no_news),
        cmocka_unit_test(a_page_is_news_only_where_it_was_not_shown_yet),
        cmocka_unit_test(a_page_that_got_its_id_or_its_path_in_between_is_the_same_page),
        cmocka_unit_test(a_page_counts_once_whatever_the_passes_did_with_it),
        cmocka_unit_test(what_is_left_is_what_the_last_pass_left),
        cmocka_unit_test(a_page_counts_as_marked_unless_more_is_done_with_it),
    };
    return cmocka_run_group_tests_name("cli/tally", tests, NULL, NULL);
}

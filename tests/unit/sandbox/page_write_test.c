/* SPDX-License-Identifier: MIT */
#include "sandbox/page_write.h"

#include "sandbox_fixture.h"

/* Updates as a client would that knows the present version. */
static bool update(struct sandbox_fixture *fixture, long long id, struct page_wish wish,
                   bool *has_changed)
{
    fixture->problem = (struct problem){0};
    return page_update(&fixture->sandbox, fixture->arena, id, &wish, has_changed,
                       &fixture->problem);
}

static void titles_differ_in_more_than_case(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct page_wish wish = sandbox_fixture_wish(fixture, "GRÖSSE");
    long long id = 0;

    (void)sandbox_fixture_page(fixture, "größe", 0);
    assert_false(page_create(&fixture->sandbox, fixture->arena, &wish, &id, &fixture->problem));
    assert_int_equal(fixture->problem.status, 400);
    assert_string_equal(fixture->problem.code, "BAD_REQUEST");
}

static void a_title_is_free_in_another_space_for_drafts_and_in_the_trash(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct space other = sandbox_fixture_space(fixture, "OTHER");
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "A");
    struct problem problem = {0};
    long long id = 0;

    wish.space = other.id;
    sandbox_fixture_check(page_create(&fixture->sandbox, fixture->arena, &wish, &id, &problem),
                          &problem);
    wish.space = fixture->space.id;
    wish.status = PAGE_DRAFT;
    sandbox_fixture_check(page_create(&fixture->sandbox, fixture->arena, &wish, &id, &problem),
                          &problem);
    wish.status = PAGE_CURRENT;
    sandbox_fixture_check(
        page_delete(&fixture->sandbox, fixture->arena, a, PAGE_DELETE_TO_TRASH, &problem) &&
            page_create(&fixture->sandbox, fixture->arena, &wish, &id, &problem),
        &problem);
}

static void an_archived_page_keeps_its_title(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "A");
    struct problem problem = {0};
    long long id = 0;

    sandbox_fixture_check(page_archive(&fixture->sandbox, fixture->arena, a, &problem), &problem);
    assert_false(page_create(&fixture->sandbox, fixture->arena, &wish, &id, &fixture->problem));
    assert_int_equal(sandbox_fixture_get(fixture, a).parent, fixture->space.homepage);
}

static void only_the_next_number_is_taken(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "a");
    bool has_changed = false;

    wish.body = SLICE_LITERAL("<p>new</p>");
    static const long long wrong[] = {0, 1, 3, -2};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        wish.number = wrong[i];
        assert_false(update(fixture, a, wish, &has_changed));
        assert_int_equal(fixture->problem.status, 409);
    }
    wish.number = 2;
    assert_true(update(fixture, a, wish, &has_changed));
    assert_true(has_changed);
    assert_int_equal(sandbox_fixture_get(fixture, a).number, 2);
}

static void an_update_to_what_is_there_makes_no_version(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "a");
    bool has_changed = true;

    wish.number = 2;
    wish.message = SLICE_LITERAL("only a message");
    wish.parent = fixture->space.homepage;
    assert_true(update(fixture, a, wish, &has_changed));
    assert_false(has_changed);
    assert_int_equal(sandbox_fixture_get(fixture, a).number, 1);
}

static void another_case_of_its_own_title_is_a_change(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "A");
    bool has_changed = false;

    wish.number = 2;
    assert_true(update(fixture, a, wish, &has_changed));
    assert_true(has_changed);
    assert_true(slice_equals(sandbox_fixture_get(fixture, a).title, "A"));
}

static void a_refused_update_leaves_everything_as_it_was(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", a);
    struct page_wish wish = sandbox_fixture_wish(fixture, "new title");
    bool has_changed = false;

    wish.number = 2;
    wish.parent = b;
    assert_false(update(fixture, a, wish, &has_changed));
    struct page page = sandbox_fixture_get(fixture, a);
    assert_true(slice_equals(page.title, "a"));
    assert_int_equal(page.number, 1);
    assert_int_equal(page.parent, fixture->space.homepage);
}

static void restoring_applies_nothing_of_the_request(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "another");
    struct problem problem = {0};
    bool has_changed = false;

    sandbox_fixture_check(
        page_delete(&fixture->sandbox, fixture->arena, a, PAGE_DELETE_TO_TRASH, &problem),
        &problem);
    wish.number = 2;
    wish.body = SLICE_LITERAL("<p>ignored</p>");
    assert_true(update(fixture, a, wish, &has_changed));
    struct page page = sandbox_fixture_get(fixture, a);
    assert_int_equal(page.status, PAGE_CURRENT);
    assert_true(slice_equals(page.title, "a"));
    assert_true(slice_equals(page.body, "<p>body</p>"));
    assert_int_equal(page.number, 2);
}

static void a_draft_stays_version_one_until_it_is_published(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct page_wish wish = sandbox_fixture_wish(fixture, "");
    struct problem problem = {0};
    bool has_changed = false;
    long long id = 0;

    wish.status = PAGE_DRAFT;
    sandbox_fixture_check(page_create(&fixture->sandbox, fixture->arena, &wish, &id, &problem),
                          &problem);
    wish.number = 2;
    assert_false(update(fixture, id, wish, &has_changed));
    wish.number = 1;
    wish.title = SLICE_LITERAL("draft");
    assert_true(update(fixture, id, wish, &has_changed));
    assert_int_equal(sandbox_fixture_get(fixture, id).status, PAGE_DRAFT);
    wish.status = PAGE_CURRENT;
    assert_true(update(fixture, id, wish, &has_changed));
    assert_int_equal(sandbox_fixture_get(fixture, id).status, PAGE_CURRENT);
    assert_int_equal(sandbox_fixture_get(fixture, id).number, 1);
}

static void a_new_owner_leaves_the_last_one_behind(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct page_wish wish = sandbox_fixture_wish(fixture, "a");
    struct problem problem = {0};
    struct user other;
    bool has_changed = false;

    sandbox_fixture_check(user_of_login(&fixture->sandbox, fixture->arena,
                                        SLICE_LITERAL("you@example.com"), &other, &problem),
                          &problem);
    wish.number = 2;
    wish.owner = other.account_id;
    assert_true(update(fixture, a, wish, &has_changed));
    struct page page = sandbox_fixture_get(fixture, a);
    assert_true(slice_equal(page.owner, other.account_id));
    assert_true(slice_equal(page.last_owner, fixture->author.account_id));
}

static void deleting_follows_the_status(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct sandbox *sandbox = &fixture->sandbox;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    struct problem *problem = &fixture->problem;

    assert_false(page_delete(sandbox, arena, a, PAGE_DELETE_PURGE, problem));
    assert_int_equal(problem->status, 400);
    assert_false(page_delete(sandbox, arena, a, PAGE_DELETE_DRAFT, problem));
    assert_int_equal(problem->status, 404);
    assert_true(page_delete(sandbox, arena, a, PAGE_DELETE_TO_TRASH, problem));
    assert_false(page_delete(sandbox, arena, a, PAGE_DELETE_TO_TRASH, problem));
    assert_int_equal(problem->status, 404);
    assert_true(page_delete(sandbox, arena, a, PAGE_DELETE_PURGE, problem));
    assert_false(page_delete(sandbox, arena, a, PAGE_DELETE_PURGE, problem));
    assert_int_equal(problem->status, 404);
    assert_false(
        page_delete(sandbox, arena, fixture->space.homepage, PAGE_DELETE_TO_TRASH, problem));
    assert_int_equal(problem->status, 400);
}

#define WITH_SANDBOX(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, sandbox_fixture_open, sandbox_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SANDBOX(titles_differ_in_more_than_case),
        WITH_SANDBOX(a_title_is_free_in_another_space_for_drafts_and_in_the_trash),
        WITH_SANDBOX(an_archived_page_keeps_its_title),
        WITH_SANDBOX(only_the_next_number_is_taken),
        WITH_SANDBOX(an_update_to_what_is_there_makes_no_version),
        WITH_SANDBOX(another_case_of_its_own_title_is_a_change),
        WITH_SANDBOX(a_refused_update_leaves_everything_as_it_was),
        WITH_SANDBOX(restoring_applies_nothing_of_the_request),
        WITH_SANDBOX(a_draft_stays_version_one_until_it_is_published),
        WITH_SANDBOX(a_new_owner_leaves_the_last_one_behind),
        WITH_SANDBOX(deleting_follows_the_status),
    };
    return cmocka_run_group_tests_name("sandbox/page_write", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "sandbox/page_tree.h"

#include "sandbox_fixture.h"

static void move(struct sandbox_fixture *fixture, long long page, enum page_placing placing,
                 long long target)
{
    struct problem problem = {0};

    sandbox_fixture_check(
        page_move(&fixture->sandbox, fixture->arena, page, placing, target, &problem), &problem);
}

static void new_pages_come_last_with_room_before_them(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long first = sandbox_fixture_page(fixture, "a", 0);
    long long second = sandbox_fixture_page(fixture, "b", 0);

    assert_true(sandbox_fixture_get(fixture, second).position >
                sandbox_fixture_get(fixture, first).position + 1);
    assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage), "a,b");
}

static void any_number_of_moves_to_one_place_finds_room(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", 0);
    long long c = sandbox_fixture_page(fixture, "c", 0);

    for (int i = 0; i < 100; i++) {
        move(fixture, i % 2 ? c : b, PAGE_PLACE_AFTER, a);
        assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage),
                            i % 2 ? "a,c,b" : "a,b,c");
    }
    for (int i = 0; i < 100; i++) {
        move(fixture, i % 2 ? c : b, PAGE_PLACE_BEFORE, a);
        assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage),
                            i % 2    ? "b,c,a"
                            : i == 0 ? "b,a,c"
                                     : "c,b,a");
    }
}

static void a_page_beside_itself_is_a_loop(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);

    assert_false(
        page_move(&fixture->sandbox, fixture->arena, a, PAGE_PLACE_AFTER, a, &fixture->problem));
    assert_int_equal(fixture->problem.status, 400);
}

static void nothing_goes_below_what_is_below_it(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", a);
    long long c = sandbox_fixture_page(fixture, "c", b);

    assert_false(
        page_move(&fixture->sandbox, fixture->arena, a, PAGE_PLACE_APPEND, c, &fixture->problem));
    assert_false(
        page_move(&fixture->sandbox, fixture->arena, a, PAGE_PLACE_BEFORE, c, &fixture->problem));
    assert_string_equal(fixture->problem.title,
                        "Cannot move the content here as it creates a parent-child loop.");
    move(fixture, c, PAGE_PLACE_AFTER, a);
    assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage), "a,c");
}

static void children_of_a_trashed_page_move_up_in_their_order(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", 0);
    struct problem problem = {0};

    (void)sandbox_fixture_page(fixture, "a1", a);
    long long second = sandbox_fixture_page(fixture, "a2", a);
    (void)sandbox_fixture_page(fixture, "below a2", second);
    sandbox_fixture_check(
        page_delete(&fixture->sandbox, fixture->arena, a, PAGE_DELETE_TO_TRASH, &problem),
        &problem);
    assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage), "b,a1,a2");
    assert_string_equal(sandbox_fixture_children(fixture, second), "below a2");
    assert_int_equal(sandbox_fixture_get(fixture, second).number, 1);
    assert_false(sandbox_fixture_get(fixture, a).has_position);
    (void)b;
}

static void a_page_takes_all_below_it_to_another_space(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct space other = sandbox_fixture_space(fixture, "OTHER");
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", a);

    move(fixture, a, PAGE_PLACE_APPEND, other.homepage);
    assert_int_equal(sandbox_fixture_get(fixture, a).space, other.id);
    assert_int_equal(sandbox_fixture_get(fixture, b).space, other.id);
    assert_int_equal(sandbox_fixture_get(fixture, b).parent, a);
    assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage), "");
}

static void a_title_that_is_taken_there_stops_the_move(void **state)
{
    struct sandbox_fixture *fixture = *state;
    struct space other = sandbox_fixture_space(fixture, "OTHER");
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "other", a);

    assert_false(page_move(&fixture->sandbox, fixture->arena, a, PAGE_PLACE_APPEND, other.homepage,
                           &fixture->problem));
    assert_int_equal(fixture->problem.status, 400);
    assert_int_equal(sandbox_fixture_get(fixture, a).space, fixture->space.id);
    assert_int_equal(sandbox_fixture_get(fixture, b).space, fixture->space.id);
}

static void a_restored_page_goes_back_where_it_was(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", a);
    struct page_wish wish = sandbox_fixture_wish(fixture, "b");
    struct problem problem = {0};
    bool has_changed = false;

    wish.number = 2;
    sandbox_fixture_check(
        page_delete(&fixture->sandbox, fixture->arena, b, PAGE_DELETE_TO_TRASH, &problem) &&
            page_update(&fixture->sandbox, fixture->arena, b, &wish, &has_changed, &problem),
        &problem);
    assert_int_equal(sandbox_fixture_get(fixture, b).parent, a);
}

static void a_restored_page_without_its_parent_is_at_the_top(void **state)
{
    struct sandbox_fixture *fixture = *state;
    long long a = sandbox_fixture_page(fixture, "a", 0);
    long long b = sandbox_fixture_page(fixture, "b", a);
    struct page_wish wish = sandbox_fixture_wish(fixture, "b");
    struct problem problem = {0};
    bool has_changed = false;

    wish.number = 2;
    sandbox_fixture_check(
        page_delete(&fixture->sandbox, fixture->arena, b, PAGE_DELETE_TO_TRASH, &problem) &&
            page_delete(&fixture->sandbox, fixture->arena, a, PAGE_DELETE_TO_TRASH, &problem) &&
            page_update(&fixture->sandbox, fixture->arena, b, &wish, &has_changed, &problem),
        &problem);
    assert_int_equal(sandbox_fixture_get(fixture, b).parent, 0);
    assert_true(sandbox_fixture_get(fixture, b).has_position);
}

#define WITH_SANDBOX(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, sandbox_fixture_open, sandbox_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SANDBOX(new_pages_come_last_with_room_before_them),
        WITH_SANDBOX(any_number_of_moves_to_one_place_finds_room),
        WITH_SANDBOX(a_page_beside_itself_is_a_loop),
        WITH_SANDBOX(nothing_goes_below_what_is_below_it),
        WITH_SANDBOX(children_of_a_trashed_page_move_up_in_their_order),
        WITH_SANDBOX(a_page_takes_all_below_it_to_another_space),
        WITH_SANDBOX(a_title_that_is_taken_there_stops_the_move),
        WITH_SANDBOX(a_restored_page_goes_back_where_it_was),
        WITH_SANDBOX(a_restored_page_without_its_parent_is_at_the_top),
    };
    return cmocka_run_group_tests_name("sandbox/page_tree", tests, NULL, NULL);
}

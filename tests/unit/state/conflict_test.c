/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include "state_fixture.h"

static const struct state_conflict body_conflict = {
    .page = 7,
    .attribute = "body",
    .reason = "both sides changed the same block",
    .path = "old.md",
    .title = "Old",
    .since_ms = 99,
    .version = 4,
    .remote_title = "Theirs",
    .local = {"mine\n", 5},
    .storage = {"<p>theirs</p>", 13},
};

static void a_conflict_is_listed_and_loaded_with_its_texts(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_conflicts listed;
    struct state_conflicts loaded;

    ASSERT_OK(state_save_conflict(fixture->state, fixture->mount, &body_conflict, &error));
    state_fixture_reopen(fixture);
    ASSERT_OK(
        state_list_conflicts(fixture->state, fixture->arena, fixture->mount, &listed, &error));
    assert_int_equal(listed.count, 1);
    assert_string_equal(listed.items[0].attribute, "body");
    assert_string_equal(listed.items[0].reason, body_conflict.reason);
    assert_string_equal(listed.items[0].path, "old.md");
    assert_null(listed.items[0].local.start);
    assert_null(listed.items[0].resolution);

    ASSERT_OK(
        state_load_conflicts(fixture->state, fixture->arena, fixture->mount, 7, &loaded, &error));
    assert_int_equal(loaded.count, 1);
    assert_int_equal(loaded.items[0].version, 4);
    assert_int_equal(loaded.items[0].since_ms, 99);
    assert_string_equal(loaded.items[0].remote_title, "Theirs");
    assert_true(slice_equals(loaded.items[0].local, "mine\n"));
    assert_true(slice_equals(loaded.items[0].storage, "<p>theirs</p>"));
}

static void the_path_and_title_are_those_of_the_page_where_it_is_known(void **state)
{
    struct state_fixture *fixture = *state;
    const struct state_page page = {.id = 7, .version = 1, .title = "New", .path = "new.md"};
    const struct state_body body = {.storage = SLICE_LITERAL("<p/>")};
    struct state_conflicts listed;

    ASSERT_OK(state_save_conflict(fixture->state, fixture->mount, &body_conflict, &error));
    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &page, &body, &error));
    ASSERT_OK(
        state_list_conflicts(fixture->state, fixture->arena, fixture->mount, &listed, &error));
    assert_string_equal(listed.items[0].path, "new.md");
    assert_string_equal(listed.items[0].title, "New");
}

static void each_attribute_has_one_conflict_and_is_dropped_alone(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_conflict other = body_conflict;
    struct state_conflicts listed;

    ASSERT_OK(state_save_conflict(fixture->state, fixture->mount, &body_conflict, &error));
    ASSERT_OK(state_save_conflict(fixture->state, fixture->mount, &body_conflict, &error));
    other.attribute = "title";
    ASSERT_OK(state_save_conflict(fixture->state, fixture->mount, &other, &error));
    ASSERT_OK(
        state_list_conflicts(fixture->state, fixture->arena, fixture->mount, &listed, &error));
    assert_int_equal(listed.count, 2);

    ASSERT_OK(state_drop_conflict(fixture->state, fixture->mount, 7, "body", &error));
    ASSERT_OK(
        state_list_conflicts(fixture->state, fixture->arena, fixture->mount, &listed, &error));
    assert_int_equal(listed.count, 1);
    assert_string_equal(listed.items[0].attribute, "title");

    ASSERT_OK(state_drop_conflict(fixture->state, fixture->mount, 7, NULL, &error));
    ASSERT_OK(
        state_list_conflicts(fixture->state, fixture->arena, fixture->mount, &listed, &error));
    assert_int_equal(listed.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST_WITH_STATE(a_conflict_is_listed_and_loaded_with_its_texts),
        UNIT_TEST_WITH_STATE(the_path_and_title_are_those_of_the_page_where_it_is_known),
        UNIT_TEST_WITH_STATE(each_attribute_has_one_conflict_and_is_dropped_alone),
    };
    return cmocka_run_group_tests_name("state/conflict", tests, NULL, NULL);
}

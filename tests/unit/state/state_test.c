/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include "state_fixture.h"

static void a_mount_keeps_its_number(void **state)
{
    struct state_fixture *fixture = *state;
    long long again = 0;
    long long other = 0;

    ASSERT_OK(state_mount_open(fixture->state, "wiki", &other, &error));
    state_fixture_reopen(fixture);
    ASSERT_OK(state_mount_open(fixture->state, "docs", &again, &error));
    assert_int_equal(again, fixture->mount);
    assert_int_not_equal(other, fixture->mount);
}

static void a_new_mount_has_no_identity_and_then_the_one_it_got(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_identity identity = {.site = "x"};

    ASSERT_OK(
        state_load_identity(fixture->state, fixture->arena, fixture->mount, &identity, &error));
    assert_null(identity.site);

    const struct state_identity saved = {.site = "https://a.example/wiki",
                                         .space = "DOCS",
                                         .account = "me",
                                         .space_id = 98445,
                                         .root = 98581};
    ASSERT_OK(state_save_identity(fixture->state, fixture->mount, &saved, &error));
    state_fixture_reopen(fixture);
    ASSERT_OK(
        state_load_identity(fixture->state, fixture->arena, fixture->mount, &identity, &error));
    assert_string_equal(identity.site, saved.site);
    assert_string_equal(identity.space, saved.space);
    assert_string_equal(identity.account, saved.account);
    assert_int_equal(identity.space_id, saved.space_id);
    assert_int_equal(identity.root, saved.root);
}

static void what_was_not_committed_never_happened(void **state)
{
    struct state_fixture *fixture = *state;
    const struct state_page page = {.id = 1, .version = 1, .title = "Home"};
    const struct state_body body = {.storage = SLICE_LITERAL("<p>a</p>")};
    struct state_pages pages;

    {
        CLEANUP(state_change) struct state_change *change = NULL;
        ASSERT_OK(state_change_begin(fixture->state, &change, &error));
        ASSERT_OK(state_save_page(fixture->state, fixture->mount, &page, &body, &error));
    }
    ASSERT_OK(state_list_pages(fixture->state, fixture->arena, fixture->mount, &pages, &error));
    assert_int_equal(pages.count, 0);

    {
        CLEANUP(state_change) struct state_change *change = NULL;
        ASSERT_OK(state_change_begin(fixture->state, &change, &error));
        ASSERT_OK(state_save_page(fixture->state, fixture->mount, &page, &body, &error));
        ASSERT_OK(state_change_commit(change, &error));
    }
    ASSERT_OK(state_list_pages(fixture->state, fixture->arena, fixture->mount, &pages, &error));
    assert_int_equal(pages.count, 1);
}

static void a_file_that_is_no_state_is_refused(void **state)
{
    struct state_fixture *fixture = *state;
    struct state *other = NULL;
    struct error error = {0};
    char path[128];

    (void)snprintf(path, sizeof path, "%s/other.db", fixture->directory);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fputs("this is a text, and long enough that it cannot be the start of a database", file);
    (void)fclose(file);
    assert_false(state_open(path, &other, &error));
    assert_int_equal(error.kind, ERROR_DATABASE);
    assert_null(other);
    (void)unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST_WITH_STATE(a_mount_keeps_its_number),
        UNIT_TEST_WITH_STATE(a_new_mount_has_no_identity_and_then_the_one_it_got),
        UNIT_TEST_WITH_STATE(what_was_not_committed_never_happened),
        UNIT_TEST_WITH_STATE(a_file_that_is_no_state_is_refused),
    };
    return cmocka_run_group_tests_name("state/state", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "cli/offline_store.h"

#include <string.h>

#include "state_fixture.h"

struct seen {
    size_t count;
    struct remote_page last;
};

static bool see(void *context, const struct remote_page *page, struct error *error)
{
    struct seen *seen = context;
    (void)error;
    seen->count++;
    seen->last = *page;
    return true;
}

static void save_page(struct state_fixture *fixture, long long id, const char *title)
{
    struct error error;
    struct state_page page = {
        .id = id, .version = 7, .parent = 1, .position = 30, .title = title, .path = "faq.md"};
    struct state_body body = {
        .storage = SLICE_LITERAL("<p>a</p>"),
        .markdown = SLICE_LITERAL("a\n"),
        .block_map = SLICE_LITERAL(""),
    };
    assert_true(state_save_page(fixture->state, fixture->mount, &page, &body, &error));
}

static void a_listing_is_what_was_agreed_on_last(void **state)
{
    struct state_fixture *fixture = *state;
    struct offline_store offline = {fixture->state, fixture->mount};
    struct remote_store store = offline_store_make(&offline);
    struct seen seen = {0};
    struct remote_visitor visitor = {see, &seen};
    struct error error;
    save_page(fixture, 2, "FAQ");
    save_page(fixture, 3, "News");

    assert_true(store.list(store.data, &visitor, &error));

    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.last.id, 3);
    assert_int_equal(seen.last.version, 7);
    assert_int_equal(seen.last.parent, 1);
    assert_int_equal(seen.last.position, 30);
    assert_int_equal(seen.last.status, REMOTE_CURRENT);
}

static void the_identity_is_the_saved_one(void **state)
{
    struct state_fixture *fixture = *state;
    struct offline_store offline = {fixture->state, fixture->mount};
    struct remote_store store = offline_store_make(&offline);
    struct state_identity saved = {"https://example.atlassian.net/wiki", "DOCS", "account", 5, 1};
    struct remote_identity identity;
    struct error error;

    assert_false(store.identify(store.data, fixture->arena, &identity, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_true(state_save_identity(fixture->state, fixture->mount, &saved, &error));
    assert_true(store.identify(store.data, fixture->arena, &identity, &error));
    assert_string_equal(identity.space, "DOCS");
    assert_int_equal(identity.root, 1);
}

static void children_are_those_of_the_last_listing(void **state)
{
    struct state_fixture *fixture = *state;
    struct offline_store offline = {fixture->state, fixture->mount};
    struct remote_store store = offline_store_make(&offline);
    bool has_children = false;
    save_page(fixture, 2, "FAQ");

    ASSERT_OK(store.has_children(store.data, 1, &has_children, &error));
    assert_true(has_children);
    ASSERT_OK(store.has_children(store.data, 2, &has_children, &error));
    assert_false(has_children);
}

static void what_needs_the_server_is_refused(void **state)
{
    struct state_fixture *fixture = *state;
    struct offline_store offline = {fixture->state, fixture->mount};
    struct remote_store store = offline_store_make(&offline);
    struct seen seen = {0};
    struct remote_visitor visitor = {see, &seen};
    struct remote_operation operation = {.action = REMOTE_TRASH, .id = 2};
    struct error error;
    long long id = 2;

    assert_false(store.fetch(store.data, &id, 1, &visitor, &error));
    assert_false(store.perform(store.data, fixture->arena, &operation, 1,
                               &(struct remote_observer){0}, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_int_equal(seen.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST_WITH_STATE(a_listing_is_what_was_agreed_on_last),
        UNIT_TEST_WITH_STATE(the_identity_is_the_saved_one),
        UNIT_TEST_WITH_STATE(children_are_those_of_the_last_listing),
        UNIT_TEST_WITH_STATE(what_needs_the_server_is_refused),
    };
    return cmocka_run_group_tests_name("cli/offline_store", tests, NULL, NULL);
}

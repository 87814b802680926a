/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include <string.h>

#include "state_fixture.h"

enum { MANY = 20000 };

static const struct state_page home = {
    .id = 98581,
    .version = 7,
    .parent = 12,
    .position = -3,
    .title = "Home “sweet” home",
    .path = "index.md",
    .stamp = {.size = 1, .modified_ns = 2, .changed_ns = 3, .inode = 4, .taken_ns = 5},
};

static struct slice bytes_with_nul(void)
{
    return (struct slice){"<p>a\0b</p>", 10};
}

static void assert_slice_equal(struct slice found, struct slice expected)
{
    assert_int_equal(found.length, expected.length);
    assert_memory_equal(found.start, expected.start, expected.length);
}

static struct state_pages list(struct state_fixture *fixture)
{
    struct state_pages pages = {0};

    ASSERT_OK(state_list_pages(fixture->state, fixture->arena, fixture->mount, &pages, &error));
    return pages;
}

static void a_saved_page_comes_back_with_every_byte(void **state)
{
    struct state_fixture *fixture = *state;
    const struct state_body saved = {.storage = bytes_with_nul(),
                                     .markdown = SLICE_LITERAL("a b\n"),
                                     .block_map = SLICE_LITERAL(""),
                                     .local_markdown = SLICE_LITERAL("a\nb\n")};
    struct state_body body = {0};

    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &home, &saved, &error));
    state_fixture_reopen(fixture);

    struct state_pages pages = list(fixture);
    assert_int_equal(pages.count, 1);
    const struct state_page *page = &pages.items[0];
    assert_int_equal(page->id, home.id);
    assert_int_equal(page->version, home.version);
    assert_int_equal(page->parent, home.parent);
    assert_int_equal(page->position, home.position);
    assert_string_equal(page->title, home.title);
    assert_string_equal(page->path, home.path);
    assert_memory_equal(&page->stamp, &home.stamp, sizeof home.stamp);
    assert_false(page->is_unmarked);
    assert_true(page->has_local_markdown);

    ASSERT_OK(
        state_load_body(fixture->state, fixture->arena, fixture->mount, home.id, &body, &error));
    assert_slice_equal(body.storage, saved.storage);
    assert_slice_equal(body.markdown, saved.markdown);
    assert_slice_equal(body.block_map, saved.block_map);
    assert_slice_equal(body.local_markdown, saved.local_markdown);
}

static void saving_without_a_body_keeps_the_body(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_body body = {.storage = SLICE_LITERAL("<p/>"),
                              .local_markdown = SLICE_LITERAL("x")};
    struct state_page renamed = home;

    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &home, &body, &error));
    renamed.title = "Other";
    renamed.path = NULL;
    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &renamed, NULL, &error));

    struct state_pages pages = list(fixture);
    assert_string_equal(pages.items[0].title, "Other");
    assert_null(pages.items[0].path);
    assert_true(pages.items[0].has_local_markdown);
    ASSERT_OK(
        state_load_body(fixture->state, fixture->arena, fixture->mount, home.id, &body, &error));
    assert_slice_equal(body.storage, SLICE_LITERAL("<p/>"));
}

static void a_body_without_local_markdown_clears_the_mark(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_body body = {.storage = SLICE_LITERAL("<p/>"),
                              .local_markdown = SLICE_LITERAL("x")};

    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &home, &body, &error));
    body.local_markdown = (struct slice){0};
    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &home, &body, &error));
    assert_false(list(fixture).items[0].has_local_markdown);
    ASSERT_OK(
        state_load_body(fixture->state, fixture->arena, fixture->mount, home.id, &body, &error));
    assert_null(body.local_markdown.start);
}

static void a_file_is_noted_without_touching_the_rest(void **state)
{
    struct state_fixture *fixture = *state;
    const struct state_body body = {.storage = SLICE_LITERAL("<p/>")};
    const struct file_stamp stamp = {.size = 9, .taken_ns = 10};

    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &home, &body, &error));
    ASSERT_OK(state_save_file(fixture->state, fixture->mount, home.id, "a/b.md", &stamp, &error));
    struct state_pages pages = list(fixture);
    assert_string_equal(pages.items[0].path, "a/b.md");
    assert_memory_equal(&pages.items[0].stamp, &stamp, sizeof stamp);
    assert_string_equal(pages.items[0].title, home.title);
}

static void a_forgotten_page_takes_its_body_and_conflicts_along(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_body body = {.storage = SLICE_LITERAL("<p/>")};
    const struct state_conflict conflict = {.page = home.id, .attribute = "body", .reason = "both"};
    struct state_conflicts conflicts;

    ASSERT_OK(state_save_page(fixture->state, fixture->mount, &home, &body, &error));
    ASSERT_OK(state_save_conflict(fixture->state, fixture->mount, &conflict, &error));
    ASSERT_OK(state_forget_page(fixture->state, fixture->mount, home.id, &error));
    ASSERT_OK(state_forget_page(fixture->state, fixture->mount, home.id, &error));

    assert_int_equal(list(fixture).count, 0);
    ASSERT_OK(
        state_load_body(fixture->state, fixture->arena, fixture->mount, home.id, &body, &error));
    assert_null(body.storage.start);
    ASSERT_OK(
        state_list_conflicts(fixture->state, fixture->arena, fixture->mount, &conflicts, &error));
    assert_int_equal(conflicts.count, 0);
}

static void mounts_do_not_see_each_others_pages(void **state)
{
    struct state_fixture *fixture = *state;
    const struct state_body body = {.storage = SLICE_LITERAL("<p/>")};
    long long other = 0;

    ASSERT_OK(state_mount_open(fixture->state, "wiki", &other, &error));
    ASSERT_OK(state_save_page(fixture->state, other, &home, &body, &error));
    assert_int_equal(list(fixture).count, 0);
}

static void many_pages_are_listed_in_the_order_of_their_ids(void **state)
{
    struct state_fixture *fixture = *state;
    const struct state_body body = {.storage = SLICE_LITERAL("<p>some text</p>")};
    CLEANUP(state_change) struct state_change *change = NULL;

    ASSERT_OK(state_change_begin(fixture->state, &change, &error));
    for (long long i = 0; i < MANY; i++) {
        struct state_page page = home;
        page.id = 1 + (i * 7919) % MANY;
        ASSERT_OK(state_save_page(fixture->state, fixture->mount, &page, &body, &error));
    }
    ASSERT_OK(state_change_commit(change, &error));

    struct state_pages pages = list(fixture);
    assert_int_equal(pages.count, MANY);
    for (size_t i = 0; i < pages.count; i++) {
        assert_int_equal(pages.items[i].id, i + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST_WITH_STATE(a_saved_page_comes_back_with_every_byte),
        UNIT_TEST_WITH_STATE(saving_without_a_body_keeps_the_body),
        UNIT_TEST_WITH_STATE(a_body_without_local_markdown_clears_the_mark),
        UNIT_TEST_WITH_STATE(a_file_is_noted_without_touching_the_rest),
        UNIT_TEST_WITH_STATE(a_forgotten_page_takes_its_body_and_conflicts_along),
        UNIT_TEST_WITH_STATE(mounts_do_not_see_each_others_pages),
        UNIT_TEST_WITH_STATE(many_pages_are_listed_in_the_order_of_their_ids),
    };
    return cmocka_run_group_tests_name("state/page", tests, NULL, NULL);
}

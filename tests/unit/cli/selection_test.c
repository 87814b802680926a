/* SPDX-License-Identifier: MIT */
#include "cli/selection.h"

#include <string.h>

#include "unit.h"

static struct config_mount mounts[] = {{.path = "docs"}, {.path = "blog"}};
static const struct config two_mounts = {.mounts = mounts, .mount_count = 2};
static const struct path_view at_the_top = {"/srv/wiki", "", "."};

static bool select_words(struct arena *arena, const char *word, struct selection *selection,
                         struct error *error)
{
    char *const *items = memcpy(arena_alloc(arena, 1, sizeof word), &word, sizeof word);
    struct selection_words words = {items, 1};
    return selection_make(arena, &at_the_top, &two_mounts, &words, selection, error);
}

static bool holds(struct selection *selection, const char *path)
{
    struct page_facts page = {.path = path, .remote.parent = FACTS_TOP};
    struct facts facts = {.pages = &page, .count = 1};
    return selection_holds(selection, &facts, 0);
}

static void without_words_everything_is_meant(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct selection_words words = {0};
    struct selection selection;
    struct error error;

    assert_true(selection_make(arena, &at_the_top, &two_mounts, &words, &selection, &error));
    assert_true(selection_enter(&selection, 0));
    assert_true(holds(&selection, "faq.md"));
    assert_true(holds(&selection, NULL));
    assert_true(selection_check(&selection, &error));
}

static void a_file_means_its_page_in_its_mount(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct selection selection;
    struct error error;

    assert_true(select_words(arena, "docs/faq.md", &selection, &error));
    assert_false(selection_enter(&selection, 1));
    assert_true(selection_enter(&selection, 0));
    assert_true(holds(&selection, "faq.md"));
    assert_false(holds(&selection, "faq.md.md"));
    assert_false(holds(&selection, "faq/a.md"));
    assert_false(holds(&selection, NULL));
}

static void a_directory_means_all_pages_in_it(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct selection selection;
    struct error error;

    assert_true(select_words(arena, "docs/faq/", &selection, &error));
    assert_true(selection_enter(&selection, 0));
    assert_true(holds(&selection, "faq/a.md"));
    assert_true(holds(&selection, "faq/b/c.md"));
    assert_false(holds(&selection, "faq.md"));
    assert_false(holds(&selection, "faq2/a.md"));
}

static void a_page_without_a_file_belongs_to_its_parents_folder(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct page_facts pages[] = {
        {.path = "index.md", .is_root = true, .remote.parent = FACTS_TOP},
        {.path = "faq.md", .remote.parent = 0},
        {.remote.parent = 1}, /* new below the FAQ, */
        {.remote.parent = 2}, /* new below that, */
        {.remote.parent = 0}, /* and new below the root page */
    };
    struct facts facts = {.pages = pages, .count = COUNT_OF(pages)};
    struct selection selection;
    struct error error;

    assert_true(select_words(arena, "docs/faq", &selection, &error));
    assert_true(selection_enter(&selection, 0));
    assert_false(selection_holds(&selection, &facts, 1));
    assert_true(selection_holds(&selection, &facts, 2));
    assert_true(selection_holds(&selection, &facts, 3));
    assert_false(selection_holds(&selection, &facts, 4));
    assert_true(select_words(arena, "docs", &selection, &error));
    assert_true(selection_enter(&selection, 0));
    assert_true(selection_holds(&selection, &facts, 4));
}

static void a_mount_means_all_its_pages_and_the_top_those_of_all(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct selection selection;
    struct error error;

    assert_true(select_words(arena, "docs", &selection, &error));
    assert_false(selection_enter(&selection, 1));
    assert_true(selection_enter(&selection, 0));
    assert_true(holds(&selection, "faq.md"));
    assert_true(holds(&selection, NULL));

    assert_true(select_words(arena, ".", &selection, &error));
    assert_true(selection_enter(&selection, 0));
    assert_true(selection_enter(&selection, 1));
    assert_true(holds(&selection, "news.md"));
}

static void a_path_without_a_page_is_a_mistake(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct selection selection;
    struct error error;

    assert_true(select_words(arena, "docs/fqa.md", &selection, &error));
    assert_true(selection_enter(&selection, 0));
    assert_false(holds(&selection, "faq.md"));
    assert_false(selection_check(&selection, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.message, "no page at docs/fqa.md");
}

static void a_path_in_no_mount_is_a_mistake(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct selection selection;
    struct error error;

    assert_false(select_words(arena, "other/faq.md", &selection, &error));
    assert_string_equal(error.message, "other/faq.md is not in a directory that is synced");
    assert_false(select_words(arena, "../faq.md", &selection, &error));
    assert_string_equal(error.message, "../faq.md is outside the workspace /srv/wiki");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_words_everything_is_meant),
        cmocka_unit_test(a_file_means_its_page_in_its_mount),
        cmocka_unit_test(a_directory_means_all_pages_in_it),
        cmocka_unit_test(a_page_without_a_file_belongs_to_its_parents_folder),
        cmocka_unit_test(a_mount_means_all_its_pages_and_the_top_those_of_all),
        cmocka_unit_test(a_path_without_a_page_is_a_mistake),
        cmocka_unit_test(a_path_in_no_mount_is_a_mistake),
    };
    return cmocka_run_group_tests_name("cli/selection", tests, NULL, NULL);
}

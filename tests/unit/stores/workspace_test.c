/* SPDX-License-Identifier: MIT */
#include "stores/workspace.h"

#include <errno.h>

#include "temporary.h"

static int set_up(void **state)
{
    *state = temporary_new();
    return 0;
}

static int tear_down(void **state)
{
    temporary_free(*state);
    return 0;
}

static bool create(const char *path, struct error *error)
{
    struct config_site site = {"example", "https://example.atlassian.net/wiki"};
    struct config_mount mount = {&site, "DOCS", NULL, ".", NAME_RULE_SLUG};
    const struct config config = {
        .sites = &site, .site_count = 1, .mounts = &mount, .mount_count = 1};
    return workspace_create(path, &config, error);
}

static void a_new_workspace_can_be_opened(void **state)
{
    struct temporary *temporary = *state;
    CLEANUP(workspace) struct workspace *workspace = NULL;
    struct error error;

    assert_true(create(temporary_path(temporary, "docs"), &error));
    assert_true(workspace_open(temporary_path(temporary, "docs"), &workspace, &error));

    assert_string_equal(workspace->config->mounts[0].space, "DOCS");
    assert_true(slice_ends_with(slice_from(workspace->state), "/docs/.confsync/state.db"));
    assert_true(temporary_exists(temporary, "docs/.confsync/.gitignore"));
    assert_true(temporary_exists(temporary, "docs/.confsync/tmp"));
    assert_false(temporary_exists(temporary, "docs/.confsync/tmp/config.yaml"));
}

static void a_workspace_is_not_created_twice(void **state)
{
    struct temporary *temporary = *state;
    struct error error;

    assert_true(create(temporary->path, &error));
    temporary_write(temporary, WORKSPACE_CONFIG, "mine\n");

    assert_false(create(temporary->path, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    temporary_assert_file(temporary, WORKSPACE_CONFIG, "mine\n");
    assert_false(create(temporary_path(temporary, "a/b"), &error));
    assert_int_equal(error.code, ENOENT);
}

static void creation_goes_on_where_it_was_killed(void **state)
{
    struct temporary *temporary = *state;
    CLEANUP(workspace) struct workspace *workspace = NULL;
    struct error error;

    temporary_mkdir(temporary, ".confsync");
    temporary_mkdir(temporary, ".confsync/tmp");
    temporary_write(temporary, ".confsync/tmp/config.yaml", "half");
    temporary_write(temporary, ".confsync/.gitignore", "/sta");

    assert_true(create(temporary->path, &error));
    assert_true(workspace_open(temporary->path, &workspace, &error));
}

static void it_is_found_from_anywhere_inside(void **state)
{
    struct temporary *temporary = *state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *root = NULL;
    struct error error;

    temporary_mkdir(temporary, "docs");
    temporary_mkdir(temporary, "docs/a");
    temporary_mkdir(temporary, "docs/a/b");
    assert_true(create(temporary_path(temporary, "docs"), &error));

    assert_true(workspace_find(arena, temporary_path(temporary, "docs/a/b"), &root, &error));
    assert_true(slice_ends_with(slice_from(root), "/docs"));
    assert_true(workspace_find(arena, temporary_path(temporary, "docs"), &root, &error));
    assert_false(workspace_find(arena, temporary->path, &root, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_false(workspace_find(arena, temporary_path(temporary, "x"), &root, &error));
    assert_int_equal(error.code, ENOENT);
}

static void a_wrong_configuration_names_its_place(void **state)
{
    struct temporary *temporary = *state;
    CLEANUP(workspace) struct workspace *workspace = NULL;
    struct error error;

    assert_true(create(temporary->path, &error));
    temporary_write(temporary, WORKSPACE_CONFIG, "version: 1\nsite: {}\n");

    assert_false(workspace_open(temporary->path, &workspace, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_string_equal(error.message, ".confsync/config.yaml:2:1: unknown key \"site\"; did you "
                                       "mean \"sites\"?");
}

static void the_lock_is_held_by_one(void **state)
{
    struct temporary *temporary = *state;
    CLEANUP(workspace) struct workspace *first = NULL;
    CLEANUP(workspace) struct workspace *second = NULL;
    char expected[ERROR_MESSAGE_SIZE];
    struct error error;

    assert_true(create(temporary->path, &error));
    assert_true(workspace_open(temporary->path, &first, &error));
    assert_true(workspace_open(temporary->path, &second, &error));

    assert_true(workspace_lock(first, &error));
    assert_false(workspace_lock(second, &error));
    assert_int_equal(error.kind, ERROR_STOPPED);
    (void)snprintf(expected, sizeof expected, "process %d is working in %.300s", (int)getpid(),
                   temporary->path);
    assert_string_equal(error.message, expected);

    workspace_free(TAKE(first));
    assert_true(workspace_lock(second, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_workspace_can_be_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_workspace_is_not_created_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(creation_goes_on_where_it_was_killed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_found_from_anywhere_inside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_configuration_names_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_lock_is_held_by_one, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("stores/workspace", tests, NULL, NULL);
}

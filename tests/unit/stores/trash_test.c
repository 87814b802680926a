/* SPDX-License-Identifier: MIT */
#include "stores/trash_internal.h"

#include "temporary.h"

static long long some_time(void *data)
{
    (void)data;
    return 1795457700000; /* 2026-11-23 18:15:00 */
}

static const struct clock fixed_clock = {some_time, some_time, NULL, NULL};

static void runs_are_named_after_their_time(void **state)
{
    (void)state;
    char name[TRASH_RUN_SIZE];

    trash_name_run(fixed_clock, name);

    assert_string_equal(name, "2026-11-23T18.15.00Z");
}

static void only_old_runs_are_removed(void **state)
{
    (void)state;
    struct temporary *temporary = temporary_new();
    CLEANUP(folder) struct folder *folder = NULL;
    struct error error;
    const char *const directories[] = {
        ".confsync",
        ".confsync/trash",
        ".confsync/trash/2026-10-24T18.14.59Z",
        ".confsync/trash/2026-10-24T18.14.59Z/a",
        ".confsync/trash/2026-10-24T18.15.00Z",
        ".confsync/trash/2020",
        ".confsync/trash/2020-01-01T00.00.00Z mine",
        "outside",
    };

    for (size_t i = 0; i < COUNT_OF(directories); i++) {
        temporary_mkdir(temporary, directories[i]);
    }
    temporary_write(temporary, "outside/file", "x");
    temporary_write(temporary, ".confsync/trash/2026-10-24T18.14.59Z/a/b.md", "x");
    temporary_write(temporary, ".confsync/trash/2020-01-01T00.00.00Z", "x");
    char target[PATH_MAX];
    (void)snprintf(target, sizeof target, "%s", temporary_path(temporary, "outside"));
    assert_int_equal(
        symlink(target, temporary_path(temporary, ".confsync/trash/2026-10-24T18.14.59Z/link")), 0);
    assert_true(folder_open(temporary->path, &folder, &error));
    assert_true(trash_expire(folder, fixed_clock, &error));

    assert_false(temporary_exists(temporary, ".confsync/trash/2026-10-24T18.14.59Z"));
    assert_true(temporary_exists(temporary, ".confsync/trash/2026-10-24T18.15.00Z"));
    assert_true(temporary_exists(temporary, ".confsync/trash/2020"));
    assert_true(temporary_exists(temporary, ".confsync/trash/2020-01-01T00.00.00Z mine"));
    assert_true(temporary_exists(temporary, ".confsync/trash/2020-01-01T00.00.00Z"));
    temporary_assert_file(temporary, "outside/file", "x");
    temporary_free(temporary);
}

static void no_trash_is_no_fault(void **state)
{
    (void)state;
    struct temporary *temporary = temporary_new();
    CLEANUP(folder) struct folder *folder = NULL;
    struct error error;

    assert_true(folder_open(temporary->path, &folder, &error));
    assert_true(trash_expire(folder, fixed_clock, &error));
    temporary_free(temporary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_named_after_their_time),
        cmocka_unit_test(only_old_runs_are_removed),
        cmocka_unit_test(no_trash_is_no_fault),
    };
    return cmocka_run_group_tests_name("stores/trash", tests, NULL, NULL);
}

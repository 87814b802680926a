/* SPDX-License-Identifier: MIT */
#include "base/folder.h"

#include <errno.h>
#include <sys/mount.h>

#include "base/folder_internal.h"
#include "base/strbuf.h"
#include "temporary.h"

struct fixture {
    struct temporary *temporary;
    struct folder *folder;
    struct arena *arena;
};

static int set_up(void **state)
{
    struct fixture *fixture = MEM_NEW(struct fixture);
    struct error error;
    fixture->temporary = temporary_new();
    fixture->arena = arena_new();
    assert_true(folder_open(fixture->temporary->path, &fixture->folder, &error));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    folder_free(fixture->folder);
    arena_free(fixture->arena);
    temporary_free(fixture->temporary);
    free(fixture);
    return 0;
}

static void assert_fails(bool is_done, const struct error *error, int code)
{
    assert_false(is_done);
    assert_int_equal(error->kind, ERROR_IO);
    if (error->code != code) {
        fail_msg("%s: code %d, expected %d", error->message, error->code, code);
    }
}

static void a_new_file_is_read_again(void **state)
{
    struct fixture *f = *state;
    struct folder_entry written;
    struct folder_file read;
    struct error error;

    assert_true(folder_make(f->folder, "a/b/c", &error));
    assert_true(folder_make(f->folder, "a/b", &error));
    assert_true(
        folder_create(f->folder, "a/b/c/d.md", SLICE_LITERAL("text"), 0600, &written, &error));
    assert_true(folder_read(f->folder, f->arena, "a/b/c/d.md", 4, &read, &error));

    assert_true(slice_equals(read.contents, "text"));
    assert_int_equal(read.entry.permissions, 0600);
    assert_int_equal(read.entry.stamp.size, 4);
    assert_int_equal(read.entry.stamp.inode, written.stamp.inode);
    assert_int_equal(read.entry.stamp.modified_ns, written.stamp.modified_ns);
    assert_fails(folder_create(f->folder, "a/b/c/d.md", read.contents, 0, NULL, &error), &error,
                 EEXIST);
    assert_false(folder_read(f->folder, f->arena, "a/b/c/d.md", 3, &read, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_fails(folder_read(f->folder, f->arena, "a/x.md", 9, &read, &error), &error, ENOENT);
}

static void nothing_outside_is_reached(void **state)
{
    struct fixture *f = *state;
    const char *const paths[] = {"/etc/hostname", "../x", "a/../x", "a//x", ".",
                                 "a/.",           "a/",   "..",     "/",    ""};
    struct error error;

    temporary_mkdir(f->temporary, "a");
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        if (folder_create(f->folder, paths[i], SLICE_LITERAL(""), 0, NULL, &error)) {
            fail_msg("created \"%s\"", paths[i]);
        }
        assert_false(folder_look(f->folder, paths[i], NULL, &error));
        assert_false(folder_move(f->folder, "a", paths[i], &error));
    }
    assert_false(folder_make(f->folder, "a/../b", &error));
}

static void links_are_not_followed(void **state)
{
    struct fixture *f = *state;
    struct folder_entry entry;
    struct folder_file file;
    struct error error;

    temporary_write(f->temporary, "real.md", "text");
    assert_int_equal(symlink("real.md", temporary_path(f->temporary, "link.md")), 0);
    assert_int_equal(symlink("/tmp", temporary_path(f->temporary, "out")), 0);

    assert_fails(folder_read(f->folder, f->arena, "link.md", 9, &file, &error), &error, ELOOP);
    assert_fails(folder_create(f->folder, "out/x", SLICE_LITERAL(""), 0, NULL, &error), &error,
                 ELOOP);
    assert_false(folder_make(f->folder, "out/x", &error));
    assert_true(folder_look(f->folder, "link.md", &entry, &error));
    assert_int_equal(entry.kind, FOLDER_LINK);
}

static void the_walk_without_openat2_refuses_the_same(void **state)
{
    struct fixture *f = *state;
    const int root = f->folder->descriptor;

    temporary_mkdir(f->temporary, "a");
    temporary_write(f->temporary, "a/b", "text");
    assert_int_equal(symlink("a", temporary_path(f->temporary, "link")), 0);

    int file = folder_descend_by_parts(root, "a/b", O_RDONLY, 0);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(folder_descend_by_parts(root, "link/b", O_RDONLY, 0), -1);
    assert_true(errno == ELOOP || errno == ENOTDIR);
    assert_int_equal(folder_descend_by_parts(root, "a/b/c", O_RDONLY, 0), -1);
    assert_int_equal(errno, ENOTDIR);
    assert_int_equal(folder_descend_by_parts(root, "x/b", O_RDONLY, 0), -1);
    assert_int_equal(errno, ENOENT);
}

static void a_fifo_is_not_waited_for(void **state)
{
    struct fixture *f = *state;
    struct folder_file file;
    struct error error;

    assert_int_equal(mkfifo(temporary_path(f->temporary, "pipe.md"), 0600), 0);

    assert_false(folder_read(f->folder, f->arena, "pipe.md", 9, &file, &error));
    assert_string_equal(error.message, "pipe.md: not a regular file");
}

static void listings_are_sorted_and_tell_kinds(void **state)
{
    struct fixture *f = *state;
    struct folder_entry *entries = NULL;
    size_t count = 0;
    struct error error;

    temporary_write(f->temporary, "b.md", "12345");
    temporary_mkdir(f->temporary, "c");
    temporary_write(f->temporary, ".hidden", "");
    assert_int_equal(symlink("nowhere", temporary_path(f->temporary, "a")), 0);

    assert_true(folder_list(f->folder, f->arena, "", &entries, &count, &error));

    assert_int_equal(count, 4);
    assert_string_equal(entries[0].name, ".hidden");
    assert_string_equal(entries[1].name, "a");
    assert_int_equal(entries[1].kind, FOLDER_LINK);
    assert_string_equal(entries[2].name, "b.md");
    assert_int_equal(entries[2].kind, FOLDER_FILE);
    assert_int_equal(entries[2].stamp.size, 5);
    assert_int_equal(entries[3].kind, FOLDER_DIRECTORY);
    assert_true(folder_list(f->folder, f->arena, "c", &entries, &count, &error));
    assert_int_equal(count, 0);
    assert_fails(folder_list(f->folder, f->arena, "d", &entries, &count, &error), &error, ENOENT);
    assert_fails(folder_list(f->folder, f->arena, "b.md", &entries, &count, &error), &error,
                 ENOTDIR);
}

static void moving_never_takes_a_name_away(void **state)
{
    struct fixture *f = *state;
    struct error error;

    temporary_write(f->temporary, "a", "a");
    temporary_write(f->temporary, "b", "b");
    temporary_mkdir(f->temporary, "d");
    temporary_mkdir(f->temporary, "e");

    assert_fails(folder_move(f->folder, "a", "b", &error), &error, EEXIST);
    assert_string_equal(error.message, "cannot move a, b: File exists");
    assert_fails(folder_move(f->folder, "d", "e", &error), &error, EEXIST);
    assert_fails(folder_move(f->folder, "a", "x/y", &error), &error, ENOENT);
    assert_true(folder_move(f->folder, "a", "d/a", &error));
    assert_true(folder_move(f->folder, "d", "e/d", &error));
    temporary_assert_file(f->temporary, "e/d/a", "a");
    temporary_assert_file(f->temporary, "b", "b");
    assert_true(folder_replace(f->folder, "e/d/a", "b", &error));
    temporary_assert_file(f->temporary, "b", "a");
}

static void moving_without_renameat2_never_does_either(void **state)
{
    struct fixture *f = *state;
    const int root = f->folder->descriptor;
    const struct folder_pair taken = {root, root, "a", "b"};
    const struct folder_pair open = {root, root, "a", "c"};
    const struct folder_pair directory_taken = {root, root, "d", "b"};
    const struct folder_pair directory = {root, root, "d", "e"};

    temporary_write(f->temporary, "a", "a");
    temporary_write(f->temporary, "b", "b");
    temporary_mkdir(f->temporary, "d");

    assert_int_equal(folder_move_without_flags(&taken), -1);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(folder_move_without_flags(&open), 0);
    assert_int_equal(folder_move_without_flags(&directory_taken), -1);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(folder_move_without_flags(&directory), 0);
    temporary_assert_file(f->temporary, "c", "a");
    assert_false(temporary_exists(f->temporary, "a"));
    assert_true(temporary_exists(f->temporary, "e"));
}

static void exchanging_swaps_both_files(void **state)
{
    struct fixture *f = *state;
    struct error error;

    temporary_write(f->temporary, "a", "a");
    temporary_write(f->temporary, "b", "b");

    if (!folder_exchange(f->folder, "a", "b", &error)) {
        assert_int_equal(error.code, ENOTSUP);
        skip();
    }
    temporary_assert_file(f->temporary, "a", "b");
    temporary_assert_file(f->temporary, "b", "a");
    assert_fails(folder_exchange(f->folder, "a", "x", &error), &error, ENOENT);
}

static void files_and_empty_directories_are_removed(void **state)
{
    struct fixture *f = *state;
    struct error error;

    temporary_mkdir(f->temporary, "d");
    temporary_write(f->temporary, "d/a", "a");

    assert_true(folder_link(f->folder, "d/a", "b", &error));
    assert_false(folder_remove_empty(f->folder, "d"));
    assert_true(folder_remove(f->folder, "d/a", &error));
    assert_true(folder_remove_empty(f->folder, "d"));
    assert_fails(folder_remove(f->folder, "d/a", &error), &error, ENOENT);
    temporary_assert_file(f->temporary, "b", "a");
}

static void everything_can_be_brought_to_the_disk(void **state)
{
    struct fixture *f = *state;
    struct error error;

    temporary_write(f->temporary, "a", "a");

    assert_true(folder_sync(f->folder, "a", &error));
    assert_true(folder_sync(f->folder, "", &error));
    assert_true(folder_sync_all(f->folder, &error));
    assert_fails(folder_sync(f->folder, "b", &error), &error, ENOENT);
    assert_true(folder_granularity_ns(f->folder) >= 10000000);
}

/* Needs the right to mount a small file system. */
static void a_full_disk_leaves_no_half_file(void **state)
{
    struct fixture *f = *state;
    CLEANUP_STRBUF struct strbuf large = STRBUF((size_t)1024 * 1024);
    struct error error;

    temporary_mkdir(f->temporary, "small");
    const char *path = temporary_path(f->temporary, "small");
    if (mount("tmpfs", path, "tmpfs", 0, "size=64k") != 0) {
        skip();
    }
    strbuf_append_repeated(&large, 'x', large.limit);
    bool is_written =
        folder_create(f->folder, "small/large", strbuf_slice(&large), 0, NULL, &error);
    bool is_there = temporary_exists(f->temporary, "small/large");
    assert_int_equal(umount(temporary_path(f->temporary, "small")), 0);

    assert_fails(is_written, &error, ENOSPC);
    assert_false(is_there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_file_is_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_outside_is_reached, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_are_not_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_walk_without_openat2_refuses_the_same, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_fifo_is_not_waited_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(listings_are_sorted_and_tell_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(moving_never_takes_a_name_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(moving_without_renameat2_never_does_either, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(exchanging_swaps_both_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_and_empty_directories_are_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_no_half_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(everything_can_be_brought_to_the_disk, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("base/folder", tests, NULL, NULL);
}

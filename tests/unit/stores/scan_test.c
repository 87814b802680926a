/* SPDX-License-Identifier: MIT */
#include "stores/scan_internal.h"

#include <errno.h>

#include "temporary.h"

struct fixture {
    struct temporary *temporary;
    struct folder *folder;
    struct arena *arena;
    struct page_tree tree;
};

static int set_up(void **state)
{
    struct fixture *fixture = MEM_NEW(struct fixture);
    struct error error;
    fixture->temporary = temporary_new();
    fixture->arena = arena_new();
    page_tree_init(&fixture->tree, fixture->arena);
    assert_true(folder_open(fixture->temporary->path, &fixture->folder, &error));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    page_tree_release(&fixture->tree);
    folder_free(fixture->folder);
    arena_free(fixture->arena);
    temporary_free(fixture->temporary);
    free(fixture);
    return 0;
}

static void scan(struct fixture *f, const char *mount, const struct scan_known *known)
{
    struct error error;
    if (!scan_mount(f->folder, mount, known, &f->tree, &error)) {
        fail_msg("%s", error.message);
    }
}

static void assert_stems(struct fixture *f, const char *const *expected, size_t count)
{
    for (size_t i = 0; i < count && i < f->tree.count; i++) {
        assert_string_equal(f->tree.places[i]->stem, expected[i]);
    }
    assert_int_equal(f->tree.count, count);
}

static void only_page_files_are_found(void **state)
{
    struct fixture *f = *state;
    const char *const directories[] = {
        ".confsync", ".git",    "a",       "a/_attachments", "_top",
        "_drafts",   "a/_top",  ".hidden", "other",          "other/.confsync",
        "deep",      "deep/er", "img.md",
    };
    const char *const paths[] = {
        "index.md",     "a.md",         "a/b.md",         "a/b.txt",        "a/_attachments/x.md",
        "_top/t.md",    "_drafts/d.md", "_partial.md",    ".secret.md",     "a/_top/x.md",
        ".hidden/x.md", ".git/x.md",    ".confsync/x.md", "other/x.md",     "deep/er/z.md",
        "README.MD",    ".md",          "img.md/p.md",    "a b\xC3\xA9.md",
    };
    const char *const expected[] = {"_top/t",    "a b\xC3\xA9", "a",    "a/b",
                                    "deep/er/z", "img.md/p",    "index"};

    for (size_t i = 0; i < COUNT_OF(directories); i++) {
        temporary_mkdir(f->temporary, directories[i]);
    }
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        temporary_write(f->temporary, paths[i], "x");
    }
    scan(f, "", &(struct scan_known){0});

    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        if (!page_tree_find(&f->tree, expected[i])) {
            fail_msg("%s was not found", expected[i]);
        }
    }
    assert_int_equal(f->tree.count, COUNT_OF(expected));
}

static void a_mount_is_scanned_by_itself(void **state)
{
    struct fixture *f = *state;
    const char *const expected[] = {"index", "x", "x/y"};

    temporary_write(f->temporary, "outside.md", "x");
    temporary_mkdir(f->temporary, "docs");
    temporary_mkdir(f->temporary, "docs/api");
    temporary_write(f->temporary, "docs/api/index.md", "x");
    temporary_write(f->temporary, "docs/api/x.md", "x");
    temporary_mkdir(f->temporary, "docs/api/x");
    temporary_write(f->temporary, "docs/api/x/y.md", "x");
    scan(f, "docs/api", &(struct scan_known){0});

    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_non_null(page_tree_find(&f->tree, expected[i]));
    }
    assert_int_equal(f->tree.count, 3);
}

static void links_are_faults_where_pages_were(void **state)
{
    struct fixture *f = *state;
    const struct known_file files[] = {{.path = "a/dir.md"}, {.path = "known.md"}};
    const struct scan_known known = {files, COUNT_OF(files)};
    const char *const expected[] = {"known"};

    temporary_write(f->temporary, "target", "x");
    temporary_mkdir(f->temporary, "real");
    temporary_write(f->temporary, "real/inside", "x");
    assert_int_equal(symlink("target", temporary_path(f->temporary, "known.md")), 0);
    assert_int_equal(symlink("target", temporary_path(f->temporary, "foreign.md")), 0);
    assert_int_equal(symlink("real", temporary_path(f->temporary, "linked")), 0);
    scan(f, "", &known);

    assert_stems(f, expected, 1);
    assert_string_equal(f->tree.places[0]->fault,
                        "it is a symbolic link, and those are not followed");
}

static void pages_in_a_directory_that_became_a_link_are_faults(void **state)
{
    struct fixture *f = *state;
    const struct known_file files[] = {
        {.path = "a-b/x.md"}, {.path = "a.md"},    {.path = "a/b.md"},
        {.path = "a/b/c.md"}, {.path = "a0/x.md"},
    };
    const struct scan_known known = {files, COUNT_OF(files)};
    const char *const expected[] = {"a/b", "a/b/c", "a"};

    temporary_write(f->temporary, "a.md", "x");
    temporary_mkdir(f->temporary, "_real");
    temporary_write(f->temporary, "_real/b.md", "x");
    temporary_write(f->temporary, "_real/new.md", "x");
    assert_int_equal(symlink("_real", temporary_path(f->temporary, "a")), 0);
    scan(f, "", &known);

    assert_stems(f, expected, COUNT_OF(expected));
    assert_null(page_tree_find(&f->tree, "a")->fault);
    assert_string_equal(page_tree_find(&f->tree, "a/b")->fault,
                        "its directory is a symbolic link, and those are not followed");
    assert_string_equal(page_tree_find(&f->tree, "a/b/c")->fault,
                        "its directory is a symbolic link, and those are not followed");
}

static void pages_in_a_directory_that_became_a_workspace_are_faults(void **state)
{
    struct fixture *f = *state;
    const struct known_file files[] = {
        {.path = "a-b/x.md"},
        {.path = "a.md"},
        {.path = "a/b.md"},
        {.path = "a/b/c.md"},
    };
    const struct scan_known known = {files, COUNT_OF(files)};
    const char *const expected[] = {"a/b", "a/b/c", "a"};

    temporary_write(f->temporary, "a.md", "x");
    temporary_mkdir(f->temporary, "a");
    temporary_mkdir(f->temporary, "a/.confsync");
    temporary_write(f->temporary, "a/b.md", "x");
    temporary_write(f->temporary, "a/theirs.md", "x");
    scan(f, "", &known);

    assert_stems(f, expected, COUNT_OF(expected));
    assert_null(page_tree_find(&f->tree, "a")->fault);
    assert_string_equal(page_tree_find(&f->tree, "a/b")->fault,
                        "its directory is a workspace of its own now (it has a .confsync)");
    assert_string_equal(page_tree_find(&f->tree, "a/b/c")->fault,
                        "its directory is a workspace of its own now (it has a .confsync)");
}

static void names_that_are_no_text_are_faults(void **state)
{
    struct fixture *f = *state;

    temporary_write(f->temporary,
                    "a\xFF"
                    "b.md",
                    "x");
    scan(f, "", &(struct scan_known){0});

    assert_int_equal(f->tree.count, 1);
    assert_string_equal(f->tree.places[0]->stem, "a\xEF\xBF\xBD"
                                                 "b");
    assert_string_equal(f->tree.places[0]->fault, "its name is not UTF-8 text");
}

static void a_name_with_a_line_break_is_a_fault(void **state)
{
    struct fixture *f = *state;

    temporary_write(f->temporary, "a\nb.md", "x");
    scan(f, "", &(struct scan_known){0});

    assert_int_equal(f->tree.count, 1);
    assert_string_equal(f->tree.places[0]->fault, "its name has a line break");
}

static void a_missing_directory_stops_the_run(void **state)
{
    struct fixture *f = *state;
    struct error error;

    assert_false(scan_mount(f->folder, "docs", &(struct scan_known){0}, &f->tree, &error));

    assert_int_equal(error.kind, ERROR_STOPPED);
}

static void a_directory_that_cannot_be_read_is_an_error(void **state)
{
    struct fixture *f = *state;
    struct error error;

    temporary_mkdir(f->temporary, "closed");
    assert_int_equal(chmod(temporary_path(f->temporary, "closed"), 0), 0);
    temporary_become_nobody(f->temporary);
    bool is_scanned = scan_mount(f->folder, "", &(struct scan_known){0}, &f->tree, &error);
    temporary_become_oneself();
    assert_int_equal(chmod(temporary_path(f->temporary, "closed"), 0700), 0);

    assert_false(is_scanned);
    assert_int_equal(error.code, EACCES);
}

static void known_files_are_found_by_their_path(void **state)
{
    (void)state;
    const struct known_file files[] = {{.path = "a.md"}, {.path = "a/b.md"}, {.path = "c.md"}};
    const struct scan_known known = {files, COUNT_OF(files)};

    for (size_t i = 0; i < COUNT_OF(files); i++) {
        assert_ptr_equal(scan_find_known(&known, files[i].path), &files[i]);
    }
    assert_null(scan_find_known(&known, "a"));
    assert_null(scan_find_known(&known, "d.md"));
    assert_null(scan_find_known(&(struct scan_known){0}, "a.md"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_page_files_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mount_is_scanned_by_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_are_faults_where_pages_were, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_in_a_directory_that_became_a_link_are_faults, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(pages_in_a_directory_that_became_a_workspace_are_faults,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_that_are_no_text_are_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_with_a_line_break_is_a_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_directory_stops_the_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_directory_that_cannot_be_read_is_an_error, set_up,
                                        tear_down),
        cmocka_unit_test(known_files_are_found_by_their_path),
    };
    return cmocka_run_group_tests_name("stores/scan", tests, NULL, NULL);
}

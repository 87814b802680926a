/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

/* A new temporary file of `count` letters; the name goes into `path`. */
static void make_file(char path[32], size_t count)
{
    memcpy(path, "/tmp/confsync-file-XXXXXX", 26);
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    for (size_t i = 0; i < count; i++) {
        fputc('a' + (int)(i % 26), file);
    }
    assert_int_equal(fclose(file), 0);
}

static void files_of_all_sizes_are_read_whole(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 65535, 65536, 200000};

    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct error error;
        struct slice contents;
        char path[32];
        make_file(path, sizes[i]);
        assert_true(file_read(arena, path, 200000, &contents, &error));
        unlink(path);
        assert_int_equal(contents.length, sizes[i]);
        for (size_t j = 0; j < contents.length; j++) {
            assert_int_equal(contents.start[j], 'a' + (int)(j % 26));
        }
    }
}

static void a_file_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct error error;
    struct slice contents;
    char path[32];

    make_file(path, 101);
    bool is_read = file_read(arena, path, 100, &contents, &error);
    unlink(path);

    assert_false(is_read);
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_non_null(strstr(error.message, path));
}

static void a_missing_file_and_a_directory_are_errors_that_name_them(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct error error;
    struct slice contents;

    assert_false(file_read(arena, "/nonexistent/page.md", 100, &contents, &error));
    assert_int_equal(error.kind, ERROR_IO);
    assert_int_equal(error.code, ENOENT);
    assert_string_equal(error.message,
                        "cannot open /nonexistent/page.md: No such file or directory");

    assert_false(file_read(arena, "/tmp", 100, &contents, &error));
    assert_int_equal(error.code, EISDIR);
    assert_string_equal(error.message, "cannot read /tmp: Is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_all_sizes_are_read_whole),
        cmocka_unit_test(a_file_beyond_the_limit_is_refused),
        cmocka_unit_test(a_missing_file_and_a_directory_are_errors_that_name_them),
    };
    return cmocka_run_group_tests_name("base/file", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * A directory that a test makes and removes with all that is in it:
 *
 *     static int set_up(void **state) { *state = temporary_new(); return 0; }
 *     static int tear_down(void **state) { temporary_free(*state); return 0; }
 *     cmocka_unit_test_setup_teardown(test, set_up, tear_down)
 *
 * Functions fail the test when the system refuses. Paths are relative to the directory.
 */
#ifndef TESTS_SUPPORT_TEMPORARY_H
#define TESTS_SUPPORT_TEMPORARY_H

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "unit.h"

struct temporary {
    char path[PATH_MAX];
    char joined[PATH_MAX]; /* of the last temporary_path */
};

static inline struct temporary *temporary_new(void)
{
    struct temporary *temporary = MEM_NEW(struct temporary);
    const char *parent = getenv("TMPDIR");
    (void)snprintf(temporary->path, sizeof temporary->path, "%s/confsync-test-XXXXXX",
                   parent ? parent : "/tmp");
    assert_non_null(mkdtemp(temporary->path));
    return temporary;
}

static inline int temporary_remove(const char *path, const struct stat *status, int type,
                                   struct FTW *position)
{
    (void)status;
    (void)type;
    (void)position;
    return remove(path);
}

static inline void temporary_free(struct temporary *temporary)
{
    (void)nftw(temporary->path, temporary_remove, 16, FTW_DEPTH | FTW_PHYS);
    free(temporary);
}

/* The whole path, valid until the next call. */
static inline const char *temporary_path(struct temporary *temporary, const char *path)
{
    int length =
        snprintf(temporary->joined, sizeof temporary->joined, "%s/%s", temporary->path, path);
    assert_true(length > 0 && (size_t)length < sizeof temporary->joined);
    return temporary->joined;
}

static inline void temporary_mkdir(struct temporary *temporary, const char *path)
{
    const char *whole = temporary_path(temporary, path);
    if (mkdir(whole, 0777) != 0) {
        fail_msg("cannot make %s", whole);
    }
}

/* Writes the file, over what was there. */
static inline void temporary_write(struct temporary *temporary, const char *path, const char *text)
{
    FILE *file = fopen(temporary_path(temporary, path), "wb");
    if (!file) {
        fail_msg("cannot write %s", path);
    }
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static inline bool temporary_exists(struct temporary *temporary, const char *path)
{
    struct stat status;
    return lstat(temporary_path(temporary, path), &status) == 0;
}

/* Root may read everything: what is about permissions runs as nobody then, between these two. */
static inline void temporary_become_nobody(struct temporary *temporary)
{
    assert_int_equal(chmod(temporary->path, 0755), 0);
    if (geteuid() == 0) {
        assert_int_equal(seteuid(65534), 0);
    }
}

static inline void temporary_become_oneself(void)
{
    assert_int_equal(seteuid(getuid()), 0);
}

/* Fails unless the file holds this text. */
static inline void temporary_assert_file(struct temporary *temporary, const char *path,
                                         const char *expected)
{
    char text[16384];
    FILE *file = fopen(temporary_path(temporary, path), "rb");
    if (!file) {
        fail_msg("%s is not there", path);
    }
    size_t length = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    text[length] = '\0';
    if (strcmp(text, expected) != 0) {
        fail_msg("%s holds\n%s\nexpected\n%s", path, text, expected);
    }
}

#endif

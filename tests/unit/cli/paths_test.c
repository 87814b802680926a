/* SPDX-License-Identifier: MIT */
#include "cli/paths.h"

#include <string.h>

#include "unit.h"

static void paths_are_shown_from_where_the_user_is(void **state)
{
    (void)state;
    static const struct {
        const char *current;
        const char *mount;
        const char *path;
        const char *shown;
    } cases[] = {
        /* clang-format off */
        {"", ".", "faq.md", "faq.md"},
        {"", ".", "a/b.md", "a/b.md"},
        {"", "docs/en", "faq.md", "docs/en/faq.md"},
        {"a", ".", "a/b.md", "b.md"},
        {"a", ".", "a.md", "../a.md"},
        {"a", ".", "ab/c.md", "../ab/c.md"},
        {"ab", ".", "a/c.md", "../a/c.md"},
        {"a/b", ".", "a/c/d.md", "../c/d.md"},
        {"a/b", ".", "x.md", "../../x.md"},
        {"a/b/c", ".", "a/x.md", "../../x.md"},
        {"docs", "docs", "faq.md", "faq.md"},
        {"other", "docs", "faq.md", "../docs/faq.md"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct path_view view = {"/srv/wiki", cases[i].current, cases[i].mount};
        const char *shown = path_view_show(arena, &view, cases[i].path);
        if (strcmp(shown, cases[i].shown) != 0) {
            fail_msg("%s in %s from %s: %s, expected %s", cases[i].path, cases[i].mount,
                     cases[i].current, shown, cases[i].shown);
        }
    }
}

static void typed_paths_are_found_in_the_mount(void **state)
{
    (void)state;
    static const struct {
        const char *current;
        const char *mount;
        const char *typed;
        const char *path; /* NULL: not in this mount */
    } cases[] = {
        /* clang-format off */
        {"", ".", "faq.md", "faq.md"},
        {"", ".", "./a//b.md", "a/b.md"},
        {"", ".", ".", ""},
        {"a", ".", "b.md", "a/b.md"},
        {"a", ".", "../faq.md", "faq.md"},
        {"a/b", ".", "..", "a"},
        {"a", ".", "/srv/wiki/faq.md", "faq.md"},
        {"a", ".", "/srv/wiki", ""},
        {"", "docs", "docs/faq.md", "faq.md"},
        {"", "docs", "docs", ""},
        {"", "docs", ".", ""},
        {"", "docs/en", "docs", ""},
        {"", "docs", "other/faq.md", NULL},
        {"", "docs", "docs2/faq.md", NULL},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct path_view view = {"/srv/wiki", cases[i].current, cases[i].mount};
        const char *path = NULL;
        bool is_inside = false;
        struct error error;
        assert_true(path_view_read(arena, &view, cases[i].typed, &path, &is_inside, &error));
        assert_int_equal(is_inside, cases[i].path != NULL);
        if (is_inside && strcmp(path, cases[i].path) != 0) {
            fail_msg("%s in %s from %s: %s, expected %s", cases[i].typed, cases[i].mount,
                     cases[i].current, path, cases[i].path);
        }
    }
}

static void paths_outside_the_workspace_and_empty_ones_are_refused(void **state)
{
    (void)state;
    static const char *const typed[] = {"../../x.md", "/srv/wiki2/x.md", "/etc/passwd", "../..",
                                        ""};
    struct path_view view = {"/srv/wiki", "a", "."};

    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const char *path = NULL;
        bool is_inside = false;
        struct error error;
        assert_false(path_view_read(arena, &view, typed[i], &path, &is_inside, &error));
        assert_int_equal(error.kind, ERROR_USAGE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_shown_from_where_the_user_is),
        cmocka_unit_test(typed_paths_are_found_in_the_mount),
        cmocka_unit_test(paths_outside_the_workspace_and_empty_ones_are_refused),
    };
    return cmocka_run_group_tests_name("cli/paths", tests, NULL, NULL);
}

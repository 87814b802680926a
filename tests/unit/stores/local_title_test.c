/* SPDX-License-Identifier: MIT */
#include "stores/local_files_internal.h"

#include "unit.h"

static void the_first_heading_is_the_title(void **state)
{
    (void)state;
    const struct {
        const char *body;
        const char *title;
    } cases[] = {
        {"# Getting *started* with `confsync`\n\nText\n", "Getting started with confsync"},
        {"Text\n\n## Second level\n", "Second level"},
        {"Setext\n======\n", "Setext"},
        {"#\n\n# Real\n", "Real"},
        {"# [Link text](https://example.org) \\# no mark #\n", "Link text # no mark"},
        {"```\n# code\n```\n", "file"},
        {"> # quoted\n", "file"},
        {"No heading\n", "file"},
        {"", "file"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        assert_string_equal(local_implied_title(arena, slice_from(cases[i].body), "file"),
                            cases[i].title);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_heading_is_the_title),
    };
    return cmocka_run_group_tests_name("stores/local_title", tests, NULL, NULL);
}

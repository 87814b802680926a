/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include <string.h>

#include "unit.h"

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct config_site sites[] = {{"127.0.0.1", "http://127.0.0.1:8090/wiki"},
                                  {"off", "https://example.atlassian.net/wiki"}};
    struct config_mount mounts[] = {
        {&sites[0], "NO", NULL, "a: b", NAME_RULE_SLUG},
        {&sites[1], "~712020:ab", "98305", "docs #1", NAME_RULE_TITLE},
    };
    const struct config config = {.sites = sites,
                                  .site_count = COUNT_OF(sites),
                                  .mounts = mounts,
                                  .mount_count = COUNT_OF(mounts)};
    struct config *again = NULL;
    struct error error;

    struct slice text = config_write(arena, &config);
    if (!config_parse(arena, text, "config.yaml", &again, &error)) {
        fail_msg("%s\n%s", error.message, text.start);
    }

    assert_int_equal(again->site_count, 2);
    assert_int_equal(again->mount_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(again->sites[i].name, sites[i].name);
        assert_string_equal(again->sites[i].url, sites[i].url);
        assert_string_equal(again->mounts[i].space, mounts[i].space);
        assert_string_equal(again->mounts[i].path, mounts[i].path);
        assert_int_equal(again->mounts[i].names, mounts[i].names);
    }
    assert_null(again->mounts[0].root);
    assert_string_equal(again->mounts[1].root, "98305");
}

static void a_new_file_reads_well(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct config_site site = {"example", "https://example.atlassian.net/wiki"};
    struct config_mount mount = {&site, "DOCS", NULL, ".", NAME_RULE_SLUG};
    const struct config config = {
        .sites = &site, .site_count = 1, .mounts = &mount, .mount_count = 1};

    assert_string_equal(
        config_write(arena, &config).start,
        "# What this confsync workspace keeps in step. Commit it to git if you like;\n"
        "# tokens never belong here: they come from the environment.\n"
        "\n"
        "# The format of this file.\n"
        "version: 1\n"
        "\n"
        "# Confluence sites: a name of your choice for each, and its address.\n"
        "sites:\n"
        "  example:\n"
        "    url: https://example.atlassian.net/wiki\n"
        "\n"
        "# What is kept in step with what.\n"
        "#   site, space   where the pages are; space is the key of the space\n"
        "#   root          the id of a page: only that page and those below it\n"
        "#   path          the directory for them, from this workspace\n"
        "#   names         file names made of titles: slug (getting-started.md)\n"
        "#                 or title (Getting Started.md)\n"
        "mounts:\n"
        "  - site: example\n"
        "    space: DOCS\n"
        "    path: .\n"
        "    names: slug\n");
}

static void an_empty_configuration_is_valid(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct config config = {0};
    struct config *again = NULL;
    struct error error;

    assert_true(config_parse(arena, config_write(arena, &config), "c", &again, &error));

    assert_int_equal(again->site_count + again->mount_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(a_new_file_reads_well),
        cmocka_unit_test(an_empty_configuration_is_valid),
    };
    return cmocka_run_group_tests_name("config/config_write", tests, NULL, NULL);
}

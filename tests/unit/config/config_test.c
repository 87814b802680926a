/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include <string.h>

#include "unit.h"

#define SITES "version: 1\nsites:\n  a: {url: https://a.example/wiki/}\n"

static void a_whole_configuration_is_read(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct config *config = NULL;
    struct error error;
    const char *text =
        "\xEF\xBB\xBF# comment\n"
        "mounts:\n"
        "  - site: dc\n"
        "    space: \"~ada\"\n"
        "    path: ./ada//notes/\n"
        "    root: 12345\n"
        "    names: title\n"
        "  - {site: cloud, space: DOCS, path: docs}\n"
        "sites:\n"
        "  cloud:\n"
        "    url: https://example.atlassian.net/wiki/\n"
        "  dc: {url: 'http://127.0.0.1:8090/confluence'}\n"
        "version: 1\n"
        "markdown: {colours: shown, heading_shift: 1, math: katex, mermaid: mermaid-cloud,\n"
        "  title_heading: true,\n"
        "  panels: {info: important, adf:note: NOTE}}\n";

    if (!config_parse(arena, slice_from(text), "config.yaml", &config, &error)) {
        fail_msg("%s", error.message);
    }

    assert_int_equal(config->site_count, 2);
    assert_string_equal(config->sites[0].name, "cloud");
    assert_string_equal(config->sites[0].url, "https://example.atlassian.net/wiki");
    assert_string_equal(config->sites[1].url, "http://127.0.0.1:8090/confluence");
    assert_int_equal(config->markdown.heading_shift, 1);
    assert_true(config->markdown.shows_colours);
    assert_string_equal(config->markdown.mermaid, "mermaid-cloud");
    assert_string_equal(config->markdown.math, "katex");
    assert_null(config->markdown.plantuml);
    assert_true(config->markdown.has_title_heading);
    assert_int_equal(config->markdown.panel_count, 2);
    assert_string_equal(config->markdown.panels[0].macro, "info");
    assert_string_equal(config->markdown.panels[0].alert, "IMPORTANT");
    assert_string_equal(config->markdown.panels[1].macro, "adf:note");
    assert_int_equal(config->mount_count, 2);
    assert_ptr_equal(config->mounts[0].site, &config->sites[1]);
    assert_string_equal(config->mounts[0].space, "~ada");
    assert_string_equal(config->mounts[0].root, "12345");
    assert_string_equal(config->mounts[0].path, "ada/notes");
    assert_int_equal(config->mounts[0].names, NAME_RULE_TITLE);
    assert_null(config->mounts[1].root);
    assert_int_equal(config->mounts[1].names, NAME_RULE_SLUG);
}

static void mistakes_are_named_with_their_place(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"", "c: empty; expected version, sites and mounts"},
        {"- a\n", "c:1:1: expected keys with values"},
        {"version: 2\nsites: {}\nmounts: []\n",
         "c:1:10: this confsync reads version 1 of the configuration, not 2"},
        {"version: 1\nmounts: []\n", "c:1:1: the key \"sites\" is missing"},
        {"version: 1\nversion: 1\nsites: {}\nmounts: []\n",
         "c:2:1: the key \"version\" is here for the second time"},
        {SITES "mount: []\n", "c:4:1: unknown key \"mount\"; did you mean \"mounts\"?"},
        {SITES "mounts: []\nxyzzy: 1\n", "c:5:1: unknown key \"xyzzy\""},
        {SITES "mounts: a\n", "c:4:9: expected a list of mounts"},
        {SITES "mounts: []\nmarkdown: {heading_shift: 6}\n",
         "c:5:27: expected a number from 0 to 5"},
        {SITES "mounts: []\nmarkdown: {colours: true}\n", "c:5:21: expected shown or hidden"},
        {SITES "mounts: []\nmarkdown: {title_heading: on}\n", "c:5:27: expected true or false"},
        {SITES "mounts: []\nmarkdown: {math: code}\n",
         "c:5:18: expected the name of a macro that shows formulas"},
        {SITES "mounts: []\nmarkdown: {mermaid: code}\n",
         "c:5:21: expected the name of a macro that shows diagrams"},
        {SITES "mounts: []\nmarkdown:\n  panels:\n    info: NOTES\n",
         "c:7:11: expected NOTE, TIP, IMPORTANT, WARNING or CAUTION, not \"NOTES\""},
        {SITES "mounts: []\nmarkdown:\n  panels: {tip: TIP, info: tip}\n",
         "c:6:28: TIP is the alert of the panel \"tip\" already"},
        {SITES "mounts: []\nmarkdown: {panels: {inof: TIP}}\n",
         "c:5:21: unknown key \"inof\"; did you mean \"info\"?"},
        {SITES "mounts: []\nmarkdown: {panels: {info: }}\n", "c:5:27: expected a text"},
        {SITES "mounts:\n  - site: b\n    space: S\n    path: .\n",
         "c:5:11: there is no site \"b\" under sites"},
        {SITES "mounts:\n  - {site: a, sapce: S, path: .}\n",
         "c:5:15: unknown key \"sapce\"; did you mean \"space\"?"},
        {SITES "mounts:\n  - {site: a, path: .}\n", "c:5:5: the key \"space\" is missing"},
        {SITES "mounts:\n  - {site: a, space: , path: .}\n", "c:5:22: expected a text"},
        {SITES "mounts:\n  - {site: a, space: ' ', path: .}\n",
         "c:5:22: expected the key of a space"},
        {SITES "mounts:\n  - {site: a, space: S, path: ../x}\n",
         "c:5:31: expected a directory inside the workspace, like . or docs/api"},
        {SITES "mounts:\n  - {site: a, space: S, path: /x}\n",
         "c:5:31: expected a directory inside the workspace, like . or docs/api"},
        {SITES "mounts:\n  - {site: a, space: S, path: .confsync}\n",
         "c:5:31: expected a directory inside the workspace, like . or docs/api"},
        {SITES "mounts:\n  - {site: a, space: S, path: \"a\\nb\"}\n",
         "c:5:31: control characters are not allowed here"},
        {SITES "mounts:\n  - {site: a, space: S, path: ., root: Home}\n",
         "c:5:40: expected the id of a page, a number"},
        {SITES "mounts:\n  - {site: a, space: S, path: ., names: slugs}\n",
         "c:5:41: expected slug or title, not \"slugs\""},
        {SITES "mounts:\n  - {site: a, space: S, path: d}\n  - {site: a, space: T, path: d/e}\n",
         "c:6:5: the directories of two mounts overlap: d and d/e"},
        {"version: 1\nsites: {a: {url: ftp://x}}\nmounts: []\n",
         "c:2:18: expected an address like https://example.atlassian.net/wiki"},
        {"version: 1\nsites: {a: {url: 'https://'}}\nmounts: []\n",
         "c:2:18: expected an address like https://example.atlassian.net/wiki"},
        {"version: 1\nsites: {a: {url: 'https://me:token@x/wiki'}}\nmounts: []\n",
         "c:2:18: user names and tokens do not belong in this file"},
        {"version: 1\nsites: {a: {url: 'http://x'}, a: {url: 'http://y'}}\nmounts: []\n",
         "c:2:31: the site \"a\" is here for the second time"},
        {"version: 1\nsites: {a: {}}\nmounts: []\n", "c:2:12: the key \"url\" is missing"},
        {"version: 1\nsites: [\n", "c:3:1: did not find expected node content"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct config *config = NULL;
        struct error error;
        if (config_parse(arena, slice_from(cases[i].text), "c", &config, &error)) {
            fail_msg("case %zu: accepted", i);
        }
        assert_null(config);
        assert_int_equal(error.kind, ERROR_USAGE);
        if (!slice_starts_with(slice_from(error.message), cases[i].message)) {
            fail_msg("case %zu: \"%s\", expected \"%s\"", i, error.message, cases[i].message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_configuration_is_read),
        cmocka_unit_test(mistakes_are_named_with_their_place),
    };
    return cmocka_run_group_tests_name("config/config", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "config/front_matter.h"

#include <string.h>

#include "unit.h"

static struct front_matter read_page(struct arena *arena, const char *text)
{
    struct front_matter page;
    struct error error;

    if (!front_matter_read(arena, slice_from(text), "a.md", &page, &error)) {
        fail_msg("%s", error.message);
    }
    return page;
}

static void assert_body(const struct front_matter *page, const char *expected, size_t line)
{
    if (!slice_equals(page->body, expected)) {
        fail_msg("body \"%.*s\", expected \"%s\"", (int)page->body.length, page->body.start,
                 expected);
    }
    assert_int_equal(page->body_line, line);
}

static void all_our_keys_are_read(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct front_matter page = read_page(arena, "---\n"
                                                "title: \"Getting: started\"\n"
                                                "labels: [a, b-c, \"12\"]\n"
                                                "status: draft\n"
                                                "weight: 3 # the user's\n"
                                                "confluence:\n"
                                                "  id: 98305\n"
                                                "  space: DOCS\n"
                                                "  version: \"7\"\n"
                                                "  note: kept\n"
                                                "---\n"
                                                "\n"
                                                "Text\n");

    assert_string_equal(page.title, "Getting: started");
    assert_string_equal(page.status, "draft");
    assert_int_equal(page.label_count, 3);
    assert_string_equal(page.labels[1], "b-c");
    assert_string_equal(page.labels[2], "12");
    assert_int_equal(page.id, 98305);
    assert_string_equal(page.space, "DOCS");
    assert_int_equal(page.version, 7);
    assert_body(&page, "Text\n", 13);
}

static void what_is_missing_or_null_is_not_there(void **state)
{
    (void)state;
    const char *const files[] = {
        "---\ntags: a\n---\n\nText",
        "---\ntitle:\nlabels: ~\nstatus: null\nconfluence:\n---\n\nText",
        "---\ntitle: ''\nlabels: []\nconfluence: {}\n---\n\nText",
        "---\ntitle: \"  \"\nconfluence: {id: , space: , version: }\n---\n\nText",
        "---\n---\n\nText",
        "---\n# only a comment\n...\n\nText",
    };

    for (size_t i = 0; i < COUNT_OF(files); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct front_matter page = read_page(arena, files[i]);
        assert_null(page.title);
        assert_null(page.status);
        assert_null(page.space);
        assert_int_equal(page.label_count, 0);
        assert_int_equal(page.id, 0);
        assert_int_equal(page.version, 0);
        assert_true(slice_equals(page.body, "Text"));
    }
}

static void front_matter_is_told_from_a_rule(void **state)
{
    (void)state;
    const struct {
        const char *file;
        const char *title; /* NULL: no front matter */
        const char *body;
        size_t line;
    } cases[] = {
        {"", NULL, "", 1},
        {"Text\n", NULL, "Text\n", 1},
        {"\n---\ntitle: A\n---\n", NULL, "\n---\ntitle: A\n---\n", 1},
        {"----\ntitle: A\n---\n", NULL, "----\ntitle: A\n---\n", 1},
        {"---\n\nText\n", NULL, "---\n\nText\n", 1},
        {"---\n\nText\n\n---\n\nMore\n", NULL, "---\n\nText\n\n---\n\nMore\n", 1},
        {"---", NULL, "---", 1},
        {"---\n\ntitle: A\n---\nText", "A", "Text", 5},
        {"--- \t\ntitle: A\n---  \nText", "A", "Text", 4},
        {"---\ntitle: A\n...\nText", "A", "Text", 4},
        {"---\ntitle: A\n---", "A", "", 3},
        {"---\ntitle: A\n---\n", "A", "", 4},
        {"---\ntitle: A\n---\n\n", "A", "", 5},
        {"---\ntitle: A\n---\n\n\nText", "A", "\nText", 5},
        {"---\ntitle: A\n---\n  \nText", "A", "Text", 5},
        {"---\ntitle: |\n  A\n\n---\nText\n---\n", "A", "Text\n---\n", 6},
        {"---\n{title: A}\n---\nText", "A", "Text", 4},
        {"\xEF\xBB\xBF---\ntitle: A\n---\nText", "A", "Text", 4},
        {"\xEF\xBB\xBFText", NULL, "Text", 1},
        {"---\r\ntitle: A\r\n---\r\n\r\nOne\r\nTwo\n", "A", "One\nTwo\n", 5},
        {"One\r\nTwo\r\n", NULL, "One\nTwo\n", 1},
        {"One\nTwo\r\n", NULL, "One\nTwo\r\n", 1},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct front_matter page = read_page(arena, cases[i].file);
        if ((page.title != NULL) != (cases[i].title != NULL)) {
            fail_msg("case %zu: title is %s", i, page.title ? page.title : "missing");
        }
        if (page.title) {
            assert_string_equal(page.title, cases[i].title);
        }
        assert_body(&page, cases[i].body, cases[i].line);
    }
}

static void faults_name_file_and_line(void **state)
{
    (void)state;
    const struct {
        const char *file;
        const char *message; /* its start */
    } cases[] = {
        {"---\ntitle: A\n\nText\n", "a.md:1: the front matter that begins here is not closed"},
        {"---\ntitle: A\ntitle: B\n---\n",
         "a.md:3:1: the key \"title\" is here for the second time"},
        {"---\nconfluence:\n  id: 1\n  id: 2\n---\n",
         "a.md:4:3: the key \"id\" is here for the second time"},
        {"---\ntitle: a: b\n---\n", "a.md:2:9: mapping values are not allowed"},
        {"---\ntitle: [a\n---\n", "a.md:3:1: did not find expected ',' or ']'"},
        {"---\ntitle: [a]\n---\n", "a.md:2:8: title must be a text"},
        {"---\ntitle: \"a\\nb\"\n---\n", "a.md:2:8: title must be one line of text"},
        {"---\nbase: &x Y\ntitle: *x\n---\n", "a.md:3:8: title must be a text"},
        {"---\nlabels: {a: b}\n---\n", "a.md:2:9: a label must be a text"},
        {"---\nlabels:\n  - a\n  - [b]\n---\n", "a.md:4:5: a label must be a text"},
        {"---\nconfluence: 12\n---\n", "a.md:2:13: confluence must hold id, space and version"},
        {"---\nconfluence: {id: x1}\n---\n", "a.md:2:18: id must be a number above 0"},
        {"---\nconfluence: {id: 0}\n---\n", "a.md:2:18: id must be a number above 0"},
        {"---\nconfluence: {id: 99999999999999999999}\n---\n",
         "a.md:2:18: id must be a number above 0"},
        {"---\nconfluence: {version: -1}\n---\n", "a.md:2:23: version must be a number above 0"},
        {"---\n- a\n---\n", "a.md:2:1: expected keys with values in the front matter"},
        {"---\nJust text\n---\n", "a.md:2:1: expected keys with values in the front matter"},
        {"---\na: 1\n\tb: 2\n---\n", "a.md:3:1: found a tab"},
        {"One\nTwo \xFF\n", "a.md:2: not UTF-8 text"},
        {"\xEF\xBB\xBF---\r\na: 1\r\ntitle: [\r\n---\r\n", "a.md:4:1: "},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct front_matter page;
        struct error error;
        if (front_matter_read(arena, slice_from(cases[i].file), "a.md", &page, &error)) {
            fail_msg("case %zu: accepted", i);
        }
        assert_int_equal(error.kind, ERROR_INPUT);
        if (!slice_starts_with(slice_from(error.message), cases[i].message)) {
            fail_msg("case %zu: \"%s\", expected \"%s\"", i, error.message, cases[i].message);
        }
    }
}

static void what_others_put_there_is_not_our_business(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct front_matter page = read_page(arena, "---\n"
                                                "defaults: &d {a: 1}\n"
                                                "mine: {<<: *d, a: 2, a: 3}\n"
                                                "tags: x\ntags: y\n"
                                                "? [complex, key]\n: value\n"
                                                "date: !!timestamp 2024-01-31\n"
                                                "title: 2024-01-31\n"
                                                "---\nText");

    assert_string_equal(page.title, "2024-01-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_our_keys_are_read),
        cmocka_unit_test(what_is_missing_or_null_is_not_there),
        cmocka_unit_test(front_matter_is_told_from_a_rule),
        cmocka_unit_test(faults_name_file_and_line),
        cmocka_unit_test(what_others_put_there_is_not_our_business),
    };
    return cmocka_run_group_tests_name("config/front_matter", tests, NULL, NULL);
}

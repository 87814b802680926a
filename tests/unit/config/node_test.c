/* SPDX-License-Identifier: MIT */
#include "config/node_internal.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "unit.h"

static const struct node_place whole_file = {.file = "a.yaml", .first_line = 1};

static struct node *parse(struct arena *arena, const char *text)
{
    struct node *root = NULL;
    struct error error;

    if (!node_parse(arena, slice_from(text), &whole_file, &root, &error)) {
        fail_msg("%s", error.message);
    }
    return root;
}

static struct node *value_of(const struct node *map, const char *key)
{
    struct node *value = NULL;
    struct error error;

    assert_true(node_find(map, key, "a.yaml", &value, &error));
    assert_non_null(value);
    return value;
}

static void every_scalar_knows_its_bytes(void **state)
{
    (void)state;
    const struct {
        const char *text;   /* holds the key k */
        const char *source; /* of its value */
        const char *value;
        size_t line;
        size_t column;
    } cases[] = {
        {"k: plain\n", "plain", "plain", 1, 4},
        {"\xC3\xA9\xF0\x9F\x8E\x89: 1\nk:   v # comment\n", "v", "v", 2, 6},
        {"a: 1\r\nk: v\r\nb: 2\r\n", "v", "v", 2, 4},
        {"k: two words \n", "two words", "two words", 1, 4},
        {"k: 'it''s'\n", "'it''s'", "it's", 1, 4},
        {"k: \"a\\tb\"\n", "\"a\\tb\"", "a\tb", 1, 4},
        {"k: |\n  one\n  two\n\n\nz: 1\n", "|\n  one\n  two", "one\ntwo\n", 1, 4},
        {"k: >-\n  one\n  two\n# comment\nz: 1\n", ">-\n  one\n  two", "one two", 1, 4},
        {"k: one\n  two\nz: 1\n", "one\n  two", "one two", 1, 4},
        {"k:\nz: 1\n", "", "", 1, 3},
        {"{k: v, z: 1}", "v", "v", 1, 5},
        {"z:\n  - \xE4\xB8\xAD\xE6\x96\x87\n  - x\nk: v", "v", "v", 4, 4},
        {"k: !!str v\n", "!!str v", "v", 1, 4},
        {"? k\n: v\n", "v", "v", 2, 3},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct slice text = slice_from(cases[i].text);
        const struct node *value = value_of(parse(arena, cases[i].text), "k");
        struct slice source = slice_of_span(text, value->source);
        if (!slice_equals(source, cases[i].source)) {
            fail_msg("case %zu: found \"%.*s\", expected \"%s\"", i, (int)source.length,
                     source.start, cases[i].source);
        }
        assert_string_equal(value->text.start, cases[i].value);
        assert_int_equal(value->line, cases[i].line);
        assert_int_equal(value->column, cases[i].column);
    }
}

static void collections_end_with_their_last_node(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *text = "list:\n  - a\n  - b # comment\n\n# more\nflow: [a, b ] # c\nmap:\n  x: 1\n";
    struct node *root = parse(arena, text);

    const struct node *list = value_of(root, "list");
    assert_true(slice_equals(slice_of_span(slice_from(text), list->source), "- a\n  - b"));
    assert_false(list->is_flow);
    const struct node *flow = value_of(root, "flow");
    assert_true(slice_equals(slice_of_span(slice_from(text), flow->source), "[a, b ]"));
    assert_true(flow->is_flow);
    assert_int_equal(flow->count, 2);
    const struct node *map = value_of(root, "map");
    assert_true(slice_equals(slice_of_span(slice_from(text), map->source), "x: 1"));
    assert_int_equal(root->source.end, strlen(text) - 1);
}

static void nothing_but_comments_has_no_root(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_null(parse(arena, ""));
    assert_null(parse(arena, "\n# comment\n\n"));
}

static void faults_name_file_line_and_column(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *message; /* its start */
    } cases[] = {
        {"a: b: c\n", "a.yaml:1:5: mapping values are not allowed"},
        {"a: 1\n\tb: 2\n", "a.yaml:2:1: found a tab character that violates indentation"},
        {"a: [1, 2\n", "a.yaml:2:1: did not find expected ',' or ']'"},
        {"a: \"open\n", "a.yaml:2:1: found unexpected end of stream"},
        {"a: 1\n---\nb: 2\n", "a.yaml:2:1: a second YAML document"},
        {"a: 1\nb: \xFF\n", "a.yaml:2: invalid leading UTF-8 octet"},
        {"a: 1\nb: \x01\n", "a.yaml:2: control characters are not allowed"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct node *root = NULL;
        struct error error;
        assert_false(node_parse(arena, slice_from(cases[i].text), &whole_file, &root, &error));
        assert_int_equal(error.kind, ERROR_INPUT);
        if (!slice_starts_with(slice_from(error.message), cases[i].message)) {
            fail_msg("case %zu: \"%s\", expected \"%s\"", i, error.message, cases[i].message);
        }
    }
}

static void the_place_moves_the_lines(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct node_place place = {.file = "page.md", .first_line = 12};
    struct node *root = NULL;
    struct error error;

    assert_false(node_parse(arena, SLICE_LITERAL("a: 1\nb: [\n"), &place, &root, &error));

    assert_true(slice_starts_with(slice_from(error.message), "page.md:14:1: "));
}

static void a_key_that_is_there_twice_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct node *root = parse(arena, "a: 1\nb: 2\n\"a\": 3\n");
    struct node *value = NULL;
    struct error error;

    assert_true(node_find(root, "b", "a.yaml", &value, &error));
    assert_false(node_find(root, "a", "a.yaml", &value, &error));
    assert_string_equal(error.message, "a.yaml:3:1: the key \"a\" is here for the second time");
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(4096);
    struct node *root = NULL;
    struct error error;

    strbuf_append_repeated(&text, '[', LIMIT_DEPTH + 2);

    assert_false(node_parse(arena, strbuf_slice(&text), &whole_file, &root, &error));
    assert_non_null(strstr(error.message, "nested more than 256 deep"));
}

static void only_plain_words_are_null(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct node *root = parse(arena, "a:\nb: ~\nc: null\nd: \"\"\ne: 'null'\nf: nulls\n");

    assert_true(node_is_null(value_of(root, "a")));
    assert_true(node_is_null(value_of(root, "b")));
    assert_true(node_is_null(value_of(root, "c")));
    assert_false(node_is_null(value_of(root, "d")));
    assert_false(node_is_null(value_of(root, "e")));
    assert_false(node_is_null(value_of(root, "f")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scalar_knows_its_bytes),
        cmocka_unit_test(collections_end_with_their_last_node),
        cmocka_unit_test(nothing_but_comments_has_no_root),
        cmocka_unit_test(faults_name_file_line_and_column),
        cmocka_unit_test(the_place_moves_the_lines),
        cmocka_unit_test(a_key_that_is_there_twice_is_refused),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(only_plain_words_are_null),
    };
    return cmocka_run_group_tests_name("config/node", tests, NULL, NULL);
}

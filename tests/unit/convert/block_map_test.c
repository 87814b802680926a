/* SPDX-License-Identifier: MIT */
/* Bases that an older version of the program made, with other forms for the same storage. */
#include "convert/block_map.h"

#include <string.h>

#include "unit.h"

static void add_entry(struct arena *arena, struct conversion_base *base, const char *part,
                      size_t first_line, size_t last_line)
{
    size_t start = slice_find(base->storage, 0, slice_from(part));
    struct block_map_entry *entries =
        ARENA_NEW_ARRAY(arena, struct block_map_entry, base->map.count + 1);

    assert_true(start != SLICE_NOT_FOUND);
    for (size_t i = 0; i < base->map.count; i++) {
        entries[i] = base->map.entries[i];
    }
    entries[base->map.count++] =
        (struct block_map_entry){{start, start + strlen(part)}, first_line, last_line};
    base->map.entries = entries;
}

static void check(struct arena *arena, const struct conversion_base *base, const char *edited,
                  const char *expected)
{
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct conversion_report report;
    struct slice storage;
    struct error error;

    if (!convert_to_storage(arena, slice_from(edited), base, &options, &storage, &report, &error)) {
        fail_msg("%s", error.message);
    }
    if (!slice_equal(storage, slice_from(expected))) {
        fail_msg("made     %.*s\nexpected %s", (int)storage.length, storage.start, expected);
    }
}

#define TABLE "<table class=\"x\"><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"

static void what_was_a_fence_and_has_a_form_now_is_kept(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_base base = {
        .storage = SLICE_LITERAL(TABLE "<p id=\"1\">c</p>"),
        .markdown = SLICE_LITERAL("```confluence\n" TABLE "\n```\n\nc\n"),
    };

    add_entry(arena, &base, TABLE, 1, 3);
    add_entry(arena, &base, "<p id=\"1\">c</p>", 5, 5);
    check(arena, &base, "```confluence\n" TABLE "\n```\n\nc d\n", TABLE "<p id=\"1\">c d</p>");
    check(arena, &base, "c\n", "<p id=\"1\">c</p>");
}

#define TWO "<p id=\"1\">a</p><p id=\"2\">b</p>"

static void what_was_one_block_and_is_two_now_is_kept_together(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_base base = {
        .storage = SLICE_LITERAL(TWO "<p id=\"3\">c</p>"),
        .markdown = SLICE_LITERAL("```confluence\n" TWO "\n```\n\nc\n"),
    };

    add_entry(arena, &base, TWO, 1, 3);
    add_entry(arena, &base, "<p id=\"3\">c</p>", 5, 5);
    check(arena, &base, "```confluence\n" TWO "\n```\n\nc d\n", TWO "<p id=\"3\">c d</p>");
}

#define LIST "<ul class=\"x\"><li>a</li><li>b</li></ul>"

static void what_was_several_blocks_and_is_one_now_is_kept_together(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_base base = {
        .storage = SLICE_LITERAL(LIST "<p id=\"3\">c</p>"),
        .markdown = SLICE_LITERAL("a\n\nb\n\nc\n"),
    };

    add_entry(arena, &base, "<li>a</li>", 1, 1);
    add_entry(arena, &base, "<li>b</li>", 3, 3);
    add_entry(arena, &base, "<p id=\"3\">c</p>", 5, 5);
    check(arena, &base, "a\n\nb\n\nc d\n", LIST "<p id=\"3\">c d</p>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_a_fence_and_has_a_form_now_is_kept),
        cmocka_unit_test(what_was_one_block_and_is_two_now_is_kept_together),
        cmocka_unit_test(what_was_several_blocks_and_is_one_now_is_kept_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

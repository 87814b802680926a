/* SPDX-License-Identifier: MIT */
#include "cli/unified_diff.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { MOST_DIFF = 1 << 20 };

static const struct terminal pipe_end = {.width = 80};

static void diff(struct strbuf *text, const char *old_text, const char *new_text)
{
    struct diff_side old_side = {"a/page.md", slice_from(old_text)};
    struct diff_side new_side = {"b/page.md", slice_from(new_text)};
    unified_diff_append(text, &pipe_end, &old_side, &new_side);
}

static void equal_texts_have_no_diff(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_DIFF);

    diff(&text, "one\ntwo\n", "one\ntwo\n");
    diff(&text, "", "");
    assert_int_equal(text.length, 0);
}

static void known_changes_look_as_diff_shows_them(void **state)
{
    (void)state;
    static const struct {
        const char *old_text;
        const char *new_text;
        const char *hunks;
    } cases[] = {
        /* clang-format off */
        {"a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
        {"", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"},
        {"a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
        {"a\n", "a", "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"},
        {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5x\n6\n7\n8\n9\n",
         "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+5x\n 6\n 7\n 8\n"},
        {"x\n2\n3\n4\n5\n6\n7\n8\nx\n", "y\n2\n3\n4\n5\n6\n7\n8\ny\n",
         "@@ -1,4 +1,4 @@\n-x\n+y\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-x\n+y\n"},
        {"x\n2\n3\n4\n5\n6\n7\nx\n", "y\n2\n3\n4\n5\n6\n7\ny\n",
         "@@ -1,8 +1,8 @@\n-x\n+y\n 2\n 3\n 4\n 5\n 6\n 7\n-x\n+y\n"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_DIFF);
        CLEANUP_STRBUF struct strbuf expected = STRBUF(MOST_DIFF);
        strbuf_append(&expected, "--- a/page.md\n+++ b/page.md\n");
        strbuf_append(&expected, cases[i].hunks);
        diff(&text, cases[i].old_text, cases[i].new_text);
        assert_string_equal(strbuf_text(&text), strbuf_text(&expected));
    }
}

static void what_does_not_exist_is_dev_null(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_DIFF);
    struct diff_side old_side = {NULL, SLICE_LITERAL("")};
    struct diff_side new_side = {"b/page.md", SLICE_LITERAL("a\n")};

    unified_diff_append(&text, &pipe_end, &old_side, &new_side);
    assert_string_equal(strbuf_text(&text), "--- /dev/null\n+++ b/page.md\n@@ -0,0 +1 @@\n+a\n");
}

static void a_terminal_gets_colours_and_no_control_characters(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_DIFF);
    struct terminal terminal = {.is_terminal = true, .has_colour = true, .width = 80};
    struct diff_side old_side = {"a", SLICE_LITERAL("\033[2J\n")};
    struct diff_side new_side = {"b", SLICE_LITERAL("")};

    unified_diff_append(&text, &terminal, &old_side, &new_side);
    assert_non_null(strstr(strbuf_text(&text), "\033[31m-?[2J\033[0m\n"));
}

/* Random lines of few letters, so that much of two texts is equal by chance. */
static struct slice random_text(struct strbuf *text)
{
    int lines = rand() % 30;
    for (int i = 0; i < lines; i++) {
        strbuf_append_format(text, "%c\n", 'a' + rand() % 4);
    }
    if (lines > 0 && rand() % 4 == 0) {
        strbuf_truncate(text, text->length - 1);
    }
    return strbuf_slice(text);
}

/* How many old lines stand before a hunk, from its heading: "@@ -3,2 +4 @@", "@@ -0,0 +1 @@". */
static size_t lines_before(struct slice heading)
{
    size_t comma = slice_find(heading, 0, SLICE_LITERAL(",0 +"));
    size_t first = strtoul(heading.start + strlen("@@ -"), NULL, 10);
    return comma != SLICE_NOT_FOUND ? first : first - 1;
}

static struct slice next_line(struct slice *rest)
{
    size_t end = slice_find_char(*rest, 0, '\n');
    struct slice line = slice_part(*rest, 0, end == SLICE_NOT_FOUND ? rest->length : end + 1);
    *rest = slice_part(*rest, line.length, rest->length);
    return line;
}

/* Replays a diff on the old text; what comes out must be the new one. */
static void apply(struct strbuf *result, struct slice old_text, struct slice patch)
{
    size_t old_line = 0;

    while (patch.length > 0) {
        struct slice line = next_line(&patch);
        if (slice_starts_with(line, "@@")) {
            for (size_t before = lines_before(line); old_line < before; old_line++) {
                strbuf_append_slice(result, next_line(&old_text));
            }
            continue;
        }
        struct slice words = slice_part(line, 1, line.length);
        if (slice_starts_with(patch, "\\")) {
            words.length--;
            next_line(&patch);
        }
        if (line.start[0] != '-') {
            strbuf_append_slice(result, words);
        }
        if (line.start[0] != '+') {
            assert_true(slice_equal(next_line(&old_text), words));
            old_line++;
        }
    }
    strbuf_append_slice(result, old_text);
}

static void a_diff_turns_the_old_text_into_the_new_one(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 3000; round++) {
        CLEANUP_STRBUF struct strbuf old_text = STRBUF(MOST_DIFF);
        CLEANUP_STRBUF struct strbuf new_text = STRBUF(MOST_DIFF);
        CLEANUP_STRBUF struct strbuf patch = STRBUF(MOST_DIFF);
        CLEANUP_STRBUF struct strbuf result = STRBUF(MOST_DIFF);
        struct diff_side old_side = {"a", random_text(&old_text)};
        struct diff_side new_side = {"b", random_text(&new_text)};
        unified_diff_append(&patch, &pipe_end, &old_side, &new_side);
        struct slice hunks = strbuf_slice(&patch);
        size_t heading = slice_find(hunks, 0, SLICE_LITERAL("@@"));
        if (heading != SLICE_NOT_FOUND) {
            hunks = slice_part(hunks, heading, hunks.length);
        }
        apply(&result, old_side.text, hunks);
        assert_true(slice_equal(strbuf_slice(&result), new_side.text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_no_diff),
        cmocka_unit_test(known_changes_look_as_diff_shows_them),
        cmocka_unit_test(what_does_not_exist_is_dev_null),
        cmocka_unit_test(a_terminal_gets_colours_and_no_control_characters),
        cmocka_unit_test(a_diff_turns_the_old_text_into_the_new_one),
    };
    return cmocka_run_group_tests_name("cli/unified_diff", tests, NULL, NULL);
}

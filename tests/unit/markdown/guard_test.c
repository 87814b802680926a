/* SPDX-License-Identifier: MIT */
#include "markdown/guard_internal.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "unit.h"

static void repeat(struct strbuf *text, const char *piece, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strbuf_append(text, piece);
    }
}

static void check_refused(const struct strbuf *text, const char *message)
{
    struct error error;

    assert_false(guard_check(strbuf_slice(text), &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.message, message);
}

static void check_taken(const struct strbuf *text)
{
    struct error error;

    if (!guard_check(strbuf_slice(text), &error)) {
        fail_msg("%s", error.message);
    }
}

static void bytes_that_are_no_text_are_refused_with_their_line(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(100);

    strbuf_append(&text, "a\nb\xFF");
    check_refused(&text, "line 2: not UTF-8");
    strbuf_clear(&text);
    strbuf_append_slice(&text, (struct slice){"a\n\nb\0c", 6});
    check_refused(&text, "line 3: a NUL byte");
}

static void a_text_larger_than_a_page_is_refused(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE + 1);

    strbuf_append_repeated(&text, 'a', LIMIT_PAGE);
    check_taken(&text);
    strbuf_append(&text, "a");
    check_refused(&text, "line 1: the text is larger than 8388608 bytes here");
}

static void too_many_levels_on_a_line_are_refused(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(10000);

    strbuf_append(&text, "a\n");
    repeat(&text, "> ", 256);
    strbuf_append(&text, "a\n");
    check_taken(&text);
    repeat(&text, "- > ", 129);
    strbuf_append(&text, "a\n");
    check_refused(&text, "line 3: nested deeper than 256 levels");
    strbuf_clear(&text);
    repeat(&text, "- ", 1000);
    check_taken(&text); /* a rule */
}

static void what_is_in_a_fence_has_no_shape(void **state)
{
    (void)state;
    static const char *const fences[][3] = {
        {"```\n", "", "```\n"},
        {"> ~~~~ x\n", "> ", "> ~~~~~\n"},
        {"- a\n\n  ```\n", "  ", "  ```\n"},
        {"1. ```\n", "   ", "   ```\n"},
    };

    for (size_t i = 0; i < COUNT_OF(fences); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(10000);
        strbuf_append(&text, fences[i][0]);
        strbuf_append(&text, fences[i][1]);
        repeat(&text, ">", 300);
        strbuf_append(&text, "\n");
        strbuf_append(&text, fences[i][1]);
        repeat(&text, "|-", 300);
        strbuf_append(&text, "\n");
        strbuf_append(&text, fences[i][2]);
        check_taken(&text);
        strbuf_append(&text, "\n");
        repeat(&text, ">", 300);
        assert_false(guard_check(strbuf_slice(&text), &(struct error){0}));
    }
}

static void what_only_looks_like_a_fence_hides_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"``` a`b\n", "a\n    ```\n    ", "> ```\n", "``\n",
                                        "- ```\n"};

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(10000);
        strbuf_append(&text, texts[i]);
        repeat(&text, ">", 300);
        assert_false(guard_check(strbuf_slice(&text), &(struct error){0}));
    }
}

static void links_behind_too_many_emphases_are_refused(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    repeat(&text, "*a* [b](c) ", 7000);
    check_taken(&text);
    repeat(&text, "*a* [b](c) ", 1000);
    check_refused(&text, "line 1: too many links and emphases in one paragraph: divide it");
    strbuf_clear(&text);
    repeat(&text, "| *a* [b](c) |\n", 8000);
    check_taken(&text);
    strbuf_clear(&text);
    repeat(&text, "- *a* [b](c)\n", 8000);
    check_taken(&text);
}

static void tables_that_cost_too_much_are_refused(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    strbuf_append(&text, "> ");
    repeat(&text, "| a ", 300);
    strbuf_append(&text, "|\n");
    check_taken(&text); /* text */
    strbuf_append(&text, "> ");
    repeat(&text, "|-", 300);
    strbuf_append(&text, "|\n");
    check_refused(&text, "line 2: a table of too many columns");
    strbuf_clear(&text);
    repeat(&text, "|-", 200);
    strbuf_append(&text, "\n");
    repeat(&text, "|\n", 5000);
    check_taken(&text);
    repeat(&text, "|\n", 100);
    check_refused(&text, "line 5027: too many rows that are too short");
}

static void searches_without_end_are_refused(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    repeat(&text, "a <? ", 100000);
    check_refused(&text, "line 1: too many <? and <! without an end");
    strbuf_clear(&text);
    repeat(&text, "a <? b ?> <!C> <![CDATA[ d ]]>", 20000);
    check_taken(&text);
    strbuf_clear(&text);
    repeat(&text, "a <?\n\n", 100000);
    check_taken(&text);
}

static void links_that_multiply_a_definition_are_refused(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    strbuf_append(&text, "[a]: ");
    strbuf_append_repeated(&text, 'b', 1000000);
    strbuf_append(&text, "\n\n");
    repeat(&text, "[a]", 500);
    check_taken(&text);
    repeat(&text, "\n[a]", 500);
    check_refused(&text, "line 39: too many links for definitions as long as this");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_text_are_refused_with_their_line),
        cmocka_unit_test(a_text_larger_than_a_page_is_refused),
        cmocka_unit_test(too_many_levels_on_a_line_are_refused),
        cmocka_unit_test(what_is_in_a_fence_has_no_shape),
        cmocka_unit_test(what_only_looks_like_a_fence_hides_nothing),
        cmocka_unit_test(links_behind_too_many_emphases_are_refused),
        cmocka_unit_test(tables_that_cost_too_much_are_refused),
        cmocka_unit_test(searches_without_end_are_refused),
        cmocka_unit_test(links_that_multiply_a_definition_are_refused),
    };
    return cmocka_run_group_tests_name("markdown/guard", tests, NULL, NULL);
}

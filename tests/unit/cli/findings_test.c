/* SPDX-License-Identifier: MIT */
#include "cli/findings.h"

#include <string.h>

#include "base/limit.h"
#include "unit.h"

static const char *print(struct arena *arena, const struct findings *findings)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    findings_append(&text, findings);
    return arena_copy(arena, strbuf_slice(&text));
}

static const char *check(struct arena *arena, const char *text, size_t line)
{
    struct findings findings = {.arena = arena};
    struct checked_body body = {slice_from(text), line};

    findings_check_body(&findings, "a.md", &body, &MARKDOWN_OPTIONS_DEFAULT);
    return print(arena, &findings);
}

static void what_is_in_order_gives_nothing(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(check(arena, "# Title\n\n*text*\n", 1), "");
    assert_string_equal(check(arena, "", 1), "");
}

static void findings_are_in_the_order_of_the_lines_of_the_file(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(check(arena, "<!-- one -->\n\n[a](b.txt)\n\n<!-- two -->\n", 5),
                        "a.md:5: drops a comment\n"
                        "a.md:7: leads nowhere on Confluence: b.txt\n"
                        "a.md:9: drops a comment\n");
}

static void a_body_that_cannot_be_sent_has_one_finding(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(check(arena, "<!-- a -->\n\n>>>>>>> theirs\n", 1),
                        "a.md:3: a conflict marker is left: settle it, and take out the marker "
                        "lines\n");
    assert_string_equal(check(arena, "one\n\n`<b>`{=confluence}\n", 4),
                        "a.md:6: storage that is not well-formed: <b> is never closed\n");
}

static void the_place_is_taken_out_of_a_message(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        const char *printed;
    } cases[] = {
        {"wiki/a.md:3:7: bad", "a.md:3:7: bad\n"},
        {"wiki/a.md:3: bad: 4: worse", "a.md:3: bad: 4: worse\n"},
        {"wiki/a.md: bad", "a.md: bad\n"},
        {"cannot open wiki/a.md: gone", "a.md: cannot open wiki/a.md: gone\n"},
        {"wiki/a.md:\x1b[0m", "a.md: ?[0m\n"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct findings findings = {.arena = arena};
        findings_add_message(&findings, "a.md", "wiki/a.md", cases[i].message);
        assert_string_equal(print(arena, &findings), cases[i].printed);
        assert_string_equal(findings.items[0].kind, "fault");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_order_gives_nothing),
        cmocka_unit_test(findings_are_in_the_order_of_the_lines_of_the_file),
        cmocka_unit_test(a_body_that_cannot_be_sent_has_one_finding),
        cmocka_unit_test(the_place_is_taken_out_of_a_message),
    };
    return cmocka_run_group_tests_name("cli/findings", tests, NULL, NULL);
}

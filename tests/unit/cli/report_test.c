/* SPDX-License-Identifier: MIT */
#include "cli/report.h"

#include <string.h>

#include "plan_fixture.h"
#include "unit.h"

enum { MOST_REPORT = 64 * 1024 };

static const struct terminal pipe_end = {.width = 80};

static struct report_style plain_style(struct arena *arena)
{
    return (struct report_style){
        .arena = arena,
        .terminal = &pipe_end,
        .view = {"/srv/wiki", "", "."},
        .space = "DOCS",
        .site = "https://example.atlassian.net/wiki",
    };
}

static void a_status_groups_pages_by_what_would_be_done(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);
    struct changes changes = changes_make(arena, &fixture.scan);

    report_append_status(&text, &style, &fixture.scan, &changes);

    assert_string_equal(strbuf_text(&text),
                        "Space DOCS on https://example.atlassian.net/wiki\n"
                        "\n"
                        "To push (confsync push):\n"
                        "  new       a/new-here.md  \"New here\"\n"
                        "  changed   edited-here.md  \"Edited here\"\n"
                        "  deleted   gone.md  \"Gone\"\n"
                        "  renamed   renamed.md  \"Old name\" -> \"Renamed\"\n"
                        "\n"
                        "To pull (confsync pull):\n"
                        "  changed   edited-there.md  \"Edited there\"\n"
                        "  new       \"New there\" below edited-here.md\n"
                        "\n"
                        "To merge, changed on both sides (confsync sync):\n"
                        "  merged    merged.md  \"Merged\"\n"
                        "\n"
                        "Conflicts (confsync resolve PATH --local, --remote or --merged FILE):\n"
                        "  conflict  conflict.md  \"Conflict\": both sides changed the same block\n"
                        "\n"
                        "Held back:\n"
                        "  held      broken.md:2:1: this is no YAML\n"
                        "\n"
                        "4 pages to push, 2 to pull, 1 to merge, 1 in conflict, 1 held back.\n");
}

static void what_a_push_would_drop_is_said_below_the_page(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct plan_fixture fixture;
    struct notes notes = {.arena = arena};
    plan_fixture_fill(&fixture);
    notes_add(&notes, NOTE_LOST, 12, SLICE_LITERAL("<span style=\"color: red\">"));
    notes_add(&notes, NOTE_DROPPED, 0, SLICE_LITERAL("a foot\x1bnote"));
    /* Edited here and merged: sent. Edited there and broken: not. */
    fixture.pages[1].notes = fixture.pages[2].notes = fixture.pages[3].notes = notes;
    fixture.pages[9].notes = notes;
    struct changes changes = changes_make(arena, &fixture.scan);

    report_append_plan(&text, &style, &fixture.scan, &changes);

    assert_non_null(strstr(strbuf_text(&text),
                           "  changed   edited-here.md  \"Edited here\"\n"
                           "    loses what Markdown does not show: <span style=\"color: red\"> "
                           "(line 12)\n"
                           "    drops a foot?note\n"
                           "  deleted "));
    assert_non_null(strstr(strbuf_text(&text), "\"Merged\"\n    loses what"));
    assert_non_null(strstr(strbuf_text(&text), "\"Edited there\"\n  new "));
    assert_non_null(strstr(strbuf_text(&text), "this is no YAML\n\n"));
}

static void what_a_strict_push_holds_says_what_would_be_lost(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct plan_fixture fixture;
    struct notes notes = {.arena = arena};
    plan_fixture_fill(&fixture);
    notes_add(&notes, NOTE_DROPPED, 3, SLICE_LITERAL("a footnote"));
    fixture.pages[1].notes = notes;
    fixture.steps[1] = (struct step){
        .kind = STEP_HOLD, .page = 1, .attribute = ATTRIBUTE_PAGE, .reason = REASON_LOSES};
    struct changes changes = changes_make(arena, &fixture.scan);

    report_append_plan(&text, &style, &fixture.scan, &changes);

    assert_non_null(strstr(strbuf_text(&text),
                           "  held      edited-here.md  \"Edited here\": something of it would be "
                           "lost, and --strict forbids that\n"
                           "    drops a footnote (line 3)\n"));
}

static void a_plan_has_no_hints_and_no_sum(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);
    struct changes changes = changes_make(arena, &fixture.scan);

    report_append_plan(&text, &style, &fixture.scan, &changes);

    assert_non_null(strstr(strbuf_text(&text), "\nTo push:\n"));
    assert_null(strstr(strbuf_text(&text), "confsync push"));
    assert_null(strstr(strbuf_text(&text), "to push,"));
}

static void where_nothing_is_to_do_the_status_says_so_and_the_plan_nothing(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);
    fixture.plan.count = 0;
    struct changes changes = changes_make(arena, &fixture.scan);

    report_append_plan(&text, &style, &fixture.scan, &changes);
    assert_int_equal(text.length, 0);
    report_append_status(&text, &style, &fixture.scan, &changes);
    assert_string_equal(strbuf_text(&text), "Space DOCS on https://example.atlassian.net/wiki\n\n"
                                            "Nothing to do: 9 pages are in step.\n");
}

static void a_file_without_its_id_is_something_to_do(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);
    plan_fixture_mark(&fixture);
    struct changes changes = changes_make(arena, &fixture.scan);

    report_append_status(&text, &style, &fixture.scan, &changes);
    assert_string_equal(strbuf_text(&text), "Space DOCS on https://example.atlassian.net/wiki\n\n"
                                            "To mark with the page's id (confsync sync):\n"
                                            "  marked    index.md  \"Home\"\n"
                                            "\n"
                                            "1 page to mark.\n");
}

static void paths_are_shown_from_where_the_user_is(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    style.view.current = "a";
    struct plan_fixture fixture;
    plan_fixture_fill(&fixture);

    report_append_page(&text, &style, &fixture.pages[8]);
    strbuf_append(&text, ", ");
    report_append_page(&text, &style, &fixture.pages[0]);
    strbuf_append(&text, ", ");
    report_append_page(&text, &style, &fixture.pages[5]);

    assert_string_equal(strbuf_text(&text), "page \"New here\" (new-here.md), "
                                            "page \"Home\" (../index.md), page \"New there\"");
}

static void numbers_agree_with_their_nouns(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);

    report_append_count(&text, 0, "page", "pages");
    strbuf_append(&text, ", ");
    report_append_count(&text, 1, "page", "pages");
    strbuf_append(&text, ", ");
    report_append_count(&text, 2, "page", "pages");
    assert_string_equal(strbuf_text(&text), "0 pages, 1 page, 2 pages");
}

static void durations_are_as_exact_as_they_are_short(void **state)
{
    (void)state;
    static const struct {
        long long elapsed_ms;
        const char *words;
    } cases[] = {
        /* clang-format off */
        {0, "0 ms"}, {412, "412 ms"}, {1000, "1.0 s"}, {9999, "9.9 s"}, {10000, "10 s"}, {59999, "59 s"},
        {60000, "1 min 0 s"}, {754321, "12 min 34 s"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
        report_append_duration(&text, cases[i].elapsed_ms);
        assert_string_equal(strbuf_text(&text), cases[i].words);
    }
}

static void a_hostile_title_stays_on_its_line(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_REPORT);
    struct report_style style = plain_style(arena);
    struct page_facts page = fixture_page(1, "a.md", "\033[2J\nSpace");

    report_append_page(&text, &style, &page);
    assert_string_equal(strbuf_text(&text), "page \"?[2J?Space\" (a.md)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_status_groups_pages_by_what_would_be_done),
        cmocka_unit_test(what_a_push_would_drop_is_said_below_the_page),
        cmocka_unit_test(what_a_strict_push_holds_says_what_would_be_lost),
        cmocka_unit_test(a_plan_has_no_hints_and_no_sum),
        cmocka_unit_test(where_nothing_is_to_do_the_status_says_so_and_the_plan_nothing),
        cmocka_unit_test(a_file_without_its_id_is_something_to_do),
        cmocka_unit_test(paths_are_shown_from_where_the_user_is),
        cmocka_unit_test(numbers_agree_with_their_nouns),
        cmocka_unit_test(durations_are_as_exact_as_they_are_short),
        cmocka_unit_test(a_hostile_title_stays_on_its_line),
    };
    return cmocka_run_group_tests_name("cli/report", tests, NULL, NULL);
}

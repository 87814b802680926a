/* SPDX-License-Identifier: MIT */
#include "cli/json_report.h"

#include <jansson.h>
#include <string.h>

#include "plan_fixture.h"
#include "unit.h"

enum { MOST_JSON = 1 << 20 };

/* The document that a run over the fixture's plan gives; to be released by the caller. */
static json_t *document(const struct sync_report *report, const struct json_end *end)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(json_report) struct json_report *json = json_report_new("push", report == NULL);
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_JSON);
    struct plan_fixture fixture;
    struct notes notes = {.arena = arena};
    plan_fixture_fill(&fixture);
    notes_add(&notes, NOTE_LOST, 12, SLICE_LITERAL("<span id=\"a\">"));
    notes_add(&notes, NOTE_DEAD, 0, SLICE_LITERAL("b.md\xff"));
    fixture.pages[1].notes = notes;
    struct changes changes = changes_make(arena, &fixture.scan);
    struct json_mount mount = {
        .path = ".",
        .site = "https://example.atlassian.net/wiki",
        .space = "DOCS",
        .scan = &fixture.scan,
        .changes = &changes,
        .report = report,
    };

    json_report_add_mount(json, &mount);
    json_report_finish(json, end);
    json_report_append(json, &text);
    json_t *root = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    return root;
}

static json_t *page_at(json_t *root, const char *title)
{
    json_t *mount = json_array_get(json_object_get(root, "mounts"), 0);
    json_t *pages = json_object_get(mount, "pages");
    for (size_t i = 0; i < json_array_size(pages); i++) {
        json_t *page = json_array_get(pages, i);
        if (strcmp(json_string_value(json_object_get(page, "title")), title) == 0) {
            return page;
        }
    }
    fail_msg("no page %s", title);
    return NULL;
}

static const char *text_of(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void the_head_says_what_ran_and_how_it_ended(void **state)
{
    (void)state;
    struct json_end end = {.status = STATUS_CONFLICTS, .elapsed_ms = 1500, .requests = 7};
    json_auto_t *root = document(NULL, &end);

    assert_int_equal(json_integer_value(json_object_get(root, "confsync")), 1);
    assert_string_equal(text_of(root, "command"), "push");
    assert_true(json_is_true(json_object_get(root, "dry_run")));
    assert_int_equal(json_integer_value(json_object_get(root, "status")), 3);
    assert_true(json_is_null(json_object_get(root, "error")));
    assert_int_equal(json_integer_value(json_object_get(root, "requests")), 7);
    assert_int_equal((int)(json_real_value(json_object_get(root, "seconds")) * 10), 15);
}

static void an_error_has_a_kind_and_a_message(void **state)
{
    (void)state;
    struct error error;
    error_set(&error, ERROR_NETWORK, 7, "cannot connect");
    struct json_end end = {.status = STATUS_NO_ACCESS, .error = &error};
    json_auto_t *root = document(NULL, &end);
    json_t *value = json_object_get(root, "error");

    assert_string_equal(text_of(value, "kind"), "network");
    assert_string_equal(text_of(value, "message"), "cannot connect");
}

static void a_page_has_what_becomes_of_it_and_its_steps(void **state)
{
    (void)state;
    struct json_end end = {0};
    json_auto_t *root = document(NULL, &end);
    json_t *page = page_at(root, "Edited here");
    json_t *steps = json_object_get(page, "steps");

    assert_string_equal(text_of(page, "id"), "2");
    assert_string_equal(text_of(page, "path"), "edited-here.md");
    assert_string_equal(json_string_value(json_array_get(json_object_get(page, "remote"), 0)),
                        "changed");
    assert_int_equal(json_array_size(json_object_get(page, "local")), 0);
    assert_true(json_is_null(json_object_get(page, "held")));
    assert_true(json_is_false(json_object_get(page, "marked")));
    assert_int_equal(json_array_size(steps), 2);
    assert_string_equal(text_of(json_array_get(steps, 0), "action"), "update_remote");
    assert_string_equal(text_of(json_array_get(steps, 0), "result"), "planned");
    assert_true(json_is_null(json_object_get(page_at(root, "New here"), "id")));
    assert_true(json_is_null(json_object_get(page_at(root, "New there"), "path")));
}

static void what_a_push_would_drop_is_listed(void **state)
{
    (void)state;
    struct json_end end = {0};
    json_auto_t *root = document(NULL, &end);
    json_t *notes = json_object_get(page_at(root, "Edited here"), "notes");
    json_t *lost = json_array_get(notes, 0);
    json_t *dead = json_array_get(notes, 1);

    assert_int_equal(json_array_size(notes), 2);
    assert_string_equal(text_of(lost, "kind"), "lost");
    assert_int_equal(json_integer_value(json_object_get(lost, "line")), 12);
    assert_string_equal(text_of(lost, "text"), "<span id=\"a\">");
    assert_string_equal(text_of(dead, "kind"), "dead");
    assert_true(json_is_null(json_object_get(dead, "line")));
    assert_string_equal(text_of(dead, "text"), "b.md");
    assert_int_equal(json_array_size(json_object_get(page_at(root, "Merged"), "notes")), 0);
}

static void a_held_page_says_why(void **state)
{
    (void)state;
    struct json_end end = {0};
    json_auto_t *root = document(NULL, &end);
    json_t *conflict = json_object_get(page_at(root, "Conflict"), "held");
    json_t *broken = json_object_get(page_at(root, "Broken"), "held");

    assert_string_equal(text_of(conflict, "reason"), "body_overlaps");
    assert_string_equal(text_of(conflict, "attribute"), "body");
    assert_string_equal(text_of(broken, "reason"), "fault");
    assert_string_equal(text_of(broken, "text"), "broken.md:2:1: this is no YAML");
}

static void what_came_of_a_step_is_told_with_its_error(void **state)
{
    (void)state;
    struct json_end end = {0};
    struct step_report steps[FIXTURE_STEPS] = {0};
    struct sync_report report = {.steps = steps, .failed_count = 1, .done_count = 1};
    steps[0].result = STEP_DONE;
    steps[1].result = STEP_FAILED;
    error_set(&steps[1].error, ERROR_HTTP, 413, "too large");
    json_auto_t *root = document(&report, &end);
    json_t *failed = json_array_get(json_object_get(page_at(root, "Edited here"), "steps"), 0);
    json_t *done = json_array_get(json_object_get(page_at(root, "Gone"), "steps"), 0);
    json_t *mount = json_array_get(json_object_get(root, "mounts"), 0);

    assert_string_equal(text_of(failed, "result"), "failed");
    assert_string_equal(text_of(json_object_get(failed, "error"), "message"), "too large");
    assert_string_equal(text_of(done, "result"), "done");
    assert_int_equal(
        json_integer_value(json_object_get(json_object_get(mount, "counts"), "failed")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_says_what_ran_and_how_it_ended),
        cmocka_unit_test(an_error_has_a_kind_and_a_message),
        cmocka_unit_test(a_page_has_what_becomes_of_it_and_its_steps),
        cmocka_unit_test(what_a_push_would_drop_is_listed),
        cmocka_unit_test(a_held_page_says_why),
        cmocka_unit_test(what_came_of_a_step_is_told_with_its_error),
    };
    return cmocka_run_group_tests_name("cli/json_report", tests, NULL, NULL);
}

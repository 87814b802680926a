/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#define MANY  120
#define PAGES "GET /wiki/api/v2/pages?limit=250&body-format=storage&id="
#define LOOK  "GET /wiki/api/v2/pages?limit=250&status=current&status=archived&status=trashed&id="

/* Room for the texts of a scripted space: pages with the ids 1001, 1002, … */
struct texts {
    char ids[MANY][8];
    const char *id_list[MANY];
};

static void name_ids(struct texts *texts)
{
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(texts->ids[i], sizeof texts->ids[i], "%zu", 1001 + i);
        texts->id_list[i] = texts->ids[i];
    }
}

/* The answer with these pages, last id first, as a list in no useful order. */
static const char *rows_of(struct arena *arena, const struct texts *texts, size_t from, size_t to)
{
    CLEANUP_STRBUF struct strbuf body = STRBUF(LIMIT_PAGE);

    strbuf_append(&body, "{\"results\":[");
    for (size_t i = to; i > from; i--) {
        strbuf_append_format(&body,
                             "%s{\"id\":\"%s\",\"title\":\"P\",\"status\":\"current\",\"version\":{"
                             "\"number\":1},\"body\":{\"storage\":{\"value\":\"<p>%zu</p>\"}}}",
                             i == to ? "" : ",", texts->ids[i - 1], i - 1);
    }
    strbuf_append(&body, "]}");
    return strbuf_copy(&body, arena).start;
}

static const char *target_of(struct arena *arena, const char *start, const struct texts *texts,
                             size_t from, size_t to)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_PAGE);

    strbuf_append(&target, start);
    for (size_t i = from; i < to; i++) {
        strbuf_append_format(&target, "%s%s", i == from ? "" : ",", texts->ids[i]);
    }
    strbuf_append(&target, " HTTP");
    return strbuf_copy(&target, arena).start;
}

static size_t count_lines(const struct site_fixture *fixture)
{
    size_t count = 0;

    for (const char *at = strbuf_text(&fixture->log); (at = strchr(at, '\n')); at++) {
        count++;
    }
    return count;
}

static void bodies_come_in_batches_of_fifty_all_at_once(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct texts texts;
    name_ids(&texts);
    struct script_reply replies[] = {
        {.to = target_of(arena, PAGES, &texts, 0, 50),
         .status = 200,
         .hold_for = 3,
         .body = rows_of(arena, &texts, 0, 50)},
        {.to = target_of(arena, PAGES, &texts, 50, 100),
         .status = 200,
         .hold_for = 3,
         .body = rows_of(arena, &texts, 50, 99)},
        {.to = target_of(arena, PAGES, &texts, 100, 120),
         .status = 200,
         .hold_for = 3,
         .body = rows_of(arena, &texts, 100, 120)},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_true(
        confluence_fetch_bodies(fixture.site, texts.id_list, MANY, note_page, &fixture, &error));

    /* One page is not there, and that is no error. */
    assert_int_equal(count_lines(&fixture), MANY - 1);
    assert_non_null(strstr(strbuf_text(&fixture.log), "1001 v1 \"P\" <p>0</p>\n"));
    assert_non_null(strstr(strbuf_text(&fixture.log), "1120 v1 \"P\" <p>119</p>\n"));
    assert_int_equal(count_sent(&fixture), 3);
    assert_int_equal(script_server_most_at_once(fixture.server), 3);
    assert_int_equal(confluence_counts(fixture.site).requests, 4);
    close_site(&fixture);
}

static void no_pages_need_no_request(void **state)
{
    (void)state;
    struct site_fixture fixture;
    struct error error;
    open_site(&fixture, NULL, 0);

    assert_true(confluence_fetch_bodies(fixture.site, NULL, 0, note_page, &fixture, &error));
    assert_true(confluence_look(fixture.site, NULL, 0, note_page, &fixture, &error));

    assert_int_equal(count_sent(&fixture), 0);
    close_site(&fixture);
}

static void a_batch_that_is_too_much_is_halved(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct texts texts;
    name_ids(&texts);
    struct script_reply replies[] = {
        {.to = target_of(arena, PAGES, &texts, 0, 5), .status = 413},
        {.to = target_of(arena, PAGES, &texts, 0, 2),
         .status = 200,
         .body = rows_of(arena, &texts, 0, 2)},
        {.to = target_of(arena, PAGES, &texts, 2, 5), .status = 500},
        {.to = target_of(arena, PAGES, &texts, 2, 3),
         .status = 200,
         .body = rows_of(arena, &texts, 2, 3)},
        {.to = target_of(arena, PAGES, &texts, 3, 5),
         .status = 200,
         .body = rows_of(arena, &texts, 3, 5)},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_true(
        confluence_fetch_bodies(fixture.site, texts.id_list, 5, note_page, &fixture, &error));

    assert_int_equal(count_lines(&fixture), 5);
    assert_int_equal(count_sent(&fixture), 5);
    close_site(&fixture);
}

static void a_page_that_is_too_much_by_itself_is_an_error(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = -1, .status = 500, .body = "{\"message\":\"it broke\"}"},
    };
    static const char *const ids[] = {"1", "2"};
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_false(confluence_fetch_bodies(fixture.site, ids, 2, note_page, &fixture, &error));

    assert_int_equal(error.kind, ERROR_HTTP);
    assert_string_equal(error.message, "read pages: HTTP 500: it broke");
    close_site(&fixture);
}

static void one_failure_ends_all_batches(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct texts texts;
    name_ids(&texts);
    struct script_reply replies[] = {
        {.to = target_of(arena, PAGES, &texts, 0, 50), .fault = SCRIPT_SAY_NOTHING},
        {.to = target_of(arena, PAGES, &texts, 50, 100), .status = 403, .hold_for = 3},
        {.to = target_of(arena, PAGES, &texts, 100, 120), .fault = SCRIPT_SAY_NOTHING},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_false(
        confluence_fetch_bodies(fixture.site, texts.id_list, MANY, note_page, &fixture, &error));

    assert_int_equal(error.kind, ERROR_ACCESS);
    assert_string_equal(error.message, "read pages: HTTP 403: forbidden");
    close_site(&fixture);
}

static void whoever_is_called_back_can_end_it(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct texts texts;
    name_ids(&texts);
    struct script_reply replies[] = {
        {.times = -1, .status = 200, .body = rows_of(arena, &texts, 0, 50)},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));
    fixture.stop_after = 3;

    assert_false(
        confluence_fetch_bodies(fixture.site, texts.id_list, MANY, note_page, &fixture, &error));

    assert_int_equal(error.kind, ERROR_STOPPED);
    assert_int_equal(count_lines(&fixture), 3);
    close_site(&fixture);
}

static void ids_that_are_none_are_not_sent(void **state)
{
    (void)state;
    static const char *const ids[] = {"1", "2/../3"};
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, NULL, 0);

    assert_false(confluence_fetch_bodies(fixture.site, ids, 2, note_page, &fixture, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_false(confluence_look(fixture.site, ids, 2, note_page, &fixture, &error));

    assert_int_equal(count_sent(&fixture), 0);
    close_site(&fixture);
}

static void looking_asks_for_the_missing_by_themselves(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LOOK "1,2,3 ",
         .status = 200,
         .body = "{\"results\":[{\"id\":\"2\",\"title\":\"two\",\"status\":\"trashed\",\"version\":"
                 "{\"number\":4}}]}"},
        {.to = "GET /wiki/api/v2/pages/1?",
         .status = 200,
         .body = "{\"id\":\"1\",\"title\":\"one\",\"status\":\"current\",\"version\":{\"number\":2}"
                 ",\"body\":{\"storage\":{\"value\":\"<p/>\"}}}"},
        {.to = "GET /wiki/api/v2/pages/3?",
         .status = 404,
         .body = "{\"errors\":[{\"status\":404,\"title\":\"Cannot find a page with id [3]\"}]}"},
    };
    static const char *const ids[] = {"1", "2", "3"};
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    if (!confluence_look(fixture.site, ids, 3, note_page, &fixture, &error)) {
        fail_msg("%s", error.message);
    }

    assert_string_equal(strbuf_text(&fixture.log), "2 v4 \"two\"\n1 v2 \"one\"<p/>\n");
    assert_int_equal(count_sent(&fixture), 3);
    close_site(&fixture);
}

static void lost_access_is_not_a_missing_page(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LOOK, .status = 200, .body = "{\"results\":[]}"},
        {.status = 404, .body = "{\"errors\":[{\"status\":404,\"title\":\"Not Found\"}]}"},
    };
    static const char *const ids[] = {"1"};
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_false(confluence_look(fixture.site, ids, 1, note_page, &fixture, &error));

    assert_int_equal(error.kind, ERROR_ACCESS);
    close_site(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_come_in_batches_of_fifty_all_at_once),
        cmocka_unit_test(no_pages_need_no_request),
        cmocka_unit_test(a_batch_that_is_too_much_is_halved),
        cmocka_unit_test(a_page_that_is_too_much_by_itself_is_an_error),
        cmocka_unit_test(one_failure_ends_all_batches),
        cmocka_unit_test(whoever_is_called_back_can_end_it),
        cmocka_unit_test(ids_that_are_none_are_not_sent),
        cmocka_unit_test(looking_asks_for_the_missing_by_themselves),
        cmocka_unit_test(lost_access_is_not_a_missing_page),
    };
    return cmocka_run_group_tests_name("confluence/batch", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#define PAGE(id, version)                                                                          \
    "{\"id\":\"" id "\",\"title\":\"T\",\"status\":\"current\",\"version\":{\"number\":" version   \
    ",\"message\":\"m\"},\"parentId\":\"5\",\"parentType\":\"page\",\"spaceId\":\"98445\","        \
    "\"body\":{\"storage\":{\"value\":\"<p />\"}}}"

static bool do_call(struct site_fixture *fixture, const struct confluence_call *call,
                    struct confluence_page *page, struct error *error)
{
    return confluence_do(fixture->site, call, fixture->arena, page, error);
}

static void every_action_brings_what_it_promises(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/pages/7?body-format=storage ",
         .status = 200,
         .body = PAGE("7", "3")},
        {.to = "POST /wiki/api/v2/pages ", .status = 200, .body = PAGE("8", "1")},
        {.to = "PUT /wiki/api/v2/pages/7 ", .status = 200, .body = PAGE("7", "4")},
        {.to = "PUT /wiki/api/v2/pages/7/title ",
         .status = 200,
         .body = "{\"id\":\"7\",\"title\":\"New\",\"status\":\"current\",\"parentId\":null,"
                 "\"body\":null,\"version\":{\"number\":5,\"message\":null}}"},
        {.to = "PUT /wiki/rest/api/content/7/move/after/9 ",
         .status = 200,
         .body = "{\"pageId\":\"7\"}"},
        {.to = "DELETE /wiki/api/v2/pages/7 ", .status = 204},
        {.to = "PUT /wiki/api/v2/pages/7 ", .status = 200, .body = PAGE("7", "6")},
    };
    static const struct {
        struct confluence_call call;
        int version;
        const char *title;
    } cases[] = {
        {{.action = CONFLUENCE_FETCH, .id = "7"}, 3, "T"},
        {{.action = CONFLUENCE_CREATE, .space = &docs_space, .title = "T", .parent_id = "5"},
         1,
         "T"},
        {{.action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T"}, 4, "T"},
        {{.action = CONFLUENCE_RENAME, .id = "7", .title = "New"}, 5, "New"},
        {{.action = CONFLUENCE_MOVE, .id = "7", .place = CONFLUENCE_AFTER, .target_id = "9"},
         0,
         ""},
        {{.action = CONFLUENCE_TRASH, .id = "7"}, 0, ""},
        {{.action = CONFLUENCE_RESTORE, .id = "7", .version = 6, .title = "T"}, 6, "T"},
    };
    struct site_fixture fixture;
    open_site(&fixture, replies, COUNT_OF(replies));

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct confluence_page page;
        struct error error = {0};
        if (!do_call(&fixture, &cases[i].call, &page, &error)) {
            fail_msg("%s", error.message);
        }
        assert_string_equal(page.id, cases[i].call.action == CONFLUENCE_CREATE ? "8" : "7");
        assert_int_equal(page.version, cases[i].version);
        assert_string_equal(page.title, cases[i].title);
    }
    assert_int_equal(count_sent(&fixture), COUNT_OF(cases));
    assert_non_null(strstr(sent(&fixture, 1), "\r\n\r\n{\"status\":\"current\",\"title\":\"T\""));
    close_site(&fixture);
}

struct noted {
    struct site_fixture *fixture;
    const char *name;
    bool then_reads;
    struct confluence_call call;
};

static void note(void *data, const struct confluence_result *result)
{
    struct noted *noted = data;
    struct strbuf *log = &noted->fixture->log;

    assert_true((result->page == NULL) != (result->error == NULL));
    strbuf_append_format(log, "%s: %s\n", noted->name,
                         result->page ? result->page->id : result->error->message);
    if (noted->then_reads) {
        noted->then_reads = false;
        noted->call = (struct confluence_call){.action = CONFLUENCE_FETCH, .id = "7"};
        noted->name = "read again";
        confluence_queue(noted->fixture->site, &noted->call, note, noted);
    }
}

static void many_writes_are_under_way_at_the_same_time(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "PUT", .times = 3, .status = 200, .body = PAGE("7", "4"), .hold_for = 3},
        {.to = "PUT", .times = -1, .status = 200, .body = PAGE("7", "4")},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));
    struct noted noted = {.fixture = &fixture, .name = "put"};
    struct confluence_call call = {
        .action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T"};

    for (int i = 0; i < 10; i++) {
        confluence_queue(fixture.site, &call, note, &noted);
    }
    assert_int_equal(count_sent(&fixture), 0);
    assert_true(confluence_run(fixture.site, &error));

    assert_int_equal(count_sent(&fixture), 10);
    assert_in_range(script_server_most_at_once(fixture.server), 3, 6);
    assert_int_equal(fixture.log.length, 10 * strlen("put: 7\n"));
    close_site(&fixture);
}

static void a_callback_can_queue_what_follows(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "PUT", .status = 200, .body = PAGE("7", "4")},
        {.to = "GET", .status = 200, .body = PAGE("7", "4")},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));
    struct noted noted = {.fixture = &fixture, .name = "put", .then_reads = true};
    struct confluence_call call = {
        .action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T"};

    confluence_queue(fixture.site, &call, note, &noted);
    assert_true(confluence_run(fixture.site, &error));

    assert_string_equal(strbuf_text(&fixture.log), "put: 7\nread again: 7\n");
    close_site(&fixture);
}

static void calls_that_cannot_be_made_are_called_back_too(void **state)
{
    (void)state;
    const struct confluence_call calls[] = {
        {.action = CONFLUENCE_FETCH, .id = "../7"},
        {.action = CONFLUENCE_TRASH},
        {.action = CONFLUENCE_MOVE, .id = "7", .target_id = "x"},
        {.action = CONFLUENCE_CREATE, .space = &docs_space, .title = "T", .parent_id = "p"},
        {.action = CONFLUENCE_RENAME, .id = "7", .title = "\xff"},
        {.action = CONFLUENCE_UPDATE,
         .id = "7",
         .title = "T",
         .body = SLICE_LITERAL("<p>\xc3</p>")},
    };
    static const char *const messages[] = {
        "call: the page is no id: ../7\n",      "call: the page is no id: (none)\n",
        "call: the target is no id: x\n",       "call: the parent is no id: p\n",
        "call: the title is not valid UTF-8\n", "call: the body is not valid UTF-8\n",
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, NULL, 0);
    struct noted noted = {.fixture = &fixture, .name = "call"};

    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        strbuf_clear(&fixture.log);
        confluence_queue(fixture.site, &calls[i], note, &noted);
        assert_true(confluence_run(fixture.site, &error));
        assert_string_equal(strbuf_text(&fixture.log), messages[i]);
    }
    assert_int_equal(count_sent(&fixture), 0);
    close_site(&fixture);
}

struct refused {
    enum confluence_refusal refusal;
    struct error error;
};

static void keep_refusal(void *data, const struct confluence_result *result)
{
    struct refused *refused = data;

    assert_non_null(result->error);
    refused->refusal = result->refusal;
    refused->error = *result->error;
}

static void refusals_are_named(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 409, .body = "{\"errors\":[{\"title\":\"Version must be incremented\"}]}"},
        {.status = 400,
         .body = "{\"errors\":[{\"title\":\"A page with this title already exists\"}]}"},
    };
    struct site_fixture fixture;
    struct error error = {0};
    struct refused refused;
    open_site(&fixture, replies, COUNT_OF(replies));
    struct confluence_call update = {
        .action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T"};
    struct confluence_call create = {
        .action = CONFLUENCE_CREATE, .space = &docs_space, .title = "T \"q\""};

    confluence_queue(fixture.site, &update, keep_refusal, &refused);
    assert_true(confluence_run(fixture.site, &error));
    assert_int_equal(refused.refusal, CONFLUENCE_VERSION_TAKEN);
    assert_int_equal(refused.error.code, 409);
    assert_string_equal(refused.error.message,
                        "update page 7: HTTP 409: Version must be incremented");

    confluence_queue(fixture.site, &create, keep_refusal, &refused);
    assert_true(confluence_run(fixture.site, &error));
    assert_int_equal(refused.refusal, CONFLUENCE_TITLE_TAKEN);
    assert_string_equal(refused.error.message,
                        "create page \"T \"q\"\": HTTP 400: A page with this title already exists");
    close_site(&fixture);
}

static void a_lost_answer_to_a_creation_leaves_doubt_and_one_request(void **state)
{
    (void)state;
    static const struct script_reply cut[] = {{.times = -1, .fault = SCRIPT_HANG_UP}};
    static const struct script_reply half[] = {
        {.times = -1, .status = 200, .body = PAGE("8", "1"), .fault = SCRIPT_TRUNCATE}};
    static const struct script_reply html[] = {
        {.times = -1, .status = 200, .type = "text/html", .body = "<p>"}};
    static const struct script_reply gateway[] = {{.times = -1, .status = 502}};
    static const struct script_reply *const scripts[] = {cut, half, html, gateway};

    for (size_t i = 0; i < COUNT_OF(scripts); i++) {
        struct site_fixture fixture;
        struct confluence_page page;
        struct error error = {0};
        open_site(&fixture, scripts[i], 1);
        struct confluence_call call = {
            .action = CONFLUENCE_CREATE, .space = &docs_space, .title = "T"};
        assert_false(do_call(&fixture, &call, &page, &error));
        assert_true(error_leaves_doubt(&error));
        assert_int_equal(count_sent(&fixture), 1);
        close_site(&fixture);
    }
}

static void our_own_version_after_a_lost_answer_is_doubt_and_no_conflict(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "PUT", .fault = SCRIPT_HANG_UP},
        {.to = "PUT", .status = 409, .body = "{\"errors\":[{\"title\":\"Version taken\"}]}"},
    };
    struct site_fixture fixture;
    struct confluence_page page;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));
    struct confluence_call call = {
        .action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T"};

    assert_false(do_call(&fixture, &call, &page, &error));

    assert_true(error_leaves_doubt(&error));
    assert_int_equal(error.kind, ERROR_NETWORK);
    close_site(&fixture);
}

static void stopping_calls_back_for_all_that_was_queued(void **state)
{
    (void)state;
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, NULL, 0);
    struct noted noted = {.fixture = &fixture, .name = "put"};
    struct confluence_call call = {
        .action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T"};

    confluence_queue(fixture.site, &call, note, &noted);
    confluence_queue(fixture.site, &call, note, &noted);
    fixture.is_stopped = true;
    assert_false(confluence_run(fixture.site, &error));

    assert_int_equal(error.kind, ERROR_INTERRUPTED);
    assert_string_equal(strbuf_text(&fixture.log),
                        "put: update page 7: stopped\nput: update page 7: stopped\n");
    assert_int_equal(count_sent(&fixture), 0);
    close_site(&fixture);
}

static void what_is_still_queued_is_given_up_with_the_site(void **state)
{
    (void)state;
    struct site_fixture fixture;
    open_site(&fixture, NULL, 0);
    struct noted noted = {.fixture = &fixture, .name = "put"};
    struct confluence_call call = {.action = CONFLUENCE_TRASH, .id = "7"};

    confluence_queue(fixture.site, &call, note, &noted);

    close_site(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_action_brings_what_it_promises),
        cmocka_unit_test(many_writes_are_under_way_at_the_same_time),
        cmocka_unit_test(a_callback_can_queue_what_follows),
        cmocka_unit_test(calls_that_cannot_be_made_are_called_back_too),
        cmocka_unit_test(refusals_are_named),
        cmocka_unit_test(a_lost_answer_to_a_creation_leaves_doubt_and_one_request),
        cmocka_unit_test(our_own_version_after_a_lost_answer_is_doubt_and_no_conflict),
        cmocka_unit_test(stopping_calls_back_for_all_that_was_queued),
        cmocka_unit_test(what_is_still_queued_is_given_up_with_the_site),
    };
    return cmocka_run_group_tests_name("confluence/call", tests, NULL, NULL);
}

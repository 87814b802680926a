/* SPDX-License-Identifier: MIT */
#include "http/pool.h"

#include <stdlib.h>

#include "pool_fixture.h"

static void a_get_brings_the_answer_and_sends_what_it_should(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/a?b=c HTTP/1.1\r\n", .status = 200, .body = "{\"x\":1}"},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "ask"};

    submit(&request, HTTP_GET, "/wiki/a?b=c");
    run(&fixture);

    assert_int_equal(fixture.count, 1);
    assert_int_equal(fixture.results[0].status, 200);
    assert_string_equal(fixture.results[0].body, "{\"x\":1}");
    /* me@example.com:s3cret */
    assert_true(
        has_header(&fixture, 0, "\r\nAuthorization: Basic bWVAZXhhbXBsZS5jb206czNjcmV0\r\n"));
    assert_true(has_header(&fixture, 0, "\r\nUser-Agent: confsync/"));
    assert_true(has_header(&fixture, 0, "\r\nAccept: application/json\r\n"));
    assert_true(has_header(&fixture, 0, "\r\nAccept-Encoding: "));
    assert_false(has_header(&fixture, 0, "\r\nCookie:"));
    struct http_counts counts = http_pool_counts(fixture.pool);
    assert_int_equal(counts.requests, 1);
    assert_int_equal(counts.bytes_received, 7);
    close_pool(&fixture);
}

static void a_token_without_a_user_is_a_bearer_token(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.status = 200}};
    struct fixture fixture = {0};
    struct error error;
    fixture.server = script_server_start(replies, COUNT_OF(replies));
    struct http_pool_options options = {
        .root = script_server_url(fixture.server),
        .token = "s3cret",
        .settings = http_settings_default(),
    };
    assert_true(http_pool_open(&options, &fixture.pool, &error));
    struct request_of_test request = {.fixture = &fixture, .purpose = "ask"};

    submit(&request, HTTP_GET, "/");
    run(&fixture);

    assert_true(has_header(&fixture, 0, "\r\nAuthorization: Bearer s3cret\r\n"));
    close_pool(&fixture);
}

static void a_body_is_sent_as_json_with_its_length(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "POST /p", .status = 200},
        {.to = "PUT /q", .status = 200},
        {.to = "PUT /r", .status = 200},
        {.to = "DELETE /s", .status = 204},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test with_body = {.fixture = &fixture, .purpose = "w", .body = "{\"t\":2}"};
    struct request_of_test bare = {.fixture = &fixture, .purpose = "b"};

    submit(&with_body, HTTP_POST, "/p");
    run(&fixture);
    submit(&with_body, HTTP_PUT, "/q");
    run(&fixture);
    submit(&bare, HTTP_PUT, "/r");
    run(&fixture);
    submit(&bare, HTTP_DELETE, "/s");
    run(&fixture);

    assert_int_equal(fixture.count, 4);
    assert_true(has_header(&fixture, 0, "\r\nContent-Length: 7\r\n"));
    assert_true(has_header(&fixture, 0, "\r\nContent-Type: application/json\r\n"));
    assert_true(has_header(&fixture, 0, "\r\n\r\n{\"t\":2}"));
    assert_false(has_header(&fixture, 0, "\r\nExpect:"));
    assert_true(has_header(&fixture, 1, "\r\n\r\n{\"t\":2}"));
    assert_true(has_header(&fixture, 2, "\r\nContent-Length: 0\r\n"));
    assert_int_equal(fixture.results[3].status, 204);
    assert_int_equal(http_pool_counts(fixture.pool).bytes_sent, 14);
    close_pool(&fixture);
}

static void reads_are_several_at_a_time_and_more_when_all_goes_well(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = 4, .status = 200, .hold_for = 4},
        {.times = 32, .status = 200},
        {.times = 8, .status = 200, .hold_for = 8},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "ask"};

    for (int i = 0; i < 44; i++) {
        submit(&request, HTTP_GET, "/a");
    }
    run(&fixture);

    assert_int_equal(fixture.count, 44);
    assert_int_equal(script_server_most_at_once(fixture.server), 8);
    assert_true(script_server_connections(fixture.server) <= 8);
    close_pool(&fixture);
}

static void writes_have_a_narrower_window_of_their_own(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = 3, .status = 200, .hold_for = 3},
        {.times = 20, .status = 200},
        {.times = 6, .status = 200, .hold_for = 6},
        {.times = -1, .status = 200},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "w", .body = "{}"};

    for (int i = 0; i < 40; i++) {
        submit(&request, HTTP_PUT, "/a");
    }
    run(&fixture);

    assert_int_equal(fixture.count, 40);
    assert_int_equal(script_server_most_at_once(fixture.server), 6);
    close_pool(&fixture);
}

static void queue_two_more(struct fixture *fixture)
{
    static struct request_of_test inner;

    inner = (struct request_of_test){.fixture = fixture, .purpose = "inner", .body = "{}"};
    submit(&inner, HTTP_PUT, "/inner-1");
    submit(&inner, HTTP_PUT, "/inner-2");
}

static void what_a_callback_queues_goes_first_and_in_order(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.times = -1, .status = 200}};
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test first = {
        .fixture = &fixture, .purpose = "first", .body = "{}", .then = queue_two_more};
    struct request_of_test other = {.fixture = &fixture, .purpose = "other", .body = "{}"};

    submit(&first, HTTP_PUT, "/first");
    for (int i = 0; i < 20; i++) {
        submit(&other, HTTP_PUT, "/other");
    }
    run(&fixture);

    assert_int_equal(fixture.count, 23);
    size_t one = 0;
    size_t two = 0;
    for (size_t i = 0; i < script_server_count(fixture.server); i++) {
        one = has_header(&fixture, i, "/inner-1") ? i : one;
        two = has_header(&fixture, i, "/inner-2") ? i : two;
    }
    assert_in_range(one, 1, 10);
    assert_in_range(two, one - 1, 12);
    close_pool(&fixture);
}

static void dropping_an_owner_ends_its_requests_without_a_word(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /silent", .times = -1, .fault = SCRIPT_SAY_NOTHING},
        {.times = -1, .status = 200},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test kept = {.fixture = &fixture, .purpose = "kept"};
    struct request_of_test dropped = {.fixture = &fixture, .purpose = "dropped"};

    submit(&dropped, HTTP_GET, "/silent");
    submit(&kept, HTTP_GET, "/a");
    submit(&dropped, HTTP_GET, "/silent");
    http_pool_drop(fixture.pool, &dropped);
    run(&fixture);

    assert_int_equal(fixture.count, 1);
    assert_string_equal(fixture.results[0].purpose, "kept");
    close_pool(&fixture);
}

static void stop_now(struct fixture *fixture)
{
    fixture->is_stopped = true;
}

static void stopping_gives_up_reads_and_what_waits_and_finishes_writes(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /silent", .times = -1, .fault = SCRIPT_SAY_NOTHING},
        {.to = "GET /stop", .times = -1, .status = 200, .hold_for = 3},
        {.to = "PUT /w", .times = -1, .status = 200, .hold_for = 2},
    };
    struct fixture fixture;
    struct error error = {0};
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 1", .body = "{}"};
    struct request_of_test stopper = {.fixture = &fixture, .purpose = "stopper", .then = stop_now};

    submit(&request, HTTP_GET, "/silent");
    submit(&stopper, HTTP_GET, "/stop");
    submit(&request, HTTP_PUT, "/w");

    assert_false(http_pool_run(fixture.pool, &error));
    assert_int_equal(error.kind, ERROR_INTERRUPTED);
    assert_int_equal(fixture.count, 3);
    for (size_t i = 0; i < fixture.count; i++) {
        if (fixture.results[i].status == 0) {
            assert_int_equal(fixture.results[i].error.kind, ERROR_INTERRUPTED);
            assert_string_equal(fixture.results[i].error.message, "page 1: stopped");
        }
    }
    submit(&request, HTTP_PUT, "/w");
    assert_false(http_pool_run(fixture.pool, &error));
    assert_int_equal(script_server_count(fixture.server), 3);
    close_pool(&fixture);
}

static long long ten_seconds_later(void *data)
{
    long long *now_ms = data;

    return *now_ms += 10000;
}

static void a_write_that_outlasts_the_patience_of_the_user_leaves_doubt(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "PUT", .times = -1, .fault = SCRIPT_SAY_NOTHING},
        {.to = "GET", .times = -1, .status = 200},
    };
    struct fixture fixture = {0};
    struct error error = {0};
    long long now_ms = 0;
    fixture.server = script_server_start(replies, COUNT_OF(replies));
    fixture.progress = (struct progress){.is_stopped = is_stopped, .data = &fixture};
    struct http_pool_options options = {
        .root = script_server_url(fixture.server),
        .settings = http_settings_default(),
    };
    options.settings.progress = &fixture.progress;
    options.settings.clock = (struct clock){
        .now_ms = ten_seconds_later, .monotonic_ms = ten_seconds_later, .data = &now_ms};
    assert_true(http_pool_open(&options, &fixture.pool, &error));
    struct request_of_test write = {.fixture = &fixture, .purpose = "page 1", .body = "{}"};
    struct request_of_test stopper = {.fixture = &fixture, .purpose = "stopper", .then = stop_now};

    submit(&write, HTTP_PUT, "/w");
    submit(&stopper, HTTP_GET, "/stop");

    assert_false(http_pool_run(fixture.pool, &error));
    assert_int_equal(fixture.count, 2);
    assert_int_equal(fixture.results[1].error.kind, ERROR_NETWORK);
    assert_int_equal(fixture.results[1].error.code, NETWORK_UNANSWERED);
    assert_string_equal(fixture.results[1].error.message,
                        "page 1: stopped before 127.0.0.1 answered");
    close_pool(&fixture);
}

static void a_proxy_that_refuses_the_way_is_an_error_at_once_and_leaves_no_doubt(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "CONNECT wiki.example.invalid:443", .times = -1, .status = 403}};
    struct fixture fixture = {.server = script_server_start(replies, COUNT_OF(replies))};
    struct error error;
    struct http_pool_options options = {
        .root = "https://wiki.example.invalid",
        .settings = http_settings_default(),
    };
    options.settings.clock = fake_time_clock(&fixture.time);
    assert_true(http_pool_open(&options, &fixture.pool, &error));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7", .body = "{}"};

    unsetenv("no_proxy");
    unsetenv("NO_PROXY");
    setenv("https_proxy", script_server_url(fixture.server), 1);
    submit(&request, HTTP_POST, "/a");
    run(&fixture);
    unsetenv("https_proxy");

    assert_int_equal(fixture.results[0].error.code, NETWORK_NOT_SENT);
    assert_non_null(strstr(fixture.results[0].error.message, "cannot reach wiki.example.invalid"));
    assert_non_null(strstr(fixture.results[0].error.message, "403"));
    assert_int_equal(script_server_count(fixture.server), 1);
    assert_int_equal(fixture.time.slept_ms, 0);
    close_pool(&fixture);
}

static void a_bad_address_is_refused_before_anything_is_sent(void **state)
{
    (void)state;
    struct http_pool *pool = NULL;
    struct http_pool_options options = {
        .root = "http://wiki.example.com", .token = "t", .settings = http_settings_default()};
    struct error error = {0};

    assert_false(http_pool_open(&options, &pool, &error));

    assert_null(pool);
    assert_int_equal(error.kind, ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_get_brings_the_answer_and_sends_what_it_should),
        cmocka_unit_test(a_token_without_a_user_is_a_bearer_token),
        cmocka_unit_test(a_body_is_sent_as_json_with_its_length),
        cmocka_unit_test(reads_are_several_at_a_time_and_more_when_all_goes_well),
        cmocka_unit_test(writes_have_a_narrower_window_of_their_own),
        cmocka_unit_test(what_a_callback_queues_goes_first_and_in_order),
        cmocka_unit_test(dropping_an_owner_ends_its_requests_without_a_word),
        cmocka_unit_test(stopping_gives_up_reads_and_what_waits_and_finishes_writes),
        cmocka_unit_test(a_write_that_outlasts_the_patience_of_the_user_leaves_doubt),
        cmocka_unit_test(a_proxy_that_refuses_the_way_is_an_error_at_once_and_leaves_no_doubt),
        cmocka_unit_test(a_bad_address_is_refused_before_anything_is_sent),
    };
    return cmocka_run_group_tests_name("http/pool", tests, NULL, NULL);
}
